"""The front door: every run of every page passes here first, a pasted link's too.

It reads the clock, once. Pages are named by path and stand in another folder than this file, so
that Streamlit never takes them for pages of its own that run without this one.
"""

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

ROOT = Path(__file__).parent.parent
# Streamlit puts only this file's folder on the path; app and data stand one above.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from app.language.dates import local_day  # noqa: E402 - the path is set above
from app.language.labels import Label, label  # noqa: E402
from app.language.sentence import Speech  # noqa: E402
from app.members import Rules  # noqa: E402
from app.past_days import end_of  # noqa: E402
from app.settings import Settings, load  # noqa: E402
from app.sign_in import rules_of  # noqa: E402
from app.ui import frame, sign_in  # noqa: E402
from app.ui.address import day_asked  # noqa: E402
from app.ui.loading import StoreAway  # noqa: E402
from app.ui.loading.members import who_is_here, who_is_still_here  # noqa: E402
from app.ui.places import FIRST, PLACES  # noqa: E402
from app.ui.visit import Visit, begin  # noqa: E402

PAGES = ROOT / "pages"

log = logging.getLogger(__name__)


@st.cache_resource
def settings() -> Settings:
    """What the company configures; a change needs a new start."""
    return load()


def rules() -> Rules:
    """How people are let in."""
    return rules_of(settings())


def visit_now() -> Visit:
    """The visit of this moment; a part of a page that runs by itself asks for it again."""
    company = settings().company
    speech = Speech(
        now=datetime.now(UTC),
        locale=company.locale,
        time_zone=company.time_zone,
        currency=company.currency,
    )
    clock = speech.now
    day, understood = day_asked(st.query_params, local_day(clock, speech))
    if day is not None:
        speech = replace(speech, now=end_of(day, speech.time_zone))
    return Visit(
        speech,
        settings().database_url,
        settings().sync.every,
        frozenset(each.name for each in settings().connections),
        day,
        clock,
        not understood,
        ask_again=who_is_still_here(rules()),
        anew=visit_now,
        mails=settings().notices.mail is not None,
    )


def main() -> None:
    here = visit_now()
    begin(here)
    try:
        here = replace(here, member=who_is_here(here, rules()))
    except StoreAway:
        log.exception("nobody can be let in")
        shut(here.speech, sign_in.away)
        return
    if here.provider and here.member is None:
        shut(here.speech, sign_in.ask)
        return
    begin(here)
    frame.begin(settings().company.name, here.speech)
    # The menu is our own: Streamlit's would leave the past day out of its links.
    chosen = st.navigation(pages(here.speech), position="hidden")
    frame.run(chosen, here)
    if here.provider:
        sign_in.watch(here)


def shut(speech: Speech, show: Callable[[Speech], None]) -> None:
    """Show this and no page. Streamlit is told the addresses, or it would call them unknown."""
    st.navigation(pages(speech, label(Label.PRODUCT, speech)), position="hidden")
    show(speech)


def pages(speech: Speech, title: str = "") -> list[StreamlitPage]:
    """Every page with its address. The first one answers to "/".

    With a ``title`` all of them are called so.
    """
    return [
        st.Page(
            PAGES / f"{each.key}.py",
            title=title or label(each.title, speech),
            url_path=each.key,
            default=each.key == FIRST,
        )
        for each in PLACES
    ]


main()
