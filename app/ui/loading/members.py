"""Who is here, read anew for every run."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from app import members
from app.members import COOKIE, Rules
from app.ui.loading import StoreAway, records, store
from app.ui.shown import Wished
from app.ui.visit import Visit
from data.members import Member
from data.notices import About
from data.store import outlooks, wishes


def who_is_here(visit: Visit, rules: Rules, *, in_use: bool = True) -> Member | None:
    """Who shows this browser's cookie; ``in_use`` is False where nobody did anything.

    Where our own records cannot be read that is nobody; where a provider says who people are it
    raises StoreAway, because then nothing may be shown.
    """
    try:
        token = st.context.cookies.get(COOKIE, "")
        now = visit.present.now
        return members.member(store(visit), token, now, rules, in_use=in_use)
    except SQLAlchemyError as away:
        if rules.provider:
            raise StoreAway from away
        # The page itself says in words that our records are away.
        return None


def wished(visit: Visit, who: Member) -> Wished | None:
    """What whoever is here wants to be told by mail; None where no mail is sent."""
    if not visit.mails:
        return None
    found, units = records(
        visit, lambda conn: (wishes.wish_of(conn, who.account), tuple(outlooks.units(conn)))
    )
    if found is None:
        return Wished(None, About.MINE, "", units)
    return Wished(found.occasions, found.about, found.unit, units)


def who_is_still_here(rules: Rules) -> Callable[[Visit], Member | None] | None:
    """How to ask again while a page stays open; None where nobody signs in."""

    def ask(visit: Visit) -> Member | None:
        try:
            return who_is_here(visit, rules, in_use=False)
        except StoreAway:
            return None

    return ask if rules.provider else None
