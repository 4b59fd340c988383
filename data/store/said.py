"""What people say here, kept in the same histories as what sources say, one run for each action.

Nothing is overwritten: what was said before is closed, and stays to be seen.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, select

from data.store import runs
from data.store.columns import storable
from data.store.history import Change, Row, apply
from data.store.runs import Run, Tally
from data.store.sources import is_pretend
from data.store.tables import SourceKind, sources
from data.store.through_time import KEYS

_AT_ONCE = 500
SOURCE = "Rollcall"
"""What the list of sources calls people who write here."""


def say(
    conn: Connection, now: datetime, table: Table, *rows: Row, same: Sequence[str] = ()
) -> None:
    """Keep these rows as what people say now; each replaces the one with the same key.

    ``same`` names other columns than the key of the history that make two rows one.
    """
    run = _run(conn, now)
    columns = same or KEYS[table.name]
    replaced = _replaced(conn, run, table, rows, columns)
    told: list[Row] = [{**row, "known_from": now} for row in rows]
    apply(conn, run, Change(table, replaced, told))
    runs.publish(conn, run, Tally(len(rows), len(rows)))


def take_back(conn: Connection, now: datetime, table: Table, key: Row) -> int:
    """People no longer say this; returns how many rows that closed."""
    run = _run(conn, now)
    closed = _said_before(conn, run, table, key, tuple(key))
    apply(conn, run, Change(table, closed, []))
    runs.publish(conn, run, Tally())
    return len(closed)


def is_said_here(table: Table) -> ColumnElement[bool]:
    """The rows that people said here, and no source."""
    ours = sources.c.kind == SourceKind.PEOPLE
    return table.c.source_id.in_(select(sources.c.id).where(ours))


def _run(conn: Connection, now: datetime) -> Run:
    pretend = is_pretend(conn) or False
    return runs.start(conn, SourceKind.PEOPLE, SOURCE, pretend=pretend, now=now)


def _replaced(
    conn: Connection, run: Run, table: Table, rows: Sequence[Row], columns: Sequence[str]
) -> list[int]:
    """What people say until now under the same keys; few questions for many rows."""
    wanted = {_key(row, columns) for row in rows}
    first = list({row[columns[0]] for row in rows})
    found: list[int] = []
    for at in range(0, len(first), _AT_ONCE):
        some = table.c[columns[0]].in_(first[at : at + _AT_ONCE])
        mine = and_(table.c.source_id == run.source_id, table.c.known_to.is_(None), some)
        stored = map(dict, conn.execute(select(table).where(mine)).mappings())
        found += [each["id"] for each in stored if _key(each, columns) in wanted]
    return found


def _key(row: Row, columns: Sequence[str]) -> tuple[Any, ...]:
    told = (row[name] for name in columns)
    return tuple(storable(each) if isinstance(each, str) else each for each in told)


def _said_before(
    conn: Connection, run: Run, table: Table, row: Row, columns: Sequence[str]
) -> list[int]:
    same = [table.c[name] == row[name] for name in columns]
    mine = and_(table.c.source_id == run.source_id, table.c.known_to.is_(None), *same)
    return list(conn.scalars(select(table.c.id).where(mine)))
