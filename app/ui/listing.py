"""The page of all models, put together: headline, bar, filters, list, and what stands apart."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from app.language.amounts import whole
from app.language.headline import checked, headline
from app.language.labels import Label, label
from app.language.pages import showing
from app.language.sentence import Speech
from app.language.unmissed import UnmissedLabel
from app.ui import filters as filter_row
from app.ui import states, view
from app.ui.address import PAGE_LENGTH, Filters, to_export, to_model, to_models
from app.ui.banners import banners
from app.ui.counts import status_bar
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.paging import paging
from app.ui.results import clearing, not_understood, results
from app.ui.rows import model_table
from app.ui.shown import Listing, Notice, Registered

MOST_APART = 100
"""A registry may hold thousands of experiments; whoever needs one searches there."""


def show(listing: Listing, filters: Filters, notice: Notice, speech: Speech) -> None:
    """Everything of the page, top to bottom."""
    view.show(page(listing, filters, notice, speech), key="models")


def page(listing: Listing, filters: Filters, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML: one part, since each is set up on its own."""
    drawn = _top(listing, filters, notice, speech)
    if listing.fleet.counts:
        drawn += filter_row.form(filters, listing.fleet.units, speech)
        drawn += _found(listing, filters, speech)
    return drawn + (_apart(listing.apart, speech) if listing.apart else NOTHING)


def _top(listing: Listing, filters: Filters, notice: Notice, speech: Speech) -> Markup:
    above = banners(notice, speech)
    if not listing.fleet.counts:
        return above + states.empty(notice, bool(listing.apart), speech)
    first, *others = headline(listing.fleet.counts, listing.fleet.needing_care, speech)
    if notice.judged_at:
        others.append(checked(notice.judged_at, speech))
    return Markup('{}<div><h1 tabindex="-1">{}</h1><p class="lead">{}</p></div>{}').format(
        above, sentence(first), sentences(others), status_bar(listing.fleet, filters, speech)
    )


def _found(listing: Listing, filters: Filters, speech: Speech) -> Markup:
    if not listing.rows:
        return not_understood(filters.understood, speech) + states.nothing_found(speech)
    return (
        _results(listing, filters, speech)
        + model_table(listing.rows, speech)
        + paging(
            filters.page,
            listing.matching,
            lambda page: to_models(replace(filters, page=page)),
            speech,
        )
    )


def _results(listing: Listing, filters: Filters, speech: Speech) -> Markup:
    first = (filters.page - 1) * PAGE_LENGTH + 1
    told = showing(first, first + len(listing.rows) - 1, listing.matching, speech)
    clear = clearing(to_models(), label(Label.CLEAR_FILTERS, speech), narrowed=filters.narrowed)
    doubts = link(
        to_models(Filters(unmissed=True)), label(UnmissedLabel.WOULD_BE_MISSED, speech), "quiet"
    )
    return not_understood(filters.understood, speech) + results(
        told, clear + doubts, lambda kind: to_export("models", kind, filters), speech
    )


def _apart(apart: Sequence[Registered], speech: Speech) -> Markup:
    more = label(Label.APART_FIRST, speech) if len(apart) > MOST_APART else ""
    return Markup(
        '<section><h2>{} <span class="soft">{}</span></h2><p class="soft">{} {}</p>'
        '<ul class="registered">{}</ul></section>'
    ).format(
        label(Label.APART, speech),
        whole(len(apart), speech),
        label(Label.APART_WHY, speech),
        more,
        join(_registered(each) for each in apart[:MOST_APART]),
    )


def _registered(one: Registered) -> Markup:
    return Markup('<li>{}<span class="soft">{}</span></li>').format(
        link(to_model(one.slug), name(one.name)), name(one.registry)
    )
