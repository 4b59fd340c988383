"""What the tables look like that judging fills for the pages about one question."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Table

from data.store.columns import identity
from data.store.tables import metadata


def summary_table(name: str, *columns: Any) -> Table:
    """A table of summaries: any number of rows a model, all replaced when it is judged again."""
    return Table(
        name,
        metadata,
        identity(),
        Column("slug", ForeignKey("models.slug"), nullable=False, index=True),
        *columns,
    )
