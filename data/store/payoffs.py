"""The models one by one: what each was worth in one month, or what it brings in its own units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from data.store.month_worths import deployed
from data.store.month_worths import table as worths
from data.store.own_results import table as own
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class Payoff:
    """One model. ``value`` and ``agreed`` are its worth in the month asked for.

    ``promised`` is whether a worth in money is agreed; then a ``value`` of None is results that are
    missing. ``kpi`` and ``excused`` are as in ``OwnResult``; None where a worth is agreed.
    """

    slug: str
    name: str
    unit: str
    promised: bool
    value: float | None
    agreed: float | None
    currency: str
    kpi: Mapping[str, Any] | None
    excused: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which models: of one unit, or with (True) or without (False) an agreed worth."""

    unit: str = ""
    promised: bool | None = None
    limit: int = 25
    offset: int = 0


def listed(
    conn: Connection, now: datetime, month: date, chosen: Chosen
) -> tuple[list[Payoff], int]:
    """The chosen page of models, and how many there are in all.

    Furthest behind what was agreed first, in each currency; then those without full results, then
    those without an agreed worth, by name.
    """
    agreed = select(worths.c.slug, worths.c.currency).distinct().subquery()
    this = (worths.c.slug == outlooks.c.slug) & (worths.c.month == month)
    joined = (
        outlooks.outerjoin(agreed, agreed.c.slug == outlooks.c.slug)
        .outerjoin(worths, this)
        .outerjoin(own, own.c.slug == outlooks.c.slug)
    )
    promised = agreed.c.slug.is_not(None)
    these = deployed(now, chosen.unit)
    if chosen.promised is not None:
        these.append(promised if chosen.promised else ~promised)
    total = conn.scalar(select(func.count()).select_from(joined).where(*these)) or 0
    columns = (
        outlooks.c.slug,
        outlooks.c.name,
        outlooks.c.unit,
        promised,
        worths.c.value,
        worths.c.agreed,
        func.coalesce(agreed.c.currency, ""),
        own.c.kpi,
        own.c.excused,
    )
    query = select(*columns).select_from(joined).where(*these).order_by(*_order(promised))
    rows = conn.execute(query.limit(chosen.limit).offset(chosen.offset))
    return [
        Payoff(slug, name, unit, bool(has), *more) for slug, name, unit, has, *more in rows
    ], total


def deployed_count(conn: Connection, now: datetime, unit: str = "") -> int:
    """How many models are in use at ``now``; of one unit where it is named."""
    query = select(func.count()).select_from(outlooks)
    return conn.scalar(query.where(*deployed(now, unit))) or 0


def _order(promised: ColumnElement[bool]) -> list[ColumnElement[Any]]:
    covered = worths.c.value.is_not(None)
    return [
        case((covered, 0), (promised, 1), else_=2),
        case((covered, worths.c.currency), else_=""),
        case((covered, worths.c.value - worths.c.agreed), else_=0.0),
        func.lower(outlooks.c.name),
        outlooks.c.slug,
    ]
