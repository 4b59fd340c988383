"""Changing what is recorded about models, and confirming that it is right.

What a person says here counts before what a registry says; both stay, and pages show both.
"""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, StringConstraints
from sqlalchemy import or_, select

from app.actions.doing import EVERYBODY, Deed, Doing, Form, NotAsShown, Refused, action
from data.facts import Fact, FieldName, Impact, Kind, ModelRef, Origin
from data.members import Role, Wrong
from data.store import said
from data.store.cases import case
from data.store.door import inventory_problem
from data.store.grounds import confirmed
from data.store.histories import facts
from data.store.history import Row

LONGEST = 2_000
MOST_MODELS = 500
"""Models of one change: more is a job for a file."""
_CHOICES = {
    FieldName.IMPACT: frozenset(Impact),
    FieldName.KIND: frozenset(Kind),
    FieldName.AFFECTS_PEOPLE: frozenset({"yes", "no"}),
}
CHANGED_HERE = tuple(name for name in FieldName if name is not FieldName.MEASURE)
"""A measure is chosen by whoever agrees on what good means."""


def _one_or_many(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


class ChangeFacts(Form):
    """``value`` becomes what people say of one field of these models; empty takes it back.

    ``seen`` is what the form showed for it, where it is about one model; ``shown_at`` is when the
    form was drawn, where it is about many.
    """

    model: Annotated[str | list[str], AfterValidator(_one_or_many)]
    name: FieldName
    value: Annotated[str, StringConstraints(max_length=LONGEST)]
    seen: str | None = None
    shown_at: AwareDatetime | None = None


class ConfirmFacts(Form):
    """Everything recorded about the model is right."""

    model: str


@action("change_facts", Role.EXPERT, Role.MANAGER, Role.RISK_OFFICER)
def change_facts(doing: Doing, form: ChangeFacts) -> Deed:
    """Say what one field of one or many models is."""
    slugs = list(dict.fromkeys(form.model))
    if not 0 < len(slugs) <= MOST_MODELS:
        raise Refused(model=Wrong.TOO_LONG if slugs else Wrong.NEEDED)
    _check(form, doing)
    numbers = [doing.model(slug) for slug in slugs]
    before = {slug: _counts(doing, slug, form.name) for slug in slugs}
    if form.seen is not None and any(value != form.seen for value in before.values()):
        raise NotAsShown(*_changed_by(doing, numbers[0], form.name))
    if len(slugs) > 1:
        _not_changed_since(doing, numbers, form)
    if form.value:
        rows = [_row(doing, number, form) for number in numbers]
        said.say(doing.conn, doing.now, facts, *rows, same=("model_id", "name"))
    else:
        _take_back(doing, numbers, form.name)
    return _deed(slugs, form, before)


@action("confirm_facts", *EVERYBODY)
def confirm_facts(doing: Doing, form: ConfirmFacts) -> Deed:
    """Whoever answers for the model, or may change what is recorded, says that it is right."""
    number = doing.model(form.model)
    if not (doing.who.may(CHANGERS) or _answers_for(doing, form.model)):
        raise Refused(model=Wrong.NOT_ALLOWED)
    row = {
        "model_id": number,
        "said_on": doing.today,
        "said_by": doing.who.called,
        "place": "",
    }
    said.say(doing.conn, doing.now, confirmed, row)
    return Deed(form.model, {"confirmed_on": doing.today.isoformat()})


CHANGERS = frozenset({Role.EXPERT, Role.MANAGER, Role.RISK_OFFICER})
"""Who may change what is recorded."""
_ANSWERING = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT)


def _answers_for(doing: Doing, slug: str) -> bool:
    """Whether whoever asks is its owner, backup or expert, by address, else by name."""
    found = case(doing.conn, slug, doing.now)
    if found is None:
        return False
    mine = {each.casefold() for each in (doing.who.email, doing.who.name) if each}
    for name in _ANSWERING:
        named = found.facts[name].value if name in found.facts else ""
        person = found.people.get(named)
        called = (person.email or person.name) if person else named
        if called.casefold() in mine:
            return True
    return False


def _check(form: ChangeFacts, doing: Doing) -> None:
    if form.name not in CHANGED_HERE:
        raise Refused(name=Wrong.NOT_A_CHOICE)
    choices = _CHOICES.get(form.name)
    if form.value and choices and form.value not in choices:
        raise Refused(value=Wrong.NOT_A_CHOICE)
    told = Fact(ModelRef("any"), form.name, form.value, Origin.TYPED, "")
    if form.value and inventory_problem(told, doing.now):
        raise Refused(value=Wrong.NOT_ALLOWED)


def _counts(doing: Doing, slug: str, name: FieldName) -> str:
    """What counts for this field now; empty where nobody said anything."""
    found = case(doing.conn, slug, doing.now)
    return found.facts[name].value if found and name in found.facts else ""


def _row(doing: Doing, number: int, form: ChangeFacts) -> Row:
    return {
        "model_id": number,
        "name": form.name,
        "value": form.value,
        "origin": Origin.TYPED,
        "place": doing.who.name,
    }


def _take_back(doing: Doing, numbers: list[int], name: FieldName) -> None:
    for number in numbers:
        key = {"model_id": number, "name": name}
        said.take_back(doing.conn, doing.now, facts, key)


def _not_changed_since(doing: Doing, numbers: list[int], form: ChangeFacts) -> None:
    """Raises NotAsShown where anybody said anything of the field since the form was drawn."""
    if form.shown_at is None:
        raise Refused(shown_at=Wrong.NEEDED)
    since = or_(facts.c.known_from > form.shown_at, facts.c.known_to > form.shown_at)
    changed = select(facts.c.model_id).where(
        facts.c.model_id.in_(numbers), facts.c.name == form.name, since
    )
    number = doing.conn.scalar(changed.limit(1))
    if number is not None:
        raise NotAsShown(*_changed_by(doing, number, form.name))


def _changed_by(doing: Doing, number: int, name: FieldName) -> tuple[str, datetime]:
    """Who last said anything about this field, and when we heard of it."""
    of_it = (facts.c.model_id == number, facts.c.name == name)
    newest = select(facts.c.place, facts.c.known_from).where(*of_it)
    row = doing.conn.execute(newest.order_by(facts.c.known_from.desc()).limit(1)).first()
    return (row.place, row.known_from) if row else ("", doing.now)


def _deed(slugs: list[str], form: ChangeFacts, before: dict[str, str]) -> Deed:
    after = {"name": form.name.value, "value": form.value}
    if len(slugs) == 1:
        return Deed(slugs[0], after, {"value": before[slugs[0]]})
    return Deed("", {**after, "models": slugs}, {"values": before})
