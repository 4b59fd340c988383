"""When a model was silent: from its last evidence until evidence came again.

Silence begins to count where waiting ends, as today's rhythm has it, and never within a pause.
Results that came late after all fill their gap: what was silence then is none any more.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.health.freshness import RULE, VERSION, decisive
from app.health.insight import Incident, IncidentKind
from app.health.rhythms import Pace, pace_after, pace_of
from data.facts import Case, Measured, Question, from_moment, moment

SHORTEST = 0.88
"""A wait by the calendar differs with the months it spans: 28 days are 0.90 of 31."""
_RESULTS = (Question.PERFORMANCE, Question.VALUE)


def silences_of(case: Case, now: datetime) -> list[Incident]:
    """Every silence of the whole model until ``now``, oldest first."""
    until = _watched_until(case, now)
    deciding = _deciding(case)
    found: list[Incident] = []
    for last, following in _gaps(case, deciding, until) if deciding else ():
        noticed = _after_pauses(case, _waited_until(case, deciding, last))
        if noticed < min(following or until, until):
            again = _came_again(deciding, following) if following else None
            fixed = max(again, noticed) if again else None
            found.append(_silence(last, noticed, fixed))
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


def _deciding(case: Case) -> list[Measured]:
    """Those that show whether it still runs, as freshness sees it."""
    paces = [(pace, each) for each in case.measured if (pace := pace_of(case, each)) is not None]
    chosen = decisive([pace for pace, _ in paces])
    return [each for pace, each in paces if pace in chosen]


def _watched_until(case: Case, now: datetime) -> datetime:
    """Nobody waits for a model that is retired."""
    if case.retired_on is None:
        return now
    return min(now, datetime.combine(case.retired_on, time(), ZoneInfo(case.time_zone)))


def _gaps(
    case: Case, deciding: list[Measured], until: datetime
) -> Iterator[tuple[datetime, datetime | None]]:
    """Where waiting may have ended before the next result: the end of one, and of the next.

    Most models have none, so this looks roughly and at all of them at once.
    """
    ends = np.concatenate([each.overall.ends for each in deciding])
    waited = np.concatenate([each.overall.ends + _shortest(case, each) for each in deciding])
    order = np.argsort(ends, kind="stable")
    ends, waited = ends[order], np.maximum.accumulate(waited[order])
    following = np.append(ends[1:], moment(until))
    for at in np.flatnonzero(waited < following).tolist():
        again = from_moment(ends[at + 1]) if at + 1 < len(ends) else None
        yield from_moment(ends[at]), again


def _shortest(case: Case, measured: Measured) -> np.timedelta64:
    """How long results are waited for after any evidence, at the shortest."""
    pace = pace_of(replace(case, quiet=()), measured)
    assert pace is not None
    wait = (pace.silent_from - pace.last).total_seconds()
    return np.timedelta64(int(wait * SHORTEST), "s")


def _waited_until(case: Case, deciding: list[Measured], last: datetime) -> datetime:
    """When waiting ended after what had been reported of the time up to ``last``."""
    paces: list[Pace] = []
    for each in deciding:
        known = each.overall.ends[each.overall.ends <= moment(last)]
        if len(known):
            paces.append(pace_after(case, each, from_moment(known.max())))
    return max(each.silent_from for each in paces)


def _came_again(deciding: list[Measured], following: datetime) -> datetime:
    """When the first result of the time after a gap came."""
    came = [each.overall.received[each.overall.ends >= moment(following)] for each in deciding]
    return from_moment(np.concatenate(came).min())


def _after_pauses(case: Case, at: datetime) -> datetime:
    for pause in sorted(case.pauses, key=lambda each: each.start):
        if pause.start <= at < pause.end:
            at = pause.end
    return at


def _silence(last: datetime, noticed: datetime, fixed: datetime | None) -> Incident:
    return Incident(IncidentKind.SILENT, last, noticed, fixed=fixed, rule=RULE, version=VERSION)
