"""From a reason to what is said of it: the sentences, the answer to a question, what to do."""

from collections.abc import Callable, Mapping, Sequence

from app.health.verdict import Care, Reason, ReasonCode, Status, Verdict
from app.language import people, reporting, results, states
from app.language.sentence import Sentence, Speech
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
}

_YES, _NO, _UNKNOWN = N_("Yes."), N_("No."), N_("We cannot say.")

_OPENERS: Mapping[ReasonCode, str] = {
    ReasonCode.MEASURE_MEETS: _YES,
    ReasonCode.MEASURE_BELOW: _NO,
    ReasonCode.MEASURE_BETTER_AGAIN: N_("No, not reliably yet."),
    ReasonCode.MEASURE_STOPPED: _NO,
    ReasonCode.REPORTING: _YES,
    ReasonCode.LATE: N_("Yes, but it is late."),
    ReasonCode.SILENT: _NO,
    ReasonCode.NEVER_HEARD: _NO,
    ReasonCode.LOOKED_AFTER: _YES,
    ReasonCode.NO_OWNER: _NO,
    ReasonCode.OWNER_LEFT: _NO,
    ReasonCode.BACKUP_LEFT: N_("Yes, but without a backup."),
    ReasonCode.AGREEMENT_OVERDUE: N_("Yes, but a review is overdue."),
}
"""How an answer begins. What is not listed cannot be said, or depends on its inputs."""

_NEXT: Mapping[ReasonCode, str] = {
    ReasonCode.MEASURE_NEAR: N_("Watch the next result."),
    ReasonCode.MEASURE_ONE_BREACH: N_("Watch the next result."),
    ReasonCode.MEASURE_BELOW: N_("Ask the owner what is being done, and whether to keep using it."),
    ReasonCode.MEASURE_BETTER_AGAIN: N_("Ask the owner what was done, and watch the next result."),
    ReasonCode.MEASURE_STOPPED: N_("Ask the owner whether to stop using it now."),
    ReasonCode.MEASURE_UNAGREED: N_("Agree with the owner what is good enough."),
    ReasonCode.MEASURE_TOO_FEW: N_("Nothing for you to do until more cases have come."),
    ReasonCode.MEASURE_SILENT: N_("Ask the owner why no results come."),
    ReasonCode.NOT_MEASURED: N_("Ask the owner to have it measured."),
    ReasonCode.LATE: N_("Nothing for you to do yet."),
    ReasonCode.SILENT: N_("Ask the owner why no results come."),
    ReasonCode.NEVER_HEARD: N_("Ask the owner to have results sent."),
    ReasonCode.REQUIRED_UNANSWERED: N_("Ask the owner to have these questions answered."),
    ReasonCode.PAUSED: N_("Nothing for you to do until the pause ends."),
    ReasonCode.NO_OWNER: N_("Name an owner."),
    ReasonCode.OWNER_LEFT: N_("Name a new owner."),
    ReasonCode.NO_BACKUP: N_("Name a backup."),
    ReasonCode.BACKUP_LEFT: N_("Name a new backup."),
    ReasonCode.AGREEMENT_OVERDUE: N_("Review the agreement, and sign it again."),
}

_NOTHING_YET = frozenset({ReasonCode.MEASURE_TOO_FEW, ReasonCode.LATE, ReasonCode.PAUSED})
"""Reasons whose next step is to wait."""

_CARE = frozenset(
    {
        ReasonCode.NO_OWNER,
        ReasonCode.OWNER_LEFT,
        ReasonCode.NO_BACKUP,
        ReasonCode.BACKUP_LEFT,
        ReasonCode.AGREEMENT_OVERDUE,
    }
)


def say(reason: Reason, speech: Speech, name: str = "") -> tuple[Sentence, ...]:
    """What is said of a reason: about ``name`` as a headline, without a name as an answer."""
    telling = Telling(reason, speech, name)
    told = _TOLD[reason.code](telling)
    if name or reason.code is ReasonCode.RETIRED:
        return told
    return sentence(_opener(telling), speech), *told


def answer(reasons: Sequence[Reason], speech: Speech) -> tuple[Sentence, ...]:
    """The answer to a question from all its reasons, the leading one first.

    Every reason about care is told; of results only the leading reason is.
    """
    lead, *others = reasons
    told = say(lead, speech)
    for reason in others:
        if reason.code in _CARE:
            told += _TOLD[reason.code](Telling(reason, speech))
    return told


def next_step(reason: Reason, speech: Speech) -> Sentence:
    """What the reader can do about it, or that there is nothing to do."""
    return sentence(_NEXT.get(reason.code, N_("Nothing for you to do.")), speech)


def step_for(verdict: Verdict, speech: Speech) -> Sentence:
    """The next step for a model: of its results, or of its care where the results ask nothing."""
    lead, settled = verdict.lead, verdict.status is Status.RETIRED
    if settled or verdict.care is Care.LOOKED_AFTER or _asks(lead):
        return next_step(lead, speech)
    return next_step(next(filter(_asks, verdict.care_reasons), lead), speech)


def _asks(reason: Reason) -> bool:
    """Whether a reader has something to do about it."""
    return reason.code in _NEXT and reason.code not in _NOTHING_YET


def _opener(telling: Telling) -> str:
    code = telling.reason.code
    if code is ReasonCode.MEASURE_NEAR:
        return _UNKNOWN if results.misses(telling) else _YES
    if code is ReasonCode.MEASURE_ONE_BREACH:
        return _NO if results.breaks_now(telling) else _YES
    if code is ReasonCode.NO_BACKUP:
        return N_("Yes, but without a backup.") if telling.has("owner") else _NO
    return _OPENERS.get(code, _UNKNOWN)
