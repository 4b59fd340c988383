"""What went wrong and still is: what waiting costs, as far as anybody can tell."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Double, String, case, func, select

from data.store.columns import Moment, finite, text_column
from data.store.month_worths import deployed
from data.store.summary_table import summary_table
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class OpenCost:
    """One open incident. ``low`` and ``high`` are None where nobody can tell what it costs.

    ``counts`` is False where a dearer one of the same model may be the same loss. ``kind`` and
    ``against`` are codes, ``measure`` is the JSON of what is measured: empty for a silence.
    """

    slug: str
    kind: str
    began: datetime
    measure: Mapping[str, Any]
    group_name: str = ""
    low: float | None = None
    high: float | None = None
    against: str = ""
    currency: str = ""
    in_money: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True)
class CostSum:
    """What waiting costs so many models together in one currency, and since when the first does."""

    currency: str
    low: float
    high: float
    models: int
    since: datetime


table = summary_table(
    "open_costs",
    Column("kind", String(32), nullable=False),
    Column("began", Moment, nullable=False),
    Column("measure", JSON, nullable=False),
    text_column("group_name"),
    Column("low", Double),
    Column("high", Double),
    Column("against", String(32), nullable=False, server_default=""),
    text_column("currency"),
    Column("in_money", Boolean, nullable=False),
    Column("counts", Boolean, nullable=False),
    finite("low"),
    finite("high"),
)


def sums(conn: Connection, now: datetime, unit: str = "") -> list[CostSum]:
    """What waiting costs in each currency, from the incidents that count."""
    query = (
        select(
            table.c.currency,
            func.sum(table.c.low),
            func.sum(table.c.high),
            func.count(table.c.slug.distinct()),
            func.min(table.c.began),
        )
        .select_from(_with_models())
        .where(table.c.counts, *deployed(now, unit))
        .group_by(table.c.currency)
        .order_by(table.c.currency)
    )
    return [CostSum(*row) for row in conn.execute(query)]


def priced(
    conn: Connection, now: datetime, unit: str, limit: int
) -> tuple[list[tuple[str, OpenCost]], int, int]:
    """Each with its model's name: those in money first, the dearest first, then the longest.

    Also how many there are, and how many more nobody can price.
    """
    there = deployed(now, unit)
    told = table.c.high.is_not(None)
    counted = select(
        func.sum(case((told, 1), else_=0)), func.sum(case((told, 0), else_=1))
    ).select_from(_with_models())
    of, unpriced = conn.execute(counted.where(*there)).one()
    query = (
        select(outlooks.c.name, *(table.c[each.name] for each in fields(OpenCost)))
        .select_from(_with_models())
        .where(told, *there)
        .order_by(
            case((table.c.in_money, 0), else_=1),
            table.c.currency,
            case((table.c.in_money, table.c.high), else_=0.0).desc(),
            table.c.began,
            table.c.id,
        )
        .limit(limit)
    )
    found = [(name, OpenCost(*row)) for name, *row in conn.execute(query)]
    return found, int(of or 0), int(unpriced or 0)


def _with_models() -> Any:
    return table.join(outlooks, outlooks.c.slug == table.c.slug)
