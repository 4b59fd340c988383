"""A Parquet file as headings and rows of text, in which numbers are known to be numbers."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from data.problems import Unreadable
from data.rows import cells, strict_parquet
from data.rows.plain_text import unreadable
from data.rows.strict_parquet import PARQUET
from data.sheets.grid import LONGEST_CELL, MOST_ROWS, Grid, Row

__all__ = ["PARQUET", "table"]


def table(file: str, content: bytes) -> Grid:
    """The table in a file. Raises Rejected with FILE_UNREADABLE."""
    if strict_parquet.rows_told(file, content) > MOST_ROWS:
        raise unreadable(file, Unreadable.TOO_MANY_ROWS)
    columns = tuple(strict_parquet.columns_of(file, content))
    checked = strict_parquet.checked(file, content, None)
    rows = (row.values() for _, row in strict_parquet.rows(file, content, checked))
    return Grid(file, "", columns, tuple(_row(at, row) for at, row in enumerate(rows, start=1)))


def _row(number: int, row: Iterable[object]) -> Row:
    found = [(_text(cell), _is_number(cell)) for cell in row]
    numbers = tuple(place for place, (_, counts) in enumerate(found) if counts)
    return Row(number, tuple(text for text, _ in found), (), numbers)


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        is_day = cell.tzinfo is None and cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    # repr() of a float is the number that was meant.
    return repr(cell) if isinstance(cell, float) else cells.shown(cell, LONGEST_CELL)
