"""The groups of one measure, each by the rule that holds for everybody together.

Whoever looks at twenty groups finds a bad one by chance. So the whole interval of a share must lie
beyond the minimum, as for everybody, and the score test that matches it must hold after Holm's
correction over the groups tested at that moment: for that period alone, or for the newest six
together, else a small group among many could be bad for ever. The same correction goes for the
stop line, which 30 people cross by chance. A value without a known count counts as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from app.health.agreed import outdated
from app.health.blocks import Blocks, blocks_of
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
from app.health.pooling import pooled, sure
from app.health.rhythms import Pace, pace_after
from app.health.score import CLEAR, holm, share_beyond
from app.health.spells import open_now
from data.facts import Agreement, Better, Case, FieldName, Measured, Numbers, Series, from_moment


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One group of a measure as its readings show it. Without an agreement nothing is flagged.

    ``breach`` and ``stopped`` are flags per block, ``p_values`` belong to ``breach``: that of the
    period or of the newest ones together, whichever is clearer (NaN where the value itself
    decides). ``near`` is True where it has been close to the limit for long
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
        return open_now(self.breach, self.stopped, self.pace.slow)


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
    measure, minimum = measured.measure, agreement.minimum
    blocks = [each.blocks for each in groups]
    alone = _tested(measured, blocks, [(each.values, sure(each)) for each in blocks], minimum)
    pools = [pooled(each.series, each.blocks, slow=each.pace.slow) for each in groups]
    recent = _tested(measured, blocks, pools, minimum)
    beyonds = [beyond(each, measure, minimum) for each in blocks]
    p_values = [
        np.where(flags, np.fmin(one, together), one)
        for flags, one, together in zip(beyonds, alone, recent, strict=True)
    ]
    breaches = [_clear(*each) for each in zip(p_values, beyonds, strict=True)]
    stops = _stopped(measured, agreement, blocks)
    judged = [
        _standing(measured, replace(group, p_values=p, breach=breach, stopped=stop))
        for group, p, breach, stop in zip(groups, p_values, breaches, stops, strict=True)
    ]
    if not any(each.standing is GroupStanding.NEAR for each in judged):
        return judged
    near = _near(measured, agreement.minimum, judged)
    return [replace(each, near=close) for each, close in zip(judged, near, strict=True)]


def _stopped(measured: Measured, agreement: Agreement, blocks: Sequence[Blocks]) -> list[Flags]:
    """Past the stop line by value, and beyond chance."""
    line = agreement.stop_line
    if line is None:
        return [np.zeros(len(each), dtype=bool) for each in blocks]
    values = [(each.values, sure(each)) for each in blocks]
    past = [crossed(each, measured.measure, agreement) for each in blocks]
    tested = _tested(measured, blocks, values, line)
    return [_clear(p, flags) for p, flags in zip(tested, past, strict=True)]


def _tested(
    measured: Measured,
    blocks: Sequence[Blocks],
    shares: Sequence[tuple[Numbers, Numbers]],
    limit: float,
) -> list[Numbers]:
    """The corrected p-values of a share and its cases at the end of each group's blocks."""
    if not blocks:
        return []
    values, counts = (np.concatenate(each) for each in zip(*shares, strict=True))
    p_values = share_beyond(values, counts, limit, measured.measure.better)
    split = np.split(p_values, np.cumsum([len(each) for each in blocks])[:-1])
    return corrected(
        [Track(each.starts, each.ends, p) for each, p in zip(blocks, split, strict=True)]
    )


def _clear(p_values: Numbers, by_value: Flags) -> Flags:
    """Beyond by value, and beyond chance where chance is known."""
    return np.asarray(by_value & (np.isnan(p_values) | (p_values < CLEAR)))


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
    pools = [pooled(each.series, each.blocks, slow=each.pace.slow) for each in groups]
    shares, counts = (np.array([[each[-1]] for each in ends]) for ends in zip(*pools, strict=True))
    p_values = holm(share_beyond(shares, counts, edge, measure.better))[:, 0]
    lasting = np.array([_near_by_value(measured, each, minimum) for each in groups])
    return [
        bool(by_value if np.isnan(p) else p < CLEAR)
        for p, by_value in zip(p_values, lasting, strict=True)
    ]


def _near_by_value(measured: Measured, group: Group, minimum: float) -> bool:
    recent = group.blocks.values[-OUT_OF:]
    near = [is_near(float(each), measured.measure, minimum) for each in recent]
    return below_now(np.array(near), group.pace.slow) is not None
