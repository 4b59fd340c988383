"""Written dates and times become moments in UTC, and two of them, or one and a length, a period.

A date is a whole day of the company's zone, so as an end it includes that day, 23 or 25 hours
long as it may be. A time without a zone is read only where the configuration says whose it is,
and never where the clock change makes it mean none or two moments.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import isodate
from isodate.duration import Duration

from data.problems import Code, Problem, Rejected
from data.rows.cells import is_missing, rejected

FIRST_YEAR = 1990
LAST_YEAR = 2100
"""Outside these years a date is a slip or a broken clock (1970 is a computer's zero)."""

CLOCK_SKEW = timedelta(minutes=5)
"""Clocks of two machines differ; further ahead than this is the future."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{8})[T ]\d{2}:?\d{2}.*", re.ASCII)
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b(.*)", re.ASCII)
DAY_FIRST = "day first"
MONTH_FIRST = "month first"
_SOME_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 (only lengths are compared with it)


@dataclass(frozen=True, slots=True)
class Clock:
    """``days`` is whose days dates are; ``times`` whose times those without a zone are, if told.

    ``order`` is which comes first in 03/04/2026: DAY_FIRST, MONTH_FIRST, or nothing if not told.
    """

    days: ZoneInfo
    times: ZoneInfo | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: ``calendar`` counts days and months, ``clock`` counts seconds."""

    calendar: timedelta | Duration
    clock: timedelta

    def after(self, at: datetime) -> datetime:
        """``at`` moved on, in its own zone; a day stays a day when the clocks change."""
        return (_local(at) + self.calendar).replace(tzinfo=at.tzinfo).astimezone(UTC) + self.clock

    def before(self, at: datetime) -> datetime:
        """``at`` moved back, in its own zone."""
        return (_local(at) - self.calendar).replace(tzinfo=at.tzinfo).astimezone(UTC) - self.clock


def zone(field: str, name: str) -> ZoneInfo:
    """The IANA zone of this name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise rejected(Code.NOT_ONE_OF, field, name, allowed="Europe/London, UTC, …") from None


def length(field: str, cell: object) -> Length:
    """An ISO 8601 duration longer than nothing, such as P7D or PT1H."""
    if is_missing(cell):
        raise rejected(Code.VALUE_MISSING, field)
    calendar, _, clock = str(cell).strip().partition("T")
    try:
        found = Length(
            timedelta() if calendar == "P" and clock else isodate.parse_duration(calendar),
            isodate.parse_duration("PT" + clock) if clock else timedelta(),
        )
        if _SOME_DAY + found.calendar + found.clock <= _SOME_DAY:
            raise rejected(Code.NOT_A_DURATION, field, cell)
    except (isodate.ISO8601Error, ValueError, OverflowError, ArithmeticError):
        raise rejected(Code.NOT_A_DURATION, field, cell) from None
    return found


def day_or_time(field: str, cell: object, order: str = "") -> date | datetime:
    """What is written: a date, or a datetime that may lack its zone.

    ISO 8601; and where ``order`` says what comes first, 03/04/2026, 3.4.26 and the like.
    """
    if is_missing(cell):
        raise rejected(Code.VALUE_MISSING, field)
    found = _parsed(field, cell.strip(), order) if isinstance(cell, str) else cell
    if not isinstance(found, date):
        raise rejected(Code.NOT_A_DATE, field, cell)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise rejected(Code.OUTSIDE_TIME, field, cell)
    return _plain(found) if isinstance(found, datetime) else found


def day(field: str, cell: object) -> date:
    """A date without a time."""
    found = day_or_time(field, cell)
    if isinstance(found, datetime):
        raise rejected(Code.NOT_A_DATE, field, cell)
    return found


def start_at(field: str, cell: object, clock: Clock) -> datetime:
    """When a period that starts as written starts, in the zone it was written in."""
    return _moment(field, cell, clock, days_on=0)


def end_at(field: str, cell: object, clock: Clock) -> datetime:
    """When a period that ends as written ends; a date ends with that day."""
    return _moment(field, cell, clock, days_on=1)


def in_order(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The two in UTC, or ``PERIOD_BACKWARDS``."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if start >= end:
        inputs = {"start": start.isoformat(), "end": end.isoformat()}
        raise Rejected(Problem(Code.PERIOD_BACKWARDS, inputs))
    return start, end


def not_after(field: str, cell: object, at: datetime, now: datetime) -> None:
    """Refuses what has not happened yet."""
    if at > now + CLOCK_SKEW:
        raise rejected(Code.IN_THE_FUTURE, field, cell)


def _moment(field: str, cell: object, clock: Clock, days_on: int) -> datetime:
    written = day_or_time(field, cell, clock.order)
    if not isinstance(written, datetime):
        # A midnight that the clock change skips is the moment of the change: the day's first.
        return datetime.combine(written + timedelta(days=days_on), time(), clock.days)
    offset = written.utcoffset()
    if offset is not None:
        # A zone's rules come from the driver, if at all; the offset is what was written.
        return written.astimezone(clock.times or timezone(offset))
    if clock.times is None:
        raise rejected(Code.NO_TIME_ZONE, field, cell)
    first, second = (written.replace(tzinfo=clock.times, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        raise rejected(Code.CLOCKS_CHANGE, field, cell, zone=clock.times.key)
    return first


def _parsed(field: str, written: str, told: str) -> date | datetime:
    plain = _year_first(written, told) if told else written
    try:
        if _DAY.fullmatch(plain):
            return date.fromisoformat(plain)
        if _TIME.fullmatch(plain):
            return datetime.fromisoformat(plain)
    except ValueError:
        raise rejected(Code.NOT_A_DATE, field, written) from None
    order = None if told else _DAY_OR_MONTH_FIRST.fullmatch(written)
    ambiguous = order is not None and int(order[1]) <= 12 and int(order[2]) <= 12
    raise rejected(Code.DATE_AMBIGUOUS if ambiguous else Code.NOT_A_DATE, field, written)


def _year_first(written: str, order: str) -> str:
    """The date as ISO 8601 writes it; what is of another form stays. A year 26 is 2026."""
    found = _DAY_OR_MONTH_FIRST.fullmatch(written)
    if not found:
        return written
    first, second, year, rest = found.groups()
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    return f"{year if len(year) == 4 else '20' + year}-{month:0>2}-{day:0>2}{rest}"


def _plain(at: datetime) -> datetime:
    """A driver's own kind of datetime, such as pandas', as Python's; below microseconds is cut."""
    clock = time(at.hour, at.minute, at.second, at.microsecond, at.tzinfo, fold=at.fold)
    return datetime.combine(date(at.year, at.month, at.day), clock)


def _local(at: datetime) -> datetime:
    return at.replace(tzinfo=None, fold=0)
