"""What stands at the axes of a chart, in the reader's language."""

import copy
from collections.abc import Sequence
from datetime import datetime, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton, format_time
from babel.numbers import NumberPattern

from app.language.amounts import EXACT_DIGITS, by_power, rounded
from app.language.sentence import Speech

_MOST_DIGITS = 15
"""Longer, and the labels leave no room for the chart."""


def value_ticks(values: Sequence[float], speech: Speech) -> list[str]:
    """Round values with the same decimals: 0.05, 0.10; 1,200,000.

    Those that would be a long row of noughts are told by their power of ten: 2 × 10¹⁸.
    """
    exact = [rounded(each, EXACT_DIGITS).normalize() for each in values]
    decimals = max((-int(each.as_tuple().exponent) for each in exact), default=0)
    if decimals > _MOST_DIGITS or any(each.adjusted() >= _MOST_DIGITS for each in exact):
        return [by_power(each, speech.locale) if each else "0" for each in exact]
    pattern = _with_decimals(max(decimals, 0), speech.locale)
    return [pattern.apply(each, speech.locale) for each in exact]


@lru_cache
def _with_decimals(count: int, locale: str) -> NumberPattern:
    pattern = copy.copy(Locale.parse(locale).decimal_formats[None])
    assert isinstance(pattern, NumberPattern)
    pattern.frac_prec = (count, count)
    return pattern


def time_ticks(moments: Sequence[datetime], speech: Speech) -> list[tuple[str, ...]]:
    """One or two lines for each moment of local time, oldest first.

    The first and every January tell the year: a month alone says not which.
    """
    years_only = all((each.month, each.day, each.time()) == (1, 1, time()) for each in moments)
    return [
        _tick(each, speech.locale, with_year=place == 0, year_only=years_only)
        for place, each in enumerate(moments)
    ]


def month_ticks(months: Sequence[datetime], speech: Speech) -> list[tuple[str, ...]]:
    """The same for months of which each needs a name of its own: one that comes again, a year
    later, tells its year."""
    told: list[tuple[str, ...]] = []
    for each, lines in zip(months, time_ticks(months, speech), strict=True):
        again = lines in told
        told.append(_tick(each, speech.locale, with_year=True, year_only=False) if again else lines)
    return told


@lru_cache(maxsize=1024)
def _tick(at: datetime, locale: str, *, with_year: bool, year_only: bool) -> tuple[str, ...]:
    year = format_skeleton("y", at, locale=locale)
    if year_only:
        return (year,)
    if at.time() != time():
        return (format_time(at, "short", locale=locale),)
    if at.day != 1:
        return (format_skeleton("MMMd", at, locale=locale),)
    month = format_skeleton("MMM", at, locale=locale)
    return (month, year) if with_year or at.month == 1 else (month,)
