"""The tables of files that people bring, and of what was said about their columns."""

from enum import StrEnum

from sqlalchemy import JSON, Column, Integer, String, Table

from data.store.columns import (
    Moment,
    OneOf,
    Words,
    at_least,
    filled,
    identity,
    points_to,
    text_column,
)
from data.store.tables import metadata


class What(StrEnum):
    """What a file that somebody brings is about."""

    MODELS = "models"
    RESULTS = "results"


def _what() -> Column[What]:
    return Column("what", OneOf(What), nullable=False, server_default=What.MODELS.value)


brought_lists = Table(
    "brought_lists",
    metadata,
    identity(),
    points_to("account_id", "accounts.id"),
    Column("file", Words, nullable=False),
    text_column("sheet"),
    Column("headings", JSON, nullable=False),
    Column("rows", JSON, nullable=False),
    # The place of each column that is read, with what it holds; of results all that was said.
    Column("mapping", JSON, nullable=False),
    # What sort of model those are that nobody knows and whose row does not say; empty: none.
    text_column("otherwise"),
    # Why the file could not be read; empty where it could.
    Column("problem", JSON(none_as_null=True)),
    Column("brought_at", Moment, nullable=False),
    _what(),
    filled("file"),
    # A form about a list that is gone must not meet another one under its number.
    sqlite_autoincrement=True,
)

# Of results, those are added of whose period nothing was known, and those changed that replaced
# an earlier one.
taken_lists = Table(
    "taken_lists",
    metadata,
    identity(),
    points_to("account_id", "accounts.id"),
    Column("file", Words, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("added", Integer, nullable=False),
    Column("filled", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("refused", JSON, nullable=False),
    _what(),
    filled("file"),
    *(at_least(name, 0) for name in ("added", "filled", "changed")),
)

# What people said about the columns of a file, for the next one with the same headings.
list_mappings = Table(
    "list_mappings",
    metadata,
    Column("headings_digest", String(64), primary_key=True),
    Column("mapping", JSON, nullable=False),
    text_column("otherwise"),
    Column("said_at", Moment, nullable=False),
)

BROUGHT: tuple[Table, ...] = (brought_lists, taken_lists, list_mappings)
