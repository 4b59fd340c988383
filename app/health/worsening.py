"""When a measure that still meets what was agreed gets worse by enough to be worth a worry.

The chart says what chance does not explain. Over a year that is a lot: with four patterns, 52 weeks
and a season, three in four quiet measures show something at some time. A person is asked to look
only where the change matters too:

- the newest judged period is itself part of a pattern for the worse, so what is over is no worry;
- at least three periods show it: one or two odd ones may be over by the next;
- the level now (the mean of the newest periods of that pattern, seven at most) is worse than what
  is expected, where that was agreed;
- from the level before the pattern it has gone at least three fifths of the way to the minimum: one
  more such step, and it breaks what was agreed. Half of the way is what an ordinary season takes.

The level before, and not the mean of the chart: that mean follows what is bad for long, and a worry
must not go away by waiting. It ends with better results, another version, or a new agreement.

What the chart itself says is told beside the verdict as it is, whether it matters or not.
"""

from dataclasses import dataclass

import numpy as np

from app.health.behaviour import Chart, Pattern, charts_of, is_worse, pattern_now
from app.health.blocks import Blocks
from app.health.insight import SpecialCause
from app.health.verdict import Input
from app.health.xmr import RUN
from data.facts import Agreement, Better, Case, Measure, from_moment

SHARE_OF_ROOM = 0.6
"""So much of the way from the level before to the minimum makes a step that matters."""
LASTS = 3
"""So many periods of a pattern make a change that lasts; a breach is told by its own rule."""


@dataclass(frozen=True, slots=True)
class Worsening:
    """What a sentence says of a change for the worse, and the usual range behind it."""

    inputs: dict[str, Input]
    basis: dict[str, Input]


def worsening_of(
    case: Case, measure: Measure, agreement: Agreement, blocks: Blocks
) -> Worsening | None:
    """The change for the worse that holds now and is of practical size; None where none is."""
    charts = charts_of(case, blocks)
    pattern = pattern_now(charts[-1]) if charts else None
    if pattern is None or not is_worse(measure, pattern.direction):
        return None
    chart, points = charts[-1], _points(charts[-1], pattern)
    earlier = chart.values[: pattern.first - chart.first]
    before = float(earlier.mean()) if len(earlier) else chart.limits.mean
    now = float(chart.values[points[-RUN:]].mean())
    if len(points) < LASTS or not _matters(before, now, measure, agreement):
        return None
    inputs: dict[str, Input] = {
        "cause": pattern.cause.value,
        "since": from_moment(blocks.starts[pattern.first]),
        "points": len(points),
    }
    return Worsening(inputs, _range(chart, blocks))


def _points(chart: Chart, pattern: Pattern) -> np.typing.NDArray[np.intp]:
    """The points that show the pattern, as positions in the stretch."""
    marks, first = chart.marks, pattern.first - chart.first
    shown = {
        SpecialCause.OUTSIDE: marks.outside,
        SpecialCause.TREND: marks.trend,
        SpecialCause.OUTER_THIRD: marks.outer_third,
        SpecialCause.SHIFT: marks.shift,
    }[pattern.cause]
    return first + np.flatnonzero(shown[first:])


def _matters(before: float, now: float, measure: Measure, agreement: Agreement) -> bool:
    """Whether the step from the level before to the level now is of practical size."""
    good = 1 if measure.better is Better.HIGHER else -1
    if agreement.expected is not None and good * (now - agreement.expected) >= 0:
        return False
    return good * (before - now) >= SHARE_OF_ROOM * good * (before - agreement.minimum)


def _range(chart: Chart, blocks: Blocks) -> dict[str, Input]:
    return {
        "mean": chart.limits.mean,
        "lower": chart.limits.lower,
        "upper": chart.limits.upper,
        "range_periods": chart.stop - chart.first,
        "range_since": from_moment(blocks.starts[chart.first]),
    }
