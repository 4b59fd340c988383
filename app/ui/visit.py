"""What is true of one run of a page: the moment it is shown for, and to whom we speak.

``app.main`` reads the clock once and begins the visit; pages and parts take it from here.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.language.sentence import Speech


@dataclass(frozen=True, slots=True)
class Visit:
    """One run. ``database`` is the store's URL; ``every`` the time between two rounds of sync.

    ``sources`` are the names of those configured. A source read before and no longer named there is
    never late.

    ``anew`` makes the visit of a later moment: a fragment runs again without ``app.main``.
    """

    speech: Speech
    database: str
    every: timedelta
    sources: frozenset[str]
    anew: Callable[[], "Visit"] | None = field(default=None, compare=False, repr=False)

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


def again(before: Visit) -> Visit:
    """Begin the visit of a fragment's own run, for the moment of that run."""
    now = before.anew() if before.anew else before
    begin(now)
    return now
