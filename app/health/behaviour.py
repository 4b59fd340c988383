"""How a measure behaves: is it changing, and will it meet what was agreed?

The chart of ``app.health.xmr`` over the judged periods of everybody together, re-based where
another version went into use, where a person said that what is usual begins anew and where results
began to be asked for in another way. Two separate answers: a measure may get worse and still meet
what was agreed for years, and one that never changes may never meet it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from app.health.blocks import REMEMBERED, Blocks, blocks_of
from app.health.days import midnight
from app.health.insight import Behaviour, Changing, Flagged, Meeting, SpecialCause, Stretch
from app.health.redefined import anew
from app.health.xmr import Limits, Marks, limits_of, marks_of
from data.facts import (
    Better,
    Case,
    LiveSpell,
    Measure,
    Measured,
    Moments,
    Numbers,
    from_moment,
    moment,
)

PERIODS_NEEDED = 12
"""Below twelve periods nobody can know what is usual: it is too early to say."""
SAME = 1e-9
"""Values this close to each other, as a share of their size, differ by rounding only."""

_IN_ORDER = (
    SpecialCause.OUTSIDE,
    SpecialCause.TREND,
    SpecialCause.OUTER_THIRD,
    SpecialCause.SHIFT,
)
_WEIGHTS = (1, 2, 4, 8)
_CAUSES = tuple(
    tuple(cause for cause, weight in zip(_IN_ORDER, _WEIGHTS, strict=True) if code & weight)
    for code in range(16)
)


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """One stretch: positions ``first`` up to, not including, ``stop`` among the blocks."""

    first: int
    stop: int
    why: str
    values: Numbers
    limits: Limits
    marks: Marks


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the newest point is part of. ``first`` is the position of its first point.

    ``direction`` is 1 where the point is high or rising and -1 where it is low or falling.
    """

    cause: SpecialCause
    first: int
    direction: int


def behaviour_of(case: Case, measured: Measured) -> Behaviour:
    """The two answers for one measure, with its usual ranges and the periods that stand out."""
    blocks = blocks_of(measured.overall, measured)
    charts = charts_of(case, measured, blocks)
    if not charts:
        return Behaviour(Changing.TOO_EARLY, _meeting(measured, None))
    pattern = pattern_now(charts[-1])
    changing = Changing.NO_CLEAR_CHANGE
    if pattern:
        bad = is_worse(measured.measure, pattern.direction)
        changing = Changing.WORSENING if bad else Changing.IMPROVING
    return Behaviour(
        changing=changing,
        meeting=_meeting(measured, charts[-1].limits),
        since=from_moment(blocks.starts[pattern.first]) if pattern else None,
        cause=pattern.cause if pattern else None,
        stretches=tuple(stretch_of(each, blocks) for each in charts),
        flagged=tuple(
            one
            for each in charts
            # The first version may have lasted for fewer periods than it takes to know.
            if each.stop - each.first >= PERIODS_NEEDED
            for one in _flagged(each, blocks, measured.measure)
        ),
    )


def charts_of(case: Case, measured: Measured, blocks: Blocks) -> list[Chart]:
    """The stretches, oldest first; none below twelve blocks."""
    begun = (*_versions(case.spells), *_said(case, measured.measure), *anew(measured))
    changes = sorted(begun)
    return list(_charts(tuple(changes), blocks))


@lru_cache(maxsize=REMEMBERED)
def _charts(changes: tuple[tuple[datetime, str], ...], blocks: Blocks) -> tuple[Chart, ...]:
    """``changes`` are moments at which the range may begin anew, in order, and why."""
    if len(blocks) < PERIODS_NEEDED:
        return ()
    bounds = _bounds(changes, blocks)
    stops = [first for first, _ in bounds[1:]] + [len(blocks)]
    return tuple(
        _chart(first, stop, why, blocks.values)
        for (first, why), stop in zip(bounds, stops, strict=True)
    )


def pattern_now(chart: Chart) -> Pattern | None:
    """What the newest point is part of: of several patterns that agree, the one that began first.

    None where it is part of nothing but chance.
    """
    marks = chart.marks
    direction = int(marks.direction[-1])
    if not direction:
        return None
    causes = _causes(marks, np.array([len(marks.direction) - 1]))[0]
    agreeing = [each for each in causes if _points(chart, each) == direction]
    cause = min(agreeing, key=lambda each: _began(chart, each))
    return Pattern(cause, chart.first + _began(chart, cause), direction)


def is_worse(measure: Measure, direction: int) -> bool:
    """Whether high or rising (1), or low or falling (-1), is bad for this measure."""
    return direction == (-1 if measure.better is Better.HIGHER else 1)


def stretch_of(chart: Chart, blocks: Blocks) -> Stretch:
    """A chart as it is told."""
    return Stretch(
        start=from_moment(blocks.starts[chart.first]),
        end=from_moment(blocks.ends[chart.stop - 1]),
        periods=chart.stop - chart.first,
        mean=chart.limits.mean,
        lower=chart.limits.lower,
        upper=chart.limits.upper,
        why=chart.why,
    )


def _bounds(changes: tuple[tuple[datetime, str], ...], blocks: Blocks) -> list[tuple[int, str]]:
    """Where stretches begin and why.

    A change followed by fewer than twelve periods of its own begins none: the range before goes on.
    """
    places = [int(np.searchsorted(blocks.starts, moment(at))) for at, _ in changes]
    spans = pairwise([*places, len(blocks)])
    bounds = [(0, "")]
    for (place, end), (_, why) in zip(spans, changes, strict=True):
        if place > 0 and end - place >= PERIODS_NEEDED:
            bounds.append((place, why))
    return bounds


def _versions(spells: tuple[LiveSpell, ...]) -> Iterator[tuple[datetime, str]]:
    """When another version went into use, where that moment is known."""
    before = ""
    for spell in sorted(spells, key=lambda each: each.start):
        if before and spell.version != before and spell.start_known:
            yield spell.start, f"version:{spell.version}"
        before = spell.version


def _said(case: Case, measure: Measure) -> Iterator[tuple[datetime, str]]:
    """When a person said that the range begins anew."""
    zone = ZoneInfo(case.time_zone)
    for said in case.baselines:
        if said.measure in ("", measure.key):
            yield midnight(said.start, zone), f"said:{said.why}"


def _chart(first: int, stop: int, why: str, blocks_values: Numbers) -> Chart:
    """The chart of one stretch.

    Where screening leaves no movement although values differ (always 1, once 0.9), every point
    would lie outside a range without width; the range is then worked out from all movements.
    """
    values = blocks_values[first:stop]
    if np.ptp(values) <= SAME * np.abs(values).max():
        values = np.full(len(values), np.median(values))
    limits = limits_of(values)
    if limits.lower == limits.upper:
        limits = limits_of(values, screened=False)
    return Chart(first, stop, why, values, limits, marks_of(values, limits))


def _causes(marks: Marks, at: npt.NDArray[np.intp]) -> list[tuple[SpecialCause, ...]]:
    """The causes of some points; the first of each is the one the reference tells."""
    flags = (marks.outside, marks.trend, marks.outer_third, marks.shift)
    codes = sum(weight * flag[at] for weight, flag in zip(_WEIGHTS, flags, strict=True))
    return [_CAUSES[code] for code in np.asarray(codes).tolist()]


def _points(chart: Chart, cause: SpecialCause) -> int:
    """Which way a pattern of the newest point goes."""
    if cause is SpecialCause.TREND:
        return int(np.sign(chart.values[-1] - chart.values[-2]))
    return int(chart.marks.side[-1])


def _began(chart: Chart, cause: SpecialCause) -> int:
    """The first point of the pattern the newest point is part of, as position in the stretch."""
    marks = chart.marks
    if cause is SpecialCause.TREND:
        steps = np.sign(np.diff(chart.values))
        return unbroken(steps == steps[-1])
    one_side = marks.side == marks.side[-1]
    if cause is SpecialCause.OUTSIDE:
        return unbroken(marks.outside & one_side)
    run = unbroken(one_side)
    if cause is SpecialCause.OUTER_THIRD:
        return run + int(np.argmax(marks.outer_third[run:]))
    return run


def unbroken(flags: npt.NDArray[np.bool_]) -> int:
    """Where the stretch of True that reaches to the end begins."""
    broken = np.flatnonzero(~flags)
    return int(broken[-1]) + 1 if len(broken) else 0


def _flagged(chart: Chart, blocks: Blocks, measure: Measure) -> Iterator[Flagged]:
    places = np.flatnonzero(chart.marks.direction)
    starts = _told(blocks.starts[chart.first + places])
    ends = _told(blocks.ends[chart.first + places])
    values = blocks.values[chart.first + places].tolist()
    bad = (chart.marks.direction[places] == (-1 if measure.better is Better.HIGHER else 1)).tolist()
    causes = _causes(chart.marks, places)
    yield from map(Flagged, starts, ends, values, causes, bad)


def _told(moments: Moments) -> list[datetime]:
    return [each.replace(tzinfo=UTC) for each in moments.astype("M8[s]").tolist()]


def _meeting(measured: Measured, limits: Limits | None) -> Meeting:
    """The minimum against the usual range; a value equal to the minimum is still good."""
    if measured.agreement is None:
        return Meeting.UNAGREED
    if limits is None:
        return Meeting.TOO_EARLY
    good, bad = limits.lower, limits.upper
    minimum, higher = measured.agreement.minimum, measured.measure.better is Better.HIGHER
    if good >= minimum if higher else bad <= minimum:
        return Meeting.RELIABLY
    return Meeting.NOT if (bad < minimum if higher else good > minimum) else Meeting.SOMETIMES
