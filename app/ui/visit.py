"""What is true of one run of a page: the moment it is shown for, and to whom we speak.

``app.main`` reads the clock once and begins the visit; pages and parts take it from here.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import streamlit as st

from app.language.sentence import Speech
from data.members import Member


@dataclass(frozen=True, slots=True)
class Visit:
    """One run. ``database`` is the store's URL; ``every`` the time between two rounds of sync.

    ``sources`` are the names of those configured. A source read before and no longer named there is
    never late.

    ``day`` is the past day that is looked at, and ``speech`` then speaks at its end; ``clock`` is
    the moment it really is. ``odd_day`` is True where an address asks for a day that cannot
    be looked at.

    ``member`` is who is here, as far as we know.

    ``ask_again`` says who is here at a later moment. It is given only where a provider says who
    people are: who was here may have left since.

    ``mails`` is True where a mail server is configured.

    ``anew`` makes the visit of a later moment: a fragment runs again without ``app.main``.
    """

    speech: Speech
    database: str
    every: timedelta
    sources: frozenset[str]
    day: date | None = None
    clock: datetime | None = None
    odd_day: bool = False
    member: Member | None = None
    ask_again: Callable[["Visit"], Member | None] | None = field(
        default=None, compare=False, repr=False
    )
    anew: Callable[[], "Visit"] | None = field(default=None, compare=False, repr=False)
    mails: bool = False

    @property
    def now(self) -> datetime:
        return self.speech.now

    @property
    def provider(self) -> bool:
        """Whether a provider says who people are."""
        return self.ask_again is not None

    @property
    def present(self) -> Speech:
        """How we speak of what is so now, also where a past day is looked at."""
        return replace(self.speech, now=self.clock) if self.clock else self.speech


_current: ContextVar[Visit] = ContextVar("visit")


def begin(visit: Visit) -> None:
    """Called once per run, before the page."""
    _current.set(visit)


def visit() -> Visit:
    """The visit of this run."""
    return _current.get()


def again(before: Visit) -> Visit:
    """Begin the visit of a fragment's own run, for the moment of that run.

    Where whoever was here has left, or may do something else now, ``app.main`` decides anew.
    """
    now = replace(before.anew(), member=before.member) if before.anew else before
    if now.ask_again and now.ask_again(now) != before.member:
        st.rerun()
    begin(now)
    return now


def looked_at() -> date | None:
    """The past day that this run looks at; None for the present, and outside of a run."""
    here = _current.get(None)
    return here.day if here else None


def who() -> Member | None:
    """Who is here; None where nobody said so, and outside of a run."""
    here = _current.get(None)
    return here.member if here else None
