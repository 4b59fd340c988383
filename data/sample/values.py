"""The numbers of one series: what usually comes, what happens to it, and chance."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data.facts import Numbers, Unit
from data.sample.calendar_days import PERIODS
from data.sample.chance import chance
from data.sample.outline import Group, MeasureOutline
from data.sample.setting import Setting
from data.sample.stories import Axis, axis_of, told

GROWS_WITHIN = 84
"""Days until something new is used as much as it will be."""
CASES_VARY = 0.05
"""The number of cases moves by a twentieth from one period to the next."""
BUSIEST_DAY, BUSY_FOR, BUSIER_BY = 350, 18.0, 0.25
"""Before Christmas a quarter more is going on, for about five weeks."""
DIGITS = 3
"""Three digits are what a figure of this kind can say; more would be made-up precision."""
SATURDAY = 5


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """One entry per period, shape (n,): the value, and the cases it rests on (0: not counted)."""

    values: Numbers
    cases: Numbers


def by_group(
    setting: Setting, model: str, measure: MeasureOutline, numbers: range
) -> Mapping[str, Values]:
    """Everybody under the empty name, then each group, for the periods of these numbers."""
    days = [PERIODS[measure.every].first_day(number) for number in numbers]
    axis = axis_of(days, setting.first_day)
    groups = {
        group.name: _values((str(setting.seed), model), measure, group, axis, numbers)
        for group in measure.groups or (Group("", measure.cases),)
    }
    return {"": _together(groups), **groups} if measure.groups else groups


def _values(
    owner: tuple[str, str], measure: MeasureOutline, group: Group, axis: Axis, numbers: range
) -> Values:
    luck = chance((*owner, measure.key, group.name), numbers.start, len(numbers))
    cases = _cases(measure, group.cases, axis, luck.cases)
    level = measure.usual + group.by + told((*measure.changes, *group.changes), axis)
    if measure.unit is Unit.SHARE:
        return Values(_shares(level, measure.noise, cases, luck.value), cases)
    return Values(_rounded(level * (1.0 + measure.noise * luck.value)), cases)


def _cases(measure: MeasureOutline, usual: int, axis: Axis, luck: Numbers) -> Numbers:
    if not usual:
        return np.zeros(len(axis.days))
    grown = np.clip((axis.days - measure.start) / GROWS_WITHIN, 0.0, 1.0)
    level = usual + max(measure.grows_to - usual, 0) * grown
    busy = 1.0 + BUSIER_BY * np.exp(-(((axis.days_of_year - BUSIEST_DAY) / BUSY_FOR) ** 2))
    if measure.every == "P1D":
        busy = busy * np.where(axis.weekdays >= SATURDAY, measure.weekend, 1.0)
    return np.maximum(np.rint(level * busy * (1.0 + CASES_VARY * luck)), 1.0)


def _shares(level: Numbers, noise: float, cases: Numbers, luck: Numbers) -> Numbers:
    """Hits out of cases, so that every share is one that could have been counted."""
    counted = cases > 0
    divisor = np.where(counted, cases, 1.0)
    spread = level * (1.0 - level)
    varies = np.sqrt(np.where(counted, spread / divisor, 0.0) + (noise * spread) ** 2)
    shares = np.clip(level + varies * luck, 0.0, 1.0)
    return np.where(counted, np.rint(shares * cases) / divisor, _rounded(shares))


def _rounded(values: Numbers) -> Numbers:
    """Three digits, and never below zero."""
    kept = np.maximum(values, 0.0)
    places = DIGITS - 1 - np.floor(np.log10(np.where(kept > 0, kept, 1.0)))
    pairs = zip(kept.tolist(), places.tolist(), strict=True)
    return np.array([round(value, int(digits)) for value, digits in pairs], dtype=np.float64)


def _together(groups: Mapping[str, Values]) -> Values:
    """Everybody is the sum of the groups, so that the two never disagree."""
    cases = np.sum([each.cases for each in groups.values()], axis=0)
    hits = np.sum([np.rint(each.values * each.cases) for each in groups.values()], axis=0)
    return Values(hits / cases, cases)
