"""Saying what good means: an expert proposes and signs; high impact needs a second person.

What counts is written into the same history as agreements from a company file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Annotated, Any

import isodate
from isodate import ISO8601Error
from pydantic import BeforeValidator, Field, StringConstraints

from app.actions.doing import Deed, Doing, Form, NotAsShown, Refused, RowNumber, SamePerson, action
from app.health.evidence import evidence_of
from app.health.limits import is_looser, out_of_order
from data.facts import Agreement, Case, FieldName, Impact, Measured, ModelRef, Unit
from data.members import Role, Wrong
from data.store import proposals, said
from data.store.cases import case
from data.store.histories import agreements
from data.store.proposals import Proposal, State

LONGEST = 1_000
REVIEW_WITHIN = timedelta(days=731)
"""Two years: what good means is looked at again before everybody who agreed on it has left."""
IN_UNIT = ("minimum", "expected", "stop_line", "largest_gap")
"""The numbers that are in the unit of the measure; a share is typed in 100 and kept as 0 to 1."""
_SIGNERS = (Role.EXPERT, Role.MANAGER, Role.RISK_OFFICER)


def _blank(value: object) -> object:
    return None if value == "" else value


Finite = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Number = Annotated[Finite | None, BeforeValidator(_blank)]
Count = Annotated[Annotated[int, Field(ge=1, le=10**9)] | None, BeforeValidator(_blank)]
Text = Annotated[str, StringConstraints(max_length=LONGEST)]


class Propose(Form):
    """What is good enough. Numbers are typed as they are shown: a share in 100.

    ``evidence`` is the digest of what the form showed.
    """

    model: str
    measure: str
    minimum: Finite
    review_by: date
    evidence: str
    expected: Number = None
    stop_line: Number = None
    largest_gap: Number = None
    minimum_cases: Count = None
    outcomes_after: Annotated[str, StringConstraints(max_length=20)] = ""
    outcomes_known_for: Text = ""
    worth_low: Number = None
    worth_high: Number = None
    why: Text = ""


class Sign(Form):
    """``proposal`` is its number, ``evidence`` the digest of what was shown."""

    proposal: RowNumber
    evidence: str


class Refuse(Form):
    """``why`` is needed: whoever proposed it must know what to change."""

    proposal: RowNumber
    why: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]


class Withdraw(Form):
    """Whoever proposed it takes it back."""

    proposal: RowNumber


@dataclass(frozen=True, slots=True)
class _About:
    """The model and the measure that is spoken of, as they are now."""

    case: Case
    measured: Measured


@action("propose_agreement", Role.EXPERT)
def propose_agreement(doing: Doing, form: Propose) -> Deed:
    """Propose and sign; where the impact is not high that is enough."""
    about = _about(doing, form.model, form.measure)
    _as_shown(about, form.evidence, doing)
    signed = _agreement(form, about, doing)
    _check(signed, form, about, doing)
    needs_another = needs_second(about.case)
    terms = terms_of(signed)
    proposals.propose(
        doing.conn,
        measure_id=_measure_id(doing, about),
        terms=terms,
        evidence=form.evidence,
        proposed_account_id=doing.who.account,
        proposed_by=doing.who.called,
        proposed_name=doing.who.name,
        proposed_at=doing.now,
        state=State.WAITING if needs_another else State.SIGNED,
        closed_name="" if needs_another else doing.who.name,
        closed_at=None if needs_another else doing.now,
    )
    if not needs_another:
        _count(doing, terms, _measure_id(doing, about), doing.who.called)
    before = terms_of(about.measured.agreement) if about.measured.agreement else {}
    return Deed(form.model, {"measure": form.measure, **terms}, before)


@action("sign_agreement", *_SIGNERS)
def sign_agreement(doing: Doing, form: Sign) -> Deed:
    """The second signature, by somebody else, on exactly what was shown."""
    found = _waiting(doing, form.proposal)
    if found.proposed_account_id == doing.who.account:
        raise SamePerson
    _as_shown(_about(doing, found.slug, found.measure), form.evidence, doing)
    _close(doing, found, State.SIGNED)
    _count(doing, found.terms, found.measure_id, found.proposed_by)
    return Deed(found.slug, {"measure": found.measure, "proposed_by": found.proposed_name})


@action("refuse_agreement", *_SIGNERS)
def refuse_agreement(doing: Doing, form: Refuse) -> Deed:
    """Somebody else says why it should not count."""
    found = _waiting(doing, form.proposal)
    if found.proposed_account_id == doing.who.account:
        raise SamePerson
    _close(doing, found, State.REFUSED, form.why)
    return Deed(found.slug, {"measure": found.measure, "why": form.why})


@action("withdraw_proposal", Role.EXPERT)
def withdraw_proposal(doing: Doing, form: Withdraw) -> Deed:
    """Only whoever proposed it takes it back."""
    found = _waiting(doing, form.proposal)
    if found.proposed_account_id != doing.who.account:
        raise Refused(proposal=Wrong.NOT_ALLOWED)
    _close(doing, found, State.WITHDRAWN)
    return Deed(found.slug, {"measure": found.measure})


def needs_second(about: Case) -> bool:
    """Whether a mistake matters so much that one signature is not enough."""
    fact = about.facts.get(FieldName.IMPACT)
    return fact is not None and fact.value == Impact.HIGH


def typed(value: float, unit: Unit) -> float:
    """A number as it is typed and shown: a share in 100."""
    return round(value * 100, 10) if unit is Unit.SHARE else value


def kept(value: float, unit: Unit) -> float:
    """A typed number as it is kept: a share as 0 to 1."""
    return value / 100 if unit is Unit.SHARE else value


def terms_of(agreement: Agreement) -> dict[str, Any]:
    """What was agreed, in values that JSON holds; what was left open is left out."""
    told: dict[str, Any] = {}
    for each in fields(agreement):
        value = getattr(agreement, each.name)
        if each.name not in ("ref", "measure", "place", "agreed_by") and value not in (None, ""):
            told[each.name] = value.isoformat() if isinstance(value, date) else value
    return told


def _about(doing: Doing, slug: str, key: str) -> _About:
    found = case(doing.conn, slug, doing.now)
    if found is None:
        raise Refused(model=Wrong.NOT_A_CHOICE)
    measured = next((each for each in found.measured if each.measure.key == key), None)
    if measured is None:
        raise Refused(measure=Wrong.NOT_A_CHOICE)
    return _About(found, measured)


def _as_shown(about: _About, evidence: str, doing: Doing) -> None:
    if evidence_of(about.measured) != evidence:
        raise NotAsShown("", doing.now)


def _agreement(form: Propose, about: _About, doing: Doing) -> Agreement:
    measure = about.measured.measure
    numbers: dict[str, Any] = {
        name: None if getattr(form, name) is None else kept(getattr(form, name), measure.unit)
        for name in IN_UNIT
    }
    plain = ("minimum_cases", "outcomes_after", "outcomes_known_for", "worth_low", "worth_high")
    return Agreement(
        about.case.ref,
        measure.key,
        agreed_by=doing.who.called,
        agreed_on=doing.today,
        review_by=form.review_by,
        why=form.why,
        currency=measure.currency,
        **(numbers | {name: getattr(form, name) for name in plain}),
    )


def _check(signed: Agreement, form: Propose, about: _About, doing: Doing) -> None:
    wrong = dict.fromkeys(out_of_order(signed, about.measured.measure.better), Wrong.WRONG_SIDE)
    if about.measured.measure.unit is Unit.SHARE:
        values = {name: getattr(form, name) for name in IN_UNIT}
        outside = (name for name, value in values.items() if value and not 0 <= value <= 100)
        wrong |= dict.fromkeys(outside, Wrong.NOT_A_SHARE)
    if signed.review_by and not doing.today < signed.review_by <= doing.today + REVIEW_WITHIN:
        wrong["review_by"] = Wrong.NOT_LATER if signed.review_by <= doing.today else Wrong.TOO_FAR
    if signed.outcomes_after and not _is_duration(signed.outcomes_after):
        wrong["outcomes_after"] = Wrong.NOT_ALLOWED
    before = about.measured.agreement
    loosened = before and is_looser(signed, before, about.measured.measure.better)
    if loosened and not any(each.isalnum() for each in signed.why):
        wrong["why"] = Wrong.NEEDED
    if wrong:
        raise Refused(**wrong)


def _is_duration(text: str) -> bool:
    try:
        isodate.parse_duration(text)
    except (ISO8601Error, ValueError):
        return False
    return True


def _measure_id(doing: Doing, about: _About) -> int:
    return doing.measure(doing.model(about.case.slug), about.measured.measure.key)


def _waiting(doing: Doing, number: int) -> Proposal:
    found = proposals.one(doing.conn, number)
    if found is None:
        raise Refused(proposal=Wrong.NOT_A_CHOICE)
    if found.state is not State.WAITING:
        raise NotAsShown(found.closed_name, found.closed_at or doing.now)
    return found


def _close(doing: Doing, found: Proposal, state: State, why: str = "") -> None:
    proposals.close(doing.conn, found.id, state, doing.who.name, doing.now, why)


def _count(doing: Doing, found: Mapping[str, Any], measure_id: int, by: str) -> None:
    """From here on it is what the model is judged by."""
    signed = agreement_of(found, by, doing.today)
    names = set(agreements.c.keys()) & set(Agreement.__dataclass_fields__)
    row = {name: getattr(signed, name) for name in names}
    said.say(doing.conn, doing.now, agreements, {"measure_id": measure_id, **row})


def agreement_of(terms: Mapping[str, Any], by: str, on: date) -> Agreement:
    """The agreement these terms make, signed by somebody on a day."""
    told = {name: value for name, value in terms.items() if name not in ("agreed_on", "review_by")}
    review = terms.get("review_by")
    return Agreement(
        ref=ModelRef(""),
        measure="",
        agreed_by=by,
        agreed_on=on,
        review_by=date.fromisoformat(review) if review else None,
        **told,
    )
