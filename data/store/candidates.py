"""Which versions wait to replace the one in use, and how they compare with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Connection, String, case, func, select

from data.store.columns import Words, filled
from data.store.outlooks import holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class Candidate:
    """A version that waits. ``standing`` is a code.

    ``comparison`` is JSON that ``app.judging_happenings`` makes and ``app.reports`` reads.
    """

    slug: str
    current: str
    candidate: str
    standing: str
    comparison: Mapping[str, Any]


table = summary_table(
    "candidates",
    Column("current", Words, nullable=False),
    Column("candidate", Words, nullable=False),
    Column("standing", String(32), nullable=False),
    Column("comparison", JSON, nullable=False),
    filled("candidate"),
    filled("standing"),
)

_COLUMNS = [each for each in table.columns if each.name != "id"]


def listed(
    conn: Connection,
    now: datetime,
    order: Sequence[str],
    *,
    unit: str = "",
    slug: str = "",
    limit: int,
) -> tuple[list[tuple[str, Candidate]], int]:
    """The first candidates with the model's name, by the order of standings; and how many."""
    chosen = [outlooks.c.slug == table.c.slug, holds(now)]
    chosen += [outlooks.c.unit == unit] if unit else []
    chosen += [table.c.slug == slug] if slug else []
    total = conn.scalar(select(func.count()).select_from(table, outlooks).where(*chosen)) or 0
    place = {standing: number for number, standing in enumerate(order)}
    rank = case(place, value=table.c.standing, else_=len(place))
    query = select(outlooks.c.name, *_COLUMNS).where(*chosen)
    first = query.order_by(rank, func.lower(outlooks.c.name), table.c.slug).limit(limit)
    rows = [dict(row) for row in conn.execute(first).mappings()]
    return [(row.pop("name"), Candidate(**row)) for row in rows], total
