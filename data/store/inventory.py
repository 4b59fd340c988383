"""What a source says about its models, as rows of the histories."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Table

from data.facts import (
    Agreement,
    Arrival,
    Baseline,
    ExamResult,
    Fact,
    Library,
    LiveSpell,
    Measure,
    Model,
    Pause,
    Person,
    Pipeline,
    PipelineRun,
    QuietTime,
    Retirement,
    Rhythm,
    Version,
)
from data.problems import Rejected
from data.store import histories
from data.store.columns import storable
from data.store.door import EARLIEST, exam_problem, in_its_unit
from data.store.forms import FORMS, midnight
from data.store.identities import Known

Placed = tuple[Table, dict[str, Any], datetime | None]
"""A table, its row, and since when the fact holds by itself (None: as long as its model)."""


def place(arrival: Arrival, known: Known) -> Placed:
    """Where an arrival is kept.

    Raises Rejected for an unknown model, measure or pipeline, and for a limit or a result that is
    not in its unit.
    """
    if isinstance(arrival, Person):
        return histories.people, _person(arrival), EARLIEST
    if isinstance(arrival, Measure | Agreement):
        model_id = known.model(arrival.ref)
        key = arrival.key if isinstance(arrival, Measure) else arrival.measure
        measure_id = known.measure(model_id, key)
        if isinstance(arrival, Agreement):
            in_its_unit(arrival, known.units[measure_id])
        return _of_measure(arrival, measure_id)
    if isinstance(arrival, Rhythm):
        return _rhythm(arrival, known)
    if type(arrival) in FORMS:
        return _ground(arrival, known)
    return _PLACES[type(arrival)](arrival, known.model(arrival.ref))  # type: ignore[union-attr]  # every other arrival names a model


def _model(arrival: Model, model_id: int) -> Placed:
    row = {
        "model_id": model_id,
        "created_at": arrival.created_at,
        "description": arrival.description,
    }
    return histories.listings, row, None


def _version(arrival: Version, model_id: int) -> Placed:
    row = {
        "model_id": model_id,
        "version": arrival.version,
        "created_at": arrival.created_at,
        "description": arrival.description,
        "author": arrival.author,
        "registry_run": arrival.run_id,
    }
    return histories.versions, row, arrival.created_at


def _spell(arrival: LiveSpell, model_id: int) -> Placed:
    row = {
        "model_id": model_id,
        "version": arrival.version,
        "live_by": arrival.by,
        "detail": arrival.detail,
        "start_at": arrival.start,
        "start_known": arrival.start_known,
        "end_at": arrival.end,
    }
    return histories.past_spells, row, arrival.start


def _fact(arrival: Fact, model_id: int) -> Placed:
    row = {
        "model_id": model_id,
        "name": arrival.name,
        "value": arrival.value,
        "origin": arrival.origin,
        "place": arrival.place,
    }
    return histories.facts, row, None


def _library(arrival: Library, model_id: int) -> Placed:
    row = {
        "model_id": model_id,
        "version": arrival.version,
        "name": arrival.name,
        "requirement": arrival.requirement,
        "pinned": arrival.pinned,
        "file": arrival.file,
    }
    return histories.libraries, row, None


def _of_measure(arrival: Measure | Agreement, measure_id: int) -> Placed:
    if isinstance(arrival, Measure):
        names = ("question", "kind", "unit", "better", "phrase", "things", "currency")
        row = {name: getattr(arrival, name) for name in names}
        return histories.definitions, {"measure_id": measure_id, **row}, None
    own = set(histories.agreements.c.keys()) & set(Agreement.__dataclass_fields__)
    row = {name: getattr(arrival, name) for name in own}
    return histories.agreements, {"measure_id": measure_id, **row}, midnight(arrival.agreed_on)


def _rhythm(arrival: Rhythm, known: Known) -> Placed:
    model_id = known.model(arrival.ref)
    if arrival.measure:
        known.measure(model_id, arrival.measure)
    row = {
        "model_id": model_id,
        "measure_key": arrival.measure,
        "every": arrival.every,
        "grace": arrival.grace,
        "origin": arrival.origin,
        "place": arrival.place,
    }
    return histories.rhythms, row, None


def _ground(arrival: Any, known: Known) -> Placed:
    model_id, form = known.model(arrival.ref), FORMS[type(arrival)]
    if isinstance(arrival, QuietTime | Baseline) and arrival.measure:
        known.measure(model_id, arrival.measure)
    elif isinstance(arrival, ExamResult):
        unit = known.units[known.measure(model_id, arrival.measure)]
        problem = exam_problem(arrival, unit)
        if problem is not None:
            raise Rejected(problem)
    elif isinstance(arrival, Pipeline):
        known.pipelines[model_id].add(storable(arrival.name))
    elif isinstance(arrival, PipelineRun):
        known.check_pipeline(model_id, arrival.pipeline)
    return form.table, form.row(arrival, model_id), form.since(arrival)


def _pause(arrival: Pause, model_id: int) -> Placed:
    row = {
        "model_id": model_id,
        "start_at": arrival.start,
        "end_at": arrival.end,
        "paused_by": arrival.by,
        "reason": arrival.reason,
        "still_used": arrival.still_used,
        "place": arrival.place,
    }
    return histories.pauses, row, arrival.start


def _retirement(arrival: Retirement, model_id: int) -> Placed:
    row = {"model_id": model_id, "retired_on": arrival.on, "place": arrival.place}
    return histories.retirements, row, midnight(arrival.on)


def _person(arrival: Person) -> dict[str, Any]:
    return {
        "person_key": arrival.key,
        "name": arrival.name,
        "email": arrival.email,
        "unit": arrival.unit,
        "left_on": arrival.left_on,
        "place": arrival.place,
    }


_PLACES: dict[type, Callable[[Any, int], Placed]] = {
    Model: _model,
    Version: _version,
    LiveSpell: _spell,
    Fact: _fact,
    Library: _library,
    Pause: _pause,
    Retirement: _retirement,
}
