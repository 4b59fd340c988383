"""What a model was worth in calendar months, against what was agreed for the same results."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np

from data.facts import (
    Better,
    Case,
    Measure,
    Measured,
    Moments,
    Numbers,
    Question,
    Unit,
    from_moment,
    moment,
)

KIND = "worth"
"""The standard term of a measure that counts money earned or saved, not money per case."""
MONTHS = 13
"""A year, and the month a year before the last one, so that a season meets its like."""
LONGEST = timedelta(days=35)
"""A result of more than a month cannot be told as part of one; we never split it up."""
ZONES = timedelta(hours=12)
"""Some sources cut their days at midnight of another zone than the company's."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Money of one month that begins on ``month``. ``value`` is None where results are missing.

    ``agreed`` is the sum of the agreed minimum over the results that count, each as it was agreed
    at its time. ``currency`` is empty for the company's own.
    """

    month: date
    value: float | None
    agreed: float
    currency: str


def last_months(at: datetime, time_zone: str, count: int = 1) -> list[tuple[datetime, datetime]]:
    """Start and end of the last complete calendar months of the company, oldest first."""
    zone = ZoneInfo(time_zone)
    firsts = [at.astimezone(zone).date().replace(day=1)]
    for _ in range(count):
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    edges = [datetime.combine(each, time(), zone) for each in reversed(firsts)]
    return list(pairwise(edges))


def last_month(at: datetime, time_zone: str) -> tuple[datetime, datetime]:
    """Start and end of the last complete calendar month of the company."""
    return last_months(at, time_zone)[0]


def worths_of(case: Case, at: datetime) -> tuple[Worth, ...]:
    """What a model was worth in each month since it first told, oldest first.

    The last complete month is always there; without an agreed worth there is none at all.
    """
    agreed = [each for each in case.measured if is_worth(each.measure) and each.agreement]
    if not agreed:
        return ()
    currency = agreed[0].measure.currency
    counted = [each for each in agreed if each.measure.currency == currency]
    *before, last = last_months(at, case.time_zone, MONTHS)
    first = _first_heard(counted)
    told = [each for each in before if first is not None and each[1] > first]
    return tuple(_worth(counted, *each) for each in _in_use(case, [*told, last]))


def is_worth(measure: Measure) -> bool:
    """Whether a measure counts money that may be added up."""
    return (
        measure.question is Question.VALUE
        and measure.unit is Unit.MONEY
        and measure.kind == KIND
        and measure.better is Better.HIGHER
    )


def _first_heard(counted: list[Measured]) -> datetime | None:
    starts = [each.overall.starts.min() for each in counted if len(each.overall.starts)]
    return from_moment(min(starts)) + ZONES if starts else None


def _in_use(case: Case, months: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The months that a retired model was in use from beginning to end."""
    retired = case.retired_on
    return [each for each in months if retired is None or each[1].date() <= retired]


def _worth(counted: list[Measured], start: datetime, end: datetime) -> Worth:
    sums = [_sums(each, start, end) for each in counted]
    values = [value for value, _ in sums if value is not None]
    whole = len(values) == len(sums)
    agreed = sum(limit for _, limit in sums)
    return Worth(start.date(), sum(values) if whole else None, agreed, counted[0].measure.currency)


def _sums(measured: Measured, start: datetime, end: datetime) -> tuple[float | None, float]:
    """Value and agreed minimum over the results that ended in the month."""
    series = measured.overall
    inside = (series.ends > moment(start + ZONES)) & (series.ends <= moment(end + ZONES))
    needed = _needed(series.starts, series.ends, end - start)
    found = int(inside.sum())
    if not needed or found < needed:
        return None, float(_minimums(measured, moment(end))) * max(needed, 1)
    agreed = _minimums(measured, series.ends[inside])
    return float(series.values[inside].sum()), float(agreed.sum())


def _minimums(measured: Measured, ends: Moments | np.datetime64) -> Numbers:
    """What was agreed when each result ended; before anything was, what was agreed first."""
    assert measured.agreement is not None
    signed = [*measured.earlier, measured.agreement]
    days = np.array([each.agreed_on for each in signed], dtype="datetime64[s]")
    places = np.searchsorted(days, ends, side="left") - 1
    return np.array([each.minimum for each in signed])[np.maximum(places, 0)]


def _needed(starts: Moments, ends: Moments, month: timedelta) -> int:
    """How many results a full month holds at the least; 0 where they do not fit into months."""
    if not len(ends):
        return 0
    length = int(np.median((ends - starts).astype(np.int64)))
    if length > LONGEST.total_seconds():
        return 0
    steps = np.diff(ends).astype(np.int64)
    step = max(int(np.median(steps)) if len(steps) else length, 1)
    # A month of 30 days holds one result of 31: rounded down it would hold none.
    return max(int(month.total_seconds() // step), 1)
