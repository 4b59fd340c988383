"""Since when Today tells what changed: the day an address names, else this reader's last look."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from app.last_look import last_look
from app.ui.address import since_asked
from app.ui.loading.looks import looked
from app.ui.visit import Visit

LONGEST = timedelta(days=366)
"""An address may name any day; further back than a year it is history and not news."""


@dataclass(frozen=True, slots=True)
class Since:
    """The moment to tell changes from, None for the usual; ``looked`` if that is the last look.

    ``understood`` is False where the address names what is no day.
    """

    at: datetime | None
    looked: bool
    understood: bool


def since(visit: Visit) -> Since:
    """Since when this reader is told what changed."""
    asked, understood = since_asked(st.query_params)
    if asked is not None:
        return Since(within(asked, visit), False, understood)
    seen = _looked(visit)
    return Since(seen, seen is not None, understood)


def _looked(visit: Visit) -> datetime | None:
    """When this reader last looked; None on a past day, which brings no news."""
    if visit.day is not None:
        return None
    if visit.member is None:
        return last_look(st.context.cookies, visit.now)
    return looked(visit, visit.member)


def within(asked: date, visit: Visit) -> datetime:
    """When a day of the company began, within the past year."""
    earliest = visit.now - LONGEST
    if asked <= earliest.date():
        return earliest
    return min(datetime.combine(asked, time(), visit.speech.zone).astimezone(UTC), visit.now)
