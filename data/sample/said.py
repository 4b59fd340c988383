"""What people of the pretend company said of its models, and what became of it.

It is kept once, when the company is first read: from then on people who look around here go on.
"""

from collections.abc import Iterator
from datetime import datetime

from data.connections import SampleConnection
from data.facts import FeedbackTold, Measure, ModelRef, ReadContext
from data.sample import record
from data.sample.calendar_days import at
from data.sample.company_files import company
from data.sample.outline import CompanyOutline
from data.sample.said_outline import SaidOutline
from data.sample.setting import Setting, setting

MORNING = 9
"""People say what they have to say before they begin their work."""


def read_said(connection: SampleConnection, context: ReadContext) -> Iterator[FeedbackTold]:
    """Everything that was said before the company was first read, oldest first."""
    here, outline = setting(connection.seed, context), company()
    for each in sorted(outline.feedback, key=lambda said: said.on):
        yield _told(here, outline, each, ModelRef(each.model, connection.name))


def _told(here: Setting, outline: CompanyOutline, said: SaidOutline, ref: ModelRef) -> FeedbackTold:
    answered = said.answered
    return FeedbackTold(
        ref,
        said.kind,
        said.text,
        said.by,
        _moment(here, said.on),
        measure=_measure(outline, said, ref),
        group=said.group,
        start=None if said.start is None else here.day(said.start),
        end=None if said.end is None else here.day(said.end),
        unit=_unit(outline, said.model) if said.whole_unit else "",
        answerer=said.answerer,
        due_on=here.day(said.due),
        answer=answered.answer if answered else "",
        changed=answered.changed if answered else "",
        answered_by=answered.by if answered else "",
        answered_at=_moment(here, answered.on) if answered else None,
        closed_at=None if said.closed is None else _moment(here, said.closed),
        theme=said.theme,
    )


def _moment(here: Setting, day: int) -> datetime:
    return at(here.day(day), here.zone, MORNING)


def _measure(outline: CompanyOutline, said: SaidOutline, ref: ModelRef) -> Measure | None:
    found = (
        measure
        for unit in outline.units
        for model in unit.model
        for measure in model.measure
        if (model.technical, measure.key) == (said.model, said.measure)
    )
    measure = next(found, None)
    return record.measure(ref, measure) if measure else None


def _unit(outline: CompanyOutline, model: str) -> str:
    units = (unit.unit for unit in outline.units for each in unit.model if each.technical == model)
    return next(units)
