"""The measures of a table that nobody described yet, and what each most likely means. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from data.connections import MeasureShape, RowMapping
from data.facts import Better, Question, Unit
from data.problems import Rejected
from data.rows import cells, contents
from data.rows.column_names import plain, shape_called, without_units
from data.rows.looking import Seen

MOST = 50
"""New measures of one table. Where more are named, the column holds something else."""

_MOSTLY = 0.5
"""Where fewer values than this fit the unit of the name, the name means something else."""

TYPES: Mapping[str, type[StrEnum]] = {"question": Question, "unit": Unit, "better": Better}
FIELDS = ("question", "kind", "unit", "better", "phrase", "things", "currency")


def key_of(column: str, known: Collection[str]) -> str:
    """The key of a measure that stands in a column of its own: a known one where it fits."""
    tried = (plain(column), without_units(column))
    return next((each for each in tried if each in known), "") or plain(column) or "measure"


def new_measures(
    seen: Seen, mapping: RowMapping, known: Mapping[str, MeasureShape], told: Mapping[str, str]
) -> dict[str, MeasureShape]:
    """Each measure of the mapping without a description, with the one proposed for it."""
    found: dict[str, MeasureShape] = {}
    for key, column in _named(seen, mapping):
        if key not in known and key not in found and len(found) < MOST:
            found[key] = _corrected(key, _shape(key, column, _values(seen, mapping, key)), told)
    return found


def _named(seen: Seen, mapping: RowMapping) -> Iterator[tuple[str, str]]:
    """Every measure, by its key, and what it is called in the table."""
    yield from mapping.values.items()
    for cell in seen.column(mapping.measure) if mapping.measure else ():
        try:
            key = cells.text(mapping.measure, cell)
        except Rejected:
            continue
        yield key, key


def _values(seen: Seen, mapping: RowMapping, key: str) -> list[float]:
    column = mapping.values.get(key, mapping.value)
    rows = [
        row
        for row in seen.rows
        if key in mapping.values or cells.shown(row.get(mapping.measure)).strip() == key
    ]
    found = (contents.number(row.get(column), mapping.decimals) for row in rows)
    return [each for each in found if each is not None]


def _shape(key: str, called: str, values: list[float]) -> MeasureShape:
    named = shape_called(called)
    inside = sum(0 <= each <= 100 for each in values)
    if named is not None and (named.unit is not Unit.SHARE or inside >= _MOSTLY * len(values)):
        return replace(named, kind=named.kind or key)
    return MeasureShape(kind=key, unit=_unit(values))


def _unit(values: list[float]) -> Unit:
    """By the values alone: up to 1 they are most likely shares, and whole numbers are counts."""
    if values and all(0 <= each <= 1 for each in values):
        return Unit.SHARE
    if values and all(each >= 0 and each.is_integer() for each in values):
        return Unit.COUNT
    return Unit.NUMBER


def _corrected(key: str, shape: MeasureShape, told: Mapping[str, str]) -> MeasureShape:
    """With what a person said of it: ``measures.recall.unit`` and the like."""
    for name in FIELDS:
        said = told.get(f"measures.{key}.{name}")
        if said is not None:
            value: Any = TYPES[name](said) if name in TYPES else said
            shape = replace(shape, **{name: value})
    return shape
