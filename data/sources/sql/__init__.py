"""One table or view of any database SQLAlchemy reaches becomes readings; nothing is written.

Only the mapped columns are selected, in one read-only transaction, a batch at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    CursorResult,
    LargeBinary,
    RowMapping,
    Select,
    column,
    inspect,
    select,
    table,
)
from sqlalchemy.exc import NoSuchTableError, SQLAlchemyError

from data.connections import SqlConnection
from data.facts import Arrival, ReadContext
from data.problems import Code, Problem, SourceFailed
from data.rows import appearance, readings
from data.rows.looking import Seen
from data.sources.sql.address import Address, address_of
from data.sources.sql.changes import Changes, since
from data.sources.sql.database import Patience, reading
from data.sources.sql.failures import problem_of

ROWS_AT_ONCE = 1000


def read(connection: SqlConnection, context: ReadContext) -> Iterator[Arrival]:
    """Every row of the table as facts and refusals, oldest period first.

    Where the connection names a column that tells when a row was ``changed``, earliest change
    first, and rows that need not be read again are left out, see ``data.sources.sql.changes``.
    The address comes from the environment variable ``url_env``. Raises SourceFailed where the
    database, the table or a mapped column cannot be had within the deadline.
    """
    plan = readings.planned(connection.name, connection.rows, connection.measures, context)
    address = address_of(connection)
    patience = Patience(connection.deadline_seconds)
    try:
        with reading(address, patience) as database:
            with patience.waiting():
                kinds = _checked(database, connection, address)
            appearance.note_columns(kinds, context.note)
            appearance.note_asked(connection.rows, context.note)
            yield from _told(_Asking(database, address, connection, patience), plan, kinds, context)
    except (SQLAlchemyError, UnicodeError, TimeoutError) as fault:
        raise SourceFailed(problem_of(fault, connection, address)) from None


def _told(
    asking: "_Asking", plan: readings.Plan, kinds: Mapping[str, object], context: ReadContext
) -> Iterator[Arrival]:
    """What the rows tell, and a note of what they look like where all of them are read."""
    connection = asking.connection
    if not connection.changed:
        noted = appearance.noted(asking.all_rows(), connection.rows, context.note)
        yield from readings.arrivals(plan, noted)
        return
    where = asking.address.digest
    changes = Changes(connection.name, where, context.now, context.before())
    rows: appearance.Rows = asking.changed_rows(changes, kinds[connection.changed])
    if not changes.first:
        rows = appearance.noted(rows, connection.rows, context.note)
    yield from readings.arrivals(plan, rows)
    yield from changes.told()


def look(connection: SqlConnection, most: int) -> Seen:
    """Up to so many rows of the table with all its columns, before any mapping is known.

    The mapping of the connection is not looked at. Raises SourceFailed as ``read`` does.
    """
    address = address_of(connection)
    patience = Patience(connection.deadline_seconds)
    try:
        with reading(address, patience) as database, patience.waiting():
            there = _columns(database, connection, address)
            # Pictures and documents tell nothing of readings, and a thousand of them are large.
            names = [name for name, kind in there.items() if not isinstance(kind, LargeBinary)]
            query = _selected(connection, [_untyped(name) for name in names]).limit(most + 1)
            rows = [dict(row) for row in database.execute(query).mappings()]
    except (SQLAlchemyError, UnicodeError, TimeoutError) as fault:
        raise SourceFailed(problem_of(fault, connection, address)) from None
    return Seen(tuple(names), tuple(rows[:most]), whole=len(rows) <= most)


def _columns(
    database: Connection, connection: SqlConnection, address: Address
) -> dict[str, object]:
    """All columns of the table with their types; raises SourceFailed where it is not there."""
    told = {"source": connection.name, "address": address.shown}
    try:
        there = inspect(database).get_columns(connection.table, schema=connection.schema or None)
    except NoSuchTableError:
        raise SourceFailed(
            Problem(Code.TABLE_MISSING, {**told, "table": _called(connection)})
        ) from None
    return {each["name"]: each["type"] for each in there}


def _checked(
    database: Connection, connection: SqlConnection, address: Address
) -> dict[str, object]:
    """The types of all columns; the table and every mapped one are there before any is selected."""
    told = {"source": connection.name, "address": address.shown}
    found = _columns(database, connection, address)
    missing = [name for name in _needed(connection) if name not in found]
    if missing:
        inputs = {**told, "column": ", ".join(missing), "found": ", ".join(found)}
        raise SourceFailed(Problem(Code.COLUMN_MISSING, inputs))
    return found


def _needed(connection: SqlConnection) -> Sequence[str]:
    changed = filter(None, [connection.changed])
    return tuple(dict.fromkeys((*readings.columns(connection.rows), *changed)))


@dataclass(frozen=True, slots=True)
class _Asking:
    """One table asked for its rows."""

    database: Connection
    address: Address
    connection: SqlConnection
    patience: Patience

    def all_rows(self) -> Iterator[tuple[str, readings.Row]]:
        for number, row in enumerate(self._rows(), 1):
            yield f"table {_called(self.connection)}, row {number}", row

    def changed_rows(self, changes: Changes, kind: object) -> Iterator[tuple[str, readings.Row]]:
        """Those that have to be read."""
        name, table = self.connection.changed, f"table {_called(self.connection)}"
        which = [since(name, changes.first, kind, self.database.dialect)] if changes.first else []
        for row in self._rows(*which):
            yield changes.place(table, row[name]), row

    def _rows(self, *which: ColumnElement[bool]) -> Iterator[readings.Row]:
        # Columns without a type hand over what the driver found; SQLAlchemy's own conversions raise
        # on a single odd cell and would end the whole table.
        columns = [_untyped(name) for name in _needed(self.connection)]
        by = filter(None, (self.connection.changed, *readings.telling_apart(self.connection.rows)))
        order = [_untyped(name) for name in dict.fromkeys(by)]
        query = _selected(self.connection, columns).where(*which).order_by(*order)
        with self.patience.waiting():
            result = self.database.execute(query, execution_options={"stream_results": True})
        with closing(result):
            while batch := _batch(result, self.patience):
                yield from map(dict, batch)


def _selected(
    connection: SqlConnection, columns: Sequence[ColumnClause[Any]]
) -> Select[tuple[Any, ...]]:
    whole = table(connection.table, *columns, schema=connection.schema or None)
    return select(*columns).select_from(whole)


def _batch(result: CursorResult[Any], patience: Patience) -> Sequence[RowMapping]:
    with patience.waiting():
        return result.mappings().fetchmany(ROWS_AT_ONCE)


def _untyped(name: str) -> ColumnClause[Any]:
    return column(name)


def _called(connection: SqlConnection) -> str:
    return ".".join(filter(None, (connection.schema, connection.table)))
