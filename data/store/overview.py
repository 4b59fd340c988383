"""What Today adds up over the whole fleet: each number is one query over the summaries."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Connection, and_, func, select

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


@dataclass(frozen=True, slots=True)
class Counted:
    """How many models have which status and care together; retired ones too.

    ``answered`` is how many deployed models have an answer to a question.
    """

    standings: Mapping[tuple[str, str], int]
    answered: Mapping[str, int]


def counted(conn: Connection, now: datetime) -> Counted:
    """The fleet at ``now``, in one look at every row."""
    columns = (table.c.status, table.c.care, table.c.answered)
    query = select(*columns, func.count()).where(holds(now)).group_by(*columns)
    standings, answered = Counter[tuple[str, str]](), Counter[str]()
    for status, care, questions, models in conn.execute(query):
        standings[status, care] += models
        if status != RETIRED:
            answered.update(dict.fromkeys(questions.split(","), models))
    return Counted(standings, answered)


def troubles(conn: Connection, now: datetime, most: int) -> list[Standing]:
    """The models that need somebody because of their results: ``most`` of every kind.

    Of one status and impact, acknowledged or not, those come first that have waited longest, so
    that among them are the ``most`` that come first of all.
    """
    kind = (table.c.status, table.c.impact, table.c.acknowledged_until.is_(None))
    waited = (table.c.trouble_since, table.c.slug)
    place = func.row_number().over(partition_by=kind, order_by=waited).label("place")
    in_trouble = (holds(now), table.c.trouble_since.is_not(None))
    placed = select(table.c.slug, table.c.from_at, place).where(*in_trouble).subquery()
    same = and_(placed.c.slug == table.c.slug, placed.c.from_at == table.c.from_at)
    columns = [table.c[each.name] for each in fields(Standing)]
    query = select(*columns).join(placed, same).where(placed.c.place <= most)
    return [Standing(*row) for row in conn.execute(query)]


def some(conn: Connection, now: datetime, slugs: Collection[str]) -> dict[str, Outlook]:
    """What holds of these models at ``now``; the verdicts are left out."""
    query = select(*LISTED).where(holds(now), table.c.slug.in_(slugs))
    return {row["slug"]: Outlook(**row, verdict={}) for row in conn.execute(query).mappings()}


def with_status(conn: Connection, now: datetime, status: str) -> list[str]:
    """The models of this status, by slug."""
    query = select(table.c.slug).where(holds(now), table.c.status == status)
    return list(conn.scalars(query.order_by(table.c.slug)))


def deployed(conn: Connection, now: datetime) -> int:
    """How many models are in use."""
    query = select(func.count()).select_from(table).where(holds(now), table.c.status != RETIRED)
    return conn.scalar(query) or 0
