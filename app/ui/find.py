"""The box that finds a model from anywhere: type a name, choose, and its page opens."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app.language.labels import Label, label
from app.language.sentence import Speech
from app.language.sourcing import found_models
from app.language.statuses import status_words
from app.ui import loading, view
from app.ui.address import LONGEST_SEARCH, Filters, to_model, to_models
from app.ui.filters import kept_day
from app.ui.loading import StoreAway
from app.ui.loading.past import PastDayAwaited, PastDayFailed
from app.ui.marks import icon
from app.ui.markup import NOTHING, join, link, name, search_field
from app.ui.shown import Match
from app.ui.visit import Visit, again

_ANSWER = Markup('<div class="answer" data-answer></div>')
"""Where what is found stands."""


def show(here: Visit, above: Markup, below: Markup, at: str) -> None:
    """The box, between other parts. ``at`` says where the reader is: a new place empties it."""

    # Only this part runs again while somebody types; the page beside it stays as it is.
    @st.fragment
    def find() -> None:
        now = again(here)
        form = above + _form(now.speech) + _ANSWER + below
        view.ask(form, at, lambda typed: _found(typed, now), key="find")

    find()


def _form(speech: Speech) -> Markup:
    """Without waiting for an answer, Enter leads to the list."""
    return Markup('<form class="find" role="search" action="/models" data-asks>{}{}</form>').format(
        search_field("", label(Label.FIND, speech), LONGEST_SEARCH), kept_day()
    )


def _found(asked: str, here: Visit) -> Markup:
    typed = asked.strip()[:LONGEST_SEARCH]
    if not typed:
        return NOTHING
    try:
        found, more = loading.matches(here, typed)
    except (StoreAway, PastDayAwaited, PastDayFailed):
        # The page beside this box says in words that our records cannot be read.
        return NOTHING
    return _matches(found, more, typed, here.speech)


def _matches(found: Sequence[Match], more: bool, typed: str, speech: Speech) -> Markup:
    in_list = to_models(Filters(search=typed))
    everything = link(in_list, label(Label.MORE_IN_LIST, speech)) if more else NOTHING
    return Markup('<p class="soft" role="status">{}</p><ul class="matches">{}</ul>{}').format(
        found_models(len(found), more, speech),
        join(_match(each, speech) for each in found),
        everything,
    )


def _match(match: Match, speech: Speech) -> Markup:
    return Markup(
        '<li class="tone-{}"><a href="{}">{}<span>{}<small>{}</small></span></a></li>'
    ).format(
        match.status.value,
        to_model(match.slug),
        icon(match.status),
        name(match.name),
        status_words(match.status, speech).name,
    )
