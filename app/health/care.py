"""Does somebody answer for it? The care line, beside the status and never mixed into it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.health.agreed import words_of
from app.health.verdict import Answer, Input, Reason, ReasonCode, Status
from data.facts import Case, Fact, FieldName, Measured, Question

RULE = "care"
VERSION = 1


def judge_care(case: Case, now: datetime) -> Answer:
    """Looked after (meets) or needs care (attention), with every reason there is."""
    zone = ZoneInfo(case.time_zone)
    today = now.astimezone(zone).date()
    reasons = [*_people(case, today), *_agreements(case, today)]
    status = Status.ATTENTION if reasons else Status.MEETS
    changes = [midnight(day, zone) for day in _coming(case, today)]
    return Answer(
        Question.OWNERSHIP,
        status,
        tuple(reasons) or (_looked_after(case),),
        min(changes, default=None),
    )


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day of the company begins."""
    return datetime.combine(day, time(), zone)


def _name(case: Case, fact: Fact) -> str:
    person = case.people.get(fact.value)
    return person.name if person else fact.value


def _left_on(case: Case, fact: Fact | None) -> date | None:
    person = case.people.get(fact.value) if fact else None
    return person.left_on if person else None


def _people(case: Case, today: date) -> list[Reason]:
    owner, backup = case.facts.get(FieldName.OWNER), case.facts.get(FieldName.BACKUP_OWNER)
    reasons = []
    if owner is None:
        reasons.append(_reason(ReasonCode.NO_OWNER, {}))
    elif (left := _left_on(case, owner)) and left <= today:
        told: dict[str, Input] = {"owner": _name(case, owner), "left_on": left}
        reasons.append(_reason(ReasonCode.OWNER_LEFT, told, owner.place))
    if backup is None:
        named: dict[str, Input] = {"owner": _name(case, owner)} if owner else {}
        reasons.append(_reason(ReasonCode.NO_BACKUP, named))
    elif (left := _left_on(case, backup)) and left <= today:
        told = {"backup": _name(case, backup), "left_on": left}
        reasons.append(_reason(ReasonCode.BACKUP_LEFT, told, backup.place))
    return reasons


def _agreements(case: Case, today: date) -> list[Reason]:
    return [
        _overdue(case, each)
        for each in case.measured
        if each.agreement and each.agreement.review_by and each.agreement.review_by < today
    ]


def _overdue(case: Case, measured: Measured) -> Reason:
    agreement = measured.agreement
    assert agreement is not None
    by = case.people.get(agreement.agreed_by)
    inputs: dict[str, Input] = {
        **words_of(measured.measure),
        "agreed_by": by.name if by else agreement.agreed_by,
        "agreed_on": agreement.agreed_on,
        "review_by": agreement.review_by,
    }
    return _reason(ReasonCode.AGREEMENT_OVERDUE, inputs, agreement.place)


def _looked_after(case: Case) -> Reason:
    owner, backup = case.facts[FieldName.OWNER], case.facts[FieldName.BACKUP_OWNER]
    told: dict[str, Input] = {"owner": _name(case, owner), "backup": _name(case, backup)}
    return _reason(ReasonCode.LOOKED_AFTER, told, owner.place)


def _reason(code: ReasonCode, inputs: dict[str, Input], place: str = "") -> Reason:
    return Reason(code, inputs, {"place": place} if place else {}, RULE, VERSION)


def _coming(case: Case, today: date) -> list[date]:
    """The days from which the care line will read differently if nobody does anything."""
    people = [_left_on(case, case.facts.get(name)) for name in _CARERS]
    reviews = [each.agreement.review_by for each in case.measured if each.agreement]
    ahead = [*people, *(day + timedelta(days=1) for day in reviews if day)]
    return [day for day in ahead if day and day > today]


_CARERS = (FieldName.OWNER, FieldName.BACKUP_OWNER)
