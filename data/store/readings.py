"""Readings on their way in: laid down in batches under a run that nobody reads yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from data.facts import ModelRef, Reading, Refusal
from data.problems import Code, Problem
from data.store.columns import not_before, storable
from data.store.door import as_text
from data.store.runs import Run
from data.store.tables import measures, readings, series

_AT_ONCE = 500

Key = tuple[int, datetime, datetime]
Said = tuple[float, int | None, str, str]
"""What a reading claims: value, count, version, columns it was found in."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A reading that passed the door, to the second, with the series it belongs to."""

    series_id: int
    reading: Reading

    @property
    def key(self) -> Key:
        return self.series_id, self.reading.start, self.reading.end

    @property
    def said(self) -> Said:
        reading = self.reading
        return reading.value, reading.count, reading.version, reading.columns


def latest_ends(conn: Connection, source_id: int) -> Mapping[str, datetime]:
    """When the newest period ends that a source has told, by the key of each measure."""
    newest = func.max(readings.c.end_at).label("newest")
    query = (
        select(measures.c.measure_key, newest)
        .join(series, series.c.measure_id == measures.c.id)
        .join(readings, readings.c.series_id == series.c.id)
        .where(readings.c.source_id == source_id)
        .group_by(measures.c.measure_key)
    )
    return {row.measure_key: row.newest for row in conn.execute(query)}


def to_the_second(reading: Reading) -> Reading:
    """A reading as both databases keep it: in UTC, without parts of seconds, without NUL."""
    start, end = (_second(at) for at in (reading.start, reading.end))
    return replace(
        reading,
        start=start,
        end=end,
        version=storable(reading.version),
        group=storable(reading.group),
        place=storable(reading.place),
        columns=storable(reading.columns),
    )


def _second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


class ReadingShelf:
    """The readings of one run.

    A reading equal to what the source published before changes nothing. Another value for the
    same period corrects the earlier one, which stays. Two values for one period within this run
    disagree: neither is kept, and what was published before stays. A value that differs from what
    another source published is not kept either: a source corrects only itself.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._laid = 0
        self._confirmed: set[int] = set()
        self._corrects: dict[Key, int] = {}
        self._disputes: dict[Key, dict[Said, Reading]] = {}
        self._contested: list[Refusal] = []
        self._doomed: list[int] = []

    @property
    def added(self) -> int:
        """How many readings tell of a period of which the source had published nothing."""
        return self._laid - len(self._doomed) - len(self._corrects)

    @property
    def confirmed(self) -> int:
        """How many readings say what the source had published before."""
        return len(self._confirmed)

    @property
    def corrected(self) -> int:
        """How many readings correct what the source had published before."""
        return len(self._corrects)

    @property
    def corrects(self) -> Mapping[Key, int]:
        """The readings that are corrected, by series and period."""
        return self._corrects

    @property
    def differs(self) -> bool:
        """Whether a value is said otherwise than before, or in two ways."""
        return bool(self._corrects or self._disputes)

    def lay(self, conn: Connection, batch: Sequence[Laid]) -> None:
        """Store what is new in this batch."""
        new = self.weigh(conn, batch)
        if new:
            conn.execute(insert(readings), [self._row(laid) for laid in new])

    def weigh(self, conn: Connection, batch: Sequence[Laid]) -> Sequence[Laid]:
        """What is new in this batch; nothing is written."""
        stored = self._stored(conn, batch)
        ours = [each for each in stored if each[1].source_id == self.run.source_id]
        mine = {key: row for key, row in ours if row.run_id == self.run.id}
        before = {key: row for key, row in ours if row.run_id != self.run.id}
        others = {key: row for key, row in stored if row.source_id != self.run.source_id}
        new: dict[Key, Laid] = {}
        for laid in batch:
            other = others.get(laid.key)
            if other is not None and laid.key not in before and _differ(laid.reading, other):
                said = {_said(other): _from_row(other, laid.reading), laid.said: laid.reading}
                self._contested.append(_disagreement(laid.reading, said))
            else:
                self._weigh(laid, new, mine.get(laid.key), before.get(laid.key))
        self._laid += len(new)
        return list(new.values())

    def disagreements(self) -> list[Refusal]:
        """One refusal for each of the readings that disagree, in an order that never varies."""
        return self._contested + [
            _disagreement(reading, claims)
            for _, claims in sorted(self._disputes.items())
            for reading in sorted(claims.values(), key=_order)
        ]

    def settle(self, conn: Connection) -> None:
        """Take out the readings that disagree and supersede the corrected ones."""
        for some in _chunks(self._doomed):
            conn.execute(delete(readings).where(readings.c.id.in_(some)))
        for some in _chunks(list(self._corrects.values())):
            old = update(readings).where(readings.c.id.in_(some))
            since = not_before(readings.c.received_at, self.run.now)
            conn.execute(old.values(superseded_at=since))

    def _weigh(
        self, laid: Laid, new: dict[Key, Laid], mine: Row[Any] | None, before: Row[Any] | None
    ) -> None:
        key = laid.key
        if key in self._disputes:
            self._disputes[key].setdefault(laid.said, laid.reading)
        elif key in new:
            self._compare(laid, new[key].said, new[key].reading, new)
        elif mine is not None:
            if self._compare(laid, _said(mine), _from_row(mine, laid.reading), new):
                self._doomed.append(mine.id)
        elif before is not None and before.id in self._confirmed:
            self._compare(laid, _said(before), _from_row(before, laid.reading), new)
        elif before is not None and _said(before) == laid.said:
            self._confirmed.add(before.id)
        else:
            new[key] = laid
            if before is not None:
                self._corrects[key] = before.id

    def _compare(self, laid: Laid, said: Said, first: Reading, new: dict[Key, Laid]) -> bool:
        """Whether this reading disagrees with what the run already said of the period."""
        if said == laid.said:
            return False
        self._disputes[laid.key] = {said: first, laid.said: laid.reading}
        self._corrects.pop(laid.key, None)
        new.pop(laid.key, None)
        return True

    def _stored(self, conn: Connection, batch: Sequence[Laid]) -> list[tuple[Key, Row[Any]]]:
        # Sources send one series after the other or one period after the other; both ways this
        # asks for little more than the batch itself.
        query = select(readings).where(
            readings.c.series_id.in_({laid.series_id for laid in batch}),
            readings.c.end_at.in_({laid.reading.end for laid in batch}),
            readings.c.superseded_at.is_(None),
        )
        return [((row.series_id, row.start_at, row.end_at), row) for row in conn.execute(query)]

    def _row(self, laid: Laid) -> dict[str, Any]:
        reading, now = laid.reading, self.run.now
        return {
            "series_id": laid.series_id,
            "source_id": self.run.source_id,
            "run_id": self.run.id,
            "start_at": reading.start,
            "end_at": reading.end,
            "received_at": min(reading.end, now) if self.run.first_load else now,
            "value": reading.value,
            "case_count": reading.count,
            "version": reading.version,
            "place": reading.place,
            "columns": reading.columns,
        }


def _differ(reading: Reading, other: Row[Any]) -> bool:
    """Whether two sources tell different numbers; which version answered is no number."""
    return (reading.value, reading.count) != (other.value, other.case_count)


def _said(row: Row[Any]) -> Said:
    return row.value, row.case_count, row.version, row.columns


def _from_row(row: Row[Any], like: Reading) -> Reading:
    return Reading(
        ModelRef(like.ref.name, like.ref.registry),
        like.measure,
        row.start_at,
        row.end_at,
        row.value,
        row.case_count,
        like.group,
        row.version,
        row.place,
        row.columns,
    )


def _order(reading: Reading) -> tuple[float, int, str, str]:
    count = -1 if reading.count is None else reading.count
    return reading.value, count, reading.version, reading.columns


def _disagreement(reading: Reading, claims: dict[Said, Reading]) -> Refusal:
    first, *_, last = sorted(claims.values(), key=_order)
    inputs = {"field": "value", "found": str(reading.value)}
    inputs |= {"first": str(first.value), "second": str(last.value)}
    return Refusal(Problem(Code.READINGS_DISAGREE, inputs), reading.place, as_text(reading))


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for first in range(0, len(ids), _AT_ONCE):
        yield ids[first : first + _AT_ONCE]
