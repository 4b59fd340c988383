"""Keeping what a source says through time: what it no longer says is closed, never deleted."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, insert, or_, select, update

from data.store.columns import storable
from data.store.runs import Run
from data.store.tables import KEYS

Row = Mapping[str, Any]
_ABOUT = {"id", "source_id", "run_id", "known_from", "known_to"}
_AT_ONCE = 500


def known_at(table: Table, at: datetime) -> ColumnElement[bool]:
    """The rows of a history that were known at this moment."""
    still = or_(table.c.known_to.is_(None), table.c.known_to > at)
    return and_(table.c.known_from <= at, still)


def apply(conn: Connection, run: Run, table: Table, rows: Iterable[Row]) -> list[int]:
    """Make ``rows`` what this source says now.

    Each row holds the table's own columns and ``known_from``. Unchanged rows stay untouched.
    Of two rows with the same key the last counts. Returns the ids of the rows closed.
    """
    key, content = KEYS[table.name], _content(table)
    wanted = {tuple(_same(row[name]) for name in key): row for row in rows}
    still = and_(table.c.source_id == run.source_id, table.c.known_to.is_(None))
    closed = []
    for old in conn.execute(select(table).where(still)).mappings():
        place = tuple(_same(old[name]) for name in key)
        new = wanted.get(place)
        if new is not None and all(_same(new[name]) == _same(old[name]) for name in content):
            del wanted[place]
        else:
            closed.append(old["id"])
    _close(conn, table, closed, run.now)
    _open(conn, run, table, list(wanted.values()))
    return closed


def _content(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name not in _ABOUT]


def _same(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value


def _close(conn: Connection, table: Table, ids: list[int], now: datetime) -> None:
    for first in range(0, len(ids), _AT_ONCE):
        some = table.c.id.in_(ids[first : first + _AT_ONCE])
        conn.execute(update(table).where(some).values(known_to=now))


def _open(conn: Connection, run: Run, table: Table, rows: list[Row]) -> None:
    if rows:
        about = {"source_id": run.source_id, "run_id": run.id}
        conn.execute(insert(table), [{**row, **about} for row in rows])
