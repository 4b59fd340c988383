"""Everything that was written out, brought into an empty store: all of it, or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, inspect
from sqlalchemy.exc import StatementError

from data.export import cells, json_lines, manifest, parquet_files
from data.export.faults import Failed, Fault
from data.export.manifest import Kind, Manifest, Record, file_name, seal
from data.store import record
from data.store.engine import reading, writing
from data.store.schema import upgrade_to
from data.store.whole import number_on, tables

Row = Mapping[str, Any]
Reader = Callable[[Path, Table], Iterator[tuple[int, Row]]]

_READERS: Mapping[Kind, Reader] = {
    Kind.JSONL: json_lines.read,
    Kind.PARQUET: parquet_files.read,
}
_ROWS_AT_ONCE = 1_000


def bring_in(engine: Engine, folder: Path) -> Manifest:
    """Bring everything of an export into a database without tables, and up to this version.

    Raises Failed. What the database itself holds to (keys, what rows point to, the rules of each
    column) is checked with every row, then the counts, the files' seals and the record.
    """
    with reading(engine) as conn:
        if inspect(conn).get_table_names():
            raise Failed(Fault.NOT_EMPTY)
    found = manifest.read(folder)
    with writing(engine) as conn:
        upgrade_to(conn, found.schema_version)
        every = tables(conn)
        if {table.name for table in every} != set(found.tables):
            raise Failed(Fault.NO_EXPORT, file=str(folder / manifest.NAME))
        for table in every:
            _bring_in(conn, folder, table, found)
        upgrade_to(conn, "head")
        told = Record.of(record.verify(conn))
        if told != found.record:
            raise Failed(Fault.RECORD_BROKEN, number=told.entries + 1)
    return found


def _bring_in(conn: Connection, folder: Path, table: Table, found: Manifest) -> None:
    path = folder / file_name(table.name, found.kind)
    if not path.is_file():
        raise Failed(Fault.FILE_MISSING, file=path.name)
    count = 0
    rows = _READERS[found.kind](path, table)
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        _insert(
            conn, path, table, [(number, _row(path, table, number, row)) for number, row in some]
        )
        count += len(some)
    told = found.tables[table.name]
    if count != told.rows:
        raise Failed(Fault.ROWS_MISSING, file=path.name, found=count, expected=told.rows)
    if seal(path) != told.sha256:
        raise Failed(Fault.FILE_CHANGED, file=path.name)
    number_on(conn, table)


def _row(path: Path, table: Table, number: int, row: Row) -> Row:
    try:
        return cells.row_of(table, row)
    except cells.Wrong as wrong:
        where: dict[str, str | int] = {"file": path.name, "row": number, "column": wrong.column}
        if wrong.found is None:
            raise Failed(Fault.COLUMNS_DIFFER, **where) from None
        raise Failed(Fault.NOT_ITS_KIND, **where, found=wrong.found) from None


def _insert(conn: Connection, path: Path, table: Table, rows: Sequence[tuple[int, Row]]) -> None:
    """Insert these rows. Where the database takes them not, one by one, to say which it was."""
    try:
        with conn.begin_nested():
            conn.execute(insert(table), [row for _, row in rows])
    except StatementError:
        for number, row in rows:
            _insert_one(conn, path, table, number, row)


def _insert_one(conn: Connection, path: Path, table: Table, number: int, row: Row) -> None:
    try:
        conn.execute(insert(table), row)
    except StatementError as error:
        detail = str(error.orig).splitlines()[0]
        raise Failed(Fault.ROW_REFUSED, file=path.name, row=number, detail=detail) from None
