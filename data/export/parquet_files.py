"""A table as Parquet: typed columns, moments in UTC; what is JSON in the store is JSON text."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, Table
from sqlalchemy.types import TypeEngine

from data.export.cells import SHOWN
from data.export.faults import Failed, Fault

Row = Mapping[str, Any]

_TYPES: Sequence[tuple[type[TypeEngine[Any]], pa.DataType]] = (
    (Boolean, pa.bool_()),
    (Integer, pa.int64()),
    (Float, pa.float64()),
    (DateTime, pa.timestamp("us", tz="UTC")),
    (Date, pa.date32()),
)
_ROWS_AT_ONCE = 1_000

LARGEST_GROUP = 2**30
"""Bytes of the rows that a file keeps together, unpacked: a small file may promise a thousandfold.
Ours hold a thousand rows each."""


def write(path: Path, table: Table, batches: Iterable[Sequence[Row]]) -> None:
    """Write the rows."""
    schema = pa.schema([(column.name, _type(column)) for column in table.columns])
    plain = {column.name: _plain(column) for column in table.columns}
    with parquet.ParquetWriter(path, schema) as file:
        for batch in batches:
            columns = {name: [told(row[name]) for row in batch] for name, told in plain.items()}
            file.write_table(pa.table(columns, schema=schema))


def read(path: Path, table: Table) -> Iterator[tuple[int, Row]]:
    """Each row with its number. Raises Failed."""
    documents = [each.name for each in table.columns if isinstance(each.type, JSON)]
    number = 0
    try:
        with parquet.ParquetFile(path, page_checksum_verification=True) as file:
            groups = (file.metadata.row_group(each) for each in range(file.num_row_groups))
            if any(each.total_byte_size > LARGEST_GROUP for each in groups):
                raise Failed(Fault.FILE_UNREADABLE, file=path.name)
            for batch in file.iter_batches(_ROWS_AT_ONCE):
                for row in batch.to_pylist():
                    number += 1
                    yield number, _with_documents(path, number, row, documents)
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        raise Failed(Fault.FILE_UNREADABLE, file=path.name) from None


def _with_documents(path: Path, number: int, row: Row, documents: Sequence[str]) -> Row:
    found = {**row}
    for name in documents:
        if isinstance(row.get(name), str):
            try:
                found[name] = json.loads(row[name])
            except (ValueError, RecursionError):
                inputs = {
                    "file": path.name,
                    "row": number,
                    "column": name,
                    "found": row[name][:SHOWN],
                }
                raise Failed(Fault.NOT_ITS_KIND, **inputs) from None
    return found


def _type(column: Column[Any]) -> pa.DataType:
    found = (arrow for kind, arrow in _TYPES if isinstance(column.type, kind))
    return next(found, pa.string())


def _plain(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, JSON):
        return _document
    return _moment if isinstance(column.type, DateTime) else _same


def _document(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _moment(value: datetime | None) -> datetime | None:
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _same(value: Any) -> Any:
    return value
