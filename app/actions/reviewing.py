"""Reviewing a model: signed by somebody who did not build it, on exactly what was shown."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, StringConstraints

from app.actions.doing import (
    Anothers,
    Deed,
    Doing,
    Form,
    NotAsShown,
    Refused,
    SamePerson,
    Why,
    action,
)
from app.health.keeping import evidence_to_json
from app.health.review_evidence import evidence_for
from app.health.review_seal import Kept, changed, digest_of
from app.health.reviews import bar, every
from data.facts import Case, ReviewOutcome
from data.members import Role, Wrong
from data.store import cases, review_sheets, said
from data.store.grounds import reviews

LONGEST_CONDITIONS = 1_000
LONGEST_SEAL = 1_000


class SignReview(Form):
    """``until`` is the last day on which it holds, and by which ``conditions`` are to be met.

    ``evidence`` is the seal of what was shown.
    """

    model: str
    outcome: ReviewOutcome
    until: date
    why: Why
    evidence: Annotated[str, StringConstraints(max_length=LONGEST_SEAL)]
    conditions: Annotated[str, StringConstraints(max_length=LONGEST_CONDITIONS)] = ""


class WithdrawReview(Form):
    """``signed_at`` is when the review was signed that no longer counts."""

    model: str
    signed_at: AwareDatetime
    why: Why


@action("sign_review", Role.MANAGER, Role.RISK_OFFICER)
def sign_review(doing: Doing, form: SignReview) -> Deed:
    """Whoever asks signs in their own name; the sheet keeps what they were shown."""
    number = doing.model(form.model)
    case = _in_use(doing, form.model)
    if bar(case, doing.who.name, doing.who.email):
        raise SamePerson
    kept = evidence_to_json(evidence_for(case, doing.now))
    if parts := changed(form.evidence, kept):
        raise NotAsShown(at=doing.now, parts=tuple(each.value for each in parts))
    _check(form, case, doing.today)
    _keep(doing, form, number, kept)
    after = form.model_dump(mode="json", exclude={"model", "evidence"}, exclude_defaults=True)
    return Deed(form.model, {**after, "evidence": digest_of(kept)})


@action("withdraw_review", Role.MANAGER, Role.RISK_OFFICER)
def withdraw_review(doing: Doing, form: WithdrawReview) -> Deed:
    """Only whoever signed it takes it back; it stays to be seen, with the reason."""
    number, at = doing.model(form.model), form.signed_at
    signer = review_sheets.signer(doing.conn, number, at)
    if signer is None:
        raise Refused(signed_at=Wrong.NOT_A_CHOICE)
    if signer != doing.who.account:
        raise Anothers
    # A clock that was set back since must not take it back before it was signed.
    if not review_sheets.take_back(doing.conn, number, at, form.why, max(doing.now, at)):
        raise NotAsShown
    said.take_back(doing.conn, doing.now, reviews, {"model_id": number, "reviewed_at": at})
    return Deed(form.model, {"why": form.why}, {"signed_at": at.isoformat()})


def _in_use(doing: Doing, slug: str) -> Case:
    """The model as it is now. Raises Refused where nobody uses it."""
    case = cases.case(doing.conn, slug, doing.now)
    if case is None or not case.deployed:
        raise Refused(model=Wrong.NOT_A_CHOICE)
    return replace(case, time_zone=doing.time_zone)


def _check(form: SignReview, case: Case, today: date) -> None:
    """Raises Refused with everything that is wrong."""
    wrong: dict[str, Wrong] = {}
    if not today < form.until <= today + every(case):
        wrong["until"] = Wrong.NOT_LATER if form.until <= today else Wrong.TOO_FAR
    has_conditions = any(each.isalnum() for each in form.conditions)
    if form.outcome is ReviewOutcome.CONDITIONS and not has_conditions:
        wrong["conditions"] = Wrong.NEEDED
    if form.outcome is not ReviewOutcome.CONDITIONS and form.conditions:
        wrong["conditions"] = Wrong.NOT_ASKED
    if wrong:
        raise Refused(**wrong)


def _keep(doing: Doing, form: SignReview, number: int, kept: Kept) -> None:
    row = {
        "model_id": number,
        "reviewed_at": doing.now,
        "reviewed_by": doing.who.called,
        "outcome": form.outcome,
        "until_on": form.until,
        "why": form.why,
        "conditions": form.conditions,
        "place": "",
    }
    said.say(doing.conn, doing.now, reviews, row)
    review_sheets.keep(
        doing.conn,
        model_id=number,
        signed_at=doing.now,
        account_id=doing.who.account,
        signed_name=doing.who.name,
        digest=digest_of(kept),
        evidence=kept,
    )
