"""Which rows of a table have to be read again, where a column tells when each was last changed.

Days are enough, and they compare alike in every database. A row may become visible later than the
moment it carries, so the days before are read along, and now and then the whole table is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Date, DateTime, Dialect, column, or_

from data.facts import Before, LeftOut, Watermark

MARGIN = timedelta(days=1)
"""How much later than it says a change may become visible: a job of a whole night, and zones."""

WHOLE_AGAIN = timedelta(days=7)
"""After so long all rows are read, so that what became visible later still is found."""

_CHANGED, _WHOLE, _DATABASE = "changed", "whole", "database"
_DATED = re.compile(r", changed (\d{4}-\d{2}-\d{2}), row \d+\Z", re.ASCII)
_UNDATED = re.compile(r", never changed, row \d+\Z", re.ASCII)


class Changes:
    """One reading of one table.

    ``first`` is the first day whose changes are read; None where all rows are. ``source`` is where
    a refusal stands that is of the configuration and not of a row. ``database`` is a digest of
    where the table is: what is known of it says nothing of a table in another database.
    """

    def __init__(self, source: str, database: str, now: datetime, before: Before) -> None:
        self.now = now
        self._database = database
        known = before if before.watermarks.get(_DATABASE) == database else Before()
        self.first = _first_day(source, now, known)
        self._whole = before.watermarks[_WHOLE] if self.first else now.isoformat()
        self._newest = date.min
        self._understood = True
        self._rows: Counter[date | None] = Counter()

    def place(self, table: str, cell: object) -> str:
        """Where a row stands whose column holds this; the same in every reading."""
        day = _day(cell)
        self._rows[day] += 1
        number = self._rows[day]
        if day is None:
            self._understood &= cell is None
            return f"{table}, never changed, row {number}"
        self._newest = max(self._newest, day)
        return f"{table}, changed {day.isoformat()}, row {number}"

    def told(self) -> Iterator[Watermark | LeftOut]:
        """From where to go on; nowhere where a cell is no day: its row would not be asked for."""
        if self._understood and self._newest > date.min:
            # A clock that runs ahead must not have us wait until it is right.
            newest = min(self._newest, self.now.astimezone(UTC).date())
            yield Watermark(_CHANGED, newest.isoformat())
            yield Watermark(_WHOLE, self._whole)
            yield Watermark(_DATABASE, self._database)
        if self.first:
            yield LeftOut()


def since(name: str, first: date, kind: object, dialect: Dialect) -> ColumnElement[bool]:
    """Rows changed on that day or later, and those that tell no day."""
    changed: ColumnElement[date] = column(name)
    return or_(changed >= _bound(first, kind, dialect), changed.is_(None))


def _first_day(source: str, now: datetime, before: Before) -> date | None:
    """A row that was refused is read until it is taken, so its day is never passed."""
    newest, whole = before.watermarks.get(_CHANGED), before.watermarks.get(_WHOLE)
    if not newest or not whole or now - datetime.fromisoformat(whole) >= WHOLE_AGAIN:
        return None
    days = [date.fromisoformat(newest) - MARGIN]
    for place, _ in before.refused:
        dated = _DATED.search(place)
        if dated:
            days.append(date.fromisoformat(dated[1]))
        elif place != source and not _UNDATED.search(place):
            return None
    return min(days)


def _bound(first: date, kind: object, dialect: Dialect) -> date | str:
    """The day as the column writes its own; SQLite keeps text, of which a day is the beginning."""
    if dialect.name == "sqlite" or not isinstance(kind, Date | DateTime):
        return first.isoformat()
    return first if isinstance(kind, Date) else datetime.combine(first, time())


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return (cell.astimezone(UTC) if cell.tzinfo else cell).date()
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(cell[:10]) if isinstance(cell, str) and cell[4:5] == "-" else None
    except ValueError:
        return None
