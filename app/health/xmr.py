"""Process-behaviour (XmR) charts: what is usual for a measure, and which points are not.

The rules are those NHS England's Making Data Count programme teaches, and every point is marked as
its public reference, the R package NHSRplotthedots, marks it with its standard options.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.facts import Numbers

RANGE = 2.66
"""Mean moving ranges from the mean to a limit: three standard deviations of a stable process."""
NEAR = RANGE * 2 / 3
"""Where the outer third of the range begins."""
SCREEN = 3.267
"""A moving range this many times their mean is an outlier and says nothing about what is usual."""
RUN = 7
"""So many points in a row on one side of the mean, or rising, or falling, are hardly chance."""

Flags = npt.NDArray[np.bool_]
Signs = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Limits:
    """The usual range of a stretch, in the unit of its values.

    ``near_lower`` and ``near_upper`` are where the outer thirds begin. Without any movement all
    five are the mean.
    """

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """The four special causes, True for each point that is part of one; all of shape (n,).

    ``side`` is 1 above the mean, -1 below, 0 on it. ``direction`` is 1 where a point is told as
    high or rising, -1 as low or falling, 0 where it is part of nothing. Of several causes outside
    goes before trend, trend before outer third, outer third before shift.
    """

    side: Signs
    direction: Signs
    outside: Flags
    trend: Flags
    outer_third: Flags
    shift: Flags


def limits_of(values: Numbers, *, screened: bool = True) -> Limits:
    """The limits of at least one value: the mean and 2.66 mean moving ranges to either side."""
    mean = _mean(values)
    moves = np.abs(np.diff(values))
    if screened and len(moves):
        moves = moves[moves < SCREEN * moves.mean()]
    move = float(moves.mean()) if len(moves) else 0.0
    return Limits(
        mean, mean - RANGE * move, mean + RANGE * move, mean - NEAR * move, mean + NEAR * move
    )


def marks_of(values: Numbers, limits: Limits) -> Marks:
    """Which points are part of which special cause. A tie with the mean or a neighbour ends a
    run; every point of a run is marked, of two in the outer third only those two."""
    side = np.sign(values - limits.mean)
    steps = np.sign(np.diff(values))
    outside = (values > limits.upper) | (values < limits.lower)
    close = ~outside & ((values > limits.near_upper) | (values < limits.near_lower))
    trend = _runs(steps > 0, RUN - 1, RUN) | _runs(steps < 0, RUN - 1, RUN)
    shift = _runs(side > 0, RUN, RUN) | _runs(side < 0, RUN, RUN)
    outer_third = _two_of_three(close, side)
    direction = np.where(outside | outer_third | shift, side, 0.0)
    direction = np.where(trend & ~outside, _heading(steps, trend), direction)
    return Marks(side, direction, outside, trend, outer_third, shift)


def _mean(values: Numbers) -> float:
    """The mean, with a second pass for what rounding lost: equal values lie exactly on it."""
    rough = float(values.mean())
    return rough + float((values - rough).mean())


def _runs(flags: Flags, size: int, covers: int) -> Flags:
    """Marks all ``covers`` points of every run of ``size`` True flags."""
    if len(flags) < size:
        return np.zeros(len(flags) + covers - size, dtype=bool)
    whole = np.convolve(flags, np.ones(size), "valid") == size
    return np.asarray(np.convolve(whole, np.ones(covers)) > 0)


def _two_of_three(close: Flags, side: Signs) -> Flags:
    """Marks points in the outer third where two of three in a row are, all three on one side."""
    if len(close) < 3:
        return np.zeros(len(close), dtype=bool)
    window = np.ones(3)
    two = np.convolve(close, window, "valid") >= 2
    one_side = np.abs(np.convolve(side, window, "valid")) == 3
    return np.asarray(close & (np.convolve(two & one_side, window) > 0))


def _heading(steps: Signs, trend: Flags) -> Signs:
    """1 where a point of a trend rises, else -1: the step after it if that is in a trend too."""
    if not len(steps):
        return np.zeros(len(trend))
    goes_on = trend & np.append(trend[1:], False)
    step = np.where(goes_on, np.append(steps, steps[-1]), np.concatenate([[0.0], steps]))
    return np.where(step == 1, 1.0, -1.0)
