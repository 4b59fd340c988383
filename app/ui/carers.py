"""Who is named for a model, and who looks after how many: the tables of people and of models."""

from collections.abc import Iterable

from markupsafe import Markup

from app.health.cover import MANY
from app.health.verdict import Status
from app.language import carers as words
from app.language.carers import CarerLabel
from app.language.dates import aged, local_day
from app.language.fields import field_words
from app.language.handovers import alone_counted
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.reports.charges import Charge, Named
from app.reports.people import Carer
from app.ui.address import to_model
from app.ui.marks import status_mark, toned_mark
from app.ui.markup import NOTHING, blank, join, link, name, sentence
from app.ui.people_address import to_person
from app.ui.tables import Cell, soft, table
from app.ui.uses import stopping
from data.facts import FieldName

ROLES = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT)


def people_table(carers: Iterable[Carer], speech: Speech) -> Markup:
    """People in the order given, with all they look after."""
    shown = (
        CarerLabel.PERSON,
        CarerLabel.LOOKS_AFTER,
        CarerLabel.NOBODY_STEPS_IN,
        CarerLabel.TO_KNOW,
    )
    heads = [label(each, speech) for each in shown]
    return table(heads, [_carer(each, speech) for each in carers], kind="carers")


def _carer(carer: Carer, speech: Speech) -> tuple[Cell, ...]:
    roles = words.roles_told(carer.owner, carer.backup, carer.expert, speech)
    person = carer.person
    contact = person.email if person.is_listed else label(CarerLabel.UNLISTED, speech)
    return (
        link(to_person(person.key), name(person.name)) + (soft(contact) if contact else NOTHING),
        Markup("{}{}").format(words.models_told(carer.models, speech), soft(roles)),
        alone_counted(carer.alone, speech),
        _to_know(carer, speech) or blank(label(CarerLabel.NOTHING_ELSE, speech)),
    )


def _to_know(carer: Carer, speech: Speech) -> Markup:
    told = leaving(carer.person, speech)
    if carer.models > MANY:
        told += toned_mark("blue", label(CarerLabel.LOOKS_AFTER_MANY, speech))
    return Markup('<span class="marks">{}</span>').format(told) if told else NOTHING


def leaving(person: Named, speech: Speech) -> Markup:
    """That somebody has left or will, and when; empty for everybody else."""
    if person.left_on is None:
        return NOTHING
    gone = person.left_on <= local_day(speech.now, speech)
    mark = toned_mark(
        "grey" if gone else "light",
        label(CarerLabel.HAS_LEFT if gone else CarerLabel.LEAVES, speech),
    )
    return Markup('{}<span class="soft">{}</span>').format(mark, aged(person.left_on, speech))


def models_table(charges: Iterable[Charge], speech: Speech, *, ticks: bool = False) -> Markup:
    """Models with owner, backup and expert, and what stops without each.

    ``ticks`` puts a box before each.
    """
    named = [field_words(role, speech) for role in ROLES]
    heads = [label(Label.MODEL, speech), *named, label(CarerLabel.STOPS, speech)]
    return table(heads, [_charge(each, ticks, speech) for each in charges], kind="charges")


def _charge(charge: Charge, ticked: bool, speech: Speech) -> tuple[Cell, ...]:
    people = (person_cell(charge.people.get(role), speech) for role in ROLES)
    box = _tick(charge, speech) if ticked else NOTHING
    return box + model_cell(charge, speech), *people, stopping(charge.uses, speech)


def _tick(charge: Charge, speech: Speech) -> Markup:
    return Markup('<input type="checkbox" name="model" value="{}" aria-label="{}"> ').format(
        charge.slug, words.tick(charge.name, speech)
    )


def model_cell(model: Charge, speech: Speech) -> Markup:
    """A model by its name, with its status and unit."""
    unit = soft(name(model.unit)) if model.unit else NOTHING
    return linked_model(model.slug, model.name, model.status, speech) + unit


def linked_model(slug: str, called: str, status: Status, speech: Speech) -> Markup:
    """A model by its name and its status below."""
    return Markup('{}<p class="marks">{}</p>').format(
        link(to_model(slug), name(called)), status_mark(status, speech)
    )


def person_cell(person: Named | None, speech: Speech) -> Markup:
    """Somebody named for a model; whoever is gone is said to be, in the same place."""
    if person is None:
        return soft(label(Label.NOT_RECORDED, speech))
    notes = soft(words.leaving_told(person.left_on, speech)) if person.left_on else NOTHING
    if not person.is_listed:
        notes += soft(label(CarerLabel.UNLISTED, speech))
    return link(to_person(person.key), name(person.name)) + notes


def unowned_table(charges: Iterable[Charge], speech: Speech) -> Markup:
    """The models nobody owns: why, whom to ask meanwhile, and how much a mistake matters."""
    heads = (
        label(Label.MODEL, speech),
        label(CarerLabel.WHY_NOBODY, speech),
        label(CarerLabel.WHO_ELSE, speech),
        field_words(FieldName.IMPACT, speech),
    )
    return table(heads, [_unowned(each, speech) for each in charges], kind="unowned")


def _unowned(charge: Charge, speech: Speech) -> tuple[Cell, ...]:
    owner = charge.people.get(FieldName.OWNER)
    why: Cell = label(CarerLabel.NO_OWNER, speech)
    if owner and owner.left_on:
        why = sentence(words.owner_left(owner.name, owner.left_on, speech))
    return (
        model_cell(charge, speech),
        why,
        takers(charge, here(charge, speech), speech),
        words.matters(charge.impact, charge.impact_assumed, speech),
    )


def here(charge: Charge, speech: Speech) -> list[tuple[FieldName, Named]]:
    """Everybody named for a model who is still here."""
    day = local_day(speech.now, speech)
    return [(role, each) for role, each in charge.people.items() if each.is_there(day)]


def takers(charge: Charge, people: Iterable[tuple[FieldName, Named]], speech: Speech) -> Markup:
    """Who could take a model over: these people, and its team."""
    told = [
        link(to_person(each.key), name(words.named_as(each.name, role, speech)))
        for role, each in people
    ]
    team = words.reached_at(charge.team, charge.contact, speech)
    told += [name(team)] if team else []
    if not told:
        return soft(label(CarerLabel.NOBODY_NAMED, speech))
    return Markup('<ul class="named">{}</ul>').format(
        join(Markup("<li>{}</li>").format(each) for each in told)
    )
