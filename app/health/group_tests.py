"""The groups of one measure, each by the rule that holds for everybody together.

Whoever looks at twenty groups finds a bad one by chance. So the breach of a share is the score
test that matches its interval, after Holm's correction over the groups tested at that moment.
The same goes for the stop line: what was agreed for everybody is crossed by 30 people by chance.
A value without a known count counts as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from app.health.agreed import outdated
from app.health.blocks import JOIN_AT_MOST, Blocks, blocks_of
from app.health.breaches import (
    OUT_OF,
    Episode,
    Flags,
    below_now,
    beyond,
    crossed,
    is_near,
    near_band,
)
from app.health.families import Track, corrected
from app.health.insight import GroupStanding
from app.health.rhythms import Pace, pace_after
from app.health.score import CLEAR, holm, share_beyond
from data.facts import Better, Case, FieldName, Measured, Numbers, Series, from_moment


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One group of a measure as its readings show it. Without an agreement nothing is flagged.

    ``breach`` and ``stopped`` are flags per block, ``p_values`` belong to ``breach`` (NaN where
    the value itself decides). ``near`` is True where it has been close to the limit for long
    enough that chance does not explain it.
    """

    series: Series
    blocks: Blocks
    pace: Pace
    breach: Flags
    stopped: Flags
    p_values: Numbers
    standing: GroupStanding
    near: bool = False

    @property
    def name(self) -> str:
        return self.series.group

    @property
    def counts(self) -> Numbers:
        """The cases of each block where they say how sure its value is, else NaN."""
        return sure(self.blocks)

    @property
    def enough(self) -> bool:
        """True where it rests on enough cases to be judged."""
        return self.standing is not GroupStanding.TOO_FEW

    @property
    def episode(self) -> Episode | None:
        """The stretch below what was agreed; a stop line needs a single period."""
        stopped = below_now(self.stopped, slow=True)
        return stopped or below_now(self.breach, self.pace.slow)


def look_at(case: Case, measured: Measured) -> list[Group]:
    """Every group that ever had readings, by name."""
    found = [_bare(case, measured, each) for each in measured.groups if len(each.ends)]
    judged = [each for each in found if each.enough]
    few = [each for each in found if not each.enough]
    if measured.agreement:
        judged = _against_agreement(measured, judged)
    return sorted([*judged, *few], key=lambda each: each.name)


def in_history(case: Case, measured: Measured) -> list[Group]:
    """Every group that ever had enough cases, tested in all its blocks, by name."""
    found = [_bare(case, measured, each) for each in measured.groups if len(each.ends)]
    tested = _against_agreement(measured, [each for each in found if len(each.blocks)])
    return sorted(tested, key=lambda each: each.name)


def current(groups: Iterable[Group], now: datetime) -> list[Group]:
    """Those whose results are still expected or recent."""
    return [each for each in groups if now < each.pace.silent_from]


def _bare(case: Case, measured: Measured, series: Series) -> Group:
    blocks = blocks_of(series, measured)
    enough = len(blocks) and not outdated(series, blocks)
    standing = GroupStanding.UNAGREED if enough else GroupStanding.TOO_FEW
    none, unknown = np.zeros(len(blocks), dtype=bool), np.full(len(blocks), np.nan)
    return Group(series, blocks, group_pace(case, measured, series), none, none, unknown, standing)


def group_pace(case: Case, measured: Measured, series: Series) -> Pace:
    """The pace of a group: of the measure, or its own habit where that is slower.

    Everybody together may be counted every week, and groups once a quarter.
    """
    alone, last = replace(measured, overall=series), from_moment(series.ends.max())
    agreed = pace_after(case, alone, last)
    if agreed.assumed:
        return agreed
    facts = {**case.facts}
    facts.pop(FieldName.CADENCE, None)
    habit = pace_after(replace(case, rhythm=None, facts=facts), replace(alone, rhythm=None), last)
    return max(agreed, habit, key=lambda each: each.silent_from)


def _against_agreement(measured: Measured, groups: list[Group]) -> list[Group]:
    agreement = measured.agreement
    if agreement is None:
        return groups
    measure, blocks = measured.measure, [each.blocks for each in groups]
    p_values = _tested(measured, blocks, agreement.minimum)
    by_value = [beyond(each, measure, agreement.minimum) for each in blocks]
    breaches = [_clear(*each) for each in zip(p_values, by_value, strict=True)]
    line = agreement.stop_line
    past = _tested(measured, blocks, line) if line is not None else p_values
    lines = [crossed(each, measure, agreement) for each in blocks]
    # Past the line by value and beyond chance: without a line nothing is past it.
    stops = [_clear(*each) & each[1] for each in zip(past, lines, strict=True)]
    judged = [
        _standing(measured, replace(group, p_values=p, breach=breach, stopped=stop))
        for group, p, breach, stop in zip(groups, p_values, breaches, stops, strict=True)
    ]
    if not any(each.standing is GroupStanding.NEAR for each in judged):
        return judged
    near = _near(measured, agreement.minimum, judged)
    return [replace(each, near=close) for each, close in zip(judged, near, strict=True)]


def sure(blocks: Blocks) -> Numbers:
    """Cases per block. Only a share has an interval; else low and high are the value itself."""
    return np.asarray(np.where(blocks.low < blocks.high, blocks.counts, np.nan))


def _tested(measured: Measured, blocks: Sequence[Blocks], limit: float) -> list[Numbers]:
    """The corrected p-values of each group's blocks against a limit, worked out in one go."""
    if not blocks:
        return []
    values = np.concatenate([each.values for each in blocks])
    counts = np.concatenate([sure(each) for each in blocks])
    p_values = share_beyond(values, counts, limit, measured.measure.better)
    split = np.split(p_values, np.cumsum([len(each) for each in blocks])[:-1])
    return corrected(
        [Track(each.starts, each.ends, p) for each, p in zip(blocks, split, strict=True)]
    )


def _clear(p_values: Numbers, by_value: Flags) -> Flags:
    return np.asarray(np.where(np.isnan(p_values), by_value, p_values < CLEAR))


def _standing(measured: Measured, group: Group) -> Group:
    agreement = measured.agreement
    if group.episode:
        return replace(group, standing=GroupStanding.BELOW)
    if group.breach[-OUT_OF:].any() and not group.pace.slow:
        return replace(group, standing=GroupStanding.ONE_BREACH)
    newest = float(group.blocks.values[-1])
    if agreement and is_near(newest, measured.measure, agreement.minimum):
        return replace(group, standing=GroupStanding.NEAR)
    return replace(group, standing=GroupStanding.MEETS)


def _near(measured: Measured, minimum: float, groups: list[Group]) -> list[bool]:
    """Which groups stay close to the limit beyond chance.

    With many small groups one of them lies close to the limit in any week. So the cases of the
    newest six periods together must clearly lie within the near band or beyond it (Holm again).
    Where no count is known: two of the last three values.
    """
    measure = measured.measure
    band = near_band(measure, minimum)
    edge = minimum + (band if measure.better is Better.HIGHER else -band)
    pooled = np.array([_pooled(each) for each in groups])
    p_values = holm(share_beyond(pooled[:, :1], pooled[:, 1:], edge, measure.better))[:, 0]
    lasting = np.array([_near_by_value(measured, each, minimum) for each in groups])
    return [bool(flag) for flag in _clear(p_values, lasting)]


def _pooled(group: Group) -> tuple[float, float]:
    """The share and the cases of the newest periods together; NaN where no count is known."""
    if np.isnan(group.counts[-1]):
        return float("nan"), float("nan")
    recent = slice(-1 if group.pace.slow else -JOIN_AT_MOST, None)
    values, counts = group.series.values[recent], group.series.counts[recent]
    cases = float(np.nansum(counts))
    return float(np.nansum(values * counts)) / cases if cases else float("nan"), cases


def _near_by_value(measured: Measured, group: Group, minimum: float) -> bool:
    recent = group.blocks.values[-OUT_OF:]
    near = [is_near(float(each), measured.measure, minimum) for each in recent]
    return below_now(np.array(near), group.pace.slow) is not None
