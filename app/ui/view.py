"""The one component that shows HTML we made: isolated styles, links that stay in the app."""

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
    js="\n".join((_HERE / each).read_text(encoding="utf-8") for each in ("paper.js", "follow.js")),
)


def show(html: Markup, key: str) -> None:
    """Put escaped HTML on the page. ``key`` is unique on the page and stays between runs."""
    if not isinstance(html, Markup):
        raise TypeError("only Markup may be shown: anything else is not escaped")
    language = visit().speech.locale.split("_")[0]
    _component(key=key, data={"html": str(html), "lang": language})
