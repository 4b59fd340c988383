"""Files that people write, an Excel workbook, CSV or Parquet, as headings and rows of text.

What a file is, is told by its content, not its name. Nothing is taken of a file that is broken,
locked, or larger than anybody writes by hand. The name of the file is shown and never used as a
path. Whoever reads a file that somebody sent does so through ``data.sheets.apart``.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from data.problems import Unreadable
from data.rows import cells, strict_csv
from data.rows.formulas import unguarded
from data.rows.plain_text import unreadable
from data.sheets import excel, typed
from data.sheets.grid import LONGEST_CELL, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Grid, Row
from data.sheets.headings import known_headings

LARGEST_FILE = 10 * 2**20
"""Bytes; a list of five thousand models with long texts stays below a half of it."""

LONGEST_FILE_NAME = 120
_HEADINGS_AMONG = 20
"""Rows in which the headings are looked for: above them stand titles and dates."""
WORKBOOK = b"PK\x03\x04"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"


def read(name: str, content: bytes, wanted: Collection[str]) -> Grid:
    """The table in a file; it may have no rows.

    ``wanted`` are headings we know, folded: they tell which sheet and which row. Raises Rejected
    with FILE_UNREADABLE, which says why and what to do.
    """
    shown = file_name(name)
    if len(content) > LARGEST_FILE:
        raise unreadable(shown, Unreadable.TOO_LARGE)
    if content.startswith(OLD_OR_LOCKED):
        raise unreadable(shown, excel.old_or_locked(content))
    if content.startswith(typed.PARQUET):
        grid = typed.table(shown, content)
        return _bounded(replace(grid, headings=tuple(map(_heading, grid.headings))))
    if content.startswith(WORKBOOK):
        sheets = excel.sheets(shown, content)
    else:
        table = strict_csv.table(shown, content, ())
        below = (Row(number, tuple(map(unguarded, row))) for number, row in table.rows())
        sheets = [("", [Row(1, tuple(map(unguarded, table.columns))), *below])]
    grids = [_grid(shown, sheet, rows, wanted) for sheet, rows in sheets if rows]
    if not grids:
        raise unreadable(shown, Unreadable.EMPTY)
    # A workbook has sheets with notes and totals, too: the table is where we know most headings.
    return _bounded(max(grids, key=lambda grid: _fit(grid, wanted)))


def with_rows(grid: Grid) -> Grid:
    """The table itself, where it has a row; raises Rejected."""
    if not grid.rows:
        raise unreadable(grid.file, Unreadable.NO_ROWS)
    return grid


def file_name(name: str) -> str:
    """The name of a file as it is told: without folders, on one line, not too long."""
    last = re.split(r"[\\/]", name)[-1].strip()
    return cells.shown(last, LONGEST_FILE_NAME) or "list"


def _fit(grid: Grid, wanted: Collection[str]) -> tuple[int, int]:
    return known_headings(grid.headings, wanted), len(grid.rows)


def _grid(file: str, sheet: str, rows: Sequence[Row], wanted: Collection[str]) -> Grid:
    at = _heading_row(rows, wanted)
    width = max((len(row.cells) for row in rows[at:]), default=0) if sheet else 0
    headings = rows[at].cells + ("",) * (width - len(rows[at].cells))
    below = (_tidied(row, width) for row in rows[at + 1 :])
    shown = cells.shown(sheet, LONGEST_FILE_NAME)
    return Grid(file, shown, tuple(map(_heading, headings)), tuple(below))


def _heading_row(rows: Sequence[Row], wanted: Collection[str]) -> int:
    """Where most headings are known; else the first row with two cells or more, else the first."""
    first = rows[:_HEADINGS_AMONG]
    known = [known_headings(row.cells, wanted) for row in first]
    if any(known):
        return known.index(max(known))
    wide = (at for at, row in enumerate(first) if sum(bool(cell.strip()) for cell in row.cells) > 1)
    return next(wide, 0)


def _heading(text: str) -> str:
    return " ".join(cells.shown(text, cells.LONGEST_NAME).split())


def _tidied(row: Row, width: int) -> Row:
    padded = row.cells + ("",) * (width - len(row.cells))
    return Row(row.number, tuple(_kept(cell) for cell in padded), row.unsolved, row.numbers)


def _kept(cell: str) -> str:
    """A cell as any store keeps it: no NUL, no half of a character, no longer than is needed."""
    return cell[:LONGEST_CELL].replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _bounded(grid: Grid) -> Grid:
    if len(grid.rows) > MOST_ROWS:
        raise unreadable(grid.file, Unreadable.TOO_MANY_ROWS)
    if max(len(grid.headings), *(len(row.cells) for row in grid.rows), 0) > MOST_COLUMNS:
        raise unreadable(grid.file, Unreadable.TOO_MANY_COLUMNS)
    if sum(len(cell) for row in grid.rows for cell in row.cells) > MOST_LETTERS:
        raise unreadable(grid.file, Unreadable.TOO_LARGE)
    return grid
