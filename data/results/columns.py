"""What the columns of a file of results hold, as a person said it or as they tell themselves. Pure.

A column holds a part of a row, or the values of one measure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from data.connections import RowMapping
from data.facts import Refusal
from data.rows.column_names import NAMES
from data.rows.looking import Seen
from data.rows.proposals import Known
from data.rows.proposing import propose
from data.sheets.grid import Grid
from data.sheets.headings import folded
from data.sheets.records import records


class Part(StrEnum):
    """A part of a row that has a column of its own."""

    MODEL = "model"
    START = "start"
    END = "end"
    MEASURE = "measure"
    VALUE = "value"
    COUNT = "count"
    GROUP = "group"
    VERSION = "version"


OF_MEASURE = "measure:"
"""Before the key of a measure: the column holds its values."""

ANSWERS = ("dates", "decimals", "scale", "time_zone", "period")
"""What may be asked about how things are written, and how long a period is."""

HEADINGS = frozenset(folded(name) for names in NAMES.values() for name in names)
"""Headings of files of results, folded."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the column at each place holds, and the answers to what was asked."""

    columns: Mapping[int, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As a store keeps it."""
        columns = {str(place): holds for place, holds in self.columns.items()}
        return {"columns": columns, "answers": dict(self.answers)}


def said(plain: Mapping[str, Any]) -> Said:
    """What a store kept."""
    columns = {int(place): holds for place, holds in plain.get("columns", {}).items()}
    return Said(columns, plain.get("answers", {}))


def seen(grid: Grid) -> Seen:
    """Every row that can be read; raises Rejected where two columns are called alike."""
    rows = tuple(row for _, row in records(grid, ()) if not isinstance(row, Refusal))
    return Seen(tuple(filter(None, grid.headings)), rows, whole=True)


def proposed(grid: Grid, known: Known) -> Said:
    """What the columns most likely hold; a measure that nobody described is left out."""
    found = propose(seen(grid), known, {}).mapping
    holds = {getattr(found, part): part.value for part in Part if getattr(found, part)}
    holds |= {
        column: OF_MEASURE + key for key, column in found.values.items() if key in known.measures
    }
    places = {name: place for place, name in enumerate(grid.headings)}
    return Said({places[column]: each for column, each in holds.items()})


def mapping(grid: Grid, told: Said, known: Known) -> RowMapping:
    """The columns as a mapping; how they are written is not in it yet."""
    parts: dict[str, Any] = {"model": ""}
    values: dict[str, str] = {}
    for name, holds in _named(grid, told):
        key = holds.removeprefix(OF_MEASURE)
        if holds in set(Part):
            parts.setdefault(holds, name)
            parts[holds] = parts[holds] or name
        elif holds.startswith(OF_MEASURE) and key in known.measures:
            values.setdefault(key, name)
    if parts.get("measure"):
        # Then one column holds the values of every measure.
        values = {}
    else:
        parts.pop("value", None)
    return RowMapping(**parts, values=values)


def _named(grid: Grid, told: Said) -> Iterator[tuple[str, str]]:
    for place, holds in sorted(told.columns.items()):
        if place < len(grid.headings) and grid.headings[place]:
            yield grid.headings[place], holds
