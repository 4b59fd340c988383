"""CSV, Excel and Parquet files become readings.

What a file is, is told by its content, not its name. A file is taken or refused as a whole where
its form is broken; where only a row is wrong, the row is refused and kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

from data import sheets
from data.connections import FilesConnection
from data.facts import Arrival, ReadContext, Refusal
from data.problems import Code, Problem, Rejected
from data.rows import appearance, cells, matching_files, readings, strict_csv, strict_parquet
from data.rows.known_files import KnownFiles
from data.rows.looking import Seen
from data.rows.matching_files import Rows
from data.rows.strict_parquet import PARQUET
from data.sheets import apart
from data.sheets.grid import Grid
from data.sheets.headings import folded
from data.sheets.records import records

LARGEST_FILE = 256 * 2**20
"""Bytes. A thousand models reporting daily for ten years fit; what is larger belongs in Parquet
split by month, or in a database."""

_EXCEL = (sheets.WORKBOOK, sheets.OLD_OR_LOCKED)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}(\.\d+)?", re.ASCII)


def read(connection: FilesConnection, context: ReadContext) -> Iterator[Arrival]:
    """Every row of every file that matches, oldest name first, as facts and refusals.

    Files that need not be read again are left out, see ``data.rows.known_files``. One broken file
    among several is refused and the others are read. Raises SourceFailed where no file matches, or
    none of them can be read.
    """
    plan = readings.planned(connection.name, connection.rows, connection.measures, context)
    needed = readings.columns(connection.rows)
    known = KnownFiles(connection.name, context.before())

    newest = matching_files.newest(connection.path)

    def opened(path: Path, label: str) -> Rows:
        known.note(label)
        content = matching_files.content(path, label, LARGEST_FILE)
        if known.leaves_out(label, content):
            return iter(())
        # Of a Parquet file only what is mapped is read; of the others a row has all columns.
        if label == newest and content.startswith(PARQUET):
            appearance.note_columns(columns_of(label, content), context.note)
        return rows_of(label, content, needed)

    rows = matching_files.rows(connection.name, connection.path, opened)
    appearance.note_asked(connection.rows, context.note)
    noted = appearance.noted(rows, connection.rows, context.note, f"{newest},")
    yield from readings.arrivals(plan, noted)
    yield from known.told()


def look(name: str, path: str, most: int) -> Seen:
    """Up to so many rows of the files with all their columns, before any mapping is known.

    Raises SourceFailed as ``read`` does; what of a file cannot be read as rows is left out.
    """
    found = matching_files.rows(
        name,
        path,
        lambda file, label: rows_of(
            label, matching_files.content(file, label, LARGEST_FILE), needed=None
        ),
    )
    rows = [row for _, row in islice(found, most + 1) if not isinstance(row, Refusal)]
    columns = dict.fromkeys(name for row in rows for name in row if name)
    return Seen(tuple(columns), tuple(rows[:most]), whole=len(rows) <= most)


def rows_of(label: str, content: bytes, needed: Sequence[str] | None) -> Rows:
    """The rows of a file of this content, once it was found whole; None needs every column it has.

    Raises Rejected.
    """
    if content.startswith(PARQUET):
        columns = strict_parquet.checked(label, content, needed)
        return strict_parquet.rows(label, content, columns)
    if content.startswith(_EXCEL):
        grid = _grid(label, content, needed or ())
        return records(grid, needed or ())
    return _csv_rows(label, strict_csv.table(label, content, needed or ()))


def columns_of(label: str, content: bytes) -> Sequence[str]:
    """The columns that a file of this content has; raises Rejected."""
    if content.startswith(PARQUET):
        return strict_parquet.columns_of(label, content)
    if content.startswith(_EXCEL):
        return _grid(label, content, ()).headings
    return strict_csv.table(label, content, ()).columns


def _grid(label: str, content: bytes, needed: Sequence[str]) -> Grid:
    """The table of a workbook, read in a process that can be given up."""
    try:
        return replace(apart.read(label, content, {folded(each) for each in needed}), file=label)
    except Rejected as fault:
        inputs = {**fault.problem.inputs, "path": label}
        raise Rejected(Problem(fault.problem.code, inputs)) from None


def _csv_rows(label: str, table: strict_csv.Table) -> Rows:
    for number, row in table.rows():
        place = f"{label}, row {number}"
        yield place, _refused_or_row(place, table.columns, row)


def _refused_or_row(place: str, columns: Sequence[str], row: list[str]) -> readings.Row | Refusal:
    if len(row) == len(columns):
        return dict(zip(columns, row, strict=True))
    names = [*columns, *(f"{number}." for number in range(len(columns) + 1, len(row) + 1))]
    kept = {name: cells.shown(cell) for name, cell in zip(names, row, strict=False)}
    return Refusal(_uneven(columns, row), place, kept)


def _uneven(columns: Sequence[str], row: list[str]) -> Problem:
    """Why a row has not as many fields as there are columns; 1,234 may have made two of one."""
    pairs = (f"{one.strip()},{two.strip()}" for one, two in pairwise(row))
    apart = next(filter(_THOUSANDS.fullmatch, pairs), None)
    if len(row) > len(columns) and apart:
        inputs = {"found": apart, "meant": apart.replace(",", "")}
        return Problem(Code.THOUSANDS_APART, inputs)
    return Problem(Code.FIELDS_UNEVEN, {"found": len(row), "expected": len(columns)})
