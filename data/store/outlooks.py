"""What is to be said of each model, and until when: the summaries every page reads.

A model has one row per stretch of time in which nothing changes by itself. SQL picks the row whose
stretch holds the asking moment, so a green that has expired cannot be read.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
)

from data.store.columns import storable
from data.store.tables import outlooks as table


@dataclass(frozen=True, slots=True)
class Outlook:
    """One stretch. ``brief`` and ``verdict`` are JSON made and read by ``app.judging``.

    ``trouble_since`` is None where nobody has to do anything. ``acknowledged_until`` is the day of
    the promised news: None where nobody looks into it. ``decided_until`` is the last day on which
    the newest decision holds or held: None where nobody decided.
    ``coverage`` says how each worry is watched, ``uncovered`` is JSON of why it is not.
    """

    slug: str
    name: str
    technical_name: str
    registry: str
    unit: str
    owner: str
    kind: str
    live_version: str
    status: str
    care: str
    from_at: datetime
    until_at: datetime | None
    last_heard: datetime | None
    brief: Mapping[str, Any]
    verdict: Mapping[str, Any]
    impact: str = ""
    trouble_since: datetime | None = None
    answered: str = ""
    acknowledged_by: str = ""
    acknowledged_until: date | None = None
    decided_use: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    decided_until: date | None = None
    decided_why: str = ""
    coverage: str = ""
    uncovered: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader filters by; empty means everything. ``worst_first`` orders statuses."""

    search: str = ""
    statuses: tuple[str, ...] = ()
    care: str = ""
    unit: str = ""
    owner: str = ""
    worst_first: tuple[str, ...] = ()
    limit: int = 25
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many models stand where. ``total`` is every deployed model; retired ones are not."""

    statuses: Mapping[str, int]
    cares: Mapping[str, int]
    total: int


RETIRED = "retired"
"""The one status that takes a model out of the count of deployed models."""

_AT_ONCE = 500


def replace(conn: Connection, outlooks: Sequence[Outlook]) -> None:
    """Store these outlooks; whatever was said of the same models before is gone."""
    slugs = sorted({outlook.slug for outlook in outlooks})
    for first in range(0, len(slugs), _AT_ONCE):
        some = table.c.slug.in_(slugs[first : first + _AT_ONCE])
        conn.execute(delete(table).where(some))
    begins: dict[str, datetime] = {}
    for each in outlooks:
        begins[each.slug] = min(begins.get(each.slug, each.from_at), each.from_at)
    rows = [_row(each) | {"is_first": each.from_at == begins[each.slug]} for each in outlooks]
    for first in range(0, len(rows), _AT_ONCE):
        conn.execute(insert(table), rows[first : first + _AT_ONCE])


def drop_others(conn: Connection, slugs: Collection[str]) -> None:
    """Forget the outlooks of every model but these: they left the list."""
    kept = set(slugs)
    gone = [slug for slug in conn.scalars(select(table.c.slug).distinct()) if slug not in kept]
    for first in range(0, len(gone), _AT_ONCE):
        conn.execute(delete(table).where(table.c.slug.in_(gone[first : first + _AT_ONCE])))


def listed(conn: Connection, now: datetime, choice: Choice) -> tuple[list[Outlook], int]:
    """The page of outlooks chosen, worst first then by name, and how many match in all.

    ``verdict`` and ``uncovered`` are left empty: this list does not show them, and they are most
    of the row.
    """
    chosen = [holds(now), *filters(choice)]
    total = conn.scalar(select(func.count()).select_from(table).where(*chosen)) or 0
    # Which ones, before anything is read of them: their rows are long.
    which = select(table.c.slug, table.c.from_at).where(*chosen).order_by(*_order(choice))
    page = which.limit(choice.limit).offset(choice.offset).subquery()
    same = and_(page.c.slug == table.c.slug, page.c.from_at == table.c.from_at)
    query = select(*LISTED).join(page, same).order_by(*_order(choice))
    return [Outlook(**row, verdict={}) for row in conn.execute(query).mappings()], total


def alike(conn: Connection, now: datetime, typed: str, limit: int) -> list[Outlook]:
    """The first outlooks that hold every word typed; names that begin with it lead."""
    begins = table.c.search_text.startswith(storable(typed).strip().casefold(), autoescape=True)
    query = (
        select(*LISTED)
        .where(holds(now), *filters(Choice(search=typed)))
        .order_by(case((begins, 0), else_=1), *_order(Choice()))
        .limit(limit)
    )
    return [Outlook(**row, verdict={}) for row in conn.execute(query).mappings()]


def one(conn: Connection, slug: str, now: datetime) -> Outlook | None:
    """What holds of one model at ``now``, with its verdict."""
    query = select(*LISTED, table.c.verdict).where(table.c.slug == slug, holds(now))
    row = conn.execute(query).mappings().first()
    return Outlook(**row) if row is not None else None


def names(conn: Connection, slugs: Sequence[str], now: datetime) -> dict[str, str]:
    """What these models are called at ``now``; those that left the list are missing."""
    found: dict[str, str] = {}
    for first in range(0, len(slugs), _AT_ONCE):
        some = table.c.slug.in_(slugs[first : first + _AT_ONCE])
        query = select(table.c.slug, table.c.name).where(some, holds(now))
        found.update((row.slug, row.name) for row in conn.execute(query))
    return found


def counts(conn: Connection, now: datetime) -> Counts:
    """How many models stand in each status and care at ``now``; care counts deployed ones only."""
    query = (
        select(table.c.status, table.c.care, func.count().label("models"))
        .where(holds(now))
        .group_by(table.c.status, table.c.care)
    )
    statuses: Counter[str] = Counter()
    cares: Counter[str] = Counter()
    for row in conn.execute(query):
        statuses[row.status] += row.models
        if row.status != RETIRED:
            cares[row.care] += row.models
    return Counts(dict(statuses), dict(cares), cares.total())


def units(conn: Connection) -> list[str]:
    """The units there are to filter by."""
    return _distinct(conn, table.c.unit)


def owners(conn: Connection) -> list[str]:
    """The owners there are to filter by."""
    return _distinct(conn, table.c.owner)


LISTED = [
    column
    for column in table.columns
    if column.name not in ("verdict", "uncovered", "search_text", "is_first")
]
"""What lists show of an outlook."""


def _distinct(conn: Connection, column: Column[Any]) -> list[str]:
    found = conn.scalars(select(column).where(column != "").distinct())
    return sorted(found, key=str.casefold)


def holds(now: datetime) -> ColumnElement[bool]:
    """The rows whose stretch holds this moment: one per model.

    Stretches follow one another without a gap, so that is the one that has begun and not ended.
    The first may begin a moment after ``now``, where the model was judged since the reader's clock
    was read; it is still the best that is known.
    """
    not_ended = or_(table.c.until_at.is_(None), table.c.until_at > now)
    return and_(not_ended, or_(table.c.from_at <= now, table.c.is_first))


def filters(choice: Choice) -> list[ColumnElement[bool]]:
    """The conditions under which a list shows what was chosen."""
    chosen: list[ColumnElement[bool]] = [
        table.c.search_text.contains(word, autoescape=True)
        for word in storable(choice.search).casefold().split()
    ]
    if choice.statuses:
        chosen.append(table.c.status.in_(choice.statuses))
    for column, wanted in (("care", choice.care), ("unit", choice.unit), ("owner", choice.owner)):
        if wanted:
            chosen.append(table.c[column] == wanted)
    return chosen


def _order(choice: Choice) -> list[ColumnElement[Any]]:
    rank = {status: place for place, status in enumerate(choice.worst_first)}
    worst = [case(rank, value=table.c.status, else_=len(rank))] if rank else []
    return [*worst, func.lower(table.c.name), table.c.slug]


def _row(outlook: Outlook) -> dict[str, Any]:
    row = {item.name: getattr(outlook, item.name) for item in fields(Outlook)}
    told = (outlook.name, outlook.technical_name, outlook.owner, outlook.unit)
    return {**row, "search_text": "\n".join(told).casefold()}
