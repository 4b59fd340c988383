"""The one component that shows HTML we made: isolated styles, links that stay in the app."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from app.ui.theme import tokens
from app.ui.visit import visit

_HERE = Path(__file__).parent
_BARS = "<i></i>" * 3
_WAITING = f'<div class="page"><div class="waiting" aria-hidden="true">{_BARS}</div></div>'

_component = st.components.v2.component(
    "rollcall_view",
    html=_WAITING,
    css=f"{tokens()}\n{(_HERE / 'look.css').read_text(encoding='utf-8')}",
    js="\n".join(
        (_HERE / each).read_text(encoding="utf-8")
        for each in ("paper.js", "follow.js", "forms.js", "show.js")
    ),
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
