"""One table or view of any database SQLAlchemy reaches becomes readings; nothing is written.

Only the mapped columns are selected, in one read-only transaction, a batch at a time.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import (
    ColumnClause,
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
from data.sources.sql.database import Patience, reading
from data.sources.sql.failures import problem_of

ROWS_AT_ONCE = 1000


def read(connection: SqlConnection, context: ReadContext) -> Iterator[Arrival]:
    """Every row of the table as facts and refusals, oldest period first.

    The address comes from the environment variable ``url_env``. Raises SourceFailed where the
    database, the table or a mapped column cannot be had within the deadline.
    """
    plan = readings.planned(connection.name, connection.rows, connection.measures, context)
    address = address_of(connection)
    patience = Patience(connection.deadline_seconds)
    try:
        with reading(address, patience) as database:
            with patience.waiting():
                there = _check(database, connection, address)
            appearance.note_columns(there, context.note)
            appearance.note_asked(connection.rows, context.note)
            rows = _rows(database, connection, patience)
            yield from readings.arrivals(
                plan, appearance.noted(rows, connection.rows, context.note)
            )
    except (SQLAlchemyError, UnicodeError, TimeoutError) as fault:
        raise SourceFailed(problem_of(fault, connection, address)) from None


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


def _check(database: Connection, connection: SqlConnection, address: Address) -> dict[str, object]:
    """All columns of the table, once every mapped one is among them."""
    told = {"source": connection.name, "address": address.shown}
    found = _columns(database, connection, address)
    missing = [name for name in readings.columns(connection.rows) if name not in found]
    if missing:
        inputs = {**told, "column": ", ".join(missing), "found": ", ".join(found)}
        raise SourceFailed(Problem(Code.COLUMN_MISSING, inputs))
    return found


def _rows(
    database: Connection, connection: SqlConnection, patience: Patience
) -> Iterator[tuple[str, readings.Row]]:
    # Columns without a type hand over what the driver found; SQLAlchemy's own conversions raise
    # on a single odd cell and would end the whole table.
    columns = [_untyped(name) for name in readings.columns(connection.rows)]
    order = [_untyped(name) for name in readings.telling_apart(connection.rows)]
    query = _selected(connection, columns).order_by(*order)
    with patience.waiting():
        result = database.execute(query, execution_options={"stream_results": True})
    number = 0
    with closing(result):
        while batch := _batch(result, patience):
            for row in batch:
                number += 1
                yield f"table {_called(connection)}, row {number}", dict(row)


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
