"""Everything a store knows, written out as files that other programs read."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, Connection, Engine, Table, select

from data.export import json_lines, manifest, parquet_files
from data.export.dictionary import reference
from data.export.faults import Failed, Fault
from data.export.manifest import Kind, Manifest, Record, TableFile, file_name, seal
from data.store import record
from data.store.engine import make_private, reading
from data.store.whole import tables

Row = Mapping[str, Any]
Writer = Callable[[Path, Table, Iterable[Sequence[Row]]], None]

_WRITERS: Mapping[Kind, Writer] = {
    Kind.JSONL: json_lines.write,
    Kind.PARQUET: parquet_files.write,
}
_ROWS_AT_ONCE = 2_000
_LONG_ROWS_AT_ONCE = 200
"""Rows held in memory at a time; those with documents in them are long."""

README = "README.md"
_INTRODUCTION = """\
# Everything this Rollcall knew

Written on {at} (UTC), as the store was at that moment: {count:,} rows in {tables} tables.

Each table is one file, `TABLE.{kind}`. {how} Empty cells are null. Moments are in UTC. A row
that others point to is found by its `id`. `manifest.json` holds the version of the tables
({schema}), and the rows and the SHA-256 of every file. Sign-ins are left out.

`rollcall import-all FOLDER` brings all of it into an empty store, of either kind of database.

"""
_HOW: Mapping[Kind, str] = {
    Kind.JSONL: "JSON Lines: one JSON object on each line, in UTF-8.",
    Kind.PARQUET: "Parquet: typed columns; what the tables below call JSON is JSON text.",
}


def export(engine: Engine, folder: Path, kind: Kind, now: datetime) -> Manifest:
    """Write everything as it is at one moment; the folder appears only once it is whole.

    Raises Failed, and OSError where it cannot be written.
    """
    if folder.exists():
        raise Failed(Fault.FOLDER_EXISTS)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        with reading(engine) as conn:
            found = _write_all(conn, part, kind, now)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return found


def _write_all(conn: Connection, part: Path, kind: Kind, now: datetime) -> Manifest:
    every = tables(conn)
    told = {table.name: _write(conn, part, table, kind) for table in every}
    found = Manifest(
        format=manifest.FORMAT,
        schema_version=MigrationContext.configure(conn).get_current_revision() or "",
        made_at=now.astimezone(UTC).isoformat(),
        kind=kind,
        record=Record.of(record.verify(conn)),
        tables=told,
    )
    _text(part / README, _readme(found, every))
    _text(part / manifest.NAME, found.model_dump_json(indent=1) + "\n")
    return found


def _write(conn: Connection, part: Path, table: Table, kind: Kind) -> TableFile:
    path = part / file_name(table.name, kind)
    make_private(str(path))
    counted = _Counted(_batches(conn, table))
    _WRITERS[kind](path, table, counted)
    return TableFile(rows=counted.rows, sha256=seal(path))


class _Counted:
    """Batches of rows, counted as they pass."""

    def __init__(self, batches: Iterator[Sequence[Row]]) -> None:
        self._batches = batches
        self.rows = 0

    def __iter__(self) -> Iterator[Sequence[Row]]:
        for batch in self._batches:
            self.rows += len(batch)
            yield batch


def _batches(conn: Connection, table: Table) -> Iterator[Sequence[Row]]:
    long = any(isinstance(column.type, JSON) for column in table.columns)
    at_once = _LONG_ROWS_AT_ONCE if long else _ROWS_AT_ONCE
    query = select(table).order_by(*table.primary_key.columns)
    streamed = conn.execution_options(stream_results=True, yield_per=at_once)
    # A cursor on the server is closed even where the file cannot be written.
    with streamed.execute(query) as found:
        for some in found.mappings().partitions():
            yield [dict(row) for row in some]


def _readme(found: Manifest, every: Sequence[Table]) -> str:
    at = datetime.fromisoformat(found.made_at).strftime("%Y-%m-%d %H:%M")
    about = {"at": at, "count": found.rows, "tables": len(found.tables), "kind": found.kind.value}
    introduction = _INTRODUCTION.format(**about, how=_HOW[found.kind], schema=found.schema_version)
    return introduction + reference(every, {name: each.rows for name, each in found.tables.items()})


def _text(path: Path, text: str) -> None:
    make_private(str(path))
    path.write_text(text, encoding="utf-8")
