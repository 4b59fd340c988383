"""Which periods a source is asked about: finished ones, as the company's calendar cuts them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.connections import CalendarPeriod

SETTLING = timedelta(minutes=5)
"""What was counted last needs a moment to arrive; a period is asked about this long after it."""

AGAIN = timedelta(days=3)
"""What ended this short a time ago is asked about once more: late numbers still change it."""


@dataclass(frozen=True, slots=True)
class Span:
    """One finished period: the first and last day of it, and its bounds in UTC."""

    first: date
    last: date
    start: datetime
    end: datetime

    @property
    def window(self) -> str:
        """Its length as a query writes it; a day may have 82800 or 90000 seconds."""
        return f"{round((self.end - self.start).total_seconds())}s"

    def __str__(self) -> str:
        days = dict.fromkeys((self.first.isoformat(), self.last.isoformat()))
        return " to ".join(days)


def to_ask(
    length: CalendarPeriod,
    zone: ZoneInfo,
    now: datetime,
    known_until: datetime | None,
    days_back: int,
) -> list[Span]:
    """The finished periods to ask about, oldest first.

    Those that ended after ``known_until`` or lately, but none that ended more than ``days_back``
    days ago. Of a measure nobody knows anything of, it is one period at least.
    """
    settled = now - SETTLING
    span = _before(length, _first_day(length, settled.astimezone(zone).date()), zone)
    since = min(now - timedelta(days=days_back), span.start)
    if known_until is not None:
        since = max(since, min(known_until, now - AGAIN))
    found: list[Span] = []
    while span.end > since:
        found.append(span)
        span = _before(length, span.first, zone)
    return found[::-1]


def _before(length: CalendarPeriod, first: date, zone: ZoneInfo) -> Span:
    """The period that ends where the one beginning on this day begins."""
    last = first - timedelta(days=1)
    begins = _first_day(length, last)
    return Span(begins, last, _midnight(begins, zone), _midnight(first, zone))


def _first_day(length: CalendarPeriod, day: date) -> date:
    match length:
        case CalendarPeriod.DAY:
            return day
        case CalendarPeriod.WEEK:
            return day - timedelta(days=day.weekday())
        case CalendarPeriod.MONTH:
            return day.replace(day=1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
