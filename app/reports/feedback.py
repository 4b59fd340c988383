"""What people say, put together for its page: a part of the list, or one thing with its story."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from data.facts import FeedbackKind
from data.store import feedback_list, incidents, outlooks
from data.store.feedback import Feedback, Said, Step
from data.store.feedback_list import Choice, Counted, Listed, Named
from data.store.feedback_tables import FeedbackAct
from data.store.incidents import KeptIncident

__all__ = [
    "Feedback",
    "FeedbackAct",
    "KeptIncident",
    "Listed",
    "Named",
    "OneSaid",
    "Said",
    "SaidList",
    "SaidOfModel",
    "Step",
    "one_said",
    "said",
    "said_of",
]
"""What pages need to know of what was said; they never look into the store themselves."""

MOST_OF_A_MODEL = 12
"""What a model's page shows; all of it has a page of its own."""
MOST_LOOKED_AT = 200
"""Of so many the explanations stand on the charts; no chart shows more marks than a few."""


@dataclass(frozen=True, slots=True)
class SaidList:
    """One page of what was said. ``disagreeing`` counts models; ``on_list`` those there are."""

    rows: tuple[Listed, ...]
    matching: int
    counted: Counted
    named: Named
    disagreeing: int
    on_list: int


@dataclass(frozen=True, slots=True)
class OneSaid:
    """One thing that was said, its story, what was made one with it, and what went wrong with its
    model."""

    listed: Listed
    story: tuple[Step, ...]
    merged: tuple[Feedback, ...]
    incidents: tuple[KeptIncident, ...]


@dataclass(frozen=True, slots=True)
class SaidOfModel:
    """What was said of one model: the first of it, how much in all, and what explains results."""

    first: tuple[Feedback, ...]
    total: int
    explained: tuple[Feedback, ...]


def said(conn: Connection, now: datetime, day: date, choice: Choice) -> SaidList:
    """What the page shows under this choice; how much there is counts everything."""
    rows, matching = feedback_list.listed(conn, now, choice)
    return SaidList(
        tuple(rows),
        matching,
        feedback_list.counted(conn, now, day),
        feedback_list.named(conn, now),
        feedback_list.disagreeing(conn, now),
        outlooks.counts(conn, now).total,
    )


def one_said(conn: Connection, now: datetime, number: int) -> OneSaid | None:
    """One thing with its story; None where nothing of this number had been said."""
    listed = feedback_list.one(conn, now, number)
    if listed is None:
        return None
    return OneSaid(
        listed,
        tuple(feedback_list.story(conn, now, number)),
        tuple(feedback_list.merged(conn, now, number)),
        _incidents(conn, listed.feedback.said.slug),
    )


def said_of(conn: Connection, now: datetime, slug: str, unit: str) -> SaidOfModel:
    """What was said of a model or of its whole unit."""
    found, total = feedback_list.about(conn, now, slug, unit, MOST_LOOKED_AT)
    explained = [each for each in found if each.said.kind is FeedbackKind.EXPLAINS]
    return SaidOfModel(tuple(found[:MOST_OF_A_MODEL]), total, tuple(explained))


def _incidents(conn: Connection, slug: str) -> tuple[KeptIncident, ...]:
    """What went wrong with a model, the newest first."""
    found = incidents.of_model(conn, slug)
    return tuple(each for each in reversed(found) if each.withdrawn_at is None)
