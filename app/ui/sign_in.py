"""The screen that asks for a sign-in, and the look now and then whether one still holds."""

import streamlit as st
from markupsafe import Markup

from app.language.labels import Label, label
from app.language.sentence import Speech
from app.language.signing_in import SignInLabel
from app.ui import states, view
from app.ui.frame import ICON
from app.ui.visit import Visit, again

LOOK_AGAIN_SECONDS = 20
"""Whoever is shut out must be out within a minute, and browsers slow down tabs out of sight."""


def ask(speech: Speech) -> None:
    """The name of the product and one button, and nothing of what we know."""
    _begin(speech)
    name = Markup('<h1 tabindex="-1">{}</h1>').format(label(Label.PRODUCT, speech))
    if_again = Markup('<p class="soft">{}</p>').format(label(SignInLabel.AGAIN, speech))
    with st.container(horizontal_alignment="center"), st.container(width=420):
        view.show(name, key="product")
        st.button(label(SignInLabel.SIGN_IN, speech), type="primary", on_click=st.login)
        view.show(if_again, key="again")


def away(speech: Speech) -> None:
    """Our own records cannot be read, so nobody can be told apart."""
    _begin(speech)
    view.show(states.store_away(speech), key="store-away")


def _begin(speech: Speech) -> None:
    product = label(Label.PRODUCT, speech)
    st.set_page_config(page_title=product, page_icon=str(ICON), layout="wide")


def watch(here: Visit) -> None:
    """See to it that an open tab shows nothing more once its sign-in does not hold."""

    @st.fragment(run_every=LOOK_AGAIN_SECONDS)
    def look() -> None:
        again(here)

    look()
