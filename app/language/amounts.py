"""Money, counts, numbers and lengths of time, rounded to a number of digits."""

import copy
from decimal import Decimal
from functools import lru_cache
from math import isinf

from babel import Locale
from babel.numbers import (
    NumberPattern,
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
)
from babel.units import format_unit

from app.language.sentence import Speech
from data.facts import Unit

_COMPACT_FROM = 1_000_000
"""From a million on the zeros are told by a word or letter of the language."""

_SMALL_PARTS = "#,##0.#########"
"""Babel's usual pattern would round half a millisecond to nothing."""

_MOST_DIGITS = 18
"""A longer row of noughts nobody reads; then the power of ten is told: 1.8 × 10²⁰⁰."""

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

EXACT_DIGITS = 12
"""More digits than this are noise of the arithmetic."""

SECONDS = {Unit.SECONDS: 1, Unit.MINUTES: 60, Unit.HOURS: 3_600, Unit.DAYS: 86_400}
"""The units of time, smallest first, in seconds."""


def rounded(value: float, digits: int) -> Decimal:
    """A number with so many meaningful digits; zero has no sign."""
    return Decimal(format(Decimal(f"{value:.{digits - 1}e}"), "f")) + 0


def _is_odd(number: Decimal | int) -> bool:
    """Whether a number is so large or so small that it is told by its power of ten."""
    place = Decimal(number).adjusted()
    return number != 0 and not -_MOST_DIGITS < place < _MOST_DIGITS


def plain(value: float, digits: int, speech: Speech) -> str:
    """A number with so many meaningful digits: 1,230 or 0.0123."""
    return _number(rounded(value, digits).normalize(), speech.locale)


def compact(value: float, digits: int, speech: Speech) -> str:
    """A number; from a million on with the word of the language: 1.24 million."""
    short = rounded(value, digits)
    if abs(short) < _COMPACT_FROM or digits == EXACT_DIGITS or _is_odd(short):
        return plain(value, digits, speech)
    known = Locale.parse(speech.locale).compact_decimal_formats
    return format_compact_decimal(
        short,
        format_type="long" if "long" in known else "short",
        locale=speech.locale,
        fraction_digits=digits,
    )


def whole(value: float, speech: Speech) -> str:
    """A count in full: 1,234."""
    return _number(round(value), speech.locale)


# A page tells the same few numbers hundreds of times, and Babel reads the locale anew for each.
@lru_cache(maxsize=4096)
def _number(number: Decimal | int, locale: str) -> str:
    if _is_odd(number):
        return by_power(Decimal(number), locale)
    return format_decimal(number, locale=locale, decimal_quantization=False)


def by_power(number: Decimal, locale: str) -> str:
    """A number by its power of ten: 1.8 × 10²⁰⁰."""
    first, power = _parted(number)
    return format_decimal(first, locale=locale, decimal_quantization=False) + power


def _parted(number: Decimal) -> tuple[Decimal, str]:
    """The digits of a number with one of them before the point, and its power of ten as text."""
    place = number.adjusted()
    first = number.scaleb(-place).normalize()
    return first, " × 10" + str(place).translate(_RAISED)


def money(value: float, digits: int, currency: str, speech: Speech) -> str:
    """A sum in the habits of the reader's country: £18,200, £12.30."""
    exact, short = digits == EXACT_DIGITS, rounded(value, digits)
    if (exact or abs(short) >= 1) and _is_odd(short):
        first, power = _parted(short)
        told = format_currency(first, currency, locale=speech.locale, decimal_quantization=False)
        return told + power
    # What is smaller than the smallest coin is told as nothing, except where every digit counts.
    sum_ = short if exact else round(short, 2) + 0
    if abs(sum_) >= _COMPACT_FROM and not exact:
        return format_compact_currency(sum_, currency, locale=speech.locale, fraction_digits=digits)
    if sum_ == sum_.to_integral_value():
        return format_currency(
            sum_,
            currency,
            format=_without_cents(speech.locale),
            locale=speech.locale,
            currency_digits=False,
        )
    return format_currency(sum_, currency, locale=speech.locale, decimal_quantization=not exact)


@lru_cache
def _without_cents(locale: str) -> NumberPattern:
    pattern = copy.copy(Locale.parse(locale).currency_formats["standard"])
    pattern.frac_prec = (0, 0)
    assert isinstance(pattern, NumberPattern)
    return pattern


def shown_unit(values: tuple[float, ...], unit: Unit) -> Unit:
    """The unit of time in which values are easy to read; all of them in the same one.

    Seconds grow into minutes, hours and days; what was agreed in minutes or more is told in that
    unit, unless it is too small for it.
    """
    least = min((abs(value) * SECONDS[unit] for value in values if value), default=0)
    if not least:
        return unit
    ceiling = Unit.DAYS if unit is Unit.SECONDS else unit
    fitting = [
        each
        for each, seconds in SECONDS.items()
        if seconds <= SECONDS[ceiling] and least >= _fewest(each, unit) * seconds
    ]
    return fitting[-1] if fitting else Unit.SECONDS


def _fewest(each: Unit, unit: Unit) -> int:
    """One of the company's own unit is told as one; a larger unit starts with two."""
    return 1 if each is unit else 2


def time(value: float, unit: Unit, shown: Unit, digits: int, speech: Speech) -> str:
    """A length of time: 0.4 seconds, 2 minutes."""
    amount = value * (SECONDS[unit] / SECONDS[shown])
    if isinf(amount):
        amount, shown = value, unit
    places = len(str(int(abs(amount))))
    short = rounded(amount, max(digits, places) if places < _MOST_DIGITS else digits)
    whole_or_part = int(short) if short == short.to_integral_value() else short.normalize()
    return _unit(whole_or_part, f"duration-{shown.value.removesuffix('s')}", speech)


def _unit(amount: Decimal | int, name: str, speech: Speech) -> str:
    """A whole number must come as one: "1.00" takes the plural.

    Several languages keep their long form where Babel calls it short, and then the long one
    comes back as the unit's own name."""
    if _is_odd(amount):
        # Five of anything is told with its number in every language; one or two may be a word.
        five, told = _number(5, speech.locale), by_power(Decimal(amount), speech.locale)
        return _unit(5, name, speech).replace(five, told, 1)
    told = format_unit(amount, name, "long", format=_SMALL_PARTS, locale=speech.locale)
    if name not in told:
        return told
    return format_unit(amount, name, "short", format=_SMALL_PARTS, locale=speech.locale)
