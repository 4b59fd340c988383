"""From a reason to what is said of it: the sentences, the answer to a question, what to do."""

from collections.abc import Callable, Mapping, Sequence

from app.health.verdict import Care, Reason, ReasonCode, Status, Verdict
from app.language import (
    fairness,
    footing,
    moving,
    people,
    reporting,
    results,
    states,
    world,
)
from app.language.openers import opener
from app.language.sentence import Sentence, Speech
from app.language.steps import NEXT, NOTHING_YET
from app.language.telling import Telling
from app.language.translating import N_, sentence

_TOLD: Mapping[ReasonCode, Callable[[Telling], tuple[Sentence, ...]]] = {
    ReasonCode.MEASURE_MEETS: results.meets,
    ReasonCode.MEASURE_NEAR: results.near,
    ReasonCode.MEASURE_ONE_BREACH: results.one_breach,
    ReasonCode.MEASURE_BELOW: results.below,
    ReasonCode.MEASURE_BETTER_AGAIN: results.better_again,
    ReasonCode.MEASURE_STOPPED: results.stopped,
    ReasonCode.MEASURE_UNAGREED: results.unagreed,
    ReasonCode.MEASURE_TOO_FEW: results.too_few,
    ReasonCode.MEASURE_SILENT: results.silent,
    ReasonCode.MEASURE_WORSENING: moving.worsening,
    ReasonCode.GOALPOSTS_MOVED: moving.goalposts_moved,
    ReasonCode.GROUPS_MEET: fairness.groups_meet,
    ReasonCode.GROUP_NEAR: fairness.group_near,
    ReasonCode.GROUP_ONE_BREACH: fairness.group_one_breach,
    ReasonCode.GROUP_BELOW: fairness.group_below,
    ReasonCode.GAP_ONE_BREACH: fairness.gap_one_breach,
    ReasonCode.GAP_TOO_LARGE: fairness.gap_too_large,
    ReasonCode.GROUPS_UNAGREED: fairness.groups_unagreed,
    ReasonCode.GROUPS_TOO_FEW: fairness.groups_too_few,
    ReasonCode.GROUPS_NOT_MEASURED: fairness.groups_not_measured,
    ReasonCode.GROUPS_SILENT: fairness.groups_silent,
    ReasonCode.WORLD_SAME: world.same,
    ReasonCode.WORLD_SHIFTED_TOLD: world.shifted_told,
    ReasonCode.WORLD_SHIFTED: world.shifted,
    ReasonCode.SOLID: footing.solid,
    ReasonCode.FOOTING_GAPS: footing.gaps,
    ReasonCode.LIBRARIES_DIFFER: footing.libraries_differ,
    ReasonCode.LIBRARY_ENDED: footing.library_ended,
    ReasonCode.UNPINNED: footing.unpinned,
    ReasonCode.SUPPLIER_UNPINNED: footing.supplier_unpinned,
    ReasonCode.PIPELINE_LATE: footing.pipeline_late,
    ReasonCode.PIPELINE_FAILED: footing.pipeline_failed,
    ReasonCode.PIPELINE_CHECKS_FAILED: footing.pipeline_checks_failed,
    ReasonCode.PIPELINE_SHRINKING: footing.pipeline_shrinking,
    ReasonCode.DATA_UNAPPROVED: footing.data_unapproved,
    ReasonCode.DATA_APPROVAL_ENDED: footing.data_approval_ended,
    ReasonCode.OTHER_VERSION_ANSWERS: footing.other_version_answers,
    ReasonCode.DOES_NOT_APPLY: states.does_not_apply,
    ReasonCode.QUIET: states.quiet,
    ReasonCode.NOT_MEASURED: states.nobody_measures,
    ReasonCode.REPORTING: reporting.reporting,
    ReasonCode.LATE: reporting.late,
    ReasonCode.SILENT: reporting.silent,
    ReasonCode.NEVER_HEARD: reporting.never_heard,
    ReasonCode.REQUIRED_UNANSWERED: states.required_unanswered,
    ReasonCode.PAUSED: states.paused,
    ReasonCode.RETIRED: states.retired,
    ReasonCode.LOOKED_AFTER: people.looked_after,
    ReasonCode.NO_OWNER: people.no_owner,
    ReasonCode.OWNER_LEFT: people.owner_left,
    ReasonCode.NO_BACKUP: people.no_backup,
    ReasonCode.BACKUP_LEFT: people.backup_left,
    ReasonCode.AGREEMENT_OVERDUE: people.agreement_overdue,
    ReasonCode.NO_EXPERT: people.no_expert,
    ReasonCode.EXPERT_LEFT: people.expert_left,
    ReasonCode.DOES_NOT_APPLY_OVERDUE: states.does_not_apply_overdue,
    ReasonCode.FACTS_UNCONFIRMED: people.facts_unconfirmed,
    ReasonCode.REVIEW_OVERDUE: people.review_overdue,
    ReasonCode.FEEDBACK_OVERDUE: people.feedback_overdue,
}

_ALL_TOLD = frozenset(
    {
        ReasonCode.NO_OWNER,
        ReasonCode.OWNER_LEFT,
        ReasonCode.NO_BACKUP,
        ReasonCode.BACKUP_LEFT,
        ReasonCode.AGREEMENT_OVERDUE,
        ReasonCode.NO_EXPERT,
        ReasonCode.EXPERT_LEFT,
        ReasonCode.DOES_NOT_APPLY_OVERDUE,
        ReasonCode.FACTS_UNCONFIRMED,
        ReasonCode.REVIEW_OVERDUE,
        ReasonCode.FEEDBACK_OVERDUE,
        ReasonCode.GOALPOSTS_MOVED,
        ReasonCode.GROUPS_TOO_FEW,
        ReasonCode.GROUPS_NOT_MEASURED,
        ReasonCode.GROUPS_SILENT,
        ReasonCode.FOOTING_GAPS,
        ReasonCode.LIBRARIES_DIFFER,
        ReasonCode.LIBRARY_ENDED,
        ReasonCode.UNPINNED,
        ReasonCode.SUPPLIER_UNPINNED,
        ReasonCode.PIPELINE_LATE,
        ReasonCode.PIPELINE_FAILED,
        ReasonCode.PIPELINE_CHECKS_FAILED,
        ReasonCode.PIPELINE_SHRINKING,
        ReasonCode.DATA_UNAPPROVED,
        ReasonCode.DATA_APPROVAL_ENDED,
        ReasonCode.OTHER_VERSION_ANSWERS,
    }
)
"""Reasons that are told even where another one leads: each is a thing of its own to mend."""


def say(reason: Reason, speech: Speech, name: str = "") -> tuple[Sentence, ...]:
    """What is said of a reason: about ``name`` as a headline, without a name as an answer."""
    telling = Telling(reason, speech, name)
    told = _TOLD[reason.code](telling)
    if name or reason.code is ReasonCode.RETIRED:
        return told
    return sentence(opener(telling), speech), *told


def answer(reasons: Sequence[Reason], speech: Speech) -> tuple[Sentence, ...]:
    """The answer to a question from all its reasons, the leading one first.

    Every reason that is a thing of its own to mend is told: of care, of what it stands on, of
    groups nobody can judge. Of results only the leading reason is.
    """
    lead, *others = reasons
    told = say(lead, speech)
    for reason in others:
        if reason.code in _ALL_TOLD:
            told += _TOLD[reason.code](Telling(reason, speech))
    return told


_OWNERLESS = frozenset({ReasonCode.OWNER_LEFT, ReasonCode.NO_OWNER})


def next_step(reason: Reason, speech: Speech) -> Sentence:
    """What the reader can do about it, or that there is nothing to do."""
    return sentence(NEXT.get(reason.code, N_("Nothing for you to do.")), speech)


def step_for(verdict: Verdict, speech: Speech) -> Sentence:
    """The next step for a model: of its results, or of its care where the results ask nothing.

    Where nobody owns it, an owner comes first: there is nobody to ask.
    """
    lead, settled = verdict.lead, verdict.status is Status.RETIRED
    ownerless = next((each for each in verdict.care_reasons if each.code in _OWNERLESS), None)
    if ownerless is not None and not settled:
        return next_step(ownerless, speech)
    if settled or verdict.care is Care.LOOKED_AFTER or _asks(lead):
        return next_step(lead, speech)
    return next_step(next(filter(_asks, verdict.care_reasons), lead), speech)


def _asks(reason: Reason) -> bool:
    """Whether a reader has something to do about it."""
    return reason.code in NEXT and reason.code not in NOTHING_YET
