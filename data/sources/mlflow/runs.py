"""Readings: the mapped metrics of monitoring runs, each over the period its tags name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from data.connections import MeasureShape, MetricMapping, MlflowConnection
from data.facts import Measure, ModelRef, ReadContext, Reading, Refusal
from data.problems import Code, Problem, Rejected, SourceFailed
from data.reach import Server
from data.sources.mlflow import answers
from data.sources.mlflow.answers import (
    API,
    clean,
    no_text,
    pages,
    pairs,
    part,
    refused,
    shortened,
    within,
)
from data.sources.mlflow.numbers import count_of, number
from data.sources.mlflow.periods import period
from data.sources.mlflow.registry import Models
from data.strict_json import Parsed

PAGE = 500
"""Runs per page. A run with hundreds of settings takes 100 kB; so even those stay below the cap."""

_SHOWN = 100
_TAG_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class _Run:
    """One monitoring run: what it is about, and its metrics as they were sent."""

    place: str
    ref: ModelRef
    start: datetime
    end: datetime
    group: str
    version: str
    metrics: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every run is held against: the configuration, the registry and the company's zone."""

    connection: MlflowConnection
    mapped: tuple[MetricMapping, ...]
    models: Models
    time_zone: str


def readings(
    server: Server, connection: MlflowConnection, models: Models, context: ReadContext
) -> Iterator[Measure | Reading | Refusal]:
    """Every reading of the configured experiments, and each measure before its first reading.

    Runs without a period are training and are passed over; a run that has one and cannot be
    taken is a refusal.
    """
    yield from _unknown_measures(connection)
    mapped = tuple(each for each in connection.readings if each.measure in connection.measures)
    asked = _Asked(connection, mapped, models, context.time_zone)
    told: set[tuple[ModelRef, str]] = set()
    for experiment in connection.experiments if mapped else ():
        for arrival in _of_experiment(server, experiment, asked):
            if isinstance(arrival, Reading) and (arrival.ref, arrival.measure) not in told:
                told.add((arrival.ref, arrival.measure))
                yield _measure(arrival, connection.measures[arrival.measure])
            yield arrival


def _unknown_measures(connection: MlflowConnection) -> Iterator[Refusal]:
    known = ", ".join(connection.measures)
    for each in connection.readings:
        if each.measure not in connection.measures:
            problem = Problem(Code.UNKNOWN_MEASURE, {"found": each.measure, "known": known})
            place = f"readings of {connection.name}"
            yield refused(problem, place, {"metric": each.metric, "measure": each.measure})


def _measure(reading: Reading, shape: MeasureShape) -> Measure:
    return Measure(
        ref=reading.ref,
        key=reading.measure,
        question=shape.question,
        kind=shape.kind or reading.measure,
        unit=shape.unit,
        better=shape.better,
        phrase=shape.phrase,
        things=shape.things,
        currency=shape.currency,
    )


def _of_experiment(server: Server, experiment: str, asked: _Asked) -> Iterator[Reading | Refusal]:
    """What every run of one experiment tells, oldest first: a run that starts now comes last."""
    identity = _experiment_id(server, experiment)
    if not identity:
        problem = Problem(Code.UNKNOWN_EXPERIMENT, {"found": experiment})
        yield refused(problem, "experiments", {"experiment": experiment})
        return

    def ask(token: str) -> Parsed:
        body: dict[str, object] = {
            "experiment_ids": [identity],
            "max_results": PAGE,
            "order_by": ["attributes.start_time ASC"],
        }
        return server.search(f"{API}/runs/search", body | ({"page_token": token} if token else {}))

    for row in pages(server, ask, "runs", _run_id, answers.MOST_RUNS):
        yield from _of_run(row, experiment, asked)


def _experiment_id(server: Server, experiment: str) -> str:
    """The id behind a name; empty where there is none. A missing one answers 404."""
    try:
        answer = server.get(f"{API}/experiments/get-by-name", {"experiment_name": experiment})
    except SourceFailed as failure:
        if failure.problem.inputs.get("status") == 404:
            return ""
        raise
    return clean(part(answer, "experiment").get("experiment_id"))


def _run_id(row: Mapping[str, object]) -> str:
    return clean(part(row, "info").get("run_id"))


def _of_run(row: Parsed, experiment: str, asked: _Asked) -> Iterator[Reading | Refusal]:
    prefix = asked.connection.tag_prefix
    tags = pairs(part(row, "data"), "tags", "key", "value")
    ours = {key: value.strip() for key, value in tags.items() if key.startswith(prefix)}
    if f"{prefix}period_start" not in ours and f"{prefix}period_end" not in ours:
        return
    place = f"run {shortened(_run_id(row), _SHOWN)} in experiment {experiment}"
    try:
        for problem in no_text(part(row, "data"), "tags"):
            raise Rejected(problem)
        run = _parsed(row, ours, place, asked)
        measured = [each for each in asked.mapped if each.metric in run.metrics]
        if not measured:
            wanted = ", ".join(each.metric for each in asked.mapped)
            raise Rejected(Problem(Code.VALUE_MISSING, {"field": wanted}))
    except Rejected as no:
        yield refused(no.problem, place, ours)
        return
    for mapping in measured:
        yield _reading(run, mapping, ours)


def _parsed(row: Parsed, ours: Mapping[str, str], place: str, asked: _Asked) -> _Run:
    """One run with its period, raising Rejected where something of it cannot be read."""

    def tag(name: str) -> tuple[str, str]:
        key = f"{asked.connection.tag_prefix}{name}"
        return key, ours.get(key, "")

    start, end = period(tag("period_start"), tag("period_end"), asked.time_zone)
    ref = _known(*tag("model"), asked.models)
    return _Run(place, ref, start, end, _text(*tag("group")), _text(*tag("version")), _metrics(row))


def _text(field: str, value: str) -> str:
    return within(value, field, _TAG_CHARACTERS)


def _metrics(row: Parsed) -> dict[str, object]:
    """The last value of each metric by its name."""
    found = part(row, "data").get("metrics")
    listed = found if isinstance(found, list) else []
    return {clean(each.get("key")): each.get("value") for each in listed if isinstance(each, dict)}


def _known(field: str, name: str, models: Models) -> ModelRef:
    if not name:
        raise Rejected(Problem(Code.VALUE_MISSING, {"field": field}))
    if name not in models:
        nearest = get_close_matches(name[:_TAG_CHARACTERS], models, n=1)
        inputs = {"found": shortened(name, _SHOWN), "nearest": nearest[0] if nearest else ""}
        raise Rejected(Problem(Code.UNKNOWN_MODEL, inputs))
    return models[name].fact.ref


def _reading(run: _Run, mapping: MetricMapping, ours: Mapping[str, str]) -> Reading | Refusal:
    try:
        value = number(mapping.metric, run.metrics[mapping.metric])
        count = count_of(mapping.cases, run.metrics) if mapping.cases else None
    except Rejected as no:
        sent = {mapping.metric: run.metrics[mapping.metric]}
        if mapping.cases in run.metrics:
            sent[mapping.cases] = run.metrics[mapping.cases]
        return refused(no.problem, run.place, {**ours, **sent})
    return Reading(
        ref=run.ref,
        measure=mapping.measure,
        start=run.start,
        end=run.end,
        value=value,
        count=count,
        group=run.group,
        version=run.version,
        place=run.place,
    )
