"""The front door: every run of every page passes here first, a pasted link's too.

It reads the clock, once. Pages are named by path and stand in another folder than this file, so
that Streamlit never takes them for pages of its own that run without this one.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

ROOT = Path(__file__).parent.parent
# Streamlit puts only this file's folder on the path; app and data stand one above.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from app.language.labels import Label, label  # noqa: E402 - the path is set above
from app.language.sentence import Speech  # noqa: E402
from app.settings import Settings, load  # noqa: E402
from app.ui import frame  # noqa: E402
from app.ui.visit import Visit, begin  # noqa: E402

PAGES = ROOT / "pages"


@st.cache_resource
def settings() -> Settings:
    """What the company configures; a change needs a new start."""
    return load()


def visit_now() -> Visit:
    """The visit of this moment; a part of a page that runs by itself asks for it again."""
    company = settings().company
    speech = Speech(
        now=datetime.now(UTC),
        locale=company.locale,
        time_zone=company.time_zone,
        currency=company.currency,
    )
    return Visit(
        speech,
        settings().database_url,
        settings().sync.every,
        frozenset(each.name for each in settings().connections),
        visit_now,
    )


def main() -> None:
    here = visit_now()
    begin(here)
    frame.begin(settings().company.name, here.speech)
    chosen = st.navigation(pages(here.speech))
    frame.run(chosen, here)


def pages(speech: Speech) -> list[StreamlitPage]:
    """Every page with its address. The first one answers to "/".

    The menu has no sections: Streamlit draws those as a list that screen readers cannot follow.
    """
    today, models, model = (
        label(each, speech) for each in (Label.TODAY, Label.MODELS, Label.MODEL)
    )
    sources, words = label(Label.SOURCES, speech), label(Label.PLAIN_WORDS, speech)
    return [
        st.Page(PAGES / "today.py", title=today, icon=":material/today:", default=True),
        st.Page(PAGES / "models.py", title=models, icon=":material/list:", url_path="models"),
        st.Page(PAGES / "model.py", title=model, url_path="model", visibility="hidden"),
        st.Page(PAGES / "sources.py", title=sources, icon=":material/cable:", url_path="sources"),
        st.Page(PAGES / "words.py", title=words, icon=":material/menu_book:", url_path="words"),
    ]


main()
