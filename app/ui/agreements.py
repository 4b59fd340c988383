"""The list of what waits for a signature."""

from dataclasses import replace

from markupsafe import Markup

from app.language import agreements as words
from app.language.agreements import AgreementLabel
from app.language.fields import impact_words
from app.language.labels import Label, label
from app.language.noticing import found as found_told
from app.language.sentence import Speech
from app.reports.agreements import Need, Waiting
from app.ui import states, view
from app.ui.address import PAGE_LENGTH
from app.ui.agreements_address import PATH, Asked, to_agreements, to_agreements_file
from app.ui.filters import narrow, select, units_field
from app.ui.heads import head
from app.ui.loading.agreements import Shown
from app.ui.markup import NOTHING, join, link, name, sentence
from app.ui.paging import paging
from app.ui.results import clearing, not_understood, results
from app.ui.shown import Notice
from app.ui.tables import table

_HEADS = (Label.MODEL, AgreementLabel.NEED, AgreementLabel.SINCE, AgreementLabel.MATTERS)


def show(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(shown, asked, notice, speech), key="agreements")


def page(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    everything = shown.everything
    if not everything.deployed:
        return states.empty(notice, registered=False, speech=speech)
    models = len({each.slug for each in everything.waiting})
    title = words.headline(models, everything.deployed, speech)
    top = head(title, words.explained(speech), notice, speech)
    if not everything.waiting:
        return top
    return top + _filters(shown, asked, speech) + _list(shown, asked, speech)


def _filters(shown: Shown, asked: Asked, speech: Speech) -> Markup:
    needs = [("", label(AgreementLabel.EVERY_NEED, speech))]
    needs += [(each.value, words.need_told(each.value, speech)) for each in Need]
    chosen = asked.need.value if asked.need else ""
    fields = (
        select("need", label(AgreementLabel.NEED, speech), needs, chosen),
        units_field(asked.unit, shown.units, speech),
    )
    return narrow(PATH, fields, {})


def _list(shown: Shown, asked: Asked, speech: Speech) -> Markup:
    odd = not_understood(asked.understood, speech)
    if not shown.found:
        return odd + states.nothing_matches(to_agreements(), speech)
    first = (asked.page - 1) * PAGE_LENGTH
    some = shown.found[first : first + PAGE_LENGTH]
    told = found_told(first + 1, first + len(some), len(shown.found), speech)
    everything = label(AgreementLabel.EVERYTHING, speech)
    clear = clearing(to_agreements(), everything, narrowed=asked.narrowed)
    heads = [label(each, speech) for each in _HEADS]
    return join(
        (
            odd,
            results(told, clear, lambda kind: to_agreements_file(kind, asked), speech),
            table(heads, [_row(each, speech) for each in some]) if some else NOTHING,
            paging(
                asked.page,
                len(shown.found),
                lambda number: to_agreements(replace(asked, page=number)),
                speech,
            ),
        )
    )


def _row(one: Waiting, speech: Speech) -> tuple[Markup | str, ...]:
    to = to_agreements(Asked(one.slug, one.measure))
    model = link(to, name(one.name)) + Markup('<p class="soft">{}</p>').format(name(one.unit))
    return (
        model,
        words.need_told(one.need.value, speech),
        sentence(words.since(one.need.value, one.since, one.by, speech)),
        impact_words(one.impact, speech),
    )
