"""Taking in a list of models that somebody brought, and adding a model that is in no registry.

A list waits in the store, and is set against the record anew when it is taken in: what was not
shown is not changed, and nothing that is recorded is overwritten unless it was ticked.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from app.actions.doing import Deed, Doing, Form, NotAsShown, Refused, RowNumber, action
from app.actions.facts import CHANGERS
from data.facts import Fact, FieldName, Impact, Kind, ModelRef, Origin
from data.lists.comparison import Comparison, Difference, seal
from data.lists.entries import place_of
from data.members import Wrong
from data.store import adding, brought_lists, said
from data.store.brought_lists import Brought
from data.store.door import inventory_problem
from data.store.histories import facts
from data.store.history import Row
from data.store.recorded import compared

LONGEST_NAME = 250
LONGEST_WORDS = 2_000
LONGEST_PLACE = 240
MOST_TICKED = 500
"""Values overwritten at once: as many as a page shows; the next ones are shown after these."""

Name = Annotated[str, StringConstraints(max_length=LONGEST_NAME)]


def _one_or_many(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


class TakeInList(Form):
    """``brought`` is the number of the one that waits, ``seen`` the seal of what was shown of it.

    ``overwrite`` are the keys of the differences in which the list is right.
    """

    brought: RowNumber
    seen: str
    overwrite: Annotated[str | list[str], AfterValidator(_one_or_many)] = Field(
        default_factory=list
    )


class AddModel(Form):
    """``called`` is its name; the rest may stay empty."""

    sort: Kind
    called: Annotated[str, StringConstraints(max_length=LONGEST_NAME, pattern=r"\w")]
    purpose: Annotated[str, StringConstraints(max_length=LONGEST_WORDS)] = ""
    owner: Name = ""
    unit: Name = ""
    impact: Annotated[Impact | None, BeforeValidator(lambda typed: typed or None)] = None


@action("take_in_list", *CHANGERS)
def take_in_list(doing: Doing, form: TakeInList) -> Deed:
    """Add what is new, fill in what nobody recorded, and overwrite what was ticked."""
    brought = brought_lists.waiting(doing.conn, doing.who.account, doing.now)
    if brought is None or brought.id != form.brought or brought.problem:
        raise NotAsShown
    found = compared(doing.conn, brought, doing.now, doing.today)
    if seal(found) != form.seen:
        raise NotAsShown
    ticked = _ticked(found, list(form.overwrite))
    if not (found.new or found.filled or ticked):
        raise Refused(overwrite=Wrong.NOT_ENOUGH)
    added = _add(doing, brought, found)
    _say(doing, brought, found, ticked)
    counts = {"added": len(added), "filled": found.filled, "changed": len(ticked)}
    account = doing.who.account
    brought_lists.take(doing.conn, account, brought, doing.now, counts, found.refused)
    return _deed(brought, found, added, ticked)


@action("add_model", *CHANGERS)
def add_model(doing: Doing, form: AddModel) -> Deed:
    """A model that no registry knows: bought, a language model, a spreadsheet or written rules."""
    if form.sort is Kind.REGISTRY:
        raise Refused(sort=Wrong.NOT_A_CHOICE)
    if adding.is_known(doing.conn, form.called):
        raise Refused(called=Wrong.TAKEN)
    told: dict[FieldName, str] = {
        FieldName.KIND: form.sort.value,
        FieldName.PURPOSE: form.purpose,
        FieldName.OWNER: form.owner,
        FieldName.UNIT: form.unit,
        FieldName.IMPACT: form.impact or "",
    }
    _check(doing, form)
    number = adding.add(doing.conn, doing.now, doing.time_zone, {form.called: ""})[form.called]
    rows = [_row(number, field, value, doing.who.name) for field, value in told.items() if value]
    said.say(doing.conn, doing.now, facts, *rows, same=("model_id", "name"))
    slug = adding.slug_of(doing.conn, number)
    return Deed(slug, form.model_dump(mode="json", exclude_defaults=True))


def _check(doing: Doing, form: AddModel) -> None:
    """A name of signs alone, or one that no database can find again, names nothing."""
    told = Fact(ModelRef(form.called), FieldName.KIND, form.sort, Origin.TYPED, "")
    if inventory_problem(told, doing.now):
        raise Refused(called=Wrong.TOO_LONG)


def _ticked(found: Comparison, keys: list[str]) -> list[Difference]:
    if len(keys) > MOST_TICKED:
        raise Refused(overwrite=Wrong.TOO_MANY)
    shown = {each.key: each for each in found.differences}
    if not shown.keys() >= set(keys):
        raise Refused(overwrite=Wrong.NOT_A_CHOICE)
    return [shown[key] for key in dict.fromkeys(keys)]


def _add(doing: Doing, brought: Brought, found: Comparison) -> dict[str, int]:
    """The models that are new, with all that their rows say; their numbers by name."""
    if not found.new:
        return {}
    wordings = {each.name: each.entry.told.get(FieldName.WHAT_IT_DOES, "") for each in found.new}
    numbers = adding.add(doing.conn, doing.now, doing.time_zone, wordings)
    rows = [
        _row(numbers[each.name], field, value, _place(doing, brought, each.entry.row))
        for each in found.new
        for field, value in each.entry.told.items()
    ]
    said.say(doing.conn, doing.now, facts, *rows, same=("model_id", "name"))
    return numbers


def _say(doing: Doing, brought: Brought, found: Comparison, ticked: list[Difference]) -> None:
    numbers = adding.numbers(doing.conn)
    told = [(each.entry.row, each.model.slug, each.fills) for each in found.matched]
    told += [(each.row, each.slug, {each.field: each.listed}) for each in ticked]
    rows = [
        _row(numbers[slug], field, value, _place(doing, brought, row))
        for row, slug, values in told
        for field, value in values.items()
    ]
    if rows:
        said.say(doing.conn, doing.now, facts, *rows, same=("model_id", "name"))


def _row(number: int, field: FieldName, value: str, place: str) -> Row:
    return {
        "model_id": number,
        "name": field,
        "value": value,
        "origin": Origin.TYPED,
        "place": place,
    }


def _place(doing: Doing, brought: Brought, row: int) -> str:
    """Who took it in, from which row of which list, and when."""
    at = place_of(brought.grid, row)
    return f"{doing.who.name[:60]}, {at[:150]}, {doing.today}"[:LONGEST_PLACE]


def _deed(
    brought: Brought, found: Comparison, added: Mapping[str, int], ticked: list[Difference]
) -> Deed:
    """What was overwritten stands in the entry in full; what was filled in, in the histories."""
    after = {
        "file": brought.grid.file,
        "added": list(added),
        "filled": found.filled,
        "refused": found.refused_rows,
        "each": [_value(each, each.listed) for each in ticked],
    }
    before = {"each": [_value(each, each.recorded) for each in ticked]}
    return Deed("", after, before if ticked else {})


def _value(of: Difference, value: str) -> dict[str, str]:
    return {"model": of.slug, "name": of.field.value, "value": value}
