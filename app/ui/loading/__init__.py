"""From the store to what pages show. The only place of the pages that sees the store.

What carries a verdict is read anew for every run: those are a few indexed rows, and a status kept
here could outlive its evidence. What cannot expire (units, sources) is kept for a short time.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TypeVar

import streamlit as st
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from app.health.acknowledged import acknowledgement_of
from app.health.decisions import decision_of
from app.health.keeping import brief_from_json, verdict_from_json
from app.health.verdict import WORST_FIRST, Care, Status
from app.language.dates import local_day
from app.language.past_days import looking_at
from app.readiness import ROUNDS_UNTIL_OLD
from app.reports import lateness
from app.reports import today as reports
from app.reports.beside import beside
from app.reports.changes import of_model
from app.reports.feedback import said_of
from app.reports.impact import agrees_of
from app.reports.lateness import BROUGHT, is_late
from app.ui.address import PAGE_LENGTH, Filters
from app.ui.loading.past import past_store
from app.ui.shown import (
    Fleet,
    Listing,
    Match,
    Morning,
    Notice,
    Record,
    Registered,
    Row,
)
from app.ui.visit import Visit
from data.facts import Case, FieldName, Version
from data.store import cases, models, outlooks, sources
from data.store.engine import open_store, reading
from data.store.outlooks import Choice, Outlook
from data.store.sources import SourceState

KEPT_SECONDS = 15
"""Long enough to spare the store when many look at once, short enough that nobody notices."""

MOST_MATCHES = 8
"""As many names as one takes in at a glance."""

Read = TypeVar("Read")


class StoreAway(Exception):
    """Our own records cannot be read; the reader is told so and nothing else."""


def read(visit: Visit, ask: Callable[[Connection], Read]) -> Read:
    """What the summaries say: those of now, or of the past day that is looked at.

    Raises StoreAway, and for a past day PastDayAwaited or PastDayFailed.
    """
    with _summaries(visit) as engine:
        return _read(engine, ask)


def records(visit: Visit, ask: Callable[[Connection], Read]) -> Read:
    """What the store itself says, also where a past day is looked at. Raises StoreAway."""
    return _read(_engine(visit.database), ask)


def is_there(visit: Visit) -> None:
    """Raises PastDayAwaited or PastDayFailed where the past day looked at is not to be had yet."""
    with _summaries(visit):
        pass


@contextmanager
def _summaries(visit: Visit) -> Iterator[Engine]:
    """The store whose summaries are shown."""
    if visit.day is None:
        yield _engine(visit.database)
        return
    with past_store(visit.database, visit.day) as store:
        yield store


def listing(visit: Visit, filters: Filters) -> Listing:
    """The list as narrowed, one page of it."""
    units, apart = _beside(visit.database, visit.day, visit)
    counts, (found, matching) = read(
        visit,
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


def today(visit: Visit, since: datetime | None) -> Morning:
    """The whole fleet this morning, and what changed since then."""
    zone = visit.speech.time_zone
    found = read(visit, lambda conn: reports.today(conn, visit.now, zone, since))
    old = visit.now - visit.every * ROUNDS_UNTIL_OLD
    asked = lateness.configured(_state(visit.database)[1], visit.sources)
    # How sources stand now says nothing of a day that is over.
    states = [each for each in asked if each.kind not in BROUGHT and visit.day is None]
    _, apart = _beside(visit.database, visit.day, visit)
    return Morning(found, sum(not is_late(each, old) for each in states), len(states), bool(apart))


def record(visit: Visit, slug: str) -> Record | None:
    """Everything about one model; None where nobody has heard of it."""
    case = records(visit, lambda conn: cases.case(conn, slug, visit.now))
    if case is None:
        return None
    listed = records(visit, lambda conn: models.versions(conn, slug, visit.now))
    return read(visit, lambda conn: _record(conn, visit, case, listed))


def notice(visit: Visit) -> Notice:
    """What must be said before anything else. Of a past day it is only which day it is."""
    pretend, found, judged = _state(visit.database)
    if visit.day is not None:
        told = looking_at(visit.day, visit.present)
        return Notice(pretend, (), None, judging_late=False, past=told)
    states = lateness.configured(found, visit.sources)
    old = visit.now - visit.every * ROUNDS_UNTIL_OLD
    return Notice(
        pretend,
        lateness.silent(states, old),
        judged,
        lateness.checks_late(found, judged, old),
        lateness.not_taken(states, visit.speech),
        read_in_vain=judged is None and any(each.last_ok for each in found),
        odd_day=visit.odd_day,
    )


def matches(visit: Visit, typed: str) -> tuple[tuple[Match, ...], bool]:
    """The first models that hold what was typed, and whether there are more."""
    found = read(visit, lambda conn: outlooks.alike(conn, visit.now, typed, MOST_MATCHES + 1))
    first = tuple(Match(each.slug, each.name, Status(each.status)) for each in found)
    return first[:MOST_MATCHES], len(first) > MOST_MATCHES


def store(visit: Visit) -> Engine:
    """The store, for actions: a page hands it on and never looks inside."""
    return _engine(visit.database)


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


def _record(conn: Connection, visit: Visit, case: Case, listed: Sequence[Version]) -> Record:
    slug, now = case.slug, visit.now
    outlook = outlooks.one(conn, slug, now)
    fact, unit = case.facts.get(FieldName.BUSINESS_NAME), case.facts.get(FieldName.UNIT)
    return Record(
        slug=slug,
        name=fact.value if fact else case.ref.name,
        registry=case.ref.registry or "",
        case=case,
        verdict=verdict_from_json(outlook.verdict) if outlook else None,
        brief=brief_from_json(outlook.brief) if outlook else None,
        versions=tuple(listed),
        beside=beside(conn, slug, now) if outlook else None,
        acknowledged=acknowledgement_of(case, outlook.trouble_since, now) if outlook else None,
        decided=decision_of(case, outlook.trouble_since, now) if outlook else None,
        happened=of_model(conn, now, slug) if outlook else (),
        agrees=agrees_of(case, local_day(now, visit.speech)) if outlook else None,
        said=said_of(conn, now, slug, unit.value if unit else ""),
    )


@st.cache_resource(max_entries=4, on_release=Engine.dispose)
def _engine(database: str) -> Engine:
    return open_store(database)


def _read(engine: Engine, ask: Callable[[Connection], Read]) -> Read:
    try:
        with reading(engine) as conn:
            return ask(conn)
    except SQLAlchemyError as error:
        raise StoreAway from error


@st.cache_data(ttl=timedelta(seconds=KEPT_SECONDS), max_entries=8, show_spinner=False)
def _state(database: str) -> tuple[bool, list[SourceState], datetime | None]:
    return _read(
        _engine(database),
        lambda conn: (
            bool(sources.is_pretend(conn)),
            sources.source_states(conn),
            sources.judged_at(conn),
        ),
    )


@st.cache_data(ttl=timedelta(seconds=KEPT_SECONDS), max_entries=8, show_spinner=False)
def _beside(
    database: str,  # noqa: ARG001 - kept by this,
    day: date | None,  # noqa: ARG001 - and by this
    _visit: Visit,
) -> tuple[tuple[str, ...], tuple[Registered, ...]]:
    """The units to filter by, and what is registered and not in use."""
    return read(
        _visit,
        lambda conn: (
            tuple(outlooks.units(conn)),
            tuple(
                Registered(one.slug, one.name, one.registry, one.description, one.created_at)
                for one in models.not_deployed(conn)
            ),
        ),
    )
