"""Since when Today tells what changed: the day an address names, else this reader's last look."""

from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from app.last_look import last_look
from app.ui.visit import Visit

LONGEST = timedelta(days=366)
"""An address may name any day; further back than a year it is history and not news."""


def since(asked: date | None, visit: Visit) -> datetime | None:
    """The moment to tell changes from; None on a first visit."""
    if asked is None:
        return last_look(st.context.cookies, visit.now)
    return within(asked, visit)


def within(asked: date, visit: Visit) -> datetime:
    """When a day of the company began, within the past year."""
    earliest = visit.now - LONGEST
    if asked <= earliest.date():
        return earliest
    return min(datetime.combine(asked, time(), visit.speech.zone).astimezone(UTC), visit.now)
