"""The pretend company, read like any other source.

Nothing about it is judged or said here: these are facts and readings alone. It is the same
whenever it is read, except that more periods have ended by then.
"""

from collections.abc import Iterator

from data.connections import SampleConnection
from data.facts import Arrival, ModelRef, ReadContext
from data.sample import grounds, record
from data.sample.company_files import SHARED, company
from data.sample.exams import exams
from data.sample.in_use import live_now, spells
from data.sample.outline import CompanyOutline, MeasureOutline, ModelOutline, UnitOutline
from data.sample.readings import readings
from data.sample.setting import Setting, setting


def read(connection: SampleConnection, context: ReadContext) -> Iterator[Arrival]:
    """Everything about the pretend company that is known at ``context.now``.

    Its days count from the company day of ``context.first_read_at``; the same connection and
    first reading always give the same values for the same periods.
    """
    here = setting(connection.seed, context)
    outline = company()
    for person in outline.people:
        yield record.person(here, person, SHARED)
    for unit in outline.units:
        for model in unit.model:
            ref = ModelRef(model.technical, connection.name)
            yield from _model(here, outline, unit, model, ref)


def _model(
    here: Setting, outline: CompanyOutline, unit: UnitOutline, model: ModelOutline, ref: ModelRef
) -> Iterator[Arrival]:
    used = spells(here, ref, model)
    yield record.model(here, ref, model)
    for version in model.versions:
        yield record.version(here, ref, version)
        yield from record.libraries(ref, version, outline)
    yield from used
    yield from live_now(model, used)
    yield from record.facts(ref, model, unit, outline.teams[model.team])
    yield from record.pauses(here, ref, model, unit.file)
    yield from record.retirements(here, ref, model, unit.file)
    yield from record.quiet_times(here, ref, model, unit.file)
    yield from record.excused(here, ref, model, unit.file)
    yield from record.acknowledged(here, ref, model, unit.file)
    yield from record.decisions(here, ref, model, unit.file)
    yield from record.confirmed(here, ref, model, unit.file)
    yield from record.reviews(here, ref, model, unit.file)
    yield from grounds.installed(ref, model, outline)
    yield from grounds.data_uses(here, ref, model, outline, unit.file)
    yield from grounds.answer_uses(ref, model, unit.file)
    yield from grounds.pipelines(here, ref, model, outline)
    yield from exams(here, ref, model)
    for measure in model.measure:
        yield from _agreed(here, outline, unit, model, measure, ref)
        yield from readings(here, ref, measure, used, model.answering)


def _agreed(
    here: Setting,
    outline: CompanyOutline,
    unit: UnitOutline,
    model: ModelOutline,
    measure: MeasureOutline,
    ref: ModelRef,
) -> Iterator[Arrival]:
    yield record.measure(ref, measure)
    yield record.rhythm(ref, measure, outline, unit.file)
    yield from record.agreements(here, ref, measure, model.expert, unit.file)
