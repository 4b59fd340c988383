"""How often something reports, and when its silence means something."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import isodate
import numpy as np

from app.health.quiet import Quiet, after_quiet, quiet_of, without_quiet
from data.facts import Case, FieldName, Measured, Moments, Numbers, Series, from_moment

GAPS_TO_LEARN = 6
"""Fewer gaps than this say little about a habit; until then the length of a period stands in."""
GRACE_SHARE = 0.5
"""Half a rhythm: a weekly figure may slip over a long weekend, a daily one over a night."""
GRACE_AT_MOST = timedelta(days=31)
"""A yearly figure is not awaited for half a year."""
LATE_SHARE = 0.5
"""No figure comes before its period has ended; it is late when half the waiting is over."""
LONGEST_WAIT = timedelta(days=3653)
"""Ten years: by then even what becomes of a mortgage is known."""
USUAL_GAPS = 0.9
"""Nine in ten gaps were at most this long, so that ordinary weekends are not silence."""
SLOW = timedelta(days=80)
"""A quarter or slower, whichever quarter it is (the shortest has 90 days, some count 12 weeks)."""

_NATURAL_DAYS = (
    (7, 7, "P1W"),
    (28, 31, "P1M"),
    (89, 92, "P3M"),
    (181, 184, "P6M"),
    (364, 366, "P1Y"),
)


@dataclass(frozen=True, slots=True)
class Pace:
    """When results came last, are due next, are late, and are missed.

    ``every`` is an ISO 8601 duration; ``assumed`` is True where we worked it out ourselves.
    ``awaited_from`` is when results would be due if no ``quiet`` time stood in between.
    ``waits`` is True where outcomes take time, so that results lag behind use.
    """

    last: datetime
    every: str
    assumed: bool
    expected_by: datetime
    late_from: datetime
    silent_from: datetime
    awaited_from: datetime
    quiet: tuple[Quiet, ...] = ()
    waits: bool = False

    @property
    def slow(self) -> bool:
        """True for a rhythm of a quarter or longer, where one breach is enough."""
        return later(self.last, self.every) - self.last >= SLOW


def later(at: datetime, duration: str) -> datetime:
    """``at`` plus an ISO 8601 duration, by the calendar (a month after 31 January is 28 or 29).

    Never more than ten years: whatever was written, one day waiting ends.
    """
    if not duration:
        return at
    try:
        end: datetime = at + _parsed(duration)
    except (OverflowError, ValueError):
        return at + LONGEST_WAIT
    return min(end, at + LONGEST_WAIT)


@lru_cache(maxsize=1024)
def _parsed(duration: str) -> isodate.Duration | timedelta:
    """A company has a handful of rhythms, and each is asked for many times."""
    return isodate.parse_duration(duration)


def pace_of(case: Case, measured: Measured) -> Pace | None:
    """The pace of one measure, or None where it has never reported."""
    series = measured.overall
    return pace_after(case, measured, from_moment(series.ends.max())) if len(series.ends) else None


def pace_after(case: Case, measured: Measured, last: datetime) -> Pace:
    """The pace as it was when the newest results ended at ``last``, by the rhythm of today.

    In quiet times no period runs and nobody waits; outcomes take as long as they take.
    """
    ends = measured.overall.ends
    quiet = _quiet(case, measured, last)
    every, grace, assumed = _rhythm(case, measured, quiet)
    delay = measured.agreement.outcomes_after if measured.agreement else ""
    usual = last + usual_gap(ends, quiet) if assumed else last
    period = later(last, every)
    expected_by = later(after_quiet(last, period, quiet), delay)
    due = max(expected_by, later(after_quiet(last, max(period, usual), quiet), delay))
    wait = wait_after(last, every, grace)
    return Pace(
        last,
        every,
        assumed,
        expected_by,
        late_from=after_quiet(due, due + wait * LATE_SHARE, quiet),
        silent_from=after_quiet(due, due + wait, quiet),
        awaited_from=later(max(period, usual), delay),
        quiet=quiet,
        waits=bool(delay),
    )


def _quiet(case: Case, measured: Measured, last: datetime) -> tuple[Quiet, ...]:
    """The quiet times since its first results, and as long as anybody would wait."""
    if not case.quiet:
        return ()
    first = from_moment(measured.overall.starts.min()) if len(measured.overall.starts) else last
    return quiet_of(case, measured.measure.key, min(first, last), last + LONGEST_WAIT)


def _rhythm(case: Case, measured: Measured, quiet: tuple[Quiet, ...]) -> tuple[str, str, bool]:
    rhythm = measured.rhythm or case.rhythm
    if rhythm:
        return rhythm.every, rhythm.grace, False
    stated = case.facts.get(FieldName.CADENCE)
    if stated:
        return stated.value, "", False
    return learned(measured.overall, quiet), "", True


def wait_after(last: datetime, every: str, grace: str) -> timedelta:
    """How long to wait when something is due: the grace, else half of the rhythm."""
    if grace:
        return later(last, grace) - last
    return min((later(last, every) - last) * GRACE_SHARE, GRACE_AT_MOST)


def learned(series: Series, quiet: tuple[Quiet, ...] = ()) -> str:
    """The rhythm shown by the readings themselves, as an ISO 8601 duration.

    The median gap once there are six; before that the median length of a period.
    """
    return learned_gap(series.ends, quiet) or _duration(
        float(np.median((series.ends - series.starts).astype(np.int64)))
    )


def learned_gap(ends: Moments, quiet: tuple[Quiet, ...] = ()) -> str:
    """The median gap as an ISO 8601 duration; empty while there are fewer than six."""
    gaps = _gaps(ends, quiet)
    return _duration(float(np.median(gaps))) if len(gaps) >= GAPS_TO_LEARN else ""


def usual_gap(ends: Moments, quiet: tuple[Quiet, ...] = ()) -> timedelta:
    """The gap that nine in ten were at most as long as; none while there are fewer than six."""
    gaps = _gaps(ends, quiet)
    if len(gaps) < GAPS_TO_LEARN:
        return timedelta(0)
    return timedelta(seconds=float(np.quantile(gaps, USUAL_GAPS, method="higher")))


def _gaps(ends: Moments, quiet: tuple[Quiet, ...]) -> Numbers:
    gaps = without_quiet(np.unique(ends), quiet)
    return gaps[gaps > 0]


def _duration(seconds: float) -> str:
    days = round(seconds / 86400)
    for shortest, longest, natural in _NATURAL_DAYS:
        if shortest <= days <= longest:
            return natural
    return f"P{days}D" if seconds >= 86400 else f"PT{max(1, round(seconds / 3600))}H"
