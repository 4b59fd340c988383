"""The page about people, put together: headline, what to show, filters, and the list asked for."""

from dataclasses import dataclass, replace
from enum import Enum

from markupsafe import Markup

from app.language import answer_uses, carers
from app.language.answer_uses import UseLabel
from app.language.carers import CarerLabel
from app.language.labels import Label, label
from app.language.sentence import Sentence, Speech
from app.reports.people import ModelsFound, PeopleFound, Standing, UsesFound
from app.ui import filters, states, view
from app.ui.address import LONGEST_SEARCH
from app.ui.applications import applications
from app.ui.banners import banners
from app.ui.carers import models_table, people_table, unowned_table
from app.ui.deed_form import may
from app.ui.fact_forms import changing_many
from app.ui.heads import head
from app.ui.loading.people import Answering
from app.ui.markup import NOTHING, join, link, search_field, sentences
from app.ui.paging import paging
from app.ui.people_address import PeopleAsked, View, to_people, to_people_file
from app.ui.results import clearing, not_understood, results
from app.ui.shown import Notice
from app.ui.tables import section, soft
from data.facts import FieldName

_VIEWS = {
    View.PEOPLE: CarerLabel.BY_PERSON,
    View.MODELS: CarerLabel.BY_MODEL,
    View.USES: CarerLabel.BY_USE,
}


@dataclass(frozen=True, slots=True)
class _List:
    """One of the lists: its words and what is drawn of it, which is nothing where none matches.

    ``file`` names it as a file.
    """

    file: str
    search: Enum
    everything: Enum
    told: Sentence
    matching: int
    drawn: Markup


def show(answering: Answering, asked: PeopleAsked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(answering, asked, notice, speech), key="people")


def page(answering: Answering, asked: PeopleAsked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    standing, found = answering.standing, answering.found
    if not standing.deployed:
        return banners(notice, speech) + states.empty(notice, registered=False, speech=speech)
    drawn = _top(standing, notice, speech) + _ways(asked, speech)
    if isinstance(found, PeopleFound):
        return drawn + _people(found, asked, standing, speech)
    if isinstance(found, ModelsFound):
        return drawn + _listed(_models(found, speech), asked, standing, speech)
    told = answer_uses.recorded_told(standing.used, standing.deployed, speech)
    if not standing.used:
        return drawn + soft(sentences(told)) + states.no_use_recorded(speech)
    return drawn + soft(sentences(told)) + _listed(_uses(found, speech), asked, standing, speech)


def _top(standing: Standing, notice: Notice, speech: Speech) -> Markup:
    missing, deployed = standing.missing, standing.deployed
    owned = deployed - missing.owner
    title = carers.answering(owned, deployed, standing.needing_care, speech)
    counted = (
        (FieldName.OWNER, missing.owner),
        (FieldName.BACKUP_OWNER, missing.backup),
        (FieldName.EXPERT, missing.expert),
    )
    told = [carers.missing(role, count, speech) for role, count in counted if count]
    told += [carers.overdue(missing.review, speech)] if missing.review else []
    return head(title, told or [carers.nothing_missing(speech)], notice, speech)


def _ways(asked: PeopleAsked, speech: Speech) -> Markup:
    """The three lists of the page; the unit goes along."""
    entries = join(
        Markup('<li><a href="{}"{}>{}</a></li>').format(
            to_people(PeopleAsked(each, unit=asked.unit)),
            Markup(' aria-current="true"') if each is asked.view else NOTHING,
            label(word, speech),
        )
        for each, word in _VIEWS.items()
    )
    name = label(CarerLabel.VIEWS, speech)
    return Markup('<nav aria-label="{}"><ul class="legend">{}</ul></nav>').format(name, entries)


def _people(found: PeopleFound, asked: PeopleAsked, standing: Standing, speech: Speech) -> Markup:
    listed = _List(
        "people",
        CarerLabel.SEARCH_PEOPLE,
        CarerLabel.SHOW_EVERYBODY,
        carers.found_people(found.matching, speech),
        found.matching,
        people_table(found.carers, speech) if found.carers else NOTHING,
    )
    drawn = soft(sentences(carers.order_told(speech))) + _listed(listed, asked, standing, speech)
    # Whoever looks for somebody or turns the page has seen what comes first.
    first = _unowned(found, asked, speech) if asked.page == 1 and not asked.search else NOTHING
    return first + section(label(CarerLabel.PEOPLE, speech), drawn)


def _unowned(found: PeopleFound, asked: PeopleAsked, speech: Speech) -> Markup:
    title = label(CarerLabel.NOBODY_OWNS, speech)
    if not found.unowned:
        return section(title, soft(label(CarerLabel.ALL_OWNED, speech)))
    body = soft(label(CarerLabel.NOBODY_OWNS_WHY, speech)) + unowned_table(found.unowned, speech)
    if found.unowned_in_all > len(found.unowned):
        everything = to_people(PeopleAsked(View.MODELS, unit=asked.unit))
        body += soft(link(everything, label(CarerLabel.ALL_UNOWNED, speech)))
    return section(title, body)


def _models(found: ModelsFound, speech: Speech) -> _List:
    return _List(
        "carers",
        CarerLabel.SEARCH_MODELS,
        Label.CLEAR_FILTERS,
        carers.found_models(found.matching, speech),
        found.matching,
        _charges(found, speech) if found.charges else NOTHING,
    )


def _charges(found: ModelsFound, speech: Speech) -> Markup:
    """The models; for those who may change what is recorded, with the form for many at once."""
    if not may("change_facts"):
        return models_table(found.charges, speech)
    named = {each for charge in found.charges for each in charge.people.values()}
    people = sorted((each.key, each.name) for each in named)
    return changing_many(models_table(found.charges, speech, ticks=True), people, speech)


def _uses(found: UsesFound, speech: Speech) -> _List:
    return _List(
        "uses",
        UseLabel.SEARCH_USES,
        UseLabel.SHOW_ALL,
        answer_uses.found_uses(found.matching, speech),
        found.matching,
        applications(found.applications, speech) if found.applications else NOTHING,
    )


def _listed(found: _List, asked: PeopleAsked, standing: Standing, speech: Speech) -> Markup:
    """A form to narrow the list, how many match, the list, and turning its pages."""
    fields = (
        search_field(asked.search, label(found.search, speech), LONGEST_SEARCH),
        filters.units_field(asked.unit, standing.units, speech),
    )
    drawn = filters.narrow("/people", fields, {"view": asked.view.value})
    drawn += not_understood(asked.understood, speech)
    everything, clear = to_people(PeopleAsked(asked.view)), label(found.everything, speech)
    if not found.drawn:
        return drawn + states.nothing_matches(everything, speech)
    clearing_link = clearing(everything, clear, narrowed=asked.narrowed)
    line = results(
        found.told, clearing_link, lambda kind: to_people_file(found.file, kind, asked), speech
    )
    turn = paging(
        asked.page, found.matching, lambda page: to_people(replace(asked, page=page)), speech
    )
    return drawn + line + found.drawn + turn
