"""What the cells of a column look like, before anybody said how they are written. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from data.problems import Rejected
from data.rows import cells, periods

_TWO_NUMBERS_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b.*", re.ASCII)
_ONE_SIGN = re.compile(r"[+-]?([1-9]\d{0,2})[.,]\d{3}", re.ASCII)
"""1.234 or 1,234: a thousand and more, or one and a bit."""

_MOST_PARSED = 1_000
"""Cells of a column that are looked at."""


class Evidence(Enum):
    """What cells say about which of two ways they are written in."""

    NOTHING = 0
    FIRST = 1
    SECOND = 2
    EITHER = 3
    BOTH = 4


@dataclass(frozen=True, slots=True)
class Found:
    """The evidence, and a cell that shows it."""

    evidence: Evidence
    example: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds: how many of its filled cells are what."""

    name: str
    filled: int
    dates: int
    naive: int
    zoned: int
    numbers: int
    different: int

    @property
    def is_dates(self) -> bool:
        return 0 < self.filled <= 2 * self.dates

    @property
    def is_numbers(self) -> bool:
        return not self.is_dates and 0 < self.filled <= 2 * self.numbers

    @property
    def is_text(self) -> bool:
        return self.filled > 0 and not self.is_dates and not self.is_numbers


def column(name: str, found: Sequence[object]) -> Column:
    """What these cells look like, read in whichever way fits."""
    filled = [cell for cell in found[:_MOST_PARSED] if not cells.is_missing(cell)]
    moments = [_any_moment(cell) for cell in filled]
    times = [each for each in moments if isinstance(each, datetime)]
    zoned = sum(each.tzinfo is not None for each in times)
    dates = [each for each in moments if each is not None]
    numbers = [cell for cell in filled if any_number(cell) is not None]
    different = len({cells.shown(cell) for cell in filled})
    counts = len(dates), len(times) - zoned, zoned, len(numbers)
    return Column(name, len(filled), *counts, different)


def moment(cell: object, order: str) -> date | datetime | None:
    """The date or time in a cell, or None."""
    try:
        return periods.day_or_time("", cell, order)
    except Rejected:
        return None


def number(cell: object, decimals: str) -> float | None:
    """The number in a cell, or None."""
    try:
        return cells.number("", cell, decimals)
    except Rejected:
        return None


def any_number(cell: object) -> float | None:
    """The number in a cell in whichever way it is written, or None."""
    tried = (number(cell, each) for each in ("", cells.POINT, cells.COMMA))
    return next((each for each in tried if each is not None), None)


def order_of_dates(found: Iterable[object]) -> Found:
    """FIRST where the day comes first (13/04/2026), SECOND where the month does."""
    return _weighed(found, _order_of_date)


def sign_of_decimals(found: Iterable[object]) -> Found:
    """FIRST for a decimal comma, SECOND for a decimal point."""
    return _weighed(found, _sign_of_decimals)


def _any_moment(cell: object) -> date | datetime | None:
    tried = (moment(cell, each) for each in ("", periods.DAY_FIRST, periods.MONTH_FIRST))
    return next((each for each in tried if each is not None), None)


def _weighed(found: Iterable[object], judge: Callable[[str], Evidence]) -> Found:
    said: dict[Evidence, str] = {}
    for cell in found:
        if isinstance(cell, str):
            said.setdefault(judge(cell.strip()), cells.shown(cell.strip(), cells.LONGEST_FOUND))
    if Evidence.FIRST in said and Evidence.SECOND in said:
        return Found(Evidence.BOTH, said[Evidence.FIRST])
    for each in (Evidence.FIRST, Evidence.SECOND, Evidence.EITHER):
        if each in said:
            return Found(each, said[each])
    return Found(Evidence.NOTHING)


def _order_of_date(written: str) -> Evidence:
    found = _TWO_NUMBERS_FIRST.fullmatch(written)
    if not found:
        return Evidence.NOTHING
    first, second = int(found[1]), int(found[2])
    if first > 12 or second > 12:
        return Evidence.FIRST if first > 12 else Evidence.SECOND
    return Evidence.EITHER


def _sign_of_decimals(written: str) -> Evidence:
    if _ONE_SIGN.fullmatch(written):
        return Evidence.EITHER
    comma, point = (number(written, each) is not None for each in (cells.COMMA, cells.POINT))
    if comma is point:
        return Evidence.NOTHING
    return Evidence.FIRST if comma else Evidence.SECOND
