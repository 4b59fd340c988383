"""Reads a live MLflow tracking server over HTTP, without MLflow's own client library."""

from collections.abc import Iterator

from data.connections import MlflowConnection
from data.credentials import credentials
from data.facts import (
    Arrival,
    LiveVersion,
    Measure,
    ModelRef,
    ReadContext,
    Trait,
    TraitKind,
)
from data.reach import connected
from data.sources.mlflow.exams import exams
from data.sources.mlflow.libraries import libraries
from data.sources.mlflow.registry import ListedModel, in_use, listed
from data.sources.mlflow.runs import readings
from data.sources.mlflow.tags import facts


def read(connection: MlflowConnection, context: ReadContext) -> Iterator[Arrival]:
    """Everything one registry tells now: models, versions, marks, tags, readings, libraries.

    The registry comes whole before the first reading, so that a run can be held against it.
    Exams and library lists come last: they are many small requests, and the least to lose. Raises
    SourceFailed where the registry or its runs cannot be read.
    """
    signed_in = credentials(connection)
    with connected(connection.name, connection.url, signed_in, connection.deadline_seconds) as at:
        models, refusals = listed(at, connection, context)
        yield from refusals
        live: list[LiveVersion] = []
        for model in models.values():
            for arrival in _told(model, connection):
                if isinstance(arrival, LiveVersion):
                    live.append(arrival)
                yield arrival
        measured: set[tuple[ModelRef, str]] = set()
        for found in readings(at, connection, models, context):
            if isinstance(found, Measure):
                measured.add((found.ref, found.key))
            yield found
        yield from exams(at, connection, models, live, measured)
        yield from libraries(at, live)
        _note(connection, live, context)


def _note(connection: MlflowConnection, live: list[LiveVersion], context: ReadContext) -> None:
    """What marks versions as in use, and which metric fills each measure."""
    marks = sorted({f"{each.by.value} {each.detail}" for each in live})
    if marks:
        context.note(Trait(TraitKind.MARKS, "", ", ".join(marks)))
    for each in connection.readings:
        cases = f" / {each.cases}" if each.cases else ""
        context.note(Trait(TraitKind.ASKED, each.measure, f"{each.metric}{cases}"))


def _told(model: ListedModel, connection: MlflowConnection) -> Iterator[Arrival]:
    """One registered model with its versions, the one in use, and its business facts."""
    yield model.fact
    for each in model.versions.values():
        yield each.fact
    live, refusals = in_use(model, connection)
    if live:
        yield live
    yield from refusals
    yield from facts(model, live.version if live else "", connection)
