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
from app.ui.loading import StoreAway
from app.ui.marks import icon
from app.ui.markup import NOTHING, join, link, name
from app.ui.shown import Match
from app.ui.visit import Visit, again

_BOX, _AT = "find", "find-at"
_PAUSE = "300ms"
"""Long enough that a word is typed in one go, short enough that the names seem to follow."""


def show(here: Visit, at: str) -> None:
    """The box. ``at`` says where the reader is: a new place empties it."""
    if st.session_state.get(_AT) != at:
        st.session_state[_AT] = at
        st.session_state[_BOX] = ""

    # Only this part runs again while somebody types; the page beside it stays as it is.
    @st.fragment
    def find() -> None:
        _find(again(here))

    find()


def _find(here: Visit) -> None:
    typed = st.text_input(
        label(Label.FIND, here.speech),
        key=_BOX,
        type="search",
        icon=":material/search:",
        live=_PAUSE,
        placeholder=label(Label.FIND, here.speech),
        label_visibility="collapsed",
    )
    # Not the widget's own limit: it draws a counter over what is typed in so small a box.
    typed = (typed or "").strip()[:LONGEST_SEARCH]
    if not typed:
        return
    try:
        found, more = loading.matches(here, typed)
    except StoreAway:
        # The page beside this box says in words that our records cannot be read.
        return
    view.show(_matches(found, more, typed, here.speech), key="matches")


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
