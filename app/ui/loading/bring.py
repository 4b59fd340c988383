"""What the page shows on which results are brought: the file that waits, and those taken in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.language.dates import local_day
from app.ui.loading import records
from app.ui.visit import Visit
from data.facts import Refusal
from data.looking_through import Looked, Moment, look_through
from data.problems import Code, Problem
from data.results.columns import said
from data.sheets.grid import Grid
from data.store import brought_files
from data.store.brought_files import WAITS, Taken, Waiting
from data.store.brought_tables import What
from data.store.foreseeing import Replaced

MOST_TAKEN = 20
"""Files of the last months; older ones stand in the record."""

_BY_NAME = (Code.UNKNOWN_MODEL, Code.UNKNOWN_MEASURE)

__all__ = ["Bring", "Looked", "Looking", "Replaced", "Taken", "Wrong", "bring"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A reason for which results cannot be taken, for how many, and where first."""

    problem: Problem
    count: int
    place: str


@dataclass(frozen=True, slots=True)
class Looking:
    """The file that waits for whoever is here.

    ``columns`` is what the column at each place holds, ``answers`` what was said of how things are
    written. ``looked`` is None where the file could not be read, which ``problem`` tells.
    """

    number: int
    grid: Grid
    columns: Mapping[int, str]
    answers: Mapping[str, str]
    problem: Problem | None
    until: datetime
    looked: Looked | None
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True, slots=True)
class Bring:
    """Everything of the page."""

    looking: Looking | None
    taken: list[Taken]


def bring(visit: Visit) -> Bring:
    """What waits for whoever is here, and what was taken in by anybody."""
    return records(visit, lambda conn: _bring(conn, visit))


def _bring(conn: Connection, visit: Visit) -> Bring:
    account, what = visit.member.account if visit.member else 0, What.RESULTS
    past = visit.day is not None
    waiting = None if past else brought_files.waiting(conn, account, what, visit.now)
    looking = _looking(conn, waiting, visit) if waiting else None
    return Bring(looking, brought_files.taken(conn, what, MOST_TAKEN, visit.now))


def _looking(conn: Connection, waiting: Waiting, visit: Visit) -> Looking:
    at = Moment(visit.now, local_day(visit.now, visit.speech), visit.speech.time_zone)
    looked = None if waiting.problem else look_through(conn, waiting, at)
    told = said(waiting.said)
    problem = waiting.problem or (looked.problem if looked else None)
    return Looking(
        waiting.id,
        waiting.grid,
        told.columns,
        told.answers,
        problem,
        waiting.brought_at + WAITS,
        looked if looked and not looked.problem else None,
        _wrong(looked.found.refused) if looked and looked.found else (),
    )


def _wrong(refused: Sequence[Refusal]) -> tuple[Wrong, ...]:
    """The commonest reason first. A model or measure that nobody knows is a reason by itself."""
    by_reason: dict[tuple[str, ...], list[Refusal]] = {}
    for each in refused:
        problem = each.problem
        about = "found" if problem.code in _BY_NAME else "field"
        key = (problem.code.value, str(problem.inputs.get(about, "")))
        by_reason.setdefault(key, []).append(each)
    often = sorted(by_reason.values(), key=len, reverse=True)
    return tuple(Wrong(same[0].problem, len(same), same[0].place) for same in often)
