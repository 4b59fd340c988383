"""What is true of one run of a page: the moment it is shown for, and to whom we speak.

``app.main`` reads the clock once and begins the visit; pages and parts take it from here.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.language.sentence import Speech


@dataclass(frozen=True, slots=True)
class Visit:
    """One run. ``database`` is the store's URL; ``every`` the time between two rounds of sync."""

    speech: Speech
    database: str
    every: timedelta

    @property
    def now(self) -> datetime:
        return self.speech.now


_current: ContextVar[Visit] = ContextVar("visit")


def begin(visit: Visit) -> None:
    """Called once per run, before the page."""
    _current.set(visit)


def visit() -> Visit:
    """The visit of this run."""
    return _current.get()
