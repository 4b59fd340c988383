"""When the status of a model changed: between two judgings, and in the weeks before the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from app.health.judge import judge
from app.health.known import as_known
from app.health.verdict import Reason, Status
from data.facts import Case, moment

LOOKED_BACK = timedelta(weeks=4)
"""How far back a new store is told what changed: long enough to show that things do change."""
_WEEK, _DAY = timedelta(weeks=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a model from one moment on."""

    at: datetime
    status: Status
    lead: Reason


@dataclass(frozen=True, slots=True)
class Change:
    """From one status to another. ``before`` is None for a model that came onto the list."""

    at: datetime
    before: Status | None
    after: Status
    lead: Reason


def changes(said: Iterable[Said]) -> list[Change]:
    """The changes within what was said one after the other; the first is where it began."""
    return [
        Change(after.at, before.status, after.status, after.lead)
        for before, after in pairwise(said)
        if before.status is not after.status
    ]


def looked_back(case: Case, now: datetime) -> list[Change]:
    """What changed in the four weeks before ``now``, judged by what had been received each time.

    One week at a time; a week with a change is looked at day by day to find which day it was.
    """
    weeks = [now - LOOKED_BACK + number * _WEEK for number in range(LOOKED_BACK // _WEEK + 1)]
    found: list[Change] = []
    for start, end in pairwise(weeks):
        if _status(case, start) is not _status(case, end):
            found += _by_day(case, start, end)
    return found


def _by_day(case: Case, start: datetime, end: datetime) -> list[Change]:
    days = [start + number * _DAY for number in range((end - start) // _DAY + 1)]
    there = [day for day in days if _is_there(case, day)]
    said = [_said(case, day) for day in there]
    if there and there[0] != start:
        return [Change(said[0].at, None, said[0].status, said[0].lead), *changes(said)]
    return changes(said)


def _status(case: Case, at: datetime) -> Status | None:
    return _said(case, at).status if _is_there(case, at) else None


def _said(case: Case, at: datetime) -> Said:
    verdict = judge(as_known(case, at), at)
    return Said(at, verdict.status, verdict.lead)


def _is_there(case: Case, at: datetime) -> bool:
    """Whether it was in use or heard of by then."""
    if any(each.start <= at for each in case.spells):
        return True
    heard = any((each.overall.received <= moment(at)).any() for each in case.measured)
    # What a person listed without any dates has been there all along.
    return heard or (not case.spells and (case.created_at is None or case.created_at <= at))
