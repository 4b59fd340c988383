"""A Parquet file becomes rows, or is refused as a whole before any row of it is taken."""

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
from pyarrow import parquet

from data.problems import Code, Problem, Rejected, Unreadable
from data.rows.plain_text import unreadable

PARQUET = b"PAR1"
"""What such a file begins with."""

MOST_ROWS = 10_000_000
"""A file may promise a billion rows in a few bytes; a thousand models reporting daily for ten
years have this many, and some."""

LARGEST_UNPACKED = 2**30
"""Bytes that a file may hold once it is unpacked."""

ROWS_AT_ONCE = 1000


def rows_told(label: str, content: bytes) -> int:
    """How many rows a file says that it has; raises Rejected."""
    try:
        with _parquet(content) as file:
            return int(file.metadata.num_rows)
    except (pa.ArrowException, OSError, ValueError):
        raise unreadable(label, Unreadable.NOT_PARQUET) from None


def columns_of(label: str, content: bytes) -> Sequence[str]:
    """The columns that a file has; raises Rejected."""
    try:
        with _parquet(content) as file:
            return list(file.schema_arrow.names)
    except (pa.ArrowException, OSError, ValueError):
        raise unreadable(label, Unreadable.NOT_PARQUET) from None


def checked(label: str, content: bytes, asked: Sequence[str] | None) -> Sequence[str]:
    """Read it once to its end, so that no row is taken of a file that breaks off.

    Gives the columns to take: those asked for, or all. Raises Rejected.
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


def rows(
    label: str, content: bytes, needed: Sequence[str]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each row with its place; of columns that were checked."""
    number = 0
    with _parquet(content) as file:
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(needed)):
            columns = [map(_cell, column) for column in batch.columns]
            for row in zip(*columns, strict=True):
                number += 1
                yield f"{label}, row {number}", dict(zip(batch.schema.names, row, strict=True))


def _parquet(content: bytes) -> parquet.ParquetFile:
    return parquet.ParquetFile(pa.BufferReader(content), page_checksum_verification=True)


def _too_large(told: parquet.FileMetaData) -> bool:
    groups = (told.row_group(number) for number in range(told.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    return bool(told.num_rows > MOST_ROWS or unpacked > LARGEST_UNPACKED)


def _cell(scalar: pa.Scalar) -> object:
    """The cell, or its type where Python has no such value: no row is taken from a type."""
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return scalar.type
