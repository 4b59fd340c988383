"""Somebody's own list of models, an Excel workbook or a CSV file, as headings and rows of text.

What a file is, is told by its content, not its name. Nothing is taken of a file that is broken,
locked, or larger than any list of models. The name of the file is shown and never used as a path.
"""

import re
from collections.abc import Sequence

from data.lists.columns import known_headings
from data.lists.grid import LONGEST_CELL, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Grid, Row
from data.problems import Unreadable
from data.rows import cells, strict_csv
from data.rows.formulas import unguarded
from data.rows.plain_text import unreadable
from data.sources.inventory import excel

LARGEST_FILE = 10 * 2**20
"""Bytes; a list of five thousand models with long texts stays below a half of it."""

LONGEST_FILE_NAME = 120
_HEADINGS_AMONG = 20
"""Rows in which the headings are looked for: above them stand titles and dates."""
_WORKBOOK = b"PK\x03\x04"
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"


def read(name: str, content: bytes) -> Grid:
    """The list in a file. Raises Rejected with FILE_UNREADABLE, which says why and what to do."""
    shown = file_name(name)
    if len(content) > LARGEST_FILE:
        raise unreadable(shown, Unreadable.TOO_LARGE)
    if content.startswith(_OLD_OR_LOCKED):
        raise unreadable(shown, excel.old_or_locked(content))
    if content.startswith(_WORKBOOK):
        sheets = excel.sheets(shown, content)
    else:
        table = strict_csv.table(shown, content, ())
        below = (Row(number, tuple(map(unguarded, row))) for number, row in table.rows())
        sheets = [("", [Row(1, tuple(map(unguarded, table.columns))), *below])]
    grids = [_grid(shown, sheet, rows) for sheet, rows in sheets if rows]
    if not grids:
        raise unreadable(shown, Unreadable.EMPTY)
    # A workbook has sheets with notes and totals, too: the list is where we know most headings.
    return _bounded(max(grids, key=lambda grid: (known_headings(grid.headings), len(grid.rows))))


def file_name(name: str) -> str:
    """The name of a file as it is told: without folders, on one line, not too long."""
    last = re.split(r"[\\/]", name)[-1].strip()
    return cells.shown(last, LONGEST_FILE_NAME) or "list"


def _grid(file: str, sheet: str, rows: Sequence[Row]) -> Grid:
    at = _heading_row(rows)
    width = max((len(row.cells) for row in rows[at:]), default=0) if sheet else 0
    headings = rows[at].cells + ("",) * (width - len(rows[at].cells))
    below = (_tidied(row, width) for row in rows[at + 1 :])
    return Grid(file, sheet, tuple(map(_heading, headings)), tuple(below))


def _heading_row(rows: Sequence[Row]) -> int:
    """Where most headings are known; else the first row with two cells or more, else the first."""
    first = rows[:_HEADINGS_AMONG]
    known = [known_headings(row.cells) for row in first]
    if any(known):
        return known.index(max(known))
    wide = (at for at, row in enumerate(first) if sum(bool(cell.strip()) for cell in row.cells) > 1)
    return next(wide, 0)


def _heading(text: str) -> str:
    return " ".join(cells.shown(text, cells.LONGEST_NAME).split())


def _tidied(row: Row, width: int) -> Row:
    padded = row.cells + ("",) * (width - len(row.cells))
    return Row(row.number, tuple(_kept(cell) for cell in padded), row.unsolved)


def _kept(cell: str) -> str:
    """A cell as any store keeps it: no NUL, no half of a character, no longer than is needed."""
    return cell[:LONGEST_CELL].replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _bounded(grid: Grid) -> Grid:
    if not grid.rows:
        raise unreadable(grid.file, Unreadable.NO_ROWS)
    if len(grid.rows) > MOST_ROWS:
        raise unreadable(grid.file, Unreadable.TOO_MANY_ROWS)
    if len(grid.headings) > MOST_COLUMNS:
        raise unreadable(grid.file, Unreadable.TOO_MANY_COLUMNS)
    if sum(len(cell) for row in grid.rows for cell in row.cells) > MOST_LETTERS:
        raise unreadable(grid.file, Unreadable.TOO_LARGE)
    return grid
