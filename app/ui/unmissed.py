"""Which models would nobody miss? The list of models with signs, a question and never a verdict."""

from dataclasses import replace

from markupsafe import Markup

from app.language import unmissed as words
from app.language.decisions import DecisionLabel, kept_told, show_kept
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.language.unmissed import UnmissedLabel
from app.reports.unmissed import Doubt, Unmissed
from app.ui import filters as filter_row
from app.ui import states, view
from app.ui.address import Filters, to_export, to_models
from app.ui.banners import banners
from app.ui.carers import here, model_cell, takers
from app.ui.crumbs import crumbs
from app.ui.deciding import keep, keep_no_longer
from app.ui.heads import head
from app.ui.markup import NOTHING, join, link, sentence, sentences
from app.ui.paging import paging
from app.ui.results import clearing, not_understood, results
from app.ui.shown import Notice
from app.ui.tables import Cell, soft, table


def show(found: Unmissed, filters: Filters, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, filters, notice, speech), key="unmissed")


def page(found: Unmissed, filters: Filters, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    if not found.deployed:
        return banners(notice, speech) + states.empty(notice, registered=False, speech=speech)
    title = words.headline(found.in_all, found.deployed, speech)
    drawn = head(title, words.caution(speech), notice, speech, _crumbs(speech))
    drawn += _others(found, filters, speech) + filter_row.form(filters, found.units, speech)
    return drawn + not_understood(filters.understood, speech) + _list(found, filters, speech)


def _crumbs(speech: Speech) -> Markup:
    back = link(to_models(), label(Label.MODELS, speech))
    return crumbs([back], label(UnmissedLabel.WOULD_BE_MISSED, speech), speech)


def _others(found: Unmissed, filters: Filters, speech: Speech) -> Markup:
    """The way to those that somebody decided to keep, and back."""
    if filters.kept:
        there, told = Filters(unmissed=True), label(DecisionLabel.TO_DOUBTED, speech)
    elif found.kept:
        there, told = Filters(unmissed=True, kept=True), show_kept(found.kept, speech)
    else:
        return NOTHING
    return Markup("<p>{}</p>").format(link(to_models(there), told))


def _list(found: Unmissed, filters: Filters, speech: Speech) -> Markup:
    everything = to_models(Filters(unmissed=True, kept=filters.kept))
    clear = label(UnmissedLabel.TO_UNMISSED, speech)
    if not found.doubts:
        return states.nothing_matches(everything, speech)
    line = results(
        words.found_told(found.matching, speech),
        clearing(everything, clear, narrowed=filters.narrowed),
        lambda kind: to_export("unmissed", kind, filters),
        speech,
    )
    turn = paging(
        filters.page, found.matching, lambda page: to_models(replace(filters, page=page)), speech
    )
    return line + _table(found, speech) + turn


def _table(found: Unmissed, speech: Speech) -> Markup:
    heads = (
        label(Label.MODEL, speech),
        label(UnmissedLabel.SIGNS, speech),
        label(UnmissedLabel.ASK, speech),
    )
    return table(heads, [_row(each, speech) for each in found.doubts], kind="unmissed")


def _row(doubt: Doubt, speech: Speech) -> tuple[Cell, ...]:
    signs = join(
        Markup("<li>{}</li>").format(sentence(words.sign_told(each, speech)))
        for each in doubt.signs
    )
    charge, kept = doubt.charge, doubt.kept
    decided = NOTHING
    if kept is not None:
        told = kept_told(kept.by, kept.at, kept.until, kept.why, speech)
        decided = soft(sentences(told))
        if doubt.kept_here:
            decided += keep_no_longer(charge.slug, kept.at, speech)
    return (
        model_cell(charge, speech),
        Markup('{}<ul class="named">{}</ul>{}{}').format(
            words.signs_counted(len(doubt.signs), speech), signs, decided, keep(charge.slug, speech)
        ),
        takers(charge, here(charge, speech), speech),
    )
