"""One measure by group: what can be said of its groups together."""

from dataclasses import dataclass
from datetime import datetime

from app.health import group_reasons
from app.health.agreed import judge_measure
from app.health.declared import declared, same
from app.health.gaps import gaps_of
from app.health.group_tests import Group, current, look_at
from app.health.insight import GroupStanding
from app.health.verdict import WORST_FIRST, Answer, Reason, ReasonCode, Status
from data.facts import Agreement, Better, Case, Measured, Question

ENOUGH_GROUPS = 2
"""It takes two to compare: one group alone says nothing about how groups are treated."""
NOBODY_MEASURES = Reason(ReasonCode.NOT_MEASURED, {"question": Question.FAIRNESS.value})
_ALARMS = (Status.BELOW, Status.ATTENTION)

Found = list[tuple[Status, Reason]]


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The groups of one measure by what can be said of them; ``tested`` are worst first."""

    tested: list[Group]
    few: list[Group]
    silent: list[Group]

    @property
    def of(self) -> int:
        return len(self.tested) + len(self.few) + len(self.silent)


def judge_measured_groups(case: Case, measured: Measured, now: datetime) -> Answer:
    """The answer of one measure that has results by group. Its reasons are worst first."""
    groups = _sorted(case, measured, now)
    changes = [each.pace.silent_from for each in (*groups.tested, *groups.few)]
    found: Found = []
    if measured.agreement:
        found += _groups_alarm(case, measured, groups.tested)
        found += _gaps_alarm(case, measured, measured.agreement, groups.tested)
        near, until = _near(case, measured, groups.tested, now)
        found += near
        changes += [until] if until else []
    if groups.silent:
        found.append(group_reasons.silent(measured, groups.silent, groups.of))
    if not any(status in _ALARMS for status, _ in found):
        found += _calm(case, measured, groups)
    found = found or [(Status.UNMEASURED, NOBODY_MEASURES)]
    found.sort(key=lambda each: WORST_FIRST.index(each[0]))
    return Answer(
        Question.FAIRNESS,
        found[0][0],
        tuple(reason for _, reason in found),
        min(changes, default=None),
        measured.measure.key,
    )


def _sorted(case: Case, measured: Measured, now: datetime) -> _Sorted:
    groups = look_at(case, measured)
    fresh = current(groups, now)
    there = {each.name for each in fresh}
    wanted = {same(name) for name in declared(case)}
    # Where somebody lists the groups to check, one that is neither listed nor reported any more
    # has been given up; else nobody could ever rename a group.
    silent = [
        each
        for each in groups
        if each.name not in there and (not wanted or same(each.name) in wanted)
    ]
    sign = 1.0 if measured.measure.better is Better.HIGHER else -1.0
    tested = [each for each in fresh if each.enough]
    tested.sort(key=lambda each: (sign * float(each.blocks.values[-1]), each.name))
    return _Sorted(tested, [each for each in fresh if not each.enough], silent)


def _groups_alarm(case: Case, measured: Measured, tested: list[Group]) -> Found:
    found: Found = []
    for group in tested:
        episode = group.episode
        if episode:
            reason = group_reasons.below(case, measured, group, episode, len(tested))
            found.append((Status.BELOW, reason))
        elif group.standing is GroupStanding.ONE_BREACH:
            reason = group_reasons.one_breach(case, measured, group, len(tested))
            found.append((Status.ATTENTION, reason))
    return found


def _gaps_alarm(case: Case, measured: Measured, agreement: Agreement, tested: list[Group]) -> Found:
    """The largest gap; one group far behind is behind several others, which is one thing."""
    for gap in gaps_of(measured, tested):
        reason = group_reasons.gap_of(case, measured, agreement, gap)
        return [(Status.BELOW if gap.episode else Status.ATTENTION, reason)]
    return []


def _near(
    case: Case, measured: Measured, tested: list[Group], now: datetime
) -> tuple[Found, datetime | None]:
    """Groups that stay near the limit, unless everybody together already asks for attention.

    The second value is until when that holds: everybody together may fall silent.
    """
    close = [each for each in tested if each.standing is GroupStanding.NEAR and each.near]
    if not close:
        return [], None
    overall = judge_measure(case, measured, now)
    if overall.status in _ALARMS:
        return [], overall.holds_until
    reasons = [group_reasons.near(case, measured, each, len(tested)) for each in close]
    return [(Status.ATTENTION, reason) for reason in reasons], overall.holds_until


def _calm(case: Case, measured: Measured, groups: _Sorted) -> Found:
    """What is to be said where no group asks for anything."""
    tested, few = groups.tested, groups.few
    if tested and measured.agreement is None:
        return [(Status.UNAGREED, group_reasons.unagreed(measured, len(tested) + len(few)))]
    if len(tested) >= ENOUGH_GROUPS:
        return [(Status.MEETS, group_reasons.meet(case, measured, tested, len(few)))]
    if not few:
        return []
    if not tested:
        return [(Status.TOO_FEW, group_reasons.too_few(case, measured, few))]
    return [(Status.TOO_FEW, group_reasons.meet(case, measured, tested, len(few)))]
