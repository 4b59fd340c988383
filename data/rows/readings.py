"""A row and its mapping become readings, or refusals with the reason and the place.

Every row handed in comes out again: as one reading per measure, or as a refusal per row, or per
value where only that value is wrong.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.connections import MeasureShape, RowMapping
from data.facts import Measure, ModelRef, ReadContext, Reading, Refusal
from data.problems import Code, Problem, Rejected, SourceFailed
from data.rows import cells, periods

Row = Mapping[str, object]
PERCENT = "percent"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "scale": (PERCENT,),
    "dates": (periods.DAY_FIRST, periods.MONTH_FIRST),
    "decimals": (cells.COMMA, cells.POINT),
}
"""What a mapping may say of how things are written; it may leave out each of them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping that has been checked, and whose clock it is read by."""

    source: str
    mapping: RowMapping
    measures: Mapping[str, MeasureShape]
    clock: periods.Clock
    period: periods.Length | None
    now: datetime


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all readings of one row share."""

    ref: ModelRef
    start: datetime
    end: datetime
    count: int | None
    group: str
    version: str


def planned(
    source: str, mapping: RowMapping, measures: Mapping[str, MeasureShape], context: ReadContext
) -> Plan:
    """The mapping ready for use; raises SourceFailed where it cannot give a single reading."""
    try:
        _check(mapping)
        days = periods.zone("time_zone", mapping.time_zone or context.time_zone)
        period = periods.length("period", mapping.period) if mapping.period else None
    except Rejected as fault:
        inputs = {"source": source, "address": source, **fault.problem.inputs}
        raise SourceFailed(Problem(fault.problem.code, inputs)) from None
    clock = periods.Clock(days, days if mapping.time_zone else None, mapping.dates)
    return Plan(source, mapping, measures, clock, period, context.now)


def columns(mapping: RowMapping) -> tuple[str, ...]:
    """Every column the mapping needs, each once, those that tell rows apart first."""
    rest = (mapping.value, mapping.count, mapping.version, *mapping.values.values())
    return tuple(dict.fromkeys((*telling_apart(mapping), *filter(None, rest))))


def telling_apart(mapping: RowMapping) -> tuple[str, ...]:
    """The columns that tell one row from another, oldest period first when sorted by them."""
    found = (mapping.end, mapping.start, mapping.model, mapping.group, mapping.measure)
    return tuple(dict.fromkeys(filter(None, found)))


def arrivals(
    plan: Plan, rows: Iterable[tuple[str, Row | Refusal]]
) -> Iterator[Measure | Reading | Refusal]:
    """The rows as facts, each with its place ("metrics.csv, row 12").

    A measure comes once per model, before its first reading. A refusal handed in comes out.
    """
    yield from _unknown_columns(plan)
    told: set[tuple[ModelRef, str]] = set()
    for place, row in rows:
        if isinstance(row, Refusal):
            yield row
            continue
        for arrival in readings_of(plan, place, row):
            if isinstance(arrival, Reading) and (arrival.ref, arrival.measure) not in told:
                told.add((arrival.ref, arrival.measure))
                yield measure_of(arrival.ref, arrival.measure, plan.measures[arrival.measure])
            yield arrival


def measure_of(ref: ModelRef, key: str, shape: MeasureShape) -> Measure:
    """The measure of one model that a configured shape stands for."""
    return Measure(
        ref=ref,
        key=key,
        question=shape.question,
        kind=shape.kind or key,
        unit=shape.unit,
        better=shape.better,
        phrase=shape.phrase,
        things=shape.things,
        currency=shape.currency,
    )


def readings_of(plan: Plan, place: str, row: Row) -> Iterator[Reading | Refusal]:
    """One row as its readings. Never raises for anything a row may hold."""
    try:
        frame = _frame(plan, row)
        filled = _filled(plan, row)
    except Rejected as fault:
        yield refusal(plan.mapping, fault.problem, place, row)
        return
    for key, column in filled:
        yield _reading(plan, place, row, frame, key, column)


def refusal(mapping: RowMapping, problem: Problem, place: str, row: Row) -> Refusal:
    """The row as it came, in the columns that are mapped."""
    kept = {name: cells.shown(row.get(name)) for name in columns(mapping)}
    return Refusal(problem, place, kept)


def _reading(
    plan: Plan, place: str, row: Row, frame: _Frame, key: str, column: str
) -> Reading | Refusal:
    percent, decimals = plan.mapping.scale == PERCENT, plan.mapping.decimals
    try:
        value = cells.value(column, row.get(column), plan.measures[key].unit, percent, decimals)
    except Rejected as fault:
        return refusal(plan.mapping, fault.problem, place, row)
    return Reading(
        ref=frame.ref,
        measure=key,
        start=frame.start,
        end=frame.end,
        value=value,
        count=frame.count,
        group=frame.group,
        version=frame.version,
        place=place,
    )


def _frame(plan: Plan, row: Row) -> _Frame:
    mapping = plan.mapping
    name = cells.text(mapping.model, row.get(mapping.model))
    start, end = _period(plan, row)
    cases = row.get(mapping.count) if mapping.count else None
    return _Frame(
        ref=ModelRef(mapping.rename.get(name, name), mapping.registry or None),
        start=start,
        end=end,
        count=None
        if cells.is_missing(cases)
        else cells.count(mapping.count, cases, mapping.decimals),
        group=_optional(mapping.group, row),
        version=_optional(mapping.version, row),
    )


def _optional(column: str, row: Row) -> str:
    cell = row.get(column) if column else None
    return "" if cells.is_missing(cell) else cells.text(column, cell)


def _period(plan: Plan, row: Row) -> tuple[datetime, datetime]:
    mapping, clock = plan.mapping, plan.clock
    start = (
        periods.start_at(mapping.start, row.get(mapping.start), clock) if mapping.start else None
    )
    end = periods.end_at(mapping.end, row.get(mapping.end), clock) if mapping.end else None
    column = mapping.end or mapping.start
    try:
        if plan.period and start and not end:
            end = plan.period.after(start)
        if plan.period and end and not start:
            start = plan.period.before(end)
    except (OverflowError, ValueError):  # A period of thousands of years leaves the calendar.
        raise cells.rejected(Code.OUTSIDE_TIME, column, row.get(column)) from None
    if start is None or end is None:
        raise cells.rejected(Code.VALUE_MISSING, column)
    if start.year < periods.FIRST_YEAR:
        raise cells.rejected(Code.OUTSIDE_TIME, column, row.get(column))
    periods.not_after(column, row.get(column), end, plan.now)
    return periods.in_order(start, end)


def _filled(plan: Plan, row: Row) -> list[tuple[str, str]]:
    """Which measures this row fills, each with the column of its value."""
    mapping = plan.mapping
    known = [(key, name) for key, name in mapping.values.items() if key in plan.measures]
    if mapping.measure:
        key = cells.text(mapping.measure, row.get(mapping.measure))
        if key not in plan.measures:
            raise _unknown(plan, mapping.measure, key)
        known.append((key, mapping.value))
    return known


def _unknown_columns(plan: Plan) -> Iterator[Refusal]:
    """A measure of the mapping that nobody described is told once, not for every row."""
    for key, column in plan.mapping.values.items():
        if key not in plan.measures:
            yield Refusal(_unknown(plan, "values", key).problem, plan.source, {key: column})


def _unknown(plan: Plan, field: str, key: str) -> Rejected:
    return cells.rejected(Code.UNKNOWN_MEASURE, field, key, known=", ".join(sorted(plan.measures)))


def _check(mapping: RowMapping) -> None:
    if not mapping.model:
        raise cells.rejected(Code.VALUE_MISSING, "model")
    if not (mapping.end or mapping.start):
        raise cells.rejected(Code.VALUE_MISSING, "end")
    if not (mapping.end and mapping.start) and not mapping.period:
        raise cells.rejected(Code.VALUE_MISSING, "period")
    if bool(mapping.measure) != bool(mapping.value) or not (mapping.values or mapping.measure):
        raise cells.rejected(Code.VALUE_MISSING, "value" if mapping.measure else "measure")
    for key, allowed in CHOICES.items():
        found = getattr(mapping, key)
        if found not in ("", *allowed):
            raise cells.rejected(Code.NOT_ONE_OF, key, found, allowed=", ".join(allowed))
