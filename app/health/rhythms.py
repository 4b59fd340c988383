"""How often something reports, and when its silence means something."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import isodate
import numpy as np

from data.facts import Case, FieldName, Measured, Moments, Series, from_moment

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
    """

    last: datetime
    every: str
    assumed: bool
    expected_by: datetime
    late_from: datetime
    silent_from: datetime

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
        end: datetime = at + isodate.parse_duration(duration)
    except (OverflowError, ValueError):
        return at + LONGEST_WAIT
    return min(end, at + LONGEST_WAIT)


def pace_of(case: Case, measured: Measured) -> Pace | None:
    """The pace of one measure, or None where it has never reported."""
    series = measured.overall
    return pace_after(case, measured, from_moment(series.ends.max())) if len(series.ends) else None


def pace_after(case: Case, measured: Measured, last: datetime) -> Pace:
    """The pace as it was when the newest results ended at ``last``, by the rhythm of today."""
    series = measured.overall
    every, grace, assumed = _rhythm(case, measured)
    delay = measured.agreement.outcomes_after if measured.agreement else ""
    expected_by = later(later(last, every), delay)
    usual = last + _usual_gap(series.ends) if assumed else expected_by
    wait = _wait(last, every, grace)
    due = max(expected_by, later(usual, delay))
    return Pace(last, every, assumed, expected_by, due + wait * LATE_SHARE, due + wait)


def _rhythm(case: Case, measured: Measured) -> tuple[str, str, bool]:
    rhythm = measured.rhythm or case.rhythm
    if rhythm:
        return rhythm.every, rhythm.grace, False
    stated = case.facts.get(FieldName.CADENCE)
    if stated:
        return stated.value, "", False
    return learned(measured.overall), "", True


def _wait(last: datetime, every: str, grace: str) -> timedelta:
    if grace:
        return later(last, grace) - last
    return min((later(last, every) - last) * GRACE_SHARE, GRACE_AT_MOST)


def learned(series: Series) -> str:
    """The rhythm shown by the readings themselves, as an ISO 8601 duration.

    The median gap once there are six; before that the median length of a period.
    """
    gaps = np.diff(np.unique(series.ends))
    lengths = series.ends - series.starts
    return _duration(np.median((gaps if len(gaps) >= GAPS_TO_LEARN else lengths).astype(np.int64)))


def _usual_gap(ends: Moments) -> timedelta:
    gaps = np.diff(np.unique(ends)).astype(np.int64)
    if len(gaps) < GAPS_TO_LEARN:
        return timedelta(0)
    return timedelta(seconds=float(np.quantile(gaps, USUAL_GAPS, method="higher")))


def _duration(seconds: float) -> str:
    days = round(seconds / 86400)
    for shortest, longest, natural in _NATURAL_DAYS:
        if shortest <= days <= longest:
            return natural
    return f"P{days}D" if seconds >= 86400 else f"PT{max(1, round(seconds / 3600))}H"
