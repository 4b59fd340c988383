"""What went wrong before: what is still open first, then what is over, each the newest first."""

from datetime import datetime

from markupsafe import Markup

from app.language.incidents import (
    acknowledged_told,
    nothing_wrong,
    rebuilt_told,
    unnoticed_told,
    withdrawn_told,
)
from app.language.labels import Label, label
from app.language.pages import and_more, newest_of
from app.language.sentence import Sentence, Speech
from app.reports.beside import Beside, Noted
from app.ui.incident_table import Told, incident_table
from app.ui.markup import NOTHING, sentence, sentences
from app.ui.shown import Record
from app.ui.tables import folded, section, soft
from data.facts import Case, from_moment

MOST_INCIDENTS = 10
"""More than this at once is a wall; the others are one click away."""
MOST_OTHERS = 40
"""Nobody reads further on a page; ``rollcall status --json`` has all of them."""


def incidents(record: Record, speech: Speech) -> Markup:
    """The incidents of a model, or that none is known; empty where nothing was worked out yet."""
    beside = record.beside
    if beside is None:
        return NOTHING
    body = soft(sentence(nothing_wrong(_heard_since(record.case), speech)))
    if beside.incidents:
        body = _tables(record, beside, speech)
    return section(label(Label.WENT_WRONG, speech), body + _besides(beside, speech))


def _tables(record: Record, beside: Beside, speech: Speech) -> Markup:
    measures = {each.measure.key: each.measure for each in record.case.measured}
    found = [
        Told(each.incident, measures.get(each.incident.measure), more=_history(each, speech))
        for each in beside.incidents
    ]
    first, rest = found[:MOST_INCIDENTS], found[MOST_INCIDENTS:]
    drawn = incident_table(first, speech)
    if not rest:
        return drawn
    shown, count = rest[:MOST_OTHERS], len(found)
    more = incident_table(shown, speech)
    if len(rest) > len(shown):
        more += soft(newest_of(len(first) + len(shown), count, speech))
    return drawn + folded(and_more(len(rest), speech), more)


def _history(noted: Noted, speech: Speech) -> tuple[Sentence, ...]:
    told = []
    if noted.acknowledged_at is not None:
        told.append(acknowledged_told(noted.acknowledged_at, noted.acknowledged_by, speech))
    if noted.rebuilt_at is not None:
        told.append(rebuilt_told(noted.rebuilt_at, noted.rebuilt_why, speech))
    return tuple(told)


def _besides(beside: Beside, speech: Speech) -> Markup:
    """How long a failure would stay unknown, and what is told no more."""
    told = []
    if beside.insight.unnoticed_for is not None:
        told.append(unnoticed_told(beside.insight.unnoticed_for, speech))
    if beside.withdrawn:
        told.append(withdrawn_told(beside.withdrawn, speech))
    return soft(sentences(told)) if told else NOTHING


def _heard_since(case: Case) -> datetime | None:
    starts = [each.overall.starts.min() for each in case.measured if len(each.overall.starts)]
    return from_moment(min(starts)) if starts else None
