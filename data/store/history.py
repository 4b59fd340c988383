"""Keeping what a source says through time: what it no longer says is closed, never deleted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    insert,
    or_,
    select,
    update,
)

from data.store.columns import not_before, storable
from data.store.runs import Run
from data.store.tables import SourceKind, sources
from data.store.through_time import KEYS

Row = Mapping[str, Any]
_ABOUT = {"id", "source_id", "run_id", "known_from", "known_to"}
_AT_ONCE = 500


def known_at(table: Table, at: datetime) -> ColumnElement[bool]:
    """The rows of a history that were known at this moment."""
    still = or_(table.c.known_to.is_(None), table.c.known_to > at)
    return and_(table.c.known_from <= at, still)


@dataclass(frozen=True, slots=True)
class Change:
    """What has to happen to a history: the ids of rows to close, and the rows to open."""

    table: Table
    close: list[int]
    open: list[Row]


def newest_last(table: Table) -> Select[Any]:
    """A history in the order in which later rows count for more: typed by a person goes last."""
    typed = case(
        (sources.c.kind == SourceKind.PEOPLE, 2),
        (sources.c.kind == SourceKind.COMPANY_FILE, 1),
        else_=0,
    )
    ordered = select(table).join(sources, sources.c.id == table.c.source_id)
    return ordered.order_by(typed, table.c.known_from, table.c.id)


def compare(
    conn: Connection,
    run: Run,
    table: Table,
    rows: Iterable[Row],
    keeps: Callable[[Row], bool],
    *among: ColumnElement[bool],
) -> Change:
    """What makes ``rows`` all that this source says now, ``among`` the stored ones meant.

    Each row holds the table's own columns and ``known_from``. Unchanged rows stay untouched.
    Of two rows with the same key the last counts. A stored row the source says nothing about
    any more is closed, unless ``keeps`` holds of it.
    """
    key, content = KEYS[table.name], _content(table)
    wanted = {tuple(_same(row[name]) for name in key): row for row in rows}
    still = and_(table.c.source_id == run.source_id, table.c.known_to.is_(None))
    closed = []
    for old in map(dict, conn.execute(select(table).where(still, *among)).mappings()):
        place = tuple(_same(old[name]) for name in key)
        new = wanted.get(place)
        if new is not None and all(_same(new[name]) == _same(old[name]) for name in content):
            del wanted[place]
        elif new is not None or not keeps(old):
            closed.append(old["id"])
    return Change(table, closed, list(wanted.values()))


def apply(conn: Connection, run: Run, change: Change) -> None:
    """Close what is no longer said, then open what is new."""
    table = change.table
    for first in range(0, len(change.close), _AT_ONCE):
        some = table.c.id.in_(change.close[first : first + _AT_ONCE])
        until = not_before(table.c.known_from, run.now)
        conn.execute(update(table).where(some).values(known_to=until))
    if change.open:
        about = {"source_id": run.source_id, "run_id": run.id}
        conn.execute(insert(table), [{**row, **about} for row in change.open])


def _content(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name not in _ABOUT]


def _same(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value
