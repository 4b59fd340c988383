"""What stands around every page: title, icon, mark, and words where our records are away."""

import logging
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import Page

from app.language.labels import Label, label
from app.language.sentence import Speech
from app.ui import find, loading, states, view
from app.ui.loading import StoreAway
from app.ui.loading.past import PastDayAwaited, PastDayBusy, PastDayFailed
from app.ui.menu import menu, past_day
from app.ui.places import FIRST
from app.ui.this_page import this_page
from app.ui.visit import Visit, again

_HERE = Path(__file__).parent
ICON = _HERE / "icon.svg"
LOGO = _HERE / "logo.svg"
WIDTH = 1180
"""Pixels: wider, and a line of text is too long to find the next one."""

LOOK_AGAIN_SECONDS = 1
"""A past day of a small company is judged in two or three seconds."""

log = logging.getLogger(__name__)


def begin(company: str, speech: Speech) -> None:
    """Set up the page. The icon is our own, or browsers would ask a foreign server for one."""
    product = label(Label.PRODUCT, speech)
    st.set_page_config(
        page_title=f"{product} · {company}" if company else product,
        page_icon=str(ICON),
        layout="wide",
    )
    st.logo(str(LOGO), size="large")


def name_after(name: str, speech: Speech) -> None:
    """Name the browser's tab and bookmark after what the page is about."""
    st.set_page_config(page_title=f"{name} · {label(Label.PRODUCT, speech)}")


def run(page: Page, here: Visit) -> None:
    """Run the page; where what it shows is not to be had, say so in words."""
    with st.sidebar:
        at = f"{page.url_path} {st.query_params.to_dict()}"
        find.show(here, menu(page.url_path or FIRST, here.speech), _about(page, here), at)
    with st.container(horizontal_alignment="center"), st.container(width=WIDTH):
        try:
            page.run()
        except StoreAway:
            log.exception("the store could not be read")
            view.show(states.store_away(here.speech), key="store-away")
        except PastDayFailed:
            view.show(states.past_failed(here.speech), key="past-failed")
        except PastDayAwaited:
            _wait(here)


def _about(page: Page, here: Visit) -> Markup:
    """The way to past days, and what may be done about the page itself."""
    key = page.url_path or FIRST
    kept = {name: st.query_params.get_all(name) for name in st.query_params}
    path = "/" if key == FIRST else f"/{key}"
    return past_day(here.day, path, kept, here.present) + this_page(path, kept, here.speech)


def _wait(here: Visit) -> None:
    """The past day is being judged: the page comes by itself once that is done."""

    @st.fragment(run_every=LOOK_AGAIN_SECONDS)
    def wait() -> None:
        now = again(here)
        try:
            loading.is_there(now)
        except PastDayBusy:
            view.show(states.past_busy(now.speech), key="past-busy")
        except PastDayAwaited:
            view.show(states.past_awaited(now.speech), key="past-awaited")
        except PastDayFailed:
            st.rerun()
        else:
            st.rerun()

    wait()
