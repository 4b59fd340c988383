"""Rows of an answer become readings of one period, each model and group with one number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.connections import PrometheusConnection
from data.facts import ModelRef, Reading, Refusal, Unit
from data.problems import Code, Problem, Rejected
from data.rows import cells
from data.sources.prometheus.answers import Row, labels, sent
from data.sources.prometheus.spans import Span

DIGITS = 12
"""Sums are added up in another order each time; what that changes lies behind these digits."""

_SERIES_SHOWN = 5

Subject = tuple[ModelRef, str]
"""A model and a group of it; the group is empty for everybody."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked about: a measure by its key, which is also its query's name, and its unit."""

    key: str
    unit: Unit

    @property
    def counts_field(self) -> str:
        return f"counts.{self.key}"

    def place(self, span: Span) -> str:
        return f"query {self.key}, {span}"


@dataclass(frozen=True, slots=True)
class Told:
    """The rows of one answer by what they are about, and those that do not say it."""

    rows: Mapping[Subject, Sequence[Row]]
    refused: Sequence[tuple[Problem, Row]]


def by_subject(rows: Sequence[Row], connection: PrometheusConnection, field: str) -> Told:
    """Which row is about which model and group."""
    found: dict[Subject, list[Row]] = {}
    refused: list[tuple[Problem, Row]] = []
    for row in rows:
        try:
            found.setdefault(_subject(row, connection, field), []).append(row)
        except Rejected as no:
            refused.append((no.problem, row))
    return Told(found, refused)


def readings(
    query: Query, span: Span, values: Told, counts: Told | None
) -> Iterator[Reading | Refusal]:
    """One reading for each model and group, or a refusal for what cannot be one."""
    place = query.place(span)
    for problem, row in (*values.refused, *(counts.refused if counts else ())):
        yield Refusal(problem, place, _shown(row))
    for subject, rows in values.rows.items():
        counted = counts.rows.get(subject, ()) if counts else ()
        try:
            value = _number(query.key, subject, rows, span, query.unit)
            cases = _cases(query.counts_field, subject, counted, span)
        except Rejected as no:
            yield Refusal(no.problem, place, _kept([*rows, *counted]))
            continue
        ref, group = subject
        yield Reading(ref, query.key, span.start, span.end, value, cases, group, place=place)


def _subject(row: Row, connection: PrometheusConnection, field: str) -> Subject:
    known = labels(row)
    cell = known.get(connection.model_label)
    if cells.is_missing(cell):
        raise cells.rejected(Code.NO_LABEL, field, label=connection.model_label)
    name = cells.text(connection.model_label, cell)
    group = known.get(connection.group_label) if connection.group_label else None
    return (
        ModelRef(connection.rename.get(name, name), connection.registry or None),
        "" if cells.is_missing(group) else cells.text(connection.group_label, group),
    )


def _cases(field: str, subject: Subject, rows: Sequence[Row], span: Span) -> int | None:
    return int(_number(field, subject, rows, span, Unit.COUNT)) if rows else None


def _number(field: str, subject: Subject, rows: Sequence[Row], span: Span, unit: Unit) -> float:
    """The one number of a model and group, without what is noise in it."""
    if len(rows) > 1:
        raise cells.rejected(Code.SEVERAL_SERIES, field, _called(subject), series=len(rows))
    cell = sent(rows[0], span.end, field)
    exact = cells.number(field, cell)
    if unit is Unit.COUNT:
        # Prometheus works out from what it saw how much was counted in a time: 1439.7 of 1440.
        return float(cells.count(field, round(exact) if exact >= 0 else cell))
    if unit is Unit.SHARE:
        return cells.share(field, round(exact, DIGITS)) + 0.0
    return float(f"{exact:.{DIGITS}g}")


def _called(subject: Subject) -> str:
    ref, group = subject
    return cells.shown(f"{ref.name}, {group}" if group else ref.name, cells.LONGEST_FOUND)


def _kept(rows: Sequence[Row]) -> dict[str, str]:
    """The one row, or several beside each other."""
    if len(rows) == 1:
        return _shown(rows[0])
    some = enumerate(map(_shown, rows[:_SERIES_SHOWN]), start=1)
    return {f"series {number}": cells.shown(_line(shown)) for number, shown in some}


def _line(shown: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in shown.items())


def _shown(row: Row) -> dict[str, str]:
    named = {cells.shown(name): cells.shown(value) for name, value in labels(row).items()}
    what = "histogram" if "histogram" in row else "value"
    found = row.get(what)
    number = found[1] if isinstance(found, list) and len(found) == 2 else found
    return {**named, what: cells.shown(number)}
