"""Does it treat groups alike? Every group against what was agreed, and against the others.

A group is judged like everybody together: enough cases, two of the last three periods, at once
where a stop line is crossed. What is too small, declared but never measured, or heard of no more
is said as such, and never green.
"""

from datetime import datetime

import numpy as np

from app.health import group_reasons
from app.health.blocks import cases_needed
from app.health.declared import declared, same
from app.health.group_answers import NOBODY_MEASURES, judge_measured_groups
from app.health.group_tests import Group, current, look_at
from app.health.insight import GroupResult, GroupStanding
from app.health.redefined import agreed_first
from app.health.verdict import WORST_FIRST, Answer, Status
from data.facts import Better, Case, FieldName, Measured, Question, from_moment

ASKED = (Question.PERFORMANCE, Question.FAIRNESS, Question.VALUE)
"""The questions whose measures say how people are treated."""
WORST_STANDING = (
    GroupStanding.BELOW,
    GroupStanding.ONE_BREACH,
    GroupStanding.NEAR,
    GroupStanding.UNAGREED,
    GroupStanding.NOT_MEASURED,
    GroupStanding.TOO_FEW,
    GroupStanding.MEETS,
)


def judge_groups(case: Case, now: datetime) -> Answer:
    """The answer on groups at ``now``: the worst of its measures, with every reason.

    A measure that is itself about groups, such as a difference the company works out, is judged
    as a whole elsewhere.
    """
    found = [judge_measured_groups(case, each, now) for each in _with_groups(case)]
    found += _never_measured(case)
    worst = sorted(found, key=lambda each: WORST_FIRST.index(each.status))
    if not worst:
        return Answer(Question.FAIRNESS, Status.UNMEASURED, (NOBODY_MEASURES,))
    reasons = tuple(reason for each in worst for reason in each.reasons)
    changes = [each.holds_until for each in worst if each.holds_until]
    lead = worst[0]
    until = min(changes, default=None)
    return Answer(Question.FAIRNESS, lead.status, reasons, until, lead.measure)


def group_results(case: Case, measured: Measured, now: datetime) -> tuple[GroupResult, ...]:
    """Every group of one measure as of ``now``, the worst first; those only declared as well."""
    groups = look_at(case, measured)
    heard = {each.name for each in current(groups, now)}
    results = [_result(each, fresh=each.name in heard) for each in groups]
    if groups or measured.measure.question in (Question.PERFORMANCE, Question.FAIRNESS):
        there = {same(each.name) for each in groups}
        results += [
            GroupResult(name, GroupStanding.NOT_MEASURED, cases_needed(measured))
            for name in declared(case)
            if same(name) not in there
        ]
    sign = 1.0 if measured.measure.better is Better.HIGHER else -1.0
    return tuple(sorted(results, key=lambda each: _worst_first(each, sign)))


def _worst_first(result: GroupResult, sign: float) -> tuple[int, float, str]:
    value = np.inf if result.value is None else sign * result.value
    return WORST_STANDING.index(result.standing), float(value), result.group


def _result(group: Group, *, fresh: bool) -> GroupResult:
    blocks, needed = group.blocks, group.blocks.needed
    if not group.enough:
        return _too_few(group, fresh=fresh)
    count, p_value = blocks.counts[-1], group.p_values[-1]
    interval = blocks.low[-1] < blocks.high[-1]
    return GroupResult(
        group.name,
        group.standing if fresh else GroupStanding.NOT_MEASURED,
        needed,
        value=float(blocks.values[-1]),
        count=None if np.isnan(count) else int(count),
        low=float(blocks.low[-1]) if interval else None,
        high=float(blocks.high[-1]) if interval else None,
        start=from_moment(blocks.starts[-1]),
        end=from_moment(blocks.ends[-1]),
        p_value=None if np.isnan(p_value) else float(p_value),
    )


def _too_few(group: Group, *, fresh: bool) -> GroupResult:
    series, blocks = group.series, group.blocks
    return GroupResult(
        group.name,
        GroupStanding.TOO_FEW if fresh else GroupStanding.NOT_MEASURED,
        blocks.needed,
        count=blocks.open_count,
        start=from_moment(series.starts[-max(1, blocks.open_periods)]),
        end=from_moment(series.ends[-1]),
    )


def _with_groups(case: Case) -> list[Measured]:
    """The measures with results by group; those nobody agreed on only where none is agreed."""
    asked = [each for each in _asked(case) if _has_groups(each)]
    return list(agreed_first(asked))


def _asked(case: Case) -> list[Measured]:
    return [each for each in case.measured if each.measure.question in ASKED]


def _has_groups(measured: Measured) -> bool:
    return any(len(each.ends) for each in measured.groups)


def _never_measured(case: Case) -> list[Answer]:
    there = {same(group.group) for each in _asked(case) for group in each.groups if len(group.ends)}
    names = declared(case)
    missing = [name for name in names if same(name) not in there]
    if not missing:
        return []
    reason = group_reasons.not_measured(missing, len(names), case.facts[FieldName.GROUPS])
    return [Answer(Question.FAIRNESS, Status.UNMEASURED, (reason,))]
