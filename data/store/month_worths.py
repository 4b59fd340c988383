"""What each model was worth in which calendar month, in money."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, Connection, Date, Double, case, func, select

from data.store.columns import finite, text_column
from data.store.outlooks import RETIRED, holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class MonthWorth:
    """Money of one model and month. ``value`` is None where results of that month are missing.

    ``month`` is its first day and ``currency`` empty for the company's own. A model without an
    agreed worth has no rows.
    """

    slug: str
    month: date
    value: float | None
    agreed: float
    currency: str = ""


@dataclass(frozen=True, slots=True)
class MonthSum:
    """Money of many models in one month and currency.

    ``value`` and ``agreed`` are over the ``covered`` models. ``told`` models have a worth agreed
    and were told of by then; ``again`` of those covered are covered in the newest month too.
    """

    month: date
    currency: str
    value: float
    agreed: float
    covered: int
    told: int
    again: int


UnitWorth = tuple[str, str, float, float, int, int]
"""Unit, currency, value and agreed value of the models that count, how many those are, and how
many models have an agreed worth."""

table = summary_table(
    "month_worths",
    Column("month", Date, nullable=False, index=True),
    Column("value", Double),
    Column("agreed", Double, nullable=False),
    text_column("currency"),
    finite("value"),
    finite("agreed"),
)


def by_unit(conn: Connection, now: datetime, month: date, unit: str = "") -> list[UnitWorth]:
    """What the models of each unit were worth in a month; only those of ``unit`` if it is named."""
    promised = select(table.c.slug, table.c.currency).distinct().subquery()
    there = promised.c.slug == outlooks.c.slug
    this = (table.c.slug == outlooks.c.slug) & (table.c.month == month)
    query = (
        select(
            outlooks.c.unit, promised.c.currency, *_sums(), func.count(promised.c.slug.distinct())
        )
        .select_from(outlooks.join(promised, there).outerjoin(table, this))
        .where(*deployed(now, unit))
        .group_by(outlooks.c.unit, promised.c.currency)
    )
    return [(*row,) for row in conn.execute(query)]


def by_month(conn: Connection, now: datetime, newest: date, unit: str = "") -> list[MonthSum]:
    """What today's models were worth in each month up to the newest, oldest first."""
    last = table.alias("last")
    same = (last.c.slug == table.c.slug) & (last.c.month == newest) & last.c.value.is_not(None)
    again = table.c.value.is_not(None) & last.c.slug.is_not(None)
    query = (
        select(
            table.c.month,
            table.c.currency,
            *_sums(),
            func.count(),
            func.sum(case((again, 1), else_=0)),
        )
        .select_from(table.join(outlooks, outlooks.c.slug == table.c.slug).outerjoin(last, same))
        .where(table.c.month <= newest, *deployed(now, unit))
        .group_by(table.c.month, table.c.currency)
        .order_by(table.c.month, table.c.currency)
    )
    return [MonthSum(*row) for row in conn.execute(query)]


def of_model(conn: Connection, slug: str) -> list[MonthWorth]:
    """The months of one model, oldest first."""
    columns = [column for column in table.columns if column.name != "id"]
    query = select(*columns).where(table.c.slug == slug).order_by(table.c.month)
    return [MonthWorth(**row) for row in conn.execute(query).mappings()]


def _sums() -> tuple[ColumnElement[float], ColumnElement[float], ColumnElement[int]]:
    """Value and agreed value over the models that count, and how many those are."""
    counts = table.c.value.is_not(None)
    return (
        func.sum(case((counts, table.c.value), else_=0.0)),
        func.sum(case((counts, table.c.agreed), else_=0.0)),
        func.sum(case((counts, 1), else_=0)),
    )


def deployed(now: datetime, unit: str) -> list[ColumnElement[bool]]:
    """The models in use at ``now``; of one unit where it is named."""
    chosen = [holds(now), outlooks.c.status != RETIRED]
    return [*chosen, outlooks.c.unit == unit] if unit else chosen
