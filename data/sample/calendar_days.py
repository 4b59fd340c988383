"""Whole days, Monday weeks, months, quarters and years, each numbered since the year 1.

A period's number is what makes its reading repeatable, whichever periods are asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from data.sample.change_outline import Every


@dataclass(frozen=True, slots=True)
class Period:
    """One sort of period: the number a day falls into, and the first day of a number."""

    number_of: Callable[[date], int]
    first_day: Callable[[int], date]


def _months(length: int) -> Period:
    def number_of(day: date) -> int:
        return (day.year * 12 + day.month - 1) // length

    def first_day(number: int) -> date:
        year, month = divmod(number * length, 12)
        return date(year, month + 1, 1)

    return Period(number_of, first_day)


def _days(length: int) -> Period:
    def number_of(day: date) -> int:
        return (day.toordinal() - 1) // length

    def first_day(number: int) -> date:
        return date.fromordinal(number * length + 1)

    return Period(number_of, first_day)


PERIODS: dict[Every, Period] = {
    "P1D": _days(1),
    # 1 January of the year 1 was a Monday, and so is the first day of every seven since.
    "P7D": _days(7),
    "P1M": _months(1),
    "P3M": _months(3),
    "P1Y": _months(12),
}


def at(day: date, zone: ZoneInfo, hour: int = 0) -> datetime:
    """An hour of a company day, in UTC."""
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
