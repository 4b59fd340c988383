"""What stands around every page: title, icon, mark, and words where our records are away."""

import logging
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from app.language.labels import Label, label
from app.language.sentence import Speech
from app.ui import find, states, view
from app.ui.address import model_asked
from app.ui.loading import StoreAway
from app.ui.visit import Visit

_HERE = Path(__file__).parent
ICON = _HERE / "icon.svg"
LOGO = _HERE / "logo.svg"
WIDTH = 1180
"""Pixels: wider, and a line of text is too long to find the next one."""

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
    """Run the page; where our own records cannot be read, say so in words."""
    with st.sidebar:
        find.show(here, f"{page.url_path} {model_asked(st.query_params)}")
    try:
        with st.container(horizontal_alignment="center"), st.container(width=WIDTH):
            page.run()
    except StoreAway:
        log.exception("the store could not be read")
        view.show(states.store_away(here.speech), key="store-away")
