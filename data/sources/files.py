"""CSV and Parquet files become readings.

What a file is, is told by its content, not its name. A file is taken or refused as a whole where
its form is broken; where only a row is wrong, the row is refused and kept.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from data.connections import FilesConnection
from data.facts import Arrival, ReadContext, Refusal
from data.problems import Code, Problem, Rejected, Unreadable
from data.rows import appearance, cells, matching_files, readings, strict_csv
from data.rows.looking import Seen
from data.rows.matching_files import Rows
from data.rows.plain_text import unreadable

LARGEST_FILE = 256 * 2**20
"""Bytes. A thousand models reporting daily for ten years fit; what is larger belongs in Parquet
split by month, or in a database."""

MOST_ROWS = 10_000_000
"""Of a Parquet file, which may promise a billion rows in a few bytes; the same models, and some."""

LARGEST_UNPACKED = 2**30
"""Bytes that a Parquet file may hold once it is unpacked."""

ROWS_AT_ONCE = 1000
_PARQUET = b"PAR1"


def read(connection: FilesConnection, context: ReadContext) -> Iterator[Arrival]:
    """Every row of every file that matches, oldest name first, as facts and refusals.

    One broken file among several is refused and the others are read. Raises SourceFailed where
    no file matches, or none of them can be read.
    """
    plan = readings.planned(connection.name, connection.rows, connection.measures, context)
    needed = readings.columns(connection.rows)
    rows = matching_files.rows(
        connection.name, connection.path, lambda path, label: _opened(path, label, needed)
    )
    newest = matching_files.newest(connection.path)
    appearance.note_asked(connection.rows, context.note)
    yield from readings.arrivals(
        plan, appearance.noted(rows, connection.rows, context.note, f"{newest},")
    )


def look(name: str, path: str, most: int) -> Seen:
    """Up to so many rows of the files with all their columns, before any mapping is known.

    Raises SourceFailed as ``read`` does; what of a file cannot be read as rows is left out.
    """
    found = matching_files.rows(name, path, lambda file, label: _opened(file, label, None))
    rows = [row for _, row in islice(found, most + 1) if not isinstance(row, Refusal)]
    columns = dict.fromkeys(name for row in rows for name in row if name)
    return Seen(tuple(columns), tuple(rows[:most]), whole=len(rows) <= most)


def _opened(path: Path, label: str, needed: Sequence[str] | None) -> Rows:
    """The rows of a file that has been read and found whole; None needs every column it has.

    Raises Rejected.
    """
    return rows_of(label, matching_files.content(path, label, LARGEST_FILE), needed)


def rows_of(label: str, content: bytes, needed: Sequence[str] | None) -> Rows:
    """The rows of a file of this content, once it was found whole; raises Rejected."""
    if content.startswith(_PARQUET):
        columns = _check_parquet(label, content, needed)
        return _parquet_rows(label, content, columns)
    return _csv_rows(label, strict_csv.table(label, content, needed or ()))


def columns_of(label: str, content: bytes) -> Sequence[str]:
    """The columns that a file of this content has; raises Rejected."""
    if not content.startswith(_PARQUET):
        return strict_csv.table(label, content, ()).columns
    try:
        with _parquet(content) as file:
            return list(file.schema_arrow.names)
    except (pa.ArrowException, OSError, ValueError):
        raise unreadable(label, Unreadable.NOT_PARQUET) from None


def _csv_rows(label: str, table: strict_csv.Table) -> Rows:
    for number, row in table.rows():
        place = f"{label}, row {number}"
        yield place, _refused_or_row(place, table.columns, row)


def _refused_or_row(place: str, columns: Sequence[str], row: list[str]) -> readings.Row | Refusal:
    if len(row) == len(columns):
        return dict(zip(columns, row, strict=True))
    names = [*columns, *(f"{number}." for number in range(len(columns) + 1, len(row) + 1))]
    kept = {name: cells.shown(cell) for name, cell in zip(names, row, strict=False)}
    inputs = {"found": len(row), "expected": len(columns)}
    return Refusal(Problem(Code.FIELDS_UNEVEN, inputs), place, kept)


def _check_parquet(label: str, content: bytes, asked: Sequence[str] | None) -> Sequence[str]:
    """Read it once to its end, so that no row is taken of a file that breaks off.

    Gives the columns to take: those asked for, or all.
    """
    try:
        with _parquet(content) as file:
            if _too_large(file.metadata):
                raise unreadable(label, Unreadable.TOO_LARGE)
            found = file.schema_arrow.names
            needed: Sequence[str] = found if asked is None else asked
            missing = [name for name in needed if name not in found]
            if missing:
                inputs = {"path": label, "column": ", ".join(missing), "found": ", ".join(found)}
                raise Rejected(Problem(Code.COLUMN_MISSING, inputs))
            if any(found.count(name) > 1 for name in needed):
                raise unreadable(label, Unreadable.COLUMNS_REPEAT)
            for _ in file.iter_batches(ROWS_AT_ONCE, columns=list(needed)):
                pass
            return needed
    except (pa.ArrowException, OSError, ValueError):
        raise unreadable(label, Unreadable.NOT_PARQUET) from None


def _parquet(content: bytes) -> parquet.ParquetFile:
    return parquet.ParquetFile(pa.BufferReader(content), page_checksum_verification=True)


def _too_large(told: parquet.FileMetaData) -> bool:
    groups = (told.row_group(number) for number in range(told.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    return bool(told.num_rows > MOST_ROWS or unpacked > LARGEST_UNPACKED)


def _parquet_rows(label: str, content: bytes, needed: Sequence[str]) -> Rows:
    number = 0
    with _parquet(content) as file:
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(needed)):
            columns = [map(_cell, column) for column in batch.columns]
            for row in zip(*columns, strict=True):
                number += 1
                yield f"{label}, row {number}", dict(zip(batch.schema.names, row, strict=True))


def _cell(scalar: pa.Scalar) -> object:
    """The cell, or its type where Python has no such value: no row is taken from a type."""
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return scalar.type
