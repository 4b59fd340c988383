"""The one component that shows HTML we made: isolated styles, links that stay in the app."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from app.ui.script import importing
from app.ui.visit import visit

_component = st.components.v2.component(
    "rollcall_view", html='<div class="page"></div>', js=importing()
)


def show(html: Markup, key: str) -> None:
    """Put escaped HTML on the page. ``key`` is unique on the page and stays between runs."""
    _component(key=key, data=_told(html))


def ask(form: Markup, place: str, answer: Callable[[str], Markup], key: str) -> None:
    """A form that is answered while somebody types, below it and without a new address.

    ``answer`` makes HTML of what was typed. It is called only for what was typed at ``place``: a
    reader who moves on begins with an empty field.
    """
    before = st.session_state.get(key)
    asked = (before.get("typed") if before else None) or {}
    typed = str(asked.get("text", "")) if asked.get("place") == place else ""
    below = answer(typed) if typed else Markup("")
    told = _told(form) | {"place": place, "answer": str(below)}
    _component(key=key, data=told, on_typed_change=_heard)


def _told(html: Markup) -> dict[str, str]:
    if not isinstance(html, Markup):
        raise TypeError("only Markup may be shown: anything else is not escaped")
    return {"html": str(html), "lang": visit().speech.locale.split("_")[0]}


def _heard() -> None:
    """What was typed is read in the run that follows; Streamlit asks for a function."""
