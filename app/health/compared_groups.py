"""The groups of one measure beside everybody together, and which of several needs a look first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import isnan

from app.health.blocks import blocks_of
from app.health.group_answers import judge_measured_groups
from app.health.groups import WORST_STANDING
from app.health.insight import GroupResult, GroupStanding, Insight, MeasureInsight
from app.health.verdict import Reason, ReasonCode
from data.facts import Case, Measure, Measured, from_moment

_GAPS = (ReasonCode.GAP_TOO_LARGE, ReasonCode.GAP_ONE_BREACH)
MEASURED = (
    GroupStanding.BELOW,
    GroupStanding.ONE_BREACH,
    GroupStanding.NEAR,
    GroupStanding.UNAGREED,
    GroupStanding.TOO_FEW,
    GroupStanding.MEETS,
)
"""Where a group stands of which there are recent results, be they many or few."""


@dataclass(frozen=True, slots=True)
class ComparedGroups:
    """One measure by group, the worst group first.

    ``minimum`` is what was agreed for every one of them, and ``everybody`` the newest value of all
    together: None where there is none. ``tested`` counts the groups the correction is for. ``gap``
    is the reason where two groups lie further apart than was agreed. ``until`` is the moment from
    which silence may change what is said.
    """

    measure: Measure
    groups: tuple[GroupResult, ...]
    tested: int
    minimum: float | None = None
    everybody: GroupResult | None = None
    gap: Reason | None = None
    until: datetime | None = None

    @property
    def worst(self) -> GroupStanding:
        """The worst standing among them; groups too far apart count as beyond a limit."""
        standings = [each.standing for each in self.groups]
        if self.gap:
            too_far = self.gap.code is ReasonCode.GAP_TOO_LARGE
            standings.append(GroupStanding.BELOW if too_far else GroupStanding.ONE_BREACH)
        return min(standings, key=WORST_STANDING.index)

    @property
    def overall(self) -> float | None:
        """The newest value of everybody together."""
        return self.everybody.value if self.everybody else None

    def is_old(self, now: datetime) -> bool:
        """Whether waiting for newer results has ended, so that nothing counts as recent."""
        return self.until is not None and now >= self.until

    @property
    def counts(self) -> Mapping[GroupStanding, int]:
        """How many groups stand where."""
        return Counter(each.standing for each in self.groups)


def compared_groups(case: Case, insight: Insight) -> Iterator[ComparedGroups]:
    """Every measure that has groups, or should have them, as of the insight."""
    measured = {each.measure.key: each for each in case.measured}
    for each in insight.measures:
        if each.groups:
            yield _compared(case, measured[each.measure], each, insight.at)


def by_then(found: ComparedGroups, now: datetime) -> ComparedGroups:
    """The same as far as it still holds: where waiting has ended, no group counts as measured."""
    if not found.is_old(now):
        return found
    silent = GroupStanding.NOT_MEASURED
    groups = tuple(replace(each, standing=silent, p_value=None) for each in found.groups)
    return replace(found, groups=groups, tested=0, gap=None)


def rank(standing: GroupStanding) -> int:
    """Its place among standings, the worst is 0."""
    return WORST_STANDING.index(standing)


def _compared(
    case: Case, measured: Measured, insight: MeasureInsight, now: datetime
) -> ComparedGroups:
    answer = judge_measured_groups(case, measured, now)
    return ComparedGroups(
        measured.measure,
        insight.groups,
        insight.tested,
        measured.agreement.minimum if measured.agreement else None,
        _everybody(measured),
        _gap(answer.reasons),
        answer.holds_until,
    )


def _gap(reasons: Sequence[Reason]) -> Reason | None:
    return next((each for each in reasons if each.code in _GAPS), None)


def _everybody(measured: Measured) -> GroupResult | None:
    """What the groups are compared with; None where nothing of everybody was judged."""
    blocks = blocks_of(measured.overall, measured)
    if not len(blocks):
        return None
    count, low, high = (float(each[-1]) for each in (blocks.counts, blocks.low, blocks.high))
    known = low < high
    return GroupResult(
        "",
        GroupStanding.UNAGREED,
        blocks.needed,
        value=float(blocks.values[-1]),
        count=None if isnan(count) else int(count),
        low=low if known else None,
        high=high if known else None,
        start=from_moment(blocks.starts[-1]),
        end=from_moment(blocks.ends[-1]),
    )
