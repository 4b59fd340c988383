"""Days, periods and lengths of time for people, in the company's time zone."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

import isodate
from babel.dates import format_date, format_skeleton, format_time, format_timedelta

from app.language.sentence import Speech
from app.language.translating import N_, NN_, counted, text

_EXACT = 1e12
"""A threshold no time span reaches, so that Babel keeps the unit it was asked for."""
_ONE_DAY = timedelta(days=1)
_SMALLEST_DAY = timedelta(hours=20)
"""A span this long is told in days; a day lasts 23 hours when the clocks change."""


class Span(StrEnum):
    """The calendar units a period may fill exactly."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def local_day(at: date | datetime, speech: Speech) -> date:
    """The company's calendar day of a moment; a plain date stays itself."""
    return at.astimezone(speech.zone).date() if isinstance(at, datetime) else at


def day(at: date | datetime, speech: Speech) -> str:
    """A day with its year: 15 March 2026."""
    return _long(local_day(at, speech), speech.locale)


def short_day(at: date | datetime, speech: Speech) -> str:
    """A day, without the year where it is this year: 15 March."""
    local = local_day(at, speech)
    if local.year != local_day(speech.now, speech).year:
        return day(local, speech)
    return _parts("MMMMd", local, speech.locale)


def month(at: date | datetime, speech: Speech) -> str:
    """A month with its year: November 2026."""
    return _parts("yMMMM", local_day(at, speech), speech.locale)


# A page tells the same few days hundreds of times, and Babel reads the locale anew for each.
@lru_cache(maxsize=4096)
def _long(local: date, locale: str) -> str:
    return format_date(local, "long", locale=locale)


@lru_cache(maxsize=4096)
def _parts(skeleton: str, local: date, locale: str) -> str:
    return format_skeleton(skeleton, local, locale=locale)


def clock(at: datetime, speech: Speech) -> str:
    """The time of day of a moment: 06:00."""
    return format_time(
        at.astimezone(speech.zone), "short", tzinfo=speech.zone, locale=speech.locale
    )


def moment(at: datetime, speech: Speech) -> str:
    """A moment to the minute: 15 March 2026, 06:00."""
    return text(N_("{day}, {time}"), speech, day=day(at, speech), time=clock(at, speech))


def age(at: date | datetime, speech: Speech) -> str:
    """How many calendar days ago or ahead a day is: 84 days ago, today, in 12 days."""
    days = local_day(at, speech) - local_day(speech.now, speech)
    if not days:
        return text(N_("today"), speech)
    return format_timedelta(
        days, granularity="day", threshold=_EXACT, add_direction=True, locale=speech.locale
    )


def aged(at: date | datetime, speech: Speech) -> str:
    """A day with its age: 3 March 2026 (84 days ago)."""
    return text(N_("{day} ({age})"), speech, day=day(at, speech), age=age(at, speech))


def span_of(start: datetime, end: datetime, speech: Speech) -> Span | None:
    """The calendar unit a period fills, or None. ``end`` is the first moment after it."""
    if end - start < _SMALLEST_DAY:
        return None
    first, after = _midnight(start, speech), _midnight(end, speech)
    if after - first == _ONE_DAY:
        return Span.DAY
    if after - first == timedelta(days=7):
        return Span.WEEK
    return _months_span(first, after)


def _months_span(first: date, after: date) -> Span | None:
    if first.day != 1 or after.day != 1:
        return None
    months = (after.year - first.year) * 12 + after.month - first.month
    if months == 12 and first.month == 1:
        return Span.YEAR
    if months == 3 and first.month % 3 == 1:
        return Span.QUARTER
    return Span.MONTH if months == 1 else None


def _midnight(at: datetime, speech: Speech) -> date:
    """The day that begins nearest to a moment.

    Some sources cut their days at midnight of another zone than the company's.
    """
    return (at.astimezone(speech.zone).replace(tzinfo=None) + timedelta(hours=12)).date()


_FULL = {Span.MONTH: "yMMMM", Span.YEAR: "y"}


def period(start: datetime, end: datetime, speech: Speech) -> str:
    """A period by its calendar name: the week to 22 November, November 2026, 21 November."""
    if end - start < _SMALLEST_DAY:
        return _hours(start, end, speech)
    first, last = first_day(start, end, speech), last_day(start, end, speech)
    span = span_of(start, end, speech)
    if span is Span.QUARTER:
        quarter = _parts("yQQQQ", first, speech.locale)
        return text(N_("the {quarter}"), speech, quarter=quarter)
    if span in _FULL:
        return _parts(_FULL[span], first, speech.locale)
    if span is Span.DAY:
        return short_day(first, speech)
    if span is Span.WEEK:
        return text(N_("the week to {day}"), speech, day=short_day(last, speech))
    return _between(short_day(first, speech), short_day(last, speech), speech)


def _hours(start: datetime, end: datetime, speech: Speech) -> str:
    last = clock(end, speech)
    if local_day(start, speech) != local_day(end, speech):
        last = moment(end, speech)
    return _between(moment(start, speech), last, speech)


def _between(start: str, end: str, speech: Speech) -> str:
    return text(N_("{start} to {end}"), speech, start=start, end=end)


def first_day(start: datetime, end: datetime, speech: Speech) -> date:
    """The first day of a period whose first moment after it is ``end``."""
    return local_day(start, speech) if end - start < _SMALLEST_DAY else _midnight(start, speech)


def last_day(start: datetime, end: datetime, speech: Speech) -> date:
    """The last day of a period whose first moment after it is ``end``."""
    if end - start < _SMALLEST_DAY:
        return local_day(end - timedelta(microseconds=1), speech)
    return _midnight(end, speech) - _ONE_DAY


def heard_day(end: datetime, speech: Speech) -> date:
    """The day up to which a report tells: the one before, where its period ended at midnight."""
    cut_at_midnight = end.time() == time() or end.astimezone(speech.zone).time() == time()
    return _midnight(end, speech) - _ONE_DAY if cut_at_midnight else local_day(end, speech)


def length(start: date | datetime, end: date | datetime, speech: Speech) -> str:
    """A length of time in the unit people would use: 5 days, 12 weeks, 8 months, 3 years."""
    days = (local_day(end, speech) - local_day(start, speech)).days
    for limit, unit, size in ((14, "day", 1), (182, "week", 7), (730, "month", 30.44)):
        if days < limit:
            return _units(round(days / size), unit, speech)
    return _units(round(days / 365.25), "year", speech)


def spans(number: int, span: Span, speech: Speech) -> str:
    """So many periods of one kind: 12 weeks. Quarters are told in months."""
    if span is Span.QUARTER:
        return _units(3 * number, "month", speech)
    return _units(number, span.value, speech)


_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Babel counts a month as 30 days and a year as 365, so these give back the number asked for."""


def _units(number: int, unit: str, speech: Speech) -> str:
    return _timed(timedelta(days=_UNIT_DAYS[unit] * number), unit, speech)


def _timed(delta: timedelta, unit: str, speech: Speech) -> str:
    return format_timedelta(
        delta,
        granularity=unit,  # type: ignore[arg-type]  # Babel lists the units; all of ours are there
        threshold=_EXACT,
        locale=speech.locale,
    )


_RHYTHMS = {
    "PT1H": N_("hourly"),
    "P1D": N_("daily"),
    "P7D": N_("weekly"),
    "P14D": N_("every two weeks"),
    "P1M": N_("monthly"),
    "P3M": N_("quarterly"),
    "P6M": N_("twice a year"),
    "P1Y": N_("yearly"),
}
_EVERY = {
    "year": NN_("every year", "every {count} years"),
    "month": NN_("every month", "every {count} months"),
    "day": NN_("every day", "every {count} days"),
    "hour": NN_("every hour", "every {count} hours"),
    "minute": NN_("every minute", "every {count} minutes"),
}


def every(duration: str, speech: Speech) -> str:
    """A rhythm as people say it, from an ISO 8601 duration: daily, weekly, every 3 days."""
    unit, number = _largest_unit(duration)
    known = {_largest_unit(each): words for each, words in _RHYTHMS.items()}.get((unit, number))
    if known:
        return text(known, speech)
    return counted(_EVERY[unit], number, speech, count=str(number))


def lasting(duration: str, speech: Speech) -> str:
    """A length of time, from an ISO 8601 duration: 3 months, 10 days. Raises ISO8601Error."""
    unit, number = _largest_unit(duration)
    if unit in _UNIT_DAYS:
        return _units(number, unit, speech)
    return _timed(timedelta(**{f"{unit}s": number}), unit, speech)


def _largest_unit(duration: str) -> tuple[str, int]:
    """The largest unit that tells a duration exactly, and how many; minutes at the smallest."""
    parsed = isodate.parse_duration(duration, as_timedelta_if_possible=False)
    months = int(parsed.years) * 12 + int(parsed.months)
    if months and not parsed.tdelta:
        return ("year", months // 12) if months % 12 == 0 else ("month", months)
    minutes = round((parsed.tdelta + timedelta(days=30 * months)) / timedelta(minutes=1))
    for unit, size in (("day", 24 * 60), ("hour", 60)):
        if minutes and minutes % size == 0:
            return unit, minutes // size
    return "minute", minutes
