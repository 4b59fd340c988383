"""From values to places in a drawing: even steps upright, and time or names across.

Steps and ticks follow d3-scale, as Vega's do, so that a chart drawn here and one drawn there agree.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor, log10, sqrt

Moment = str
"""Local time in ISO 8601, as Vega-Lite has it in its data."""


@dataclass(frozen=True, slots=True)
class Upright:
    """Values from ``low`` at the bottom to ``high`` at the top of ``height`` pixels."""

    low: float
    high: float
    height: int

    def at(self, value: float) -> float:
        """Pixels from the top; what is too large to be drawn lies at the edge."""
        value = min(max(value, self.low), self.high)
        return self.height * ((self.high - value) / (self.high - self.low))

    def ticks(self, count: int) -> list[float]:
        """About so many round values."""
        step, digits = _step(self.low, self.high, count)
        first, last = (round(end / step, _SURE) for end in (self.low, self.high))
        return [round(each * step, digits) for each in range(ceil(first), floor(last) + 1)]


def upright(values: Iterable[float], height: int, *, padding: float, nice: bool) -> Upright:
    """The scale that holds all values, with so many pixels of air, ending at round values."""
    known = [_drawable(each) for each in values]
    low, high = min(known, default=0.0), max(known, default=1.0)
    far = max(abs(low), abs(high))
    if high - low <= far * _ALIKE:
        # One value alone lies in the middle, and so do those that no number on an axis tells apart.
        low, high = low - (far or 1) / 10, high + (far or 1) / 10
    air = (high - low) * padding / (height - 2 * padding)
    low, high = low - air, high + air
    return Upright(*_nice(low, high), height) if nice else Upright(low, high, height)


_LARGEST = 1e300
"""Beyond this the arithmetic of a scale overflows; MLflow writes infinity as such a number."""
_SMALLEST = 1e-300
"""Below this it loses its digits, and a value is drawn as nought."""
_ALIKE = 1e-12
"""Values nearer to each other than this share of them no axis tells apart."""
_SURE = 9
"""Digits of a number of steps; further ones are noise of the arithmetic."""


def _drawable(value: float) -> float:
    return 0.0 if abs(value) < _SMALLEST else min(max(value, -_LARGEST), _LARGEST)


def _nice(low: float, high: float) -> tuple[float, float]:
    """The next round values around these."""
    before = 0.0
    step, digits = _step(low, high, 10)
    while step != before:
        low = round(floor(round(low / step, _SURE)) * step, digits)
        high = round(ceil(round(high / step, _SURE)) * step, digits)
        before, (step, digits) = step, _step(low, high, 10)
    return low, high


def _step(low: float, high: float, count: int) -> tuple[float, int]:
    """The round step that parts a range best into so many, and the decimals it needs."""
    rough = (high - low) / count
    power = floor(log10(rough))
    error = rough / 10.0**power
    factor = next(f for least, f in ((50, 10), (10, 5), (2, 2), (0, 1)) if error >= sqrt(least))
    return factor * 10.0**power, max(0, -power)


@dataclass(frozen=True, slots=True)
class Across:
    """Time, from left to right."""

    first: datetime
    last: datetime

    def at(self, value: Moment) -> float:
        """The share of the width, from the left."""
        return self.share(datetime.fromisoformat(value))

    def share(self, moment: datetime) -> float:
        return (moment - self.first) / (self.last - self.first)

    def ticks(self, count: int) -> list[datetime]:
        """About so many moments at which an hour, a day, a week, a month or a year begins."""
        wanted = (self.last - self.first) / count
        place = bisect([size for size, _, _ in _INTERVALS], wanted)
        if place == len(_INTERVALS):
            return self._years(max(1, round(_step(self.first.year, self.last.year, count)[0])))
        shorter, longer = _INTERVALS[max(place - 1, 0)], _INTERVALS[place]
        _, unit, every = shorter if wanted / shorter[0] < longer[0] / wanted else longer
        return self._months(every) if unit == "month" else self._hours(unit, every)

    def _years(self, every: int) -> list[datetime]:
        years = range(self.first.year - self.first.year % every, self.last.year + 1, every)
        return self._within(datetime(year, 1, 1) for year in years)  # noqa: DTZ001 - local time

    def _months(self, every: int) -> list[datetime]:
        months = range(self.first.year * 12, self.last.year * 12 + 12, every)
        return self._within(datetime(at // 12, at % 12 + 1, 1) for at in months)  # noqa: DTZ001

    def _hours(self, unit: str, every: int) -> list[datetime]:
        midnight = self.first.replace(hour=0, minute=0, second=0, microsecond=0)
        monday = midnight - timedelta(days=midnight.weekday())
        step = timedelta(**{f"{unit}s": every})
        count = (self.last - monday) // step + 1
        return self._within(monday + each * step for each in range(count))

    def _within(self, moments: Iterable[datetime]) -> list[datetime]:
        return [each for each in moments if self.first <= each <= self.last]


def across(values: Iterable[Moment]) -> Across:
    """The scale from the first of these moments to the last; a lone one lies in the middle."""
    moments = [datetime.fromisoformat(each) for each in set(values)]
    first, last = min(moments), max(moments)
    return Across(first, last) if first < last else Across(first - _DAY, last + _DAY)


_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Names:
    """Names one after another, from left to right, each with the same room."""

    names: Sequence[str]

    def at(self, value: str) -> float:
        """The share of the width at which the middle of a name's room lies."""
        return (self.names.index(value) + 0.5) / len(self.names)


_INTERVALS = (
    (timedelta(hours=1), "hour", 1),
    (timedelta(hours=3), "hour", 3),
    (timedelta(hours=6), "hour", 6),
    (timedelta(hours=12), "hour", 12),
    (timedelta(days=1), "day", 1),
    (timedelta(days=2), "day", 2),
    (timedelta(days=7), "week", 1),
    (timedelta(days=30), "month", 1),
    (timedelta(days=90), "month", 3),
    (timedelta(days=365), "month", 12),
)
