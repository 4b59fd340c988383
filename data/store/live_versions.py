"""Which version of every model is in use, since when, and what it replaced."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, ColumnElement, Connection, String, func, select

from data.store.columns import Moment, storable, text_column
from data.store.outlooks import holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class LiveVersion:
    """A version in use. ``version`` is empty where nobody names one; then ``since`` is None.

    ``since_known`` is False where it may have been in use before ``since``. ``author`` is who
    registered it. ``live_by`` is a code, empty where nothing says that it is live.
    """

    slug: str
    version: str
    since: datetime | None
    since_known: bool
    before: str
    live_by: str
    author: str


@dataclass(frozen=True, slots=True)
class Search:
    """Which of them: words of the model's name, owner or unit, or a whole unit."""

    words: str = ""
    unit: str = ""
    slug: str = ""
    limit: int = 25
    offset: int = 0


table = summary_table(
    "live_versions",
    text_column("version"),
    Column("since", Moment),
    Column("since_known", Boolean, nullable=False),
    text_column("before"),
    Column("live_by", String(32), nullable=False),
    text_column("author"),
)

_COLUMNS = [each for each in table.columns if each.name != "id"]


def listed(
    conn: Connection, now: datetime, search: Search
) -> tuple[list[tuple[str, str, LiveVersion]], int]:
    """One page of name, unit and version, by name; and how many there are in all."""
    chosen = _chosen(search, now)
    total = conn.scalar(select(func.count()).select_from(table, outlooks).where(*chosen)) or 0
    query = (
        select(outlooks.c.name, outlooks.c.unit, *_COLUMNS)
        .where(*chosen)
        .order_by(func.lower(outlooks.c.name), table.c.slug, table.c.id)
        .limit(search.limit)
        .offset(search.offset)
    )
    rows = [dict(row) for row in conn.execute(query).mappings()]
    return [(row.pop("name"), row.pop("unit"), LiveVersion(**row)) for row in rows], total


def _chosen(search: Search, now: datetime) -> list[ColumnElement[bool]]:
    chosen = [outlooks.c.slug == table.c.slug, holds(now)]
    chosen += [
        outlooks.c.search_text.contains(word, autoescape=True)
        for word in storable(search.words).casefold().split()
    ]
    if search.unit:
        chosen.append(outlooks.c.unit == search.unit)
    if search.slug:
        chosen.append(table.c.slug == search.slug)
    return chosen
