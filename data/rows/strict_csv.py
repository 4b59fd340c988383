"""A CSV file becomes rows of text, or is refused as a whole before any row of it is taken.

Stricter than a spreadsheet or pandas on purpose: both read wrongly without an error. The file is
UTF-8 (a byte order mark is fine) with column names in its first row; fields are separated by
commas, semicolons, tabs or bars, and quoted with double quotes.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.problems import Code, Problem, Rejected, Unreadable
from data.rows.plain_text import decoded, unreadable

SEPARATORS = (",", ";", "\t", "|")
_NO_NAME = re.compile(r"[+-]?\d[\d.,/:TZ+-]*")
"""A number or a date: what a file without a heading has in its first row."""

_FAULTS = {
    "unexpected end of data": Unreadable.OPEN_QUOTE,
    "expected after": Unreadable.STRAY_QUOTE,
    "field limit": Unreadable.LONG_CELL,
}
"""What Python's reader says, in part, and what we call it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file that has been read to its end once: nothing in it is broken but single rows."""

    columns: tuple[str, ...]
    separator: str
    content: bytes

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row below the column names with its number as a spreadsheet counts; empty ones
        are left out. A row may have more or fewer fields than there are columns."""
        for number, row in enumerate(_reader(self.content, self.separator), start=1):
            if number > 1 and any(map(str.strip, row)):
                yield number, row


def table(path: str, content: bytes, needed: Sequence[str]) -> Table:
    """The file's content as a table that has the needed columns.

    Raises Rejected with FILE_UNREADABLE (path, why, line) or COLUMN_MISSING (column, found).
    """
    decoded(path, content, packed=Unreadable.EXCEL)
    separator, columns = _heading(path, content, needed)
    missing = [name for name in needed if name not in columns]
    if missing and len(missing) == len(needed) and any(map(_NO_NAME.fullmatch, columns)):
        raise unreadable(path, Unreadable.NO_HEADINGS, 1)
    if missing:
        inputs = {"path": path, "column": ", ".join(missing), "found": ", ".join(columns)}
        raise Rejected(Problem(Code.COLUMN_MISSING, inputs))
    named = [name for name in columns if name]
    if len(named) != len(set(named)):
        raise unreadable(path, Unreadable.COLUMNS_REPEAT, 1)
    _read_to_the_end(path, content, separator)
    return Table(columns, separator, content)


def _reader(content: bytes, separator: str) -> Iterator[list[str]]:
    # Decoded as it is read: a large file as one text takes four times its size.
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    return csv.reader(lines, delimiter=separator, strict=True)


def _heading(path: str, content: bytes, needed: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The separator under which most of the needed columns are there, and all columns."""
    headings: list[tuple[int, int, str, tuple[str, ...]]] = []
    broken = Unreadable.NOT_CSV
    for separator in SEPARATORS:
        try:
            columns = tuple(name.strip() for name in next(_reader(content, separator), []))
        except csv.Error as fault:
            broken = _why(str(fault))
            continue
        present = sum(name in columns for name in needed)
        headings.append((present, len(columns), separator, columns))
    present, _, separator, columns = max(
        headings, default=(0, 0, "", ()), key=lambda each: each[:2]
    )
    # What one separator finds broken, another takes for one long name.
    if len(columns) < 2 and not present and broken is not Unreadable.NOT_CSV:
        raise unreadable(path, broken, 1)
    if not headings:
        raise unreadable(path, Unreadable.NOT_CSV, 1)
    return separator, columns


def _read_to_the_end(path: str, content: bytes, separator: str) -> None:
    """Finds broken quoting before the first row is taken, and names the row where it began."""
    rows = _reader(content, separator)
    number = 1
    while True:
        try:
            if next(rows, None) is None:
                return
        except csv.Error as fault:
            raise unreadable(path, _why(str(fault)), number) from None
        number += 1


def _why(said: str) -> Unreadable:
    found = (why for words, why in _FAULTS.items() if words in said)
    return next(found, Unreadable.NOT_CSV)
