"""Reads Prometheus, or what answers as it does: one number for each model and finished period.

Each period is asked about by itself, at the moment it ends. Servers put together from several
move the steps of longer questions to moments of their own, and the answer would be of other days.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from data.connections import PrometheusConnection
from data.credentials import credentials
from data.facts import (
    Arrival,
    Measure,
    ModelRef,
    ReadContext,
    Reading,
    Refusal,
    Trait,
    TraitKind,
)
from data.problems import Code, Problem, Rejected, SourceFailed
from data.reach import Server, connected
from data.rows import cells
from data.rows.readings import measure_of
from data.sources.prometheus.answers import NOT_A_QUERY, Row, asked, is_failure, labels
from data.sources.prometheus.spans import Span, to_ask
from data.sources.prometheus.values import Query, Told, by_subject, readings

Arrivals = Generator[Reading | Refusal, None, Problem | None]


def read(connection: PrometheusConnection, context: ReadContext) -> Iterator[Arrival]:
    """The readings of every query for each finished period, and each measure before its first.

    A query that fails is refused and the others are read. Raises SourceFailed where the server
    cannot be read, or none of the queries can be answered.
    """
    signed_in, seconds = credentials(connection), connection.deadline_seconds
    yield from _undescribed(connection)
    with connected(
        connection.name, connection.url, signed_in, seconds, explains=is_failure
    ) as server:
        told: set[tuple[ModelRef, str]] = set()
        for arrival in _told(server, connection, context):
            if isinstance(arrival, Reading) and (arrival.ref, arrival.measure) not in told:
                told.add((arrival.ref, arrival.measure))
                yield _measure(arrival, connection)
            yield arrival


def _undescribed(connection: PrometheusConnection) -> Iterator[Refusal]:
    known = ", ".join(sorted(connection.measures))
    for key, query in connection.queries.items():
        if key not in connection.measures:
            problem = Problem(Code.UNKNOWN_MEASURE, {"found": key, "known": known})
            yield Refusal(problem, "queries", {key: cells.shown(query)})


def _measure(reading: Reading, connection: PrometheusConnection) -> Measure:
    return measure_of(reading.ref, reading.measure, connection.measures[reading.measure])


@dataclass(frozen=True, slots=True)
class _Asking:
    """One query of one server."""

    server: Server
    connection: PrometheusConnection
    query: Query
    labels: dict[datetime, set[str]] = field(default_factory=dict)
    """Those that all answers of a period carry, by its end."""

    def of(self, span: Span) -> list[Reading | Refusal]:
        """What one period brought; raises Rejected where the query has no answer."""
        key, counted = self.query.key, self.connection.counts
        values = self._told(self.connection.queries[key], span, self.query.key)
        counts = self._told(counted[key], span, self.query.counts_field) if key in counted else None
        return list(readings(self.query, span, values, counts))

    def refused(self, problem: Problem, place: str) -> Refusal:
        written = self.connection.queries[self.query.key]
        return Refusal(problem, place, {self.query.key: cells.shown(written)})

    def nothing(self, spans: Sequence[Span]) -> Refusal:
        """Said where no period brought anything: a name misspelt looks like that."""
        first, last = spans[0].start.isoformat(), spans[-1].end.isoformat()
        inputs = {"field": self.query.key, "start": first, "end": last}
        return self.refused(Problem(Code.NOTHING_FOUND, inputs), f"query {self.query.key}")

    def _told(self, template: str, span: Span, field: str) -> Told:
        rows = self._rows(template, span, field)
        for row in rows:
            carried = {cells.shown(name) for name in labels(row)}
            self.labels[span.end] = self.labels.get(span.end, carried) & carried
        return by_subject(rows, self.connection, field)

    def _rows(self, template: str, span: Span, field: str) -> list[Row]:
        text = template.replace("{window}", span.window)
        if not self.connection.models:
            return asked(self.server, text, span.end, field)
        return [
            {**row, "metric": {**labels(row), self.connection.model_label: model}}
            for model in self.connection.models
            for row in asked(self.server, text.replace("{model}", model), span.end, field)
        ]


def _told(
    server: Server, connection: PrometheusConnection, context: ReadContext
) -> Iterator[Reading | Refusal]:
    known, zone = context.known_until(), ZoneInfo(context.time_zone)
    keys = [key for key in connection.queries if key in connection.measures]
    failures = []
    for key in keys:
        query = Query(key, connection.measures[key].unit)
        spans = to_ask(connection.period, zone, context.now, known.get(key), connection.days_back)
        asking = _Asking(server, connection, query)
        failure = yield from _of_query(asking, spans)
        failures += [failure] if failure else []
        _note(asking, context)
    if failures and len(failures) == len(keys):
        raise SourceFailed(failures[0])


def _note(asking: _Asking, context: ReadContext) -> None:
    """What a measure is asked for by, and labels all answers of the newest period carry."""
    key, connection = asking.query.key, asking.connection
    counts = f" / {connection.counts[key]}" if key in connection.counts else ""
    written = f"{connection.queries[key]}{counts} ({connection.period.value})"
    context.note(Trait(TraitKind.ASKED, key, written))
    if asking.labels:
        newest = asking.labels[max(asking.labels)]
        context.note(Trait(TraitKind.LABELS, key, ", ".join(sorted(newest))))


def _of_every_span(problem: Problem) -> bool:
    """Whether the query itself is wrong, so that no other period would go better."""
    kind_of_result = problem.code is Code.NOT_ONE_NUMBER
    return kind_of_result or problem.inputs.get("reason") == NOT_A_QUERY


def _of_query(asking: _Asking, spans: Sequence[Span]) -> Arrivals:
    """What the periods brought; returns why the query failed where it was never answered."""
    answered, failure, silent = False, None, bool(spans)
    for span in spans:
        try:
            found = asking.of(span)
        except Rejected as no:
            silent, failure = False, no.problem
            yield asking.refused(no.problem, asking.query.place(span))
            if _of_every_span(no.problem):
                break
            continue
        answered, silent = True, silent and not found
        yield from found
    if silent:
        yield asking.nothing(spans)
    failed = failure if failure and failure.code is Code.QUERY_FAILED else None
    return None if answered else failed
