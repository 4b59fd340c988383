"""Who is here, read anew for every run."""

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from app import members
from app.members import COOKIE, Rules
from app.ui.loading import store
from app.ui.visit import Visit
from data.members import Member


def who_is_here(visit: Visit, rules: Rules) -> Member | None:
    """Who shows this browser's cookie; nobody where our own records cannot be read."""
    try:
        token = st.context.cookies.get(COOKIE, "")
        return members.member(store(visit), token, visit.present.now, rules)
    except SQLAlchemyError:
        # The page itself says in words that our records are away.
        return None
