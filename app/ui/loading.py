"""From the store to what pages show. The only place of the pages that sees the store.

What carries a verdict is read anew for every run: those are a few indexed rows, and a status kept
here could outlive its evidence. What cannot expire (units, sources) is kept for a short time.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import streamlit as st
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from app.health.keeping import brief_from_json, verdict_from_json
from app.health.verdict import WORST_FIRST, Care, Status
from app.readiness import ROUNDS_UNTIL_OLD
from app.ui.address import PAGE_LENGTH, Filters
from app.ui.shown import Fleet, Listing, Notice, Record, Registered, Row
from app.ui.visit import Visit
from data.facts import FieldName
from data.store import cases, models, outlooks, sources
from data.store.engine import open_store, reading
from data.store.outlooks import Choice, Outlook
from data.store.sources import SourceState

KEPT_SECONDS = 15
"""Long enough to spare the store when many look at once, short enough that nobody notices."""
IMPORTED_BY_HAND = "company_file"
"""A source that is read when a person brings it, so it is never late."""

Read = TypeVar("Read")


class StoreAway(Exception):
    """Our own records cannot be read; the reader is told so and nothing else."""


def listing(visit: Visit, filters: Filters) -> Listing:
    """The list as narrowed, one page of it."""
    units, apart = _beside(visit.database)
    counts, (found, matching) = _read(
        visit.database,
        lambda conn: (
            outlooks.counts(conn, visit.now),
            outlooks.listed(conn, visit.now, choice(filters)),
        ),
    )
    fleet = Fleet(
        {Status(name): number for name, number in counts.statuses.items()},
        counts.cares.get(Care.NEEDS_CARE.value, 0),
        counts.total,
        units,
    )
    return Listing(fleet, tuple(_row(each) for each in found), matching, apart)


def record(visit: Visit, slug: str) -> Record | None:
    """Everything about one model; None where nobody has heard of it."""
    return _read(visit.database, lambda conn: _record(conn, visit.now, slug))


def notice(visit: Visit) -> Notice:
    """What must be said before anything else."""
    pretend, states, judged = _state(visit.database)
    old = visit.now - visit.every * ROUNDS_UNTIL_OLD
    late = tuple((each.name, each.last_ok) for each in states if _late(each, old))
    return Notice(pretend, late, judged, bool(states) and (judged is None or judged < old))


def choice(filters: Filters) -> Choice:
    """What the store is asked for one page of the list."""
    return Choice(
        search=filters.search,
        statuses=tuple(each.value for each in filters.statuses),
        care=filters.care.value if filters.care else "",
        unit=filters.unit,
        worst_first=tuple(each.value for each in WORST_FIRST),
        limit=PAGE_LENGTH,
        offset=(filters.page - 1) * PAGE_LENGTH,
    )


def _row(outlook: Outlook) -> Row:
    return Row(
        slug=outlook.slug,
        name=outlook.name,
        owner=outlook.owner,
        unit=outlook.unit,
        status=Status(outlook.status),
        care=Care(outlook.care),
        brief=brief_from_json(outlook.brief),
        last_heard=outlook.last_heard,
    )


def _record(conn: Connection, now: datetime, slug: str) -> Record | None:
    case = cases.case(conn, slug, now)
    if case is None:
        return None
    outlook = outlooks.one(conn, slug, now)
    fact = case.facts.get(FieldName.BUSINESS_NAME)
    return Record(
        slug=slug,
        name=fact.value if fact else case.ref.name,
        registry=case.ref.registry or "",
        case=case,
        verdict=verdict_from_json(outlook.verdict) if outlook else None,
        brief=brief_from_json(outlook.brief) if outlook else None,
        versions=tuple(models.versions(conn, slug)),
    )


def _late(source: SourceState, old: datetime) -> bool:
    if source.kind == IMPORTED_BY_HAND:
        return False
    return source.problem is not None or source.last_ok is None or source.last_ok < old


@st.cache_resource
def _engine(database: str) -> Engine:
    return open_store(database)


def _read(database: str, ask: Callable[[Connection], Read]) -> Read:
    try:
        with reading(_engine(database)) as conn:
            return ask(conn)
    except SQLAlchemyError as error:
        raise StoreAway from error


@st.cache_data(ttl=timedelta(seconds=KEPT_SECONDS), max_entries=8, show_spinner=False)
def _state(database: str) -> tuple[bool, list[SourceState], datetime | None]:
    return _read(
        database,
        lambda conn: (
            bool(sources.is_pretend(conn)),
            sources.source_states(conn),
            sources.judged_at(conn),
        ),
    )


@st.cache_data(ttl=timedelta(seconds=KEPT_SECONDS), max_entries=8, show_spinner=False)
def _beside(database: str) -> tuple[tuple[str, ...], tuple[Registered, ...]]:
    """The units to filter by, and what is registered and not in use."""
    return _read(
        database,
        lambda conn: (
            tuple(outlooks.units(conn)),
            tuple(
                Registered(one.slug, one.name, one.registry, one.description, one.created_at)
                for one in models.not_deployed(conn)
            ),
        ),
    )
