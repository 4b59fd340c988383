"""The rows of a list become entries about models, or refusals with row, column and reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.facts import FieldName, Refusal
from data.lists.columns import Column, Key
from data.lists.values import nothing_said, value
from data.problems import Code, Problem, Rejected
from data.rows import cells
from data.sheets.grid import Grid, Row, letters_of

Mapped = Mapping[int, Column]
"""Which column stands at which place of a row; what is left out is nobody's business."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says of one model. ``name`` and ``registry`` are empty where it says none."""

    row: int
    name: str
    registry: str
    told: Mapping[FieldName, str]

    @property
    def called(self) -> str:
        """What a person calls it: the business name, else the technical one."""
        return self.told.get(FieldName.BUSINESS_NAME, "") or self.name


@dataclass(frozen=True, slots=True)
class Entries:
    """Every row once: as an entry, or with each of its faults as a refusal.

    ``spoilt`` is what could be read of those that are refused.
    """

    taken: tuple[Entry, ...]
    refused: tuple[Refusal, ...]
    spoilt: tuple[Entry, ...] = ()


def entries(grid: Grid, mapped: Mapped) -> Entries:
    """The rows of a list. A row with any fault is refused as a whole, and every fault is named."""
    taken: list[Entry] = []
    spoilt: list[Entry] = []
    refused: list[Refusal] = []
    for row in grid.rows:
        found, faults = _read(grid, row, mapped)
        refused += faults
        if found is not None:
            (spoilt if faults else taken).append(found)
    return Entries(tuple(taken), tuple(refused), tuple(spoilt))


def place_of(grid: Grid, row: int, place: int | None = None) -> str:
    """Where something stands, as a person finds it in the file."""
    sheet = f", {grid.sheet}" if grid.sheet else ""
    column = "" if place is None else f", column {letters_of(place)}"
    return f"{grid.file}{sheet}, row {row}{column}"


def heading(grid: Grid, place: int) -> str:
    """What the person who wrote the list calls a column."""
    named = grid.headings[place] if place < len(grid.headings) else ""
    return cells.shown(named, cells.LONGEST_FOUND) or letters_of(place)


def refusal(grid: Grid, row: Row, mapped: Mapped, problem: Problem, place: int | None) -> Refusal:
    """The row as it came, in the columns that are read."""
    kept = {
        heading(grid, each): cells.shown(row.cells[each])
        for each in sorted(mapped)
        if each < len(row.cells)
    }
    return Refusal(problem, place_of(grid, row.number, place), kept)


def _read(grid: Grid, row: Row, mapped: Mapped) -> tuple[Entry | None, list[Refusal]]:
    if len(row.cells) != len(grid.headings):
        inputs = {"found": len(row.cells), "expected": len(grid.headings)}
        problem = Problem(Code.FIELDS_UNEVEN, inputs)
        return None, [refusal(grid, row, mapped, problem, None)]
    told: dict[Column, str] = {}
    faults: list[Refusal] = []
    for place, column in mapped.items():
        try:
            told |= _said(grid, row, place, column)
        except Rejected as fault:
            faults.append(refusal(grid, row, mapped, fault.problem, place))
    facts = {column: said for column, said in told.items() if isinstance(column, FieldName)}
    name = told.get(Key.NAME, "")
    if not faults and not (name or FieldName.BUSINESS_NAME in facts):
        faults = [_nameless(grid, row, mapped)] if told else []
        return None, faults
    return Entry(row.number, name, told.get(Key.REGISTRY, ""), facts), faults


def _said(grid: Grid, row: Row, place: int, column: Column) -> Iterator[tuple[Column, str]]:
    cell, field = row.cells[place], heading(grid, place)
    if place in row.unsolved:
        raise cells.rejected(Code.FORMULA_UNSOLVED, field, cell)
    # A model may well be called NA.
    blank = not cell.strip() if column is Key.NAME else nothing_said(cell)
    return iter(() if blank else ((column, value(column, field, cell)),))


def _nameless(grid: Grid, row: Row, mapped: Mapped) -> Refusal:
    naming = (Key.NAME, FieldName.BUSINESS_NAME)
    place = next((each for each, column in mapped.items() if column in naming), None)
    field = heading(grid, place) if place is not None else Key.NAME.value
    return refusal(grid, row, mapped, Problem(Code.VALUE_MISSING, {"field": field}), place)
