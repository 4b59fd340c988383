"""What the page about what people say shows: a part of the list, or one thing with its story."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.language.dates import local_day
from app.language.sentence import Speech
from app.reports import feedback as reports
from app.reports.feedback import OneSaid, SaidList
from app.ui.address import PAGE_LENGTH
from app.ui.feedback_address import Asked, Which
from app.ui.loading import read
from app.ui.visit import Visit
from data.facts import FeedbackState
from data.store import models
from data.store.feedback_list import Choice

_STATES = {
    Which.WAITING: (FeedbackState.OPEN, FeedbackState.ANSWERED),
    Which.OPEN: (FeedbackState.OPEN,),
    Which.ANSWERED: (FeedbackState.ANSWERED,),
    Which.CLOSED: (FeedbackState.CLOSED,),
    Which.ALL: tuple(FeedbackState),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What was found. ``registered``: models are listed and none of them is in use."""

    found: SaidList
    registered: bool


def feedback(visit: Visit, asked: Asked) -> Shown:
    """One page of what was said, as narrowed."""
    return read(visit, lambda conn: _shown(conn, visit, asked))


def one(visit: Visit, asked: Asked) -> OneSaid | None:
    """One thing with its story; None where the address names none that was said by then."""
    number = asked.one or 0
    return read(visit, lambda conn: reports.one_said(conn, visit.now, number))


def choice(asked: Asked, speech: Speech) -> Choice:
    """What the store is asked for one page of the list."""
    return Choice(
        states=_STATES[asked.which],
        kind=asked.kind,
        slug=asked.model,
        theme=asked.theme,
        answerer=asked.answerer,
        late_on=local_day(speech.now, speech) if asked.late else None,
        disagree=asked.disagree,
        limit=PAGE_LENGTH,
        offset=(asked.page - 1) * PAGE_LENGTH,
    )


def _shown(conn: Connection, visit: Visit, asked: Asked) -> Shown:
    day = local_day(visit.now, visit.speech)
    found = reports.said(conn, visit.now, day, choice(asked, visit.speech))
    return Shown(found, not found.on_list and bool(models.not_deployed(conn)))
