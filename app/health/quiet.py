"""Agreed quiet times: days on which nothing is expected, so that waiting stands still."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.health.days import midnight
from data.facts import Case, Moments, Numbers, QuietTime, moment

LONGEST_QUIET = timedelta(days=184)
"""Half a year, as between two seasons: whatever was agreed, green does not last without results."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """One stretch of quiet days: ``start`` and ``end`` as moments, the days both included."""

    start: datetime
    end: datetime
    first_day: date
    last_day: date
    agreed: QuietTime


def quiet_of(case: Case, measure: str, since: datetime, until: datetime) -> tuple[Quiet, ...]:
    """Every quiet time of one measure that touches the time between, earliest first.

    ``measure`` empty asks for those that hold for everything.
    """
    if not case.quiet:
        return ()
    zone = ZoneInfo(case.time_zone)
    found = [
        Quiet(_midnight(first, zone), _midnight(last + timedelta(days=1), zone), first, last, each)
        for each in case.quiet
        if each.measure in ("", measure)
        for first, agreed in _days(each, since.year, until.year)
        for last in (min(agreed, first + LONGEST_QUIET),)
    ]
    touching = [each for each in found if since < each.end and each.start <= until]
    return tuple(sorted(touching, key=_place))


def _place(quiet: Quiet) -> tuple[datetime, datetime, str, str, str]:
    agreed = quiet.agreed
    return quiet.start, quiet.end, agreed.by, agreed.reason, agreed.place


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return midnight(day, zone).astimezone(UTC)


def _days(quiet: QuietTime, since: int, until: int) -> Iterator[tuple[date, date]]:
    """First and last day of every time it comes, in and around these years."""
    if not quiet.every_year:
        if quiet.start <= quiet.end and quiet.start.year > MINYEAR and quiet.end.year < MAXYEAR:
            yield quiet.start, quiet.end
        return
    opens, closes = (quiet.start.month, quiet.start.day), (quiet.end.month, quiet.end.day)
    for year in range(max(since - 1, MINYEAR + 1), min(until + 1, MAXYEAR - 2) + 1):
        first = _in(year, *opens) or date(year, 3, 1)
        ends = year + 1 if closes < opens else year
        last = _in(ends, *closes) or date(ends, 2, 28)
        if first <= last:
            yield first, last


def _in(year: int, month: int, day: int) -> date | None:
    """The day in this year; None for a 29 February that it has not."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def after_quiet(start: datetime, end: datetime, quiet: tuple[Quiet, ...]) -> datetime:
    """When waiting from ``start`` to ``end`` is over, where it stands still in quiet times."""
    at, left = start, end - start
    for each in quiet:
        if each.end <= at:
            continue
        if each.start - at >= left:
            break
        left -= max(each.start - at, timedelta(0))
        at = each.end
    return at + left


def quiet_at(quiet: tuple[Quiet, ...], now: datetime) -> Quiet | None:
    """The quiet time around ``now``, of several the one that lasts longest."""
    return longest(each for each in quiet if each.start <= now < each.end)


def longest(quiet: Iterable[Quiet]) -> Quiet | None:
    """The one that ends last; of equals always the same."""
    return max(quiet, key=lambda each: (each.end, *_place(each)), default=None)


def next_change(quiet: tuple[Quiet, ...], now: datetime) -> datetime | None:
    """When the next quiet time begins or ends."""
    edges = [edge for each in quiet for edge in (each.start, each.end)]
    return min((each for each in edges if each > now), default=None)


def without_quiet(ends: Moments, quiet: tuple[Quiet, ...]) -> Numbers:
    """The gaps between sorted moments in seconds, shape (n - 1,), quiet times taken out."""
    gaps = np.diff(ends).astype(np.float64)
    reached = None
    for each in quiet:
        begin = each.start if reached is None else max(each.start, reached)
        reached = each.end if reached is None else max(each.end, reached)
        if begin < each.end:
            gaps -= _overlap(ends, moment(begin), moment(each.end))
    return gaps


def _overlap(ends: Moments, begin: np.datetime64, finish: np.datetime64) -> Numbers:
    """How many seconds of each gap lie between the two moments."""
    within = np.minimum(ends[1:], finish) - np.maximum(ends[:-1], begin)
    return np.maximum(within.astype(np.float64), 0.0)
