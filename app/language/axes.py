"""What stands at the axes of a chart, in the reader's language."""

import copy
from collections.abc import Sequence
from datetime import datetime, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_skeleton, format_time
from babel.numbers import NumberPattern

from app.language.amounts import EXACT_DIGITS, rounded
from app.language.sentence import Speech


def value_ticks(values: Sequence[float], speech: Speech) -> list[str]:
    """Round values with the same decimals: 0.05, 0.10; 1,200,000."""
    exact = [rounded(each, EXACT_DIGITS).normalize() for each in values]
    decimals = max((-int(each.as_tuple().exponent) for each in exact), default=0)
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
