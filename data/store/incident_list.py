"""What went wrong over the fleet: incidents of every deployed model, and what would go unnoticed.

What was withdrawn counts nowhere, and neither does a model that is retired.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    ScalarSelect,
    case,
    exists,
    func,
    or_,
    select,
)

from data.store.incidents import KeptIncident
from data.store.judgements import incidents, insights
from data.store.outlooks import RETIRED, holds
from data.store.roles import RoleName
from data.store.roles import table as roles
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrows incidents to; an empty unit or kind means every one.

    ``is_open`` is True for those that are open, False for those that are over, None for both.
    ``undecided_on`` is a day: those are listed that are open while no decision holds on it.
    """

    is_open: bool | None = None
    kind: str = ""
    unit: str = ""
    limit: int = 25
    offset: int = 0
    undecided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One incident with what its model is called and who owns it (empty: not recorded).

    ``decided_at`` is None where nobody decided about using the model on.
    """

    incident: KeptIncident
    name: str
    owner: str
    unit: str
    owner_left_on: date | None
    decided_use: str
    decided_by: str
    decided_at: datetime | None
    decided_until: date | None
    decided_why: str


_OF_MODEL = ("name", "owner", "unit")
_DECIDED = tuple(outlooks.c[f"decided_{each}"] for each in ("use", "by", "at", "until", "why"))

Span = tuple[datetime, datetime, datetime | None]
"""When an incident began, when it was noticed, and when it was fixed (None: still open)."""


def listed(conn: Connection, now: datetime, choice: Choice) -> tuple[list[Listed], int]:
    """One page of incidents, open ones first and each the newest first, and how many match."""
    chosen = [*_counted(now, choice.unit), *_filters(choice)]
    total = conn.scalar(select(func.count()).select_from(_joined()).where(*chosen)) or 0
    columns = [incidents.c[each.name] for each in fields(KeptIncident)]
    query = (
        select(*columns, *(outlooks.c[each] for each in _OF_MODEL), _owner_left(), *_DECIDED)
        .select_from(_joined())
        .where(*chosen)
        .order_by(_past_last(), incidents.c.began.desc(), incidents.c.id)
    )
    page = query.limit(choice.limit).offset(choice.offset)
    return [_listed(row) for row in conn.execute(page)], total


def spans(conn: Connection, now: datetime, since: datetime, unit: str) -> list[Span]:
    """Every incident that was open at some time since then."""
    query = (
        select(incidents.c.began, incidents.c.noticed, incidents.c.fixed)
        .select_from(_joined())
        .where(*_counted(now, unit), or_(incidents.c.fixed.is_(None), incidents.c.fixed >= since))
    )
    return [(began, noticed, fixed) for began, noticed, fixed in conn.execute(query)]


def rebuilt(conn: Connection, now: datetime, unit: str) -> int:
    """How many were told otherwise before."""
    told = incidents.c.rebuilt_at.is_not(None)
    query = select(func.count()).select_from(_joined()).where(*_counted(now, unit), told)
    return conn.scalar(query) or 0


def gone_silent(conn: Connection, now: datetime, silent: str, unit: str) -> int:
    """How many models have fallen silent by time alone, so that no incident tells of it yet."""
    told = exists().where(
        incidents.c.slug == outlooks.c.slug,
        incidents.c.kind == silent,
        incidents.c.fixed.is_(None),
        incidents.c.withdrawn_at.is_(None),
    )
    chosen = [holds(now), outlooks.c.status == silent, ~told, *_of_unit(unit)]
    return conn.scalar(select(func.count()).select_from(outlooks).where(*chosen)) or 0


def unnoticed(
    conn: Connection, now: datetime, unit: str, limit: int, offset: int = 0
) -> list[tuple[str, str, int | None]]:
    """Slug, name and how many days a failure would stay unknown, the longest first.

    None, which is longer than any, where nothing was ever heard.
    """
    days = insights.c.unnoticed_days
    query = (
        select(outlooks.c.slug, outlooks.c.name, days)
        .select_from(outlooks.join(insights, insights.c.slug == outlooks.c.slug))
        .where(*_deployed(now, unit))
        .order_by(
            case((days.is_(None), 0), else_=1),
            days.desc(),
            func.lower(outlooks.c.name),
            outlooks.c.slug,
        )
        .limit(limit)
        .offset(offset)
    )
    return [(slug, name, found) for slug, name, found in conn.execute(query)]


def heard(conn: Connection, now: datetime, unit: str) -> tuple[int, int]:
    """How many deployed models there are, and of how many anything was ever heard."""
    joined = outlooks.outerjoin(insights, insights.c.slug == outlooks.c.slug)
    counts = func.count(), func.count(insights.c.unnoticed_days)
    query = select(*counts).select_from(joined).where(*_deployed(now, unit))
    deployed, ever = conn.execute(query).one()
    return deployed, ever


def _joined() -> FromClause:
    return incidents.join(outlooks, outlooks.c.slug == incidents.c.slug)


def _counted(now: datetime, unit: str) -> Sequence[ColumnElement[bool]]:
    return *_deployed(now, unit), incidents.c.withdrawn_at.is_(None)


def _deployed(now: datetime, unit: str) -> Sequence[ColumnElement[bool]]:
    return holds(now), outlooks.c.status != RETIRED, *_of_unit(unit)


def _of_unit(unit: str) -> Sequence[ColumnElement[bool]]:
    return (outlooks.c.unit == unit,) if unit else ()


def _filters(choice: Choice) -> Sequence[ColumnElement[bool]]:
    fixed = incidents.c.fixed
    filters = [incidents.c.kind == choice.kind] if choice.kind else []
    if choice.is_open is not None:
        filters.append(fixed.is_(None) if choice.is_open else fixed.is_not(None))
    if choice.undecided_on is not None:
        until = outlooks.c.decided_until
        filters += [fixed.is_(None), or_(until.is_(None), until < choice.undecided_on)]
    return filters


def _owner_left() -> ScalarSelect[date]:
    owner = roles.c.role == RoleName.OWNER
    query = select(func.min(roles.c.left_on)).where(roles.c.slug == incidents.c.slug, owner)
    return query.scalar_subquery()


def _past_last() -> ColumnElement[int]:
    return case((incidents.c.fixed.is_(None), 0), else_=1)


def _listed(row: Any) -> Listed:
    incident = row[: len(fields(KeptIncident))]
    return Listed(KeptIncident(*incident), *row[len(incident) :])
