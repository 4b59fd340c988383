"""The rows of a file of results become readings, or refusals with their reason. Pure.

A refused row says what a refused report says: model, measure, period, value. So the same told
anew is known to be the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from data.connections import RowMapping
from data.facts import Measure, ReadContext, Reading, Refusal
from data.problems import Code, Rejected, Unreadable
from data.results.known import KnownModel, KnownModels
from data.rows import cells, readings
from data.rows.column_names import plain
from data.rows.plain_text import unreadable
from data.rows.readings import Row
from data.sheets.grid import Grid
from data.sheets.records import records

MOST = 10_000
"""Values of one file. The store takes them within a few seconds, and others wait that long."""

_SOURCE = "file"


@dataclass(frozen=True, slots=True)
class Results:
    """What a file says: what its measures are where nobody defined them yet, its readings and its
    refused rows, and how many cells hold no value."""

    measures: tuple[Measure, ...]
    told: tuple[Reading | Refusal, ...]
    empty: int


def read(
    grid: Grid, mapping: RowMapping, known: KnownModels, now: datetime, time_zone: str
) -> Results:
    """What the rows say under this mapping. Raises Rejected where there is more than is taken."""
    plan = readings.planned(_SOURCE, mapping, known.shapes(), ReadContext(now, now, time_zone))
    told: list[Reading | Refusal] = []
    empty = 0
    for place, row in records(grid, readings.columns(mapping)):
        for each in _row(plan, known, place, row):
            if isinstance(each, Refusal) and _says_nothing(mapping, each):
                empty += 1
            else:
                told.append(each)
        if len(told) > MOST:
            raise unreadable(grid.file, Unreadable.TOO_LARGE)
    return Results(tuple(_undefined(known, told)), tuple(told), empty)


def _row(
    plan: readings.Plan, known: KnownModels, place: str, row: Row | Refusal
) -> Iterator[Reading | Refusal]:
    mapping = plan.mapping
    if isinstance(row, Refusal):
        yield _canonical(mapping, row, None)
        return
    model = _model(mapping, known, row)
    # A model that nobody defined this measure of refuses it where it is taken in.
    wide = {key: plan.measures[key] for key in mapping.values}
    shapes = {**wide, **known.shapes(model)} if model else plan.measures
    own = replace(plan, measures=shapes)
    for each in readings.readings_of(own, place, _with_key(mapping, shapes, row)):
        if isinstance(each, Reading):
            yield replace(each, ref=known.ref(model)) if model else each
        else:
            yield _canonical(mapping, each, known.ref(model).name if model else None)


def _model(mapping: RowMapping, known: KnownModels, row: Row) -> KnownModel | None:
    try:
        return known.named(cells.text(mapping.model, row.get(mapping.model)))
    except Rejected:
        return None


def _with_key(mapping: RowMapping, shapes: Mapping[str, object], row: Row) -> Row:
    """The row with the key of its measure, also where that is written in another way: Recall."""
    written = row.get(mapping.measure) if mapping.measure else None
    if not isinstance(written, str) or written.strip() in shapes:
        return row
    same = plain(written)
    return {**row, mapping.measure: same} if same in shapes else row


def _says_nothing(mapping: RowMapping, refusal: Refusal) -> bool:
    """Whether all that is wrong is that a cell for a value holds none."""
    values = {mapping.value, *mapping.values.values()} - {""}
    problem = refusal.problem
    return problem.code is Code.VALUE_MISSING and problem.inputs.get("field") in values


def _canonical(mapping: RowMapping, refusal: Refusal, model: str | None) -> Refusal:
    keys = {column: key for key, column in mapping.values.items()}
    key = keys.get(str(refusal.problem.inputs.get("field", "")))
    names = {
        getattr(mapping, part): part
        for part in ("model", "start", "end", "measure", "value", "count", "group", "version")
        if getattr(mapping, part)
    }
    told: dict[str, str] = {}
    for column, cell in refusal.row.items():
        if column in names:
            told[names[column]] = cell
        elif key is None:
            told[column] = cell
        elif keys.get(column) == key:
            told |= {"measure": key, "value": cell}
    return Refusal(refusal.problem, refusal.place, told | ({"model": model} if model else {}))


def _undefined(known: KnownModels, told: list[Reading | Refusal]) -> Iterator[Measure]:
    """What measures mean that the configuration describes and no source has told of yet."""
    found = (each for each in told if isinstance(each, Reading))
    for ref, key in dict.fromkeys((each.ref, each.measure) for each in found):
        model = known.named(ref.name if ref.registry is None else f"{ref.registry}/{ref.name}")
        if model and key in known.described and all(key != one.key for one in model.measures):
            yield readings.measure_of(ref, key, known.described[key])
