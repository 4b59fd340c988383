"""What Today adds up over the whole fleet: each number is one query over the summaries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Connection, case, func, select

from data.store.outlooks import LISTED, RETIRED, Outlook, holds
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
    query = select(*LISTED).where(holds(now), table.c.slug.in_(slugs))
    return {row["slug"]: Outlook(**row, verdict={}) for row in conn.execute(query).mappings()}


def answered(conn: Connection, now: datetime, questions: Sequence[str]) -> dict[str, int]:
    """For each question, how many deployed models have an answer to it."""
    sums = [
        func.sum(case((table.c.answered.contains(f",{each},", autoescape=True), 1), else_=0))
        for each in questions
    ]
    row = conn.execute(select(*sums).where(holds(now), table.c.status != RETIRED)).one()
    return {each: int(count or 0) for each, count in zip(questions, row, strict=True)}
