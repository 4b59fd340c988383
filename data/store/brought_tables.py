"""The tables of lists that people bring, and of what was said about their columns."""

from sqlalchemy import JSON, Column, Integer, String, Table

from data.store.columns import Moment, Words, at_least, filled, identity, points_to, text_column
from data.store.tables import metadata

brought_lists = Table(
    "brought_lists",
    metadata,
    identity(),
    points_to("account_id", "accounts.id"),
    Column("file", Words, nullable=False),
    text_column("sheet"),
    Column("headings", JSON, nullable=False),
    Column("rows", JSON, nullable=False),
    # The place of each column that is read, with what it holds.
    Column("mapping", JSON, nullable=False),
    # What sort of model those are that nobody knows and whose row does not say; empty: none.
    text_column("otherwise"),
    # Why the file could not be read; empty where it could.
    Column("problem", JSON(none_as_null=True)),
    Column("brought_at", Moment, nullable=False),
    filled("file"),
    # A form about a list that is gone must not meet another one under its number.
    sqlite_autoincrement=True,
)

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
    filled("file"),
    *(at_least(name, 0) for name in ("added", "filled", "changed")),
)

# What people said about the columns of a list, for the next one with the same headings.
list_mappings = Table(
    "list_mappings",
    metadata,
    Column("headings_digest", String(64), primary_key=True),
    Column("mapping", JSON, nullable=False),
    text_column("otherwise"),
    Column("said_at", Moment, nullable=False),
)

BROUGHT: tuple[Table, ...] = (brought_lists, taken_lists, list_mappings)
