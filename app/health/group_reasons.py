"""Why groups are judged as they are: reasons with what their sentences say and rest on."""

from collections.abc import Sequence

import numpy as np

from app.health.agreed import evidence, signed, told, words_of
from app.health.blocks import Blocks, blocks_of
from app.health.breaches import BREACHES, OUT_OF, Episode, near_band
from app.health.gaps import Gap
from app.health.group_tests import Group
from app.health.insight import GroupStanding
from app.health.rhythms import Pace
from app.health.verdict import Input, Reason, ReasonCode, Status
from data.facts import Agreement, Case, Fact, Measured, from_moment

RULE = "groups_against_agreement"
GAP_RULE = "largest_gap"
SILENCE_RULE = "groups_silence"
ENOUGH_RULE = "enough_cases"
VERSION = 1

_STATUS = {
    GroupStanding.BELOW: Status.BELOW,
    GroupStanding.ONE_BREACH: Status.ATTENTION,
    GroupStanding.NEAR: Status.MEETS,
    GroupStanding.MEETS: Status.MEETS,
    GroupStanding.UNAGREED: Status.UNAGREED,
    GroupStanding.TOO_FEW: Status.TOO_FEW,
}


def below(case: Case, measured: Measured, group: Group, episode: Episode, tested: int) -> Reason:
    """Told by the newest period that was below, which need not be the newest of all."""
    known = group.blocks.received[episode.first : episode.noticed + 1]
    more: dict[str, Input] = {
        "since": from_moment(group.blocks.starts[episode.first]),
        "noticed": from_moment(known.max()),
        "periods": episode.last - episode.first + 1,
    }
    reason = _one(case, measured, group, ReasonCode.GROUP_BELOW, more, tested, episode.last)
    if not group.stopped[episode.last] or measured.agreement is None:
        return reason
    basis = {**reason.basis, "stop_line": measured.agreement.stop_line, "breaches_needed": 1}
    return Reason(reason.code, reason.inputs, basis, RULE, VERSION)


def one_breach(case: Case, measured: Measured, group: Group, tested: int) -> Reason:
    """One of the last three periods was a breach."""
    at = int(np.flatnonzero(group.breach)[-1])
    more: dict[str, Input] = {
        "breach_value": float(group.blocks.values[at]),
        "breach_start": from_moment(group.blocks.starts[at]),
        "breach_end": from_moment(group.blocks.ends[at]),
    }
    return _one(case, measured, group, ReasonCode.GROUP_ONE_BREACH, more, tested)


def near(case: Case, measured: Measured, group: Group, tested: int) -> Reason:
    """Close to the limit, and not by chance."""
    return _one(case, measured, group, ReasonCode.GROUP_NEAR, {}, tested)


def meet(case: Case, measured: Measured, tested: Sequence[Group], too_few: int) -> Reason:
    """All groups with enough cases meet what was agreed; told by the one closest to it."""
    worst = tested[0]
    more: dict[str, Input] = {"tested": len(tested), "too_few": too_few}
    return _one(case, measured, worst, ReasonCode.GROUPS_MEET, more, len(tested))


def _one(
    case: Case,
    measured: Measured,
    group: Group,
    code: ReasonCode,
    more: dict[str, Input],
    tested: int,
    at: int = -1,
) -> Reason:
    measure, agreement, blocks = measured.measure, measured.agreement, group.blocks
    inputs = told(measure, blocks, at) | {"better": measure.better.value, "group": group.name}
    basis = evidence(blocks, at) | _rule(group) | _overall(measured)
    if agreement:
        inputs["minimum"] = agreement.minimum
        basis |= {"near_band": near_band(measure, agreement.minimum)} | signed(case, agreement)
    if not np.isnan(group.p_values[at]):
        basis["p_value"] = float(group.p_values[at])
    if "tested" not in more:
        basis["tested"] = tested
    return Reason(code, inputs | more, basis, RULE, VERSION)


def _rule(group: Group) -> dict[str, Input]:
    return {
        "breaches_needed": 1 if group.pace.slow else BREACHES,
        "breaches_of": 1 if group.pace.slow else OUT_OF,
        "judged_up_to": from_moment(group.blocks.ends[-1]),
        "needed": group.blocks.needed,
    }


def _overall(measured: Measured) -> dict[str, Input]:
    blocks: Blocks = blocks_of(measured.overall, measured)
    return {"overall": float(blocks.values[-1])} if len(blocks) else {}


def gap_of(case: Case, measured: Measured, agreement: Agreement, gap: Gap) -> Reason:
    """Told by the newest period in which the two were too far apart."""
    episode = gap.episode
    place = episode.last if episode else gap.newest
    at = 0 if place is None else place
    mine, theirs = gap.group.blocks, gap.other.blocks
    one, other = int(gap.at[at]), int(gap.other_at[at])
    inputs = told(measured.measure, mine, one) | {
        "better": measured.measure.better.value,
        "group": gap.group.name,
        "other_group": gap.other.name,
        "other_value": float(theirs.values[other]),
        "largest_gap": agreement.largest_gap,
    }
    basis = _gap_rests_on(case, agreement, gap, at)
    if episode is None:
        return Reason(ReasonCode.GAP_ONE_BREACH, inputs, basis, GAP_RULE, VERSION)
    within = slice(episode.first, episode.noticed + 1)
    known = max(
        mine.received[gap.at[within]].max(),
        theirs.received[gap.other_at[within]].max(),
    )
    inputs["since"] = from_moment(mine.starts[gap.at[episode.first]])
    inputs["noticed"] = from_moment(known)
    return Reason(ReasonCode.GAP_TOO_LARGE, inputs, basis, GAP_RULE, VERSION)


def _gap_rests_on(case: Case, agreement: Agreement, gap: Gap, at: int) -> dict[str, Input]:
    basis: dict[str, Input] = {
        "count": evidence(gap.group.blocks, int(gap.at[at]))["count"],
        "other_count": evidence(gap.other.blocks, int(gap.other_at[at]))["count"],
        "tested": gap.pairs,
        **signed(case, agreement),
    }
    if not np.isnan(gap.p_values[at]):
        basis["p_value"] = float(gap.p_values[at])
    return basis


def unagreed(measured: Measured, groups: int) -> Reason:
    """Groups are measured, and nobody has said what is good enough."""
    inputs: dict[str, Input] = {**words_of(measured.measure), "groups": groups}
    return Reason(ReasonCode.GROUPS_UNAGREED, inputs, {}, RULE, VERSION)


def too_few(case: Case, measured: Measured, groups: Sequence[Group]) -> Reason:
    """None of the groups is large enough; told by the largest."""
    largest = max(groups, key=lambda each: each.blocks.open_count)
    inputs: dict[str, Input] = {
        **words_of(measured.measure),
        "groups": len(groups),
        "group": largest.name,
        "count": largest.blocks.open_count,
        "needed": largest.blocks.needed,
    }
    basis = signed(case, measured.agreement) if measured.agreement else {}
    basis.pop("review_by", None)
    return Reason(ReasonCode.GROUPS_TOO_FEW, inputs, basis, ENOUGH_RULE, VERSION)


def not_measured(names: Sequence[str], declared: int, fact: Fact) -> Reason:
    """Groups somebody wants checked, of which nothing ever came."""
    inputs: dict[str, Input] = {
        "names": "; ".join(names),
        "missing": len(names),
        "groups": declared,
    }
    return Reason(
        ReasonCode.GROUPS_NOT_MEASURED, inputs, {"place": fact.place}, "declared_groups", VERSION
    )


def silent(measured: Measured, groups: Sequence[Group], of: int) -> tuple[Status, Reason]:
    """Groups that had results and have none any more. What was below may not turn to unknown."""
    pace: Pace = max((each.pace for each in groups), key=lambda each: each.last)
    worst = max((_rank(each) for each in groups), default=0)
    last = _WORST_LAST[worst]
    inputs: dict[str, Input] = {
        **words_of(measured.measure),
        "names": "; ".join(each.name for each in groups),
        "missing": len(groups),
        "groups": of,
        "last_heard": pace.last,
        "every": pace.every,
        "assumed": pace.assumed,
        "last_status": last.value,
    }
    basis: dict[str, Input] = {"expected_by": pace.expected_by, "silent_from": pace.silent_from}
    reason = Reason(ReasonCode.GROUPS_SILENT, inputs, basis, SILENCE_RULE, VERSION)
    return (Status.SILENT if last is Status.BELOW else Status.UNMEASURED), reason


_WORST_LAST = (Status.MEETS, Status.TOO_FEW, Status.UNAGREED, Status.ATTENTION, Status.BELOW)


def _rank(group: Group) -> int:
    lasting = group.near and group.standing is GroupStanding.NEAR
    return _WORST_LAST.index(Status.ATTENTION if lasting else _STATUS[group.standing])
