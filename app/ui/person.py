"""If somebody left tomorrow: what one person looks after, who steps in, and what stops."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from app.language import carers
from app.language import handovers as words
from app.language.dates import local_day
from app.language.fields import field_words
from app.language.handovers import HandoverLabel
from app.language.labels import Label, label
from app.language.places import PageTitle
from app.language.sentence import Sentence, Speech
from app.reports.charges import Named
from app.reports.handover import Entry, Handover, Held
from app.ui import states, view
from app.ui.banners import banners
from app.ui.carers import model_cell, takers
from app.ui.crumbs import crumbs
from app.ui.heads import head
from app.ui.markup import NOTHING, link, name, sentence, sentences
from app.ui.paging import paging
from app.ui.people_address import PeopleAsked, to_people, to_people_file
from app.ui.results import not_understood, results
from app.ui.shown import Notice
from app.ui.tables import Cell, section, soft, table
from app.ui.uses import stopping
from data.facts import FieldName


def show(found: Handover | None, asked: PeopleAsked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, asked, notice, speech), key="person")


def page(found: Handover | None, asked: PeopleAsked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    if found is None:
        return banners(notice, speech) + states.unknown_person(asked.person, speech)
    return (
        _top(found, notice, speech)
        + not_understood(asked.understood, speech)
        + _results(found, asked, speech)
        + _group(HandoverLabel.ALONE, [each for each in found.entries if each.alone], speech)
        + _group(HandoverLabel.SHARED, [each for each in found.entries if not each.alone], speech)
        + paging(
            asked.page,
            found.carer.models,
            lambda page: to_people(replace(asked, page=page)),
            speech,
        )
    )


def _crumbs(person: Named, speech: Speech) -> Markup:
    back = link(to_people(), label(PageTitle.PEOPLE, speech))
    return crumbs([back], name(person.name), speech)


def _top(found: Handover, notice: Notice, speech: Speech) -> Markup:
    carer, person = found.carer, found.carer.person
    title = words.if_gone(person.name, person.left_on, carer.alone, carer.models, speech)
    told: list[Sentence] = []
    if person.left_on and person.left_on <= local_day(speech.now, speech):
        told.append(words.left_told(person.left_on, speech))
    if not person.is_listed:
        told.append(words.typed_told(person.name, speech))
    told += words.what_to_do(carer.alone, person.left_on, speech)
    email = soft(name(person.email)) if person.email else NOTHING
    return head(title, told, notice, speech, _crumbs(person, speech)) + email


def _results(found: Handover, asked: PeopleAsked, speech: Speech) -> Markup:
    told = words.models_counted(found.carer.models, speech)
    return results(told, NOTHING, lambda kind: to_people_file("handover", kind, asked), speech)


def _group(title: HandoverLabel, entries: Iterable[Entry], speech: Speech) -> Markup:
    rows = [_row(each, speech) for each in entries]
    if not rows:
        return NOTHING
    heads = (
        label(Label.MODEL, speech),
        label(HandoverLabel.ROLE_AND_WHY, speech),
        field_words(FieldName.IMPACT, speech),
        label(HandoverLabel.WHO_COULD, speech),
        label(HandoverLabel.STOPS, speech),
    )
    return section(label(title, speech), table(heads, rows, kind="handover"))


def _row(entry: Entry, speech: Speech) -> tuple[Cell, ...]:
    charge = entry.charge
    held = Markup("").join(_held(each, speech) for each in entry.held)
    return (
        model_cell(charge, speech),
        held + _signed(entry, speech),
        carers.matters(charge.impact, charge.impact_assumed, speech),
        takers(charge, entry.others, speech),
        stopping(charge.uses, speech),
    )


def _held(held: Held, speech: Speech) -> Markup:
    other = held.other
    left_on = other.left_on if other else None
    why = words.steps_in(held.role, other.name if other else "", left_on, speech)
    return Markup("<p><strong>{}</strong> · {}</p>").format(
        field_words(held.role, speech), sentence(why)
    )


def _signed(entry: Entry, speech: Speech) -> Markup:
    signed = entry.signed
    if signed is None:
        return NOTHING
    asked = {"kind": signed.kind, "phrase": signed.phrase}
    return soft(sentences(words.signed_told(asked, signed.agreed_on, signed.review_by, speech)))
