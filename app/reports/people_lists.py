"""The lists of the page about people as tables to download."""

from collections.abc import Iterable, Sequence
from enum import Enum

from app.language import answer_uses, carers, handovers
from app.language.answer_uses import UseLabel
from app.language.carers import CarerLabel
from app.language.fields import field_words
from app.language.handovers import HandoverLabel
from app.language.labels import Label, label
from app.language.lists import Column, about_list, narrowed_to, stamp
from app.language.places import PageTitle
from app.language.sentence import Speech
from app.language.statuses import care_words, status_words
from app.reports.charges import Charge, Named
from app.reports.exports import Cell, Table
from app.reports.handover import Entry, Handover, Held
from app.reports.people import Application, Carer, ModelsFound, PeopleFound, UsesFound
from data.facts import FieldName
from data.store.outlooks import Choice

_ROLES = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT)


def people_list(found: PeopleFound, choice: Choice, is_pretend: bool, speech: Speech) -> Table:
    """Everybody who is named for a model in use, with how many models they look after."""
    heads = (
        CarerLabel.PERSON,
        CarerLabel.EMAIL,
        CarerLabel.LEFT_ON,
        CarerLabel.LOOKS_AFTER,
        CarerLabel.AS_OWNER,
        CarerLabel.AS_BACKUP,
        CarerLabel.AS_EXPERT,
        CarerLabel.NOBODY_STEPS_IN,
        CarerLabel.KEY,
    )
    rows = [_person(each) for each in found.carers]
    said = _chosen(choice, speech)
    return _table(CarerLabel.PEOPLE, heads, rows, found.matching, said, is_pretend, speech)


def carers_list(found: ModelsFound, choice: Choice, is_pretend: bool, speech: Speech) -> Table:
    """Every model in use with its owner, backup and expert, and what stops without it."""
    heads = (
        Label.MODEL,
        Label.STATUS,
        Label.CARE,
        Label.UNIT,
        *_ROLES,
        FieldName.TEAM,
        FieldName.CONTACT,
        FieldName.IMPACT,
        UseLabel.STOPS,
        Column.ADDRESS,
    )
    rows = [_model(each, speech) for each in found.charges]
    said = _chosen(choice, speech)
    return _table(PageTitle.PEOPLE, heads, rows, found.matching, said, is_pretend, speech)


def uses_list(found: UsesFound, choice: Choice, is_pretend: bool, speech: Speech) -> Table:
    """One row for each application, process or model and each model it hangs on."""
    heads = (
        UseLabel.USED_BY,
        UseLabel.SORT,
        UseLabel.MODEL,
        Label.STATUS,
        UseLabel.STOPS,
        UseLabel.FALLBACK,
        UseLabel.TELL,
        Column.ADDRESS,
    )
    rows = [row for each in found.applications for row in _uses(each, speech)]
    # A row is one of the models a thing hangs on, so the things are not counted.
    said = _chosen(choice, speech)
    return _table(UseLabel.WHO_USES, heads, rows, len(rows), said, is_pretend, speech)


def handover_list(found: Handover, is_pretend: bool, speech: Speech) -> Table:
    """What one person has to hand over: a row for each role at each model."""
    heads = (
        Label.MODEL,
        HandoverLabel.ROLE,
        Label.STATUS,
        Label.CARE,
        Column.WHY,
        HandoverLabel.WHO_COULD,
        HandoverLabel.STOPS,
        FieldName.IMPACT,
        HandoverLabel.SIGNED,
        HandoverLabel.REVIEW_BY,
        Column.ADDRESS,
    )
    rows = [_held(entry, held, speech) for entry in found.entries for held in entry.held]
    said = ((label(CarerLabel.PERSON, speech), found.carer.person.name),)
    return _table(HandoverLabel.HAND_OVER, heads, rows, len(rows), said, is_pretend, speech)


def _table(
    title: Enum,
    heads: Iterable[Enum],
    rows: Sequence[tuple[Cell, ...]],
    matching: int,
    chosen: tuple[tuple[str, str], ...],
    is_pretend: bool,
    speech: Speech,
) -> Table:
    shown = narrowed_to(chosen, speech)
    return Table(
        title=label(title, speech),
        about=(*about_list(len(rows), matching, is_pretend, speech), shown),
        heads=tuple(_head(each, speech) for each in heads),
        rows=rows,
        stamp=stamp(len(rows), matching, shown, is_pretend, speech),
    )


def _head(which: Enum, speech: Speech) -> str:
    return field_words(which, speech) if isinstance(which, FieldName) else label(which, speech)


def _chosen(choice: Choice, speech: Speech) -> tuple[tuple[str, str], ...]:
    said = ((CarerLabel.SEARCHED, choice.search), (Label.UNIT, choice.unit))
    return tuple((label(name, speech), chosen) for name, chosen in said if chosen)


def _person(carer: Carer) -> tuple[Cell, ...]:
    person = carer.person
    return (
        person.name,
        person.email,
        person.left_on,
        carer.models,
        carer.owner,
        carer.backup,
        carer.expert,
        carer.alone,
        person.key,
    )


def _model(charge: Charge, speech: Speech) -> tuple[Cell, ...]:
    return (
        charge.name,
        status_words(charge.status, speech).name,
        care_words(charge.care, speech).name,
        charge.unit or label(Label.NO_UNIT_RECORDED, speech),
        *(_named(charge.people.get(role), speech) for role in _ROLES),
        charge.team,
        charge.contact,
        carers.matters(charge.impact, charge.impact_assumed, speech),
        _stops(charge, speech),
        f"/model?model={charge.slug}",
    )


def _named(person: Named | None, speech: Speech) -> str:
    if person is None:
        return label(Label.NOT_RECORDED, speech)
    return answer_uses.contact_told(person.name, person.left_on, speech)


def _stops(charge: Charge, speech: Speech) -> str:
    told = [str(answer_uses.stops_told(each.name, each.stops, speech)) for each in charge.uses]
    return "\n".join(told) or label(UseLabel.NOTHING_RECORDED, speech)


def _uses(application: Application, speech: Speech) -> Iterable[tuple[Cell, ...]]:
    for each in application.hangs_on:
        use = each.use
        yield (
            application.name,
            answer_uses.use_kind(use.kind, speech),
            each.name,
            status_words(each.status, speech).name,
            use.stops or label(UseLabel.STOPS_UNKNOWN, speech),
            use.fallback or label(UseLabel.NO_FALLBACK, speech),
            answer_uses.contact_told(use.contact, use.contact_left_on, speech)
            or label(UseLabel.NO_CONTACT, speech),
            f"/model?model={each.slug}",
        )


def _held(entry: Entry, held: Held, speech: Speech) -> tuple[Cell, ...]:
    charge, signed = entry.charge, entry.signed
    other, left_on = ("", None) if held.other is None else (held.other.name, held.other.left_on)
    return (
        charge.name,
        field_words(held.role, speech),
        status_words(charge.status, speech).name,
        care_words(charge.care, speech).name,
        str(handovers.steps_in(held.role, other, left_on, speech)),
        "\n".join(_takers(entry, speech)) or label(CarerLabel.NOBODY_NAMED, speech),
        _stops(charge, speech),
        carers.matters(charge.impact, charge.impact_assumed, speech),
        signed.agreed_on if signed else None,
        signed.review_by if signed else None,
        f"/model?model={charge.slug}",
    )


def _takers(entry: Entry, speech: Speech) -> Iterable[str]:
    for role, person in entry.others:
        told = carers.named_as(person.name, role, speech)
        yield carers.reached_at(told, person.email, speech)
    if team := carers.reached_at(entry.charge.team, entry.charge.contact, speech):
        yield team
