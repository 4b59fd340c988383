"""What a model was worth in one calendar month, against what was agreed for the same results."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from data.facts import Better, Case, Measure, Measured, Moments, Question, Unit, moment

KIND = "worth"
"""The standard term of a measure that counts money earned or saved, not money per case."""
LONGEST = timedelta(days=35)
"""A result of more than a month cannot be told as part of one; we never split it up."""
ZONES = timedelta(hours=12)
"""Some sources cut their days at midnight of another zone than the company's."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Money of one month that begins at ``month``. ``value`` is None where results are missing.

    ``agreed`` is the sum of the agreed minimum over the results that count. ``currency`` is empty
    for the company's own.
    """

    month: datetime
    value: float | None
    agreed: float
    currency: str


def last_month(at: datetime, time_zone: str) -> tuple[datetime, datetime]:
    """Start and end of the last complete calendar month of the company."""
    zone = ZoneInfo(time_zone)
    first = at.astimezone(zone).date().replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    return datetime.combine(before, time(), zone), datetime.combine(first, time(), zone)


def worth_of(case: Case, at: datetime) -> Worth | None:
    """What a model was worth in the last complete month; None where no worth was agreed."""
    agreed = [each for each in case.measured if is_worth(each.measure) and each.agreement]
    if not agreed:
        return None
    currency = agreed[0].measure.currency
    start, end = last_month(at, case.time_zone)
    sums = [_sums(each, start, end) for each in agreed if each.measure.currency == currency]
    values = [value for value, _ in sums if value is not None]
    whole = len(values) == len(sums)
    return Worth(start, sum(values) if whole else None, sum(limit for _, limit in sums), currency)


def is_worth(measure: Measure) -> bool:
    """Whether a measure counts money that may be added up."""
    return (
        measure.question is Question.VALUE
        and measure.unit is Unit.MONEY
        and measure.kind == KIND
        and measure.better is Better.HIGHER
    )


def _sums(measured: Measured, start: datetime, end: datetime) -> tuple[float | None, float]:
    """Value and agreed minimum over the results that ended in the month."""
    assert measured.agreement is not None
    minimum, series = measured.agreement.minimum, measured.overall
    inside = (series.ends > moment(start + ZONES)) & (series.ends <= moment(end + ZONES))
    needed = _needed(series.starts, series.ends, end - start)
    found = int(inside.sum())
    if not needed or found < needed:
        return None, minimum * max(needed, 1)
    return float(series.values[inside].sum()), minimum * found


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
