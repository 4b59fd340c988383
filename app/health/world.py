"""Whether the world is as it was when the model learned: shifts of inputs or of predictions.

A shift alone says only that something moved; a model may well go on being right. So it is told,
and asks for attention only while nobody knows how results are, or while they get worse.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.health.agreed import Finding, judge_measure
from app.health.reasons import BASIS, INPUTS
from app.health.redefined import agreed_first
from app.health.verdict import WORST_FIRST, Answer, Input, Reason, ReasonCode, Status
from data.facts import Case, Question

RULE = "world"
VERSION = 2

_BEYOND = {
    ReasonCode.MEASURE_BELOW,
    ReasonCode.MEASURE_BETTER_AGAIN,
    ReasonCode.MEASURE_STOPPED,
}
_WITHIN = {
    ReasonCode.MEASURE_MEETS,
    ReasonCode.MEASURE_NEAR,
    ReasonCode.MEASURE_ONE_BREACH,
    ReasonCode.MEASURE_WORSENING,
}
_KNOWN = {Status.MEETS, Status.ATTENTION, Status.BELOW}
_POOR = {Status.ATTENTION, Status.BELOW}


def judge_world(case: Case, now: datetime, results: Sequence[Answer], worsening: bool) -> Answer:
    """What the shift readings say at ``now``; a shift beyond its limit is never below by itself.

    ``results`` are the answers about performance and value; ``worsening`` says that a measure of
    theirs gets worse beyond chance.
    """
    asked = [each for each in case.measured if each.measure.question is Question.DRIFT]
    asked = list(agreed_first(asked))
    found = [
        judge_measure(case, each, now, lambda one: _meant(one, results, worsening))
        for each in asked
    ]
    found.sort(key=_rank)
    if not found:
        reason = Reason(ReasonCode.NOT_MEASURED, {"question": Question.DRIFT.value})
        return Answer(Question.DRIFT, Status.UNMEASURED, (reason,))
    reasons = tuple(reason for each in found for reason in each.reasons)
    changes = [each.holds_until for each in found if each.holds_until]
    worst = found[0]
    return Answer(Question.DRIFT, worst.status, reasons, min(changes, default=None), worst.measure)


def _worry(since: Input, results: Sequence[Answer], worsening: bool) -> str:
    """Why a shift would be a worry: results unknown, or worse; empty where it is none.

    Results of a time before the shift say nothing about the world after it.
    """
    if not any(_is_known(each, since) for each in results):
        return "unknown"
    return "worsening" if worsening or any(each.status in _POOR for each in results) else ""


def _is_known(answer: Answer, since: Input) -> bool:
    ends = [reason.basis.get("judged_up_to") for reason in answer.reasons]
    return answer.status in _KNOWN and any(
        isinstance(each, datetime) and isinstance(since, datetime) and each > since for each in ends
    )


def _meant(found: Finding, results: Sequence[Answer], worsening: bool) -> Finding:
    """What a value against its limit means for the world. Too few and unagreed stay as they are."""
    status, reason = found
    if reason.code in _WITHIN:
        return Status.MEETS, _told(ReasonCode.WORLD_SAME, reason, {})
    if reason.code not in _BEYOND:
        return status, reason
    if why := _worry(reason.inputs.get("since"), results, worsening):
        return Status.ATTENTION, _told(ReasonCode.WORLD_SHIFTED, reason, {"why": why})
    return Status.MEETS, _told(ReasonCode.WORLD_SHIFTED_TOLD, reason, {})


def _told(code: ReasonCode, reason: Reason, more: Mapping[str, Input]) -> Reason:
    """The same reading under another code, with what that code's sentence and receipt take."""
    inputs = {name: given for name, given in reason.inputs.items() if name in INPUTS[code]}
    basis = {name: given for name, given in reason.basis.items() if name in BASIS[code]}
    return Reason(code, {**inputs, **more}, basis, RULE, VERSION)


def _rank(answer: Answer) -> tuple[int, bool]:
    """Worst first; among what is fine, what shifted before what did not."""
    return WORST_FIRST.index(answer.status), answer.lead.code is ReasonCode.WORLD_SAME
