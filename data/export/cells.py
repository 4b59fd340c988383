"""What stands in a file becomes what a column holds, or is refused: SQLite takes anything."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, Table
from sqlalchemy.types import TypeEngine

from data.store.columns import storable

LARGEST = 2**63
SHOWN = 60


class Wrong(Exception):
    """A column is missing or unknown, or its cell is not of its kind; ``found`` is None then."""

    def __init__(self, column: str, found: str | None = None) -> None:
        self.column = column
        self.found = found
        super().__init__(column)


def row_of(table: Table, told: Mapping[str, Any]) -> dict[str, Any]:
    """The row as the table takes it. Raises Wrong."""
    differ = sorted(set(told) ^ {column.name for column in table.columns})
    if differ:
        raise Wrong(differ[0])
    return {
        column.name: _cell(column.name, column.type, told[column.name]) for column in table.columns
    }


def _cell(name: str, kind: TypeEngine[Any], told: Any) -> Any:
    if told is None or isinstance(kind, JSON):
        return told
    try:
        if isinstance(kind, DateTime):
            return _moment(told, kind)
        if isinstance(kind, Date):
            return _day(told)
        if _fits(kind, told):
            return float(told) if isinstance(kind, Float) else told
    except (ValueError, OverflowError, TypeError):
        pass
    raise Wrong(name, str(told)[:SHOWN])


def _fits(kind: TypeEngine[Any], told: Any) -> bool:
    if isinstance(kind, Boolean):
        return isinstance(told, bool)
    if isinstance(told, bool):
        return False
    if isinstance(kind, Integer):
        return isinstance(told, int) and -LARGEST <= told < LARGEST
    if isinstance(kind, Float):
        return isinstance(told, int | float) and isfinite(told)
    return isinstance(told, str) and storable(told) == told


def _moment(told: Any, kind: DateTime) -> datetime:
    at = datetime.fromisoformat(told) if isinstance(told, str) else told
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise TypeError("a moment needs a time zone")
    moved = at.astimezone(UTC)
    return moved if kind.timezone else moved.replace(tzinfo=None)


def _day(told: Any) -> date:
    day = date.fromisoformat(told) if isinstance(told, str) else told
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError("a day has no time")
    return day
