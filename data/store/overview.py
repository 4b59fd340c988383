"""What Today adds up over the whole fleet: each number is one query over the summaries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, case, func, select

from data.store.outlooks import RETIRED, Outlook, holds
from data.store.tables import outlooks as table


@dataclass(frozen=True, slots=True)
class Standing:
    """One model that needs somebody, as far as ranking needs to know it."""

    slug: str
    name: str
    status: str
    impact: str
    trouble_since: datetime
    acknowledged_by: str
    acknowledged_until: date | None


ANY_ZONE = timedelta(days=2)
"""Between two time zones a month begins up to 26 hours apart."""

UnitWorth = tuple[str, str, float, float, int, int]
"""Unit, currency, value and agreed value of the models that count, how many those are, and how
many models have an agreed worth."""


def standings(conn: Connection, now: datetime) -> Mapping[tuple[str, str], int]:
    """How many models have which status and care together; retired ones too."""
    query = (
        select(table.c.status, table.c.care, func.count())
        .where(holds(now))
        .group_by(table.c.status, table.c.care)
    )
    return {(status, care): count for status, care, count in conn.execute(query)}


def troubles(conn: Connection, now: datetime) -> list[Standing]:
    """Every model that needs somebody because of its results."""
    columns = [table.c[each.name] for each in fields(Standing)]
    query = select(*columns).where(holds(now), table.c.trouble_since.is_not(None))
    return [Standing(*row) for row in conn.execute(query)]


def some(conn: Connection, now: datetime, slugs: Collection[str]) -> dict[str, Outlook]:
    """What holds of these models at ``now``; the verdicts are left out."""
    columns = [each for each in table.columns if each.name not in ("verdict", "search_text")]
    query = select(*columns).where(holds(now), table.c.slug.in_(slugs))
    return {row["slug"]: Outlook(**row, verdict={}) for row in conn.execute(query).mappings()}


def answered(conn: Connection, now: datetime, questions: Sequence[str]) -> dict[str, int]:
    """For each question, how many deployed models have an answer to it."""
    sums = [
        func.sum(case((table.c.answered.contains(f",{each},", autoescape=True), 1), else_=0))
        for each in questions
    ]
    row = conn.execute(select(*sums).where(holds(now), table.c.status != RETIRED)).one()
    return {each: int(count or 0) for each, count in zip(questions, row, strict=True)}


def worths(conn: Connection, now: datetime, month: datetime) -> list[UnitWorth]:
    """What the models of each unit were worth in the month that begins at ``month``.

    Models that were judged under another time zone, before it was changed, count as well.
    """
    same = table.c.worth_month.between(month - ANY_ZONE, month + ANY_ZONE)
    counts = same & table.c.worth_value.is_not(None)
    query = (
        select(
            table.c.unit,
            table.c.worth_currency,
            func.sum(case((counts, table.c.worth_value), else_=0.0)),
            func.sum(case((counts, table.c.worth_agreed), else_=0.0)),
            func.sum(case((counts, 1), else_=0)),
            func.count(),
        )
        .where(holds(now), table.c.status != RETIRED, table.c.worth_agreed.is_not(None))
        .group_by(table.c.unit, table.c.worth_currency)
    )
    return [(*row,) for row in conn.execute(query)]
