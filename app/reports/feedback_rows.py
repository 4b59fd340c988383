"""What people say as a table to download: the same rows in the same order as on the page."""

from collections.abc import Sequence
from enum import Enum

from app.language import feedback as words
from app.language.dates import local_day
from app.language.feedback import FeedbackLabel
from app.language.labels import Label, label
from app.language.lists import Column, about_list, narrowed_to, stamp
from app.language.measures import asked_of
from app.language.sentence import Speech
from app.reports.exports import Cell, Table
from data.store.feedback import Said
from data.store.feedback_list import Listed

_HEADS: tuple[Enum, ...] = (
    FeedbackLabel.NUMBER,
    FeedbackLabel.KIND,
    FeedbackLabel.SAID,
    FeedbackLabel.SAID_BY,
    FeedbackLabel.SAID_ON,
    Label.MODEL,
    Column.MEASURED,
    Label.GROUP,
    FeedbackLabel.FROM_DAY,
    FeedbackLabel.TO_DAY,
    FeedbackLabel.UNIT,
    FeedbackLabel.STATE,
    FeedbackLabel.ANSWERED_BY,
    FeedbackLabel.ANSWER_UNTIL,
    FeedbackLabel.LATE,
    FeedbackLabel.ANSWER,
    FeedbackLabel.CHANGED,
    FeedbackLabel.CLOSED_ON,
    FeedbackLabel.THEME,
    Column.ADDRESS,
)


def feedback_rows(
    rows: Sequence[Listed],
    matching: int,
    chosen: tuple[tuple[str, str], ...],
    is_pretend: bool,
    speech: Speech,
) -> Table:
    """A table of what was said. ``chosen`` are the filters: what each is called and what it is."""
    shown = narrowed_to(chosen, speech)
    return Table(
        title=label(FeedbackLabel.TITLE, speech),
        about=(*about_list(len(rows), matching, is_pretend, speech), shown),
        heads=tuple(label(each, speech) for each in _HEADS),
        rows=[_row(each, speech) for each in rows],
        stamp=stamp(len(rows), matching, shown, is_pretend, speech),
    )


def measure_asked(said: Said, speech: Speech) -> str:
    """What the measure it is about asks; empty where it is about none."""
    if not said.measure:
        return ""
    return asked_of({"phrase": said.phrase, "kind": said.measure_kind}, speech)


def _row(one: Listed, speech: Speech) -> tuple[Cell, ...]:
    said, now = one.feedback.said, one.feedback.now
    late = words.is_late(now.due_on, now.state, speech)
    return (
        said.id,
        words.kind_words(said.kind, speech),
        said.text,
        said.raised_by,
        local_day(said.raised_at, speech),
        one.name,
        measure_asked(said, speech),
        said.group,
        said.start,
        said.end,
        said.unit,
        words.state_words(now.state, speech),
        now.answerer_name,
        now.due_on,
        label(FeedbackLabel.LATE, speech) if late else "",
        now.answer,
        now.changed,
        local_day(now.closed_at, speech) if now.closed_at else None,
        now.theme,
        f"/feedback?one={said.id}",
    )
