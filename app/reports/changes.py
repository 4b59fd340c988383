"""What changed in the fleet or with one model, put together from a few queries over summaries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from app.health.candidates import CandidateStanding
from app.health.happening import CHANGES, TOPICS, Happening, HappeningKind, Topic
from app.health.insight import Comparison, IncidentKind
from app.health.keeping import compared_from_json, inputs_from_json, reason_from_json
from app.health.verdict import Reason, Status
from app.language.candidates import ORDER
from app.reports.beside import Together, of_fleet
from data.facts import Measure
from data.store import candidates, happenings, live_versions
from data.store.candidates import Candidate
from data.store.happenings import Tally, Told, Wanted
from data.store.live_versions import LiveVersion, Search

NEAR_DAYS = 7
"""What changed within a week before results fell is counted in the headline."""
MOST_CANDIDATES = 12
"""As many as a meeting decides on."""
YEAR_DAYS = 365
MOST_OF_ONE = 8
"""On a model's own page; the others are one click away."""
_FELL = tuple(each for each in IncidentKind if each is not IncidentKind.SILENT)


@dataclass(frozen=True, slots=True)
class Happened:
    """One happening of a model. A change of status has ``after`` and ``lead``, and ``before`` but
    for a model that came onto the list."""

    slug: str
    name: str
    happening: Happening
    before: Status | None = None
    after: Status | None = None
    lead: Reason | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate version with how it compares; ``measures`` by their key."""

    slug: str
    name: str
    standing: CandidateStanding
    comparison: Comparison
    measures: Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class InUse:
    """A version in use, with the name and unit of its model."""

    name: str
    unit: str
    live: LiveVersion


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for: one model or one unit (empty: all), of one topic, how many days back.

    ``first`` and ``first_version`` say from which entry on each list is shown.
    """

    slug: str = ""
    unit: str = ""
    topic: Topic | None = None
    days: int = 30
    search: str = ""
    first: int = 0
    first_version: int = 0
    most: int = 25


@dataclass(frozen=True, slots=True)
class Changed:
    """Everything of the page. ``tally`` counts all topics, ``matching`` those of the one asked for;
    ``waiting`` and ``in_use`` are in all."""

    tally: Tally
    rows: tuple[Happened, ...]
    matching: int
    together: tuple[Together, ...]
    candidates: tuple[Waiting, ...]
    waiting: int
    versions: tuple[InUse, ...]
    in_use: int


def changed(conn: Connection, now: datetime, asked: Narrowing) -> Changed:
    """Everything the page shows at ``now``."""
    counts = _tally(conn, now, _wanted(replace(asked, topic=None), now))
    of_topic = _wanted(asked, now)
    waiting, in_all = candidates.listed(
        conn, now, ORDER, unit=asked.unit, slug=asked.slug, limit=MOST_CANDIDATES
    )
    versions, live = in_use(conn, now, asked)
    events = of_fleet(conn, now)
    return Changed(
        tally=counts,
        rows=_rows(conn, now, of_topic),
        matching=_tally(conn, now, of_topic).total if asked.topic else counts.total,
        together=tuple(each for each in events if asked.slug in ("", *each.event.slugs)),
        candidates=tuple(_waiting(name, each) for name, each in waiting),
        waiting=in_all,
        versions=versions,
        in_use=live,
    )


def listed(conn: Connection, now: datetime, asked: Narrowing) -> tuple[tuple[Happened, ...], int]:
    """One page of happenings, the newest first, and how many there are in all."""
    of = _wanted(asked, now)
    return _rows(conn, now, of), _tally(conn, now, of).total


def of_model(conn: Connection, now: datetime, slug: str) -> tuple[Happened, ...]:
    """What happened to one model lately, the newest first."""
    return _rows(conn, now, _wanted(Narrowing(slug, days=YEAR_DAYS, most=MOST_OF_ONE), now))


def in_use(conn: Connection, now: datetime, asked: Narrowing) -> tuple[tuple[InUse, ...], int]:
    """One page of versions in use, by the name of their model, and how many there are in all."""
    search = Search(asked.search, asked.unit, asked.slug, asked.most, asked.first_version)
    found, total = live_versions.listed(conn, now, search)
    return tuple(InUse(*each) for each in found), total


def _wanted(asked: Narrowing, now: datetime) -> Wanted:
    kinds = tuple(each.value for each in TOPICS[asked.topic]) if asked.topic else ()
    since = now - timedelta(days=asked.days)
    return Wanted(since, kinds, asked.slug, asked.unit, asked.most, asked.first)


def _rows(conn: Connection, now: datetime, of: Wanted) -> tuple[Happened, ...]:
    return tuple(_happened(each) for each in happenings.listed(conn, now, of))


def _tally(conn: Connection, now: datetime, of: Wanted) -> Tally:
    return happenings.tally(conn, now, of, CHANGES, _FELL, NEAR_DAYS)


def _happened(told: Told) -> Happened:
    kept = told.happening
    kind = HappeningKind(kept.kind)
    if kind is HappeningKind.STATUS:
        return Happened(
            kept.slug,
            told.name,
            Happening(kind, kept.at, kept.known_at),
            Status(told.from_status) if told.from_status else None,
            Status(told.to_status),
            reason_from_json(kept.inputs),
        )
    inputs = inputs_from_json(kept.inputs)
    one = Happening(kind, kept.at, kept.known_at, inputs, kept.breach, kept.breach_days)
    return Happened(kept.slug, told.name, one)


def _waiting(name: str, kept: Candidate) -> Waiting:
    comparison, measures = compared_from_json(kept.comparison)
    standing = CandidateStanding(kept.standing)
    return Waiting(kept.slug, name, standing, comparison, {each.key: each for each in measures})
