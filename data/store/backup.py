"""Everything a store holds as one file, and back again, also into the other kind of database.

The file is a zip: ``manifest.json``, and one ``tables/NAME.jsonl`` for each table with one JSON
object per row. Moments are written in UTC. Tables are read as the database itself describes them,
so a backup of an older Rollcall is restored as it was and then brought up to this version.
Sign-ins are left out: whoever was shut out since must not come back in with an old one.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Date, DateTime, Engine, Table, insert, inspect, select

from data.store.engine import make_private, reading, writing
from data.store.schema import is_ours, upgrade_to
from data.store.whole import as_text, number_on, tables

FORMAT = 1
BATCH = 5_000
"""Rows held in memory at a time."""
_MANIFEST = "manifest.json"


class Fault(StrEnum):
    """Why a backup cannot be made or restored."""

    FILE_EXISTS = "file_exists"
    NO_FILE = "no_file"
    NOT_A_BACKUP = "not_a_backup"
    DAMAGED = "damaged"
    NEWER = "newer"
    NOT_EMPTY = "not_empty"


class BackupFailed(Exception):
    """Nothing was changed; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: since which version of our tables, made when, and rows by table."""

    format: int
    schema: str
    made_at: str
    rows: Mapping[str, int]


def back_up(engine: Engine, file: Path, now: datetime) -> Manifest:
    """Write everything as it is at one moment; the file appears only once it is whole.

    Raises BackupFailed, and OSError where the file cannot be written.
    """
    if file.exists():
        raise BackupFailed(Fault.FILE_EXISTS)
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    make_private(str(part))
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as pack, reading(engine) as conn:
            rows = {table.name: _write(pack, conn, table) for table in tables(conn)}
            schema = MigrationContext.configure(conn).get_current_revision() or ""
            manifest = Manifest(FORMAT, schema, now.astimezone(UTC).isoformat(), rows)
            pack.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def restore(engine: Engine, file: Path) -> Manifest:
    """Bring back everything into a database without tables, and up to this version.

    Everything or nothing. Raises BackupFailed.
    """
    if not file.is_file():
        raise BackupFailed(Fault.NO_FILE)
    with reading(engine) as conn:
        if inspect(conn).get_table_names():
            raise BackupFailed(Fault.NOT_EMPTY)
    try:
        with zipfile.ZipFile(file) as pack:
            manifest = _manifest(pack)
            with writing(engine) as conn:
                _bring_back(conn, pack, manifest)
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError) as error:
        raise BackupFailed(Fault.DAMAGED) from error
    return manifest


def _manifest(pack: zipfile.ZipFile) -> Manifest:
    try:
        found = Manifest(**json.loads(pack.read(_MANIFEST)))
    except (KeyError, TypeError, ValueError) as error:
        raise BackupFailed(Fault.NOT_A_BACKUP) from error
    if found.format != FORMAT or not is_ours(found.schema):
        raise BackupFailed(Fault.NEWER)
    return found


def _bring_back(conn: Connection, pack: zipfile.ZipFile, manifest: Manifest) -> None:
    upgrade_to(conn, manifest.schema)
    for table in tables(conn):
        if _insert(conn, table, _read(pack, table)) != manifest.rows[table.name]:
            raise BackupFailed(Fault.DAMAGED)
        number_on(conn, table)
    upgrade_to(conn, "head")


def _write(pack: zipfile.ZipFile, conn: Connection, table: Table) -> int:
    query = select(table).order_by(*table.primary_key.columns)
    streamed = conn.execution_options(stream_results=True, yield_per=BATCH)
    count = 0
    # A cursor on the server is closed even where the file cannot be written.
    with streamed.execute(query) as found, pack.open(_place(table), "w", force_zip64=True) as out:
        for row in found.mappings():
            out.write(json.dumps(dict(row), default=as_text, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _read(pack: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    columns = table.columns
    with pack.open(_place(table)) as lines:
        for line in lines:
            row = json.loads(line)
            yield {name: _value(value, columns[name].type) for name, value in row.items()}


def _value(value: Any, kind: object) -> Any:
    if value is None:
        return None
    if isinstance(kind, DateTime):
        at = datetime.fromisoformat(value)
        return at if kind.timezone else at.replace(tzinfo=None)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def _insert(conn: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    while some := list(islice(rows, BATCH)):
        conn.execute(insert(table), some)
        count += len(some)
    return count


def _place(table: Table) -> str:
    return f"tables/{table.name}.jsonl"
