"""When a measure that still meets what was agreed gets worse by enough to be worth a worry.

The chart says what chance does not explain. Over a year that is a lot: with four patterns, 52 weeks
and a season, three in four quiet measures show something at some time. A person is asked to look
only where the change matters too:

- the newest judged period ends a run for the worse: seven below the mean, seven falling, or three
  in the outer third or beyond; what is over is no worry, and one or two odd ones may soon be over;
- the level now (the mean of the newest periods of that run, seven at most) is worse than what is
  expected, where that was agreed;
- from the level before the run it has gone at least three fifths of the way to the minimum: one
  more such step, and it breaks what was agreed. Half of the way is what an ordinary season takes.

The usual range is that of the periods before the newest: a result so bad that it widens the range
must not hide itself. The level before, and not the mean of the chart: that mean follows what is bad
for long, and a worry must not go away by waiting. It ends with better results, another version, or
a new agreement.

What the chart itself says is told beside the verdict as it is, whether it matters or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from app.health.behaviour import Chart, charts_of, unbroken
from app.health.blocks import REMEMBERED, Blocks
from app.health.insight import SpecialCause
from app.health.verdict import Input
from app.health.xmr import RUN, Limits, limits_of
from data.facts import Agreement, Better, Case, Measure, Measured, Numbers, from_moment

SHARE_OF_ROOM = 0.6
"""So much of the way from the level before to the minimum makes a step that matters."""
LASTS = 3
"""So many periods in the outer third make a change that lasts; a breach has its own rule."""


@dataclass(frozen=True, slots=True)
class Worsening:
    """What a sentence says of a change for the worse, and the usual range behind it."""

    inputs: dict[str, Input]
    basis: dict[str, Input]


@dataclass(frozen=True, slots=True)
class Run:
    """Periods for the worse that reach to the newest; ``first`` is the place within the stretch."""

    cause: SpecialCause
    first: int


def worsening_of(
    case: Case, measured: Measured, agreement: Agreement, blocks: Blocks
) -> Worsening | None:
    """The change for the worse that holds now and is of practical size; None where none is."""
    charts = charts_of(case, measured, blocks)
    return _found(charts[-1], measured.measure, agreement, blocks) if charts else None


@lru_cache(maxsize=REMEMBERED)
def _found(
    chart: Chart, measure: Measure, agreement: Agreement, blocks: Blocks
) -> Worsening | None:
    usual = limits_of(chart.values[:-1])
    for run in _runs(chart.values, usual, measure):
        levels = _levels(chart.values, run, usual)
        if _matters(*levels, measure, agreement):
            return _told(run, chart, usual, levels, blocks)
    return None


def _runs(values: Numbers, usual: Limits, measure: Measure) -> Iterator[Run]:
    """Every run for the worse that is long enough, in the order in which causes are told."""
    higher = measure.better is Better.HIGHER
    bad = values < usual.mean if higher else values > usual.mean
    far = values < usual.near_lower if higher else values > usual.near_upper
    steps = np.diff(values)
    falling = np.append(False, steps < 0 if higher else steps > 0)
    outside = values[-1] < usual.lower if higher else values[-1] > usual.upper
    last = len(values)
    if last - (first := unbroken(far)) >= LASTS:
        yield Run(SpecialCause.OUTSIDE if outside else SpecialCause.OUTER_THIRD, first)
    if last - (first := unbroken(falling) - 1) >= RUN:
        yield Run(SpecialCause.TREND, first)
    if last - (first := unbroken(bad)) >= RUN:
        yield Run(SpecialCause.SHIFT, first)


def _levels(values: Numbers, run: Run, usual: Limits) -> tuple[float, float]:
    """The level before the run and the level now."""
    before = float(values[: run.first].mean()) if run.first else usual.mean
    return before, float(values[run.first :][-RUN:].mean())


def _matters(before: float, now: float, measure: Measure, agreement: Agreement) -> bool:
    """Whether the step from the level before to the level now is of practical size."""
    good = 1 if measure.better is Better.HIGHER else -1
    if agreement.expected is not None and good * (now - agreement.expected) >= 0:
        return False
    return good * (before - now) >= SHARE_OF_ROOM * good * (before - agreement.minimum)


def _told(
    run: Run, chart: Chart, usual: Limits, levels: tuple[float, float], blocks: Blocks
) -> Worsening:
    inputs: dict[str, Input] = {
        "cause": run.cause.value,
        "since": from_moment(blocks.starts[chart.first + run.first]),
        "points": len(chart.values) - run.first,
    }
    basis: dict[str, Input] = {
        "mean": usual.mean,
        "lower": usual.lower,
        "upper": usual.upper,
        "range_periods": len(chart.values) - 1,
        "range_since": from_moment(blocks.starts[chart.first]),
        "level_before": levels[0],
        "level_now": levels[1],
    }
    return Worsening(inputs, basis)
