"""When a model was silent: from its last evidence until evidence came again.

Silence begins to count where waiting ends, as today's rhythm has it, and never within a pause.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.health.freshness import RULE, VERSION, decisive
from app.health.insight import Incident, IncidentKind
from app.health.rhythms import Pace, pace_after, pace_of
from data.facts import Case, Measured, Moments, Question, from_moment, moment

SHORTEST, LONGEST = 0.88, 1.14
"""A wait by the calendar differs with the months it spans: 28 days are 0.90 of 31."""
_RESULTS = (Question.PERFORMANCE, Question.VALUE)


def silences_of(case: Case, now: datetime) -> list[Incident]:
    """Every silence of the whole model until ``now``, oldest first."""
    until = _watched_until(case, now)
    heard = [each for each in case.measured if len(each.overall.ends)]
    found: list[Incident] = []
    for since, again in _gaps(case, _deciding(case, heard), until) if heard else ():
        noticed, last = _noticed(case, heard, since)
        if noticed >= min(again or until, until):
            continue
        if found and found[-1].fixed and noticed <= found[-1].fixed:
            found[-1] = replace(found[-1], fixed=again)
        else:
            found.append(_silence(last, noticed, again))
    return found


def unnoticed_for(case: Case) -> timedelta | None:
    """How long a failure the day after the last evidence would stay unknown; None: never heard.

    The measure that would tell first counts, of those that say whether it does its work.
    """
    heard = [each for each in case.measured if len(each.overall.ends)]
    telling = [each for each in heard if each.agreement and each.measure.question in _RESULTS]
    waits = [
        pace.silent_from - pace.last
        for each in telling or heard
        if (pace := pace_of(case, each)) is not None
    ]
    return min(waits, default=None)


def _deciding(case: Case, heard: list[Measured]) -> list[Measured]:
    """Those that show whether it still runs, as freshness sees it."""
    paces = [(pace, each) for each in heard if (pace := pace_of(case, each)) is not None]
    chosen = decisive([pace for pace, _ in paces])
    return [each for pace, each in paces if pace in chosen]


def _watched_until(case: Case, now: datetime) -> datetime:
    """Nobody waits for a model that is retired."""
    if case.retired_on is None:
        return now
    return min(now, datetime.combine(case.retired_on, time(), ZoneInfo(case.time_zone)))


def _gaps(
    case: Case, heard: list[Measured], until: datetime
) -> Iterator[tuple[datetime, datetime | None]]:
    """Where waiting may have ended before anything came: when something last came, and when next.

    Most models have none, so this looks roughly and at all of them at once.
    """
    received, shortest = _evidence(case, heard)
    order = np.argsort(received, kind="stable")
    received, waited = received[order], np.maximum.accumulate(shortest[order])
    following = np.append(received[1:], moment(until))
    for at in np.flatnonzero((waited < following) & (received < following)).tolist():
        again = from_moment(received[at + 1]) if at + 1 < len(received) else None
        yield from_moment(received[at]), again


def _evidence(case: Case, heard: list[Measured]) -> tuple[Moments, Moments]:
    """When each result came, and until when it was waited for the next, at the shortest.

    A result that was too old to count when it came is left out, unless it is the newest.
    """
    came, waited = [], []
    newest = max(each.overall.ends.max() for each in heard)
    for each in heard:
        ends, received = each.overall.ends, each.overall.received
        shortest, longest = _waits(case, each)
        counts = (ends + longest > received) | (ends == newest)
        came.append(received[counts])
        waited.append((ends + shortest)[counts])
    return np.concatenate(came), np.concatenate(waited)


def _waits(case: Case, measured: Measured) -> tuple[np.timedelta64, np.timedelta64]:
    """How long results are waited for after any evidence, at the shortest and at the longest."""
    pace = pace_of(replace(case, quiet=()), measured)
    assert pace is not None
    seconds = (pace.silent_from - pace.last).total_seconds()
    return np.timedelta64(int(seconds * SHORTEST), "s"), np.timedelta64(int(seconds * LONGEST), "s")


def _noticed(case: Case, heard: list[Measured], since: datetime) -> tuple[datetime, datetime]:
    """When waiting ended after what had come by ``since``, and the end of the newest of that."""
    paces: list[Pace] = []
    for each in heard:
        known = each.overall.ends[each.overall.received <= moment(since)]
        if len(known):
            paces.append(pace_after(case, each, from_moment(known.max())))
    noticed = max(since, max(each.silent_from for each in decisive(paces)))
    return _after_pauses(case, noticed), max(each.last for each in paces)


def _after_pauses(case: Case, at: datetime) -> datetime:
    for pause in sorted(case.pauses, key=lambda each: each.start):
        if pause.start <= at < pause.end:
            at = pause.end
    return at


def _silence(last: datetime, noticed: datetime, again: datetime | None) -> Incident:
    return Incident(IncidentKind.SILENT, last, noticed, fixed=again, rule=RULE, version=VERSION)
