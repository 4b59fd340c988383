"""Periods, joined until they hold enough cases, each with how sure its value is.

A weekly figure that rests on 16 cases says little; three such weeks together say something. So
periods of a share are joined, oldest first, until they hold as many cases as are needed. A period
that holds enough stands alone.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from app.health.intervals import wilson
from app.health.known import known_from
from data.facts import Measured, Moments, Numbers, Series, Unit

ENOUGH_CASES = 30
"""Where nothing was agreed: below 30 cases a share is known no better than about 18 in 100 up or
down, which tells a manager nothing."""
JOIN_AT_MOST = 6
"""Older than six periods is no longer news; rather say that there are too few cases."""

REMEMBERED = 64
"""More series than one model has, but for a few; what it has is asked for again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """What is judged: one entry per block, oldest first, arrays of shape (n,).

    ``low`` and ``high`` are the ends of the 95 % interval, equal to the value where no count is
    known. ``open_count`` is how many cases came since the last block; ``open_periods`` in how many
    periods. ``needed`` is how many cases make a block (0: any).
    """

    starts: Moments
    ends: Moments
    received: Moments
    values: Numbers
    counts: Numbers
    low: Numbers
    high: Numbers
    needed: int
    open_count: int = 0
    open_periods: int = 0

    def __len__(self) -> int:
        return len(self.values)


def cases_needed(measured: Measured) -> int:
    """How many cases one value must rest on: as agreed, else 30 for a share with counts."""
    agreement = measured.agreement
    if agreement and agreement.minimum_cases is not None:
        return agreement.minimum_cases
    return ENOUGH_CASES if measured.measure.unit is Unit.SHARE else 0


@lru_cache(maxsize=REMEMBERED)
def blocks_of(series: Series, measured: Measured) -> Blocks:
    """The blocks of one series of a measure. Remembered, because every question asks for them."""
    series = replace(series, received=known_from(series, measured))
    needed = cases_needed(measured)
    share = measured.measure.unit is Unit.SHARE
    short = series.counts < needed
    if not short.any():
        return _finish(series, needed, share)
    if not share:
        return _finish(_kept(series, ~short), needed, share, _open(series, short))
    return _joined(series, needed)


def _open(series: Series, short: np.typing.NDArray[np.bool_]) -> tuple[int, int]:
    """Cases and periods at the end of the series that are too few to be judged.

    Only shares are joined: of anything else the newest period has to hold enough by itself.
    """
    return (int(series.counts[-1]), 1) if short[-1] else (0, 0)


def _kept(series: Series, keep: np.typing.NDArray[np.bool_]) -> Series:
    return Series(
        series.group,
        series.starts[keep],
        series.ends[keep],
        series.received[keep],
        series.values[keep],
        series.counts[keep],
    )


def _joined(series: Series, needed: int) -> Blocks:
    spans, opened = _spans(series, needed)
    first = np.array([a for a, _ in spans], dtype=np.intp)
    last = np.array([b for _, b in spans], dtype=np.intp)
    hits = np.concatenate([[0.0], np.cumsum(np.nan_to_num(series.values * series.counts))])
    cases = np.concatenate([[0.0], np.cumsum(np.nan_to_num(series.counts))])
    counts = np.where(np.isnan(series.counts[last]), np.nan, cases[last + 1] - cases[first])
    pooled = (hits[last + 1] - hits[first]) / np.where(counts > 0, counts, np.nan)
    values = np.where(first == last, series.values[last], np.clip(pooled, 0.0, 1.0))
    received = np.array([series.received[a : b + 1].max() for a, b in spans], dtype="M8[s]")
    joined = Series(series.group, series.starts[first], series.ends[last], received, values, counts)
    tail = series.counts[opened:]
    return _finish(joined, needed, True, (int(np.nansum(tail)), len(tail)))


def _spans(series: Series, needed: int) -> tuple[list[tuple[int, int]], int]:
    """First and last period of each block, and where the unfinished rest begins.

    What lies further back than six periods is not joined, however few periods lie between: the
    end of one season says nothing about the beginning of the next.
    """
    spans: list[tuple[int, int]] = []
    begin = 0
    oldest = (series.ends - JOIN_AT_MOST * (series.ends - series.starts)).tolist()
    starts, unknown = series.starts.tolist(), np.isnan(series.counts).tolist()
    cases = [0.0, *np.cumsum(np.nan_to_num(series.counts)).tolist()]
    for index, alone in enumerate(unknown):
        while starts[begin] < oldest[index]:
            begin += 1
        if alone or cases[index + 1] - cases[begin] >= needed:
            spans.append((index if alone else begin, index))
            begin = index + 1
    return spans, begin


def _finish(series: Series, needed: int, share: bool, opened: tuple[int, int] = (0, 0)) -> Blocks:
    low, high = series.values, series.values
    if share:
        ends = wilson(series.values, series.counts)
        known = ~np.isnan(ends[0])
        low, high = (np.where(known, end, series.values) for end in ends)
    return Blocks(
        series.starts,
        series.ends,
        series.received,
        series.values,
        series.counts,
        low,
        high,
        needed,
        *opened,
    )
