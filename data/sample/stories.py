"""What can happen to a measure: pure functions of the day, added to its usual value.

Days are whole numbers, counted from the day the company was first read, shape (n,).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from data.facts import Numbers
from data.sample.change_outline import Change, How

DAYS_OF_A_YEAR = 365.25
RECOVERS_AFTER = 1 / 3
"""A shock holds in full for a third of its time and then wears off evenly."""


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """The first day of each period, shape (n,): counted from the first reading, within its year
    (from 1), and within its week (Monday is 0).
    """

    days: npt.NDArray[np.int64]
    days_of_year: npt.NDArray[np.int64]
    weekdays: npt.NDArray[np.int64]


def axis_of(days: Sequence[date], first_day: date) -> Axis:
    """The axis of periods that begin on these days, counted from the first reading."""
    return Axis(
        np.array([(day - first_day).days for day in days], dtype=np.int64),
        np.array([day.timetuple().tm_yday for day in days], dtype=np.int64),
        np.array([day.weekday() for day in days], dtype=np.int64),
    )


def step(change: Change, axis: Axis) -> Numbers:
    """From one day on, for good."""
    return np.where(axis.days >= change.on, change.by, 0.0)


def slope(change: Change, axis: Axis) -> Numbers:
    """Bit by bit from one day until another, and it stays there."""
    done = (axis.days - change.on) / (change.until - change.on)
    return change.by * np.clip(done, 0.0, 1.0)


def dip(change: Change, axis: Axis) -> Numbers:
    """For some days, and over."""
    return np.where((axis.days >= change.on) & (axis.days < change.until), change.by, 0.0)


def shock(change: Change, axis: Axis) -> Numbers:
    """All at once, and it wears off until a later day."""
    left = (change.until - axis.days) / (change.until - change.on)
    share = np.clip(left / (1 - RECOVERS_AFTER), 0.0, 1.0)
    return np.where(axis.days >= change.on, change.by * share, 0.0)


def season(change: Change, axis: Axis) -> Numbers:
    """Up and down each year; ``on`` is the day of the year it is highest."""
    turned = 2 * np.pi * (axis.days_of_year - change.on) / DAYS_OF_A_YEAR
    return np.asarray(change.by * np.cos(turned))


STORIES: dict[How, Callable[[Change, Axis], Numbers]] = {
    "step": step,
    "slope": slope,
    "dip": dip,
    "shock": shock,
    "season": season,
}


def told(changes: Iterable[Change], axis: Axis) -> Numbers:
    """What all changes together add to the usual value, shape (n,)."""
    total = np.zeros(len(axis.days))
    for change in changes:
        total += STORIES[change.how](change, axis)
    return total
