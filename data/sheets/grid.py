"""A table as it stands in a file: headings and rows of text, and nothing made of them yet."""

from dataclasses import dataclass

MOST_ROWS = 5_000
"""Of one file; a company with more keeps them in a system of its own."""
MOST_COLUMNS = 100
LONGEST_CELL = 5_000
"""Letters that are kept of a cell: longer than any field takes, so that it is told as too long."""
MOST_LETTERS = 5_000_000
"""Letters of a whole file; a short file may hold the same long text ten thousand times."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as a spreadsheet counts.

    ``unsolved`` are the places of formulas whose result the file does not hold; the cell then
    holds the formula. ``numbers`` are the places of cells that hold numbers, and not text that may
    look like one.
    """

    number: int
    cells: tuple[str, ...]
    unsolved: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows below the headings. ``sheet`` names the sheet of a workbook, and is empty else."""

    file: str
    sheet: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def letters_of(place: int) -> str:
    """What a spreadsheet calls a column: A for the place 0, AA for 26."""
    called = ""
    while place >= 0:
        called = chr(ord("A") + place % 26) + called
        place = place // 26 - 1
    return called
