"""What a table kept through time looks like: nothing in it is ever overwritten.

Every row says who said it, in which run, and from when until when it was known.
"""

from typing import Any

from sqlalchemy import Index, Table, text

from data.store.columns import identity, known
from data.store.tables import metadata

KEYS: dict[str, tuple[str, ...]] = {}
"""What a source says once at a time, by the name of the history."""


def history_table(name: str, key: tuple[str, ...], *columns: Any) -> Table:
    """A table kept through time. At any moment a source says one row per ``key``."""
    table = Table(name, metadata, identity(), *columns, *known())
    KEYS[name] = key
    still = text("known_to IS NULL")
    Index(
        f"uq_{name}_still",
        *(table.c[column] for column in ("source_id", *key)),
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )
    return table
