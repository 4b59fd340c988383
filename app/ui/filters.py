"""The filters of the list of models. The address is what counts; the widgets follow it.

Streamlit's own binding loses a page's filters on Back, so each run seeds the widgets from the
address, and a change of a widget writes the address before the page runs again.
"""

from collections.abc import Sequence

import streamlit as st

from app.health.verdict import WORST_FIRST, Care, Status
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.language.statuses import care_words, status_words
from app.ui.address import LONGEST_SEARCH, Filters, parameters_of

_SEARCH, _STATUS, _CARE, _UNIT = "models-search", "models-status", "models-care", "models-unit"
_PAUSE = "400ms"
"""Long enough that a word is typed in one go, short enough that the list seems to follow."""


def show(filters: Filters, units: Sequence[str], speech: Speech) -> None:
    """Search, status, care and unit in a row; below each other on a phone."""
    _seed(filters)
    search, status, care, unit = st.columns([5, 8, 4, 4], gap="small")
    with search:
        _search(speech)
    with status:
        _statuses(speech)
    with care:
        _care(speech)
    with unit:
        _units(filters, units, speech)


def _search(speech: Speech) -> None:
    st.text_input(
        label(Label.SEARCH, speech),
        key=_SEARCH,
        type="search",
        icon=":material/search:",
        live=_PAUSE,
        max_chars=LONGEST_SEARCH,
        placeholder=label(Label.SEARCH, speech),
        label_visibility="collapsed",
        on_change=_remember,
    )


def _statuses(speech: Speech) -> None:
    st.multiselect(
        label(Label.STATUS, speech),
        [status.value for status in WORST_FIRST],
        format_func=lambda code: status_words(Status(code), speech).name,
        placeholder=label(Label.ALL_STATUSES, speech),
        key=_STATUS,
        on_change=_remember,
        label_visibility="collapsed",
    )


def _care(speech: Speech) -> None:
    st.selectbox(
        label(Label.CARE, speech),
        ["", *(care.value for care in Care)],
        format_func=lambda code: (
            care_words(Care(code), speech).name if code else label(Label.ANY_CARE, speech)
        ),
        key=_CARE,
        on_change=_remember,
        label_visibility="collapsed",
    )


def _units(filters: Filters, units: Sequence[str], speech: Speech) -> None:
    # A unit of an old link stays choosable, so that the reader sees why nothing matches.
    unlisted = [filters.unit] if filters.unit and filters.unit not in units else []
    st.selectbox(
        label(Label.UNIT, speech),
        ["", *units, *unlisted],
        format_func=lambda unit: unit or label(Label.ALL_UNITS, speech),
        key=_UNIT,
        on_change=_remember,
        label_visibility="collapsed",
    )


def _seed(filters: Filters) -> None:
    wanted: dict[str, object] = {
        _SEARCH: filters.search,
        _STATUS: [status.value for status in filters.statuses],
        _CARE: filters.care.value if filters.care else "",
        _UNIT: filters.unit,
    }
    for key, value in wanted.items():
        # Setting what is already there would take back what is being typed at this moment.
        if st.session_state.get(key) != value:
            st.session_state[key] = value


def _remember() -> None:
    """Write what the widgets say into the address; the first page of it is shown."""
    state = st.session_state
    care = state[_CARE]
    chosen = Filters(
        search=state[_SEARCH],
        statuses=tuple(Status(code) for code in state[_STATUS]),
        care=Care(care) if care else None,
        unit=state[_UNIT],
    )
    st.query_params.from_dict(parameters_of(chosen))
