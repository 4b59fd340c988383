"""The whole store, table by table, as the database itself describes it.

Sign-ins are left out: whoever was shut out since must not come back in with an old one. So are the
lists that wait for whoever brought them: nobody else is to see those.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Connection, MetaData, Table, event, func, select

_LEFT_OUT = ("alembic_version", "sign_ins", "brought_lists")


def tables(conn: Connection) -> list[Table]:
    """What the database says its tables are, those that others point to first."""
    found = MetaData()
    event.listen(found, "column_reflect", _plain)
    found.reflect(conn)
    return [each for each in found.sorted_tables if each.name not in _LEFT_OUT]


def as_text(value: object) -> str:
    """A moment in UTC, or a day."""
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
        return aware.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no column of ours holds {type(value).__name__}")


def number_on(conn: Connection, table: Table) -> None:
    """PostgreSQL numbers rows by a counter of its own, which has not seen these."""
    if conn.dialect.name != "postgresql" or "id" not in table.columns:
        return
    counter = select(func.pg_get_serial_sequence(table.name, "id")).scalar_subquery()
    conn.execute(select(func.setval(counter, func.max(table.c.id))).select_from(table))


def _plain(_inspector: object, _table: Table, column: dict[str, Any]) -> None:
    """Nothing at all stays nothing, and does not become the word null in JSON."""
    if isinstance(column["type"], JSON):
        column["type"] = JSON(none_as_null=True)
