"""Does somebody answer for it? The care line, beside the status and never mixed into it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.health.agreed import words_of
from app.health.applies import newest_word
from app.health.days import day_after, day_before, today
from app.health.people import name_of
from app.health.reviews import due_on, last_review
from app.health.verdict import Answer, Input, Reason, ReasonCode, Status
from data.facts import Case, Confirmation, DoesNotApply, Fact, FieldName, Measured, Question

RULE = "care"
VERSION = 4

CONFIRMED_FOR = timedelta(days=365)
"""People, teams and purposes change; once a year somebody looks whether what we say still holds."""

_CARERS: Mapping[FieldName, tuple[str, ReasonCode, ReasonCode]] = {
    FieldName.OWNER: ("owner", ReasonCode.NO_OWNER, ReasonCode.OWNER_LEFT),
    FieldName.BACKUP_OWNER: ("backup", ReasonCode.NO_BACKUP, ReasonCode.BACKUP_LEFT),
    FieldName.EXPERT: ("expert", ReasonCode.NO_EXPERT, ReasonCode.EXPERT_LEFT),
}
"""Who must be named: what the reason calls them, and its codes for nobody and for gone."""


def judge_care(case: Case, now: datetime) -> Answer:
    """Looked after (meets) or needs care (attention), with every reason there is."""
    day = today(case, now)
    reasons = [
        *_people(case, day),
        *_agreements(case, day),
        *_left_out(case, day),
        *_unconfirmed(case, day),
        *_unreviewed(case, day),
        *_unanswered(case, day),
    ]
    status = Status.ATTENTION if reasons else Status.MEETS
    return Answer(
        Question.OWNERSHIP,
        status,
        tuple(reasons) or (_looked_after(case),),
        min(_coming(case, day), default=None),
    )


def _left_on(case: Case, fact: Fact | None) -> date | None:
    person = case.people.get(fact.value) if fact else None
    return person.left_on if person else None


def _people(case: Case, day: date) -> list[Reason]:
    found = (_carer(case, day, name) for name in _CARERS)
    return [each for each in found if each]


def _carer(case: Case, day: date, name: FieldName) -> Reason | None:
    role, nobody, gone = _CARERS[name]
    fact = case.facts.get(name)
    if fact is None:
        return _reason(nobody, _named_owner(case) if nobody is ReasonCode.NO_BACKUP else {})
    left = _left_on(case, fact)
    if left is None or left > day:
        return None
    return _reason(gone, {role: name_of(case, fact.value), "left_on": left}, fact.place)


def _named_owner(case: Case) -> dict[str, Input]:
    owner = case.facts.get(FieldName.OWNER)
    return {"owner": name_of(case, owner.value)} if owner else {}


def _agreements(case: Case, day: date) -> list[Reason]:
    return [
        _overdue(case, each)
        for each in case.measured
        if each.agreement and each.agreement.review_by and each.agreement.review_by < day
    ]


def _overdue(case: Case, measured: Measured) -> Reason:
    agreement = measured.agreement
    assert agreement is not None
    inputs: dict[str, Input] = {
        **words_of(measured.measure),
        "agreed_by": name_of(case, agreement.agreed_by),
        "agreed_on": agreement.agreed_on,
        "review_by": agreement.review_by,
    }
    return _reason(ReasonCode.AGREEMENT_OVERDUE, inputs, agreement.place)


def _words(case: Case) -> list[DoesNotApply]:
    found = (newest_word(case, question) for question in Question)
    return [each for each in found if each]


def _left_out(case: Case, day: date) -> list[Reason]:
    """Questions said not to apply, where nobody has looked at that again in time."""
    return [_still_left_out(case, each) for each in _words(case) if each.review_by < day]


def _still_left_out(case: Case, said: DoesNotApply) -> Reason:
    inputs: dict[str, Input] = {
        "question": said.question.value,
        "by": name_of(case, said.by),
        "review_by": said.review_by,
    }
    reason = _reason(ReasonCode.DOES_NOT_APPLY_OVERDUE, inputs, said.place)
    return replace(reason, basis={"reason": said.reason, **reason.basis})


def confirmed_last(case: Case) -> Confirmation | None:
    """Who last said that everything recorded is right; None where nobody ever did."""
    return max(case.confirmed, key=lambda said: (said.on, said.by), default=None)


def _unconfirmed(case: Case, day: date) -> list[Reason]:
    """Only what was confirmed once can be overdue: a company that begins has confirmed nothing."""
    said = confirmed_last(case)
    if said is None or said.on + CONFIRMED_FOR >= day:
        return []
    inputs: dict[str, Input] = {"by": name_of(case, said.by), "confirmed_on": said.on}
    reason = _reason(ReasonCode.FACTS_UNCONFIRMED, inputs, said.place)
    return [replace(reason, basis={"confirm_by": said.on + CONFIRMED_FOR, **reason.basis})]


def _unreviewed(case: Case, day: date) -> list[Reason]:
    """Only what was reviewed once can be overdue: a company that begins has reviewed nothing."""
    signed = last_review(case)
    if signed is None or (due := due_on(case, signed)) >= day:
        return []
    inputs: dict[str, Input] = {
        "by": name_of(case, signed.by),
        "reviewed_on": today(case, signed.at),
        "review_due": due,
    }
    basis = {"conditions": signed.conditions} if signed.conditions else {}
    reason = _reason(ReasonCode.REVIEW_OVERDUE, inputs, signed.place)
    return [replace(reason, basis={**basis, **reason.basis})]


def _unanswered(case: Case, day: date) -> list[Reason]:
    """What people said and nobody answered in time, told by the one that is due longest."""
    late = [each for each in case.feedback_due if each.due_on < day]
    if not late:
        return []
    first = min(late, key=lambda each: (each.due_on, each.raised_on, each.raised_by))
    inputs: dict[str, Input] = {
        "raised_by": first.raised_by,
        "raised_on": first.raised_on,
        "due_on": first.due_on,
        "count": len(late),
    }
    asked: dict[str, Input] = {"answerer": first.answerer} if first.answerer else {}
    return [_reason(ReasonCode.FEEDBACK_OVERDUE, inputs | asked)]


def _looked_after(case: Case) -> Reason:
    owner, backup = case.facts[FieldName.OWNER], case.facts[FieldName.BACKUP_OWNER]
    told: dict[str, Input] = {
        "owner": name_of(case, owner.value),
        "backup": name_of(case, backup.value),
    }
    return _reason(ReasonCode.LOOKED_AFTER, told, owner.place)


def _reason(code: ReasonCode, inputs: dict[str, Input], place: str = "") -> Reason:
    return Reason(code, inputs, {"place": place} if place else {}, RULE, VERSION)


def _coming(case: Case, day: date) -> list[datetime]:
    """When the care line will read differently if nobody does anything."""
    leaving = [_left_on(case, case.facts.get(name)) for name in _CARERS]
    agreed = [each.agreement.review_by for each in case.measured if each.agreement]
    reviews = [*agreed, *(each.review_by for each in _words(case))]
    said = confirmed_last(case)
    reviews += [said.on + CONFIRMED_FOR] if said else []
    signed = last_review(case)
    reviews += [due_on(case, signed)] if signed else []
    reviews += [each.due_on for each in case.feedback_due]
    gone = (day_before(each) for each in leaving if each)
    over = (day_after(case, each) for each in (*gone, *reviews) if each and each >= day)
    return [each for each in over if each]
