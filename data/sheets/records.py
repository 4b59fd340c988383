"""The rows of a table by what its headings call each cell, or refused with their place.

What Excel shows where a formula failed (#N/A, #DIV/0!) is nothing at all, and never a name.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from data.facts import Refusal
from data.problems import Code, Problem, Rejected, Unreadable
from data.rows import cells
from data.rows.plain_text import unreadable
from data.sheets.grid import Grid, Row

Cells = Mapping[str, object]
Rows = Iterator[tuple[str, Cells | Refusal]]
"""Each row, or its refusal, with its place."""

_FAILED = re.compile(r"#(N/A|REF|VALUE|NAME|DIV/0|NUM|NULL|SPILL|CALC|FIELD|GETTING_DATA)[!?]?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}.*", re.ASCII)


def records(grid: Grid, needed: Collection[str]) -> Rows:
    """The rows with all their named cells.

    Raises Rejected, before the first row, where a needed column is missing or two are called
    alike.
    """
    named = {name: place for place, name in enumerate(grid.headings) if name}
    missing = [name for name in needed if name not in named]
    if missing:
        inputs = {"path": grid.file, "column": ", ".join(missing), "found": ", ".join(named)}
        raise Rejected(Problem(Code.COLUMN_MISSING, inputs))
    if len(named) != sum(bool(name) for name in grid.headings):
        raise unreadable(grid.file, Unreadable.COLUMNS_REPEAT)
    return _records(grid, named, needed)


def place_of(grid: Grid, row: int) -> str:
    """Where a row stands, as a person finds it in the file."""
    sheet = f", {grid.sheet}" if grid.sheet else ""
    return f"{grid.file}{sheet}, row {row}"


def _records(grid: Grid, named: Mapping[str, int], needed: Collection[str]) -> Rows:
    timed = frozenset(place for place in named.values() if _holds_times(grid, place))
    for row in grid.rows:
        place = place_of(grid, row.number)
        if len(row.cells) != len(grid.headings):
            yield place, _uneven(place, grid, row, {name: named[name] for name in needed})
            continue
        unsolved = next((each for each in needed if named[each] in row.unsolved), None)
        told = {name: _cell(grid, row, at, at in timed) for name, at in named.items()}
        if unsolved is None:
            yield place, told
        else:
            problem = {"field": unsolved, "found": cells.shown(told[unsolved], cells.LONGEST_FOUND)}
            kept = {name: cells.shown(told[name]) for name in needed}
            yield place, Refusal(Problem(Code.FORMULA_UNSOLVED, problem), place, kept)


def _uneven(place: str, grid: Grid, row: Row, needed: Mapping[str, int]) -> Refusal:
    """Columns that nobody asked for may hold what is nobody's business, here too."""
    there = {name: at for name, at in needed.items() if at < len(row.cells)}
    kept = {name: cells.shown(row.cells[at]) for name, at in there.items()}
    inputs = {"found": len(row.cells), "expected": len(grid.headings)}
    return Refusal(Problem(Code.FIELDS_UNEVEN, inputs), place, kept)


def _cell(grid: Grid, row: Row, place: int, timed: bool) -> object:
    cell = row.cells[place]
    if place in row.numbers:
        return Decimal(cell)
    if grid.sheet and _FAILED.fullmatch(cell.strip()):
        return ""
    # Beside other times a day is its first moment: the file holds times, and shows none of this.
    return f"{cell} 00:00" if timed and _DAY.fullmatch(cell) else cell


def _holds_times(grid: Grid, place: int) -> bool:
    columns = (row.cells[place] for row in grid.rows if place < len(row.cells))
    return any(_TIME.fullmatch(cell) for cell in columns)
