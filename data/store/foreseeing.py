"""What taking in readings would do, told before anything is written.

Who and what is meant, what is refused at the door and what differs from what is recorded is decided
by the same parts that take readings in, so that what is told is what will happen.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from data.facts import Arrival, Measure, Reading, Refusal
from data.problems import Problem, Rejected
from data.store import identities
from data.store.door import as_text, inventory_problem, reading_problem
from data.store.readings import Laid, ReadingShelf, to_the_second
from data.store.runs import Run
from data.store.tables import SourceKind, readings, sources

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Replaced:
    """A reading that would replace an earlier one, and what that one said."""

    reading: Reading
    earlier: float


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would come of every reading: each once, as new, replacing, known or refused."""

    new: tuple[Reading, ...]
    replaced: tuple[Replaced, ...]
    known: int
    refused: tuple[Refusal, ...]

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.replaced)


def foreseen(
    conn: Connection, kind: SourceKind, name: str, arrivals: Iterable[Arrival], now: datetime
) -> Foreseen:
    """What would come of it if this source told these now."""
    looking = _Looking(conn, now)
    for arrival in arrivals:
        looking.take(arrival)
    own = (sources.c.kind == kind) & (sources.c.name == name)
    number = conn.scalar(select(sources.c.id).where(own)) or 0
    # Of no run, so that nothing in the store is of this one.
    shelf = ReadingShelf(Run(0, number, name, now, now, kind))
    new = {laid.key: laid.reading for laid in shelf.weigh(conn, looking.laid)}
    earlier = _values(conn, shelf.corrects.values())
    replaced = [Replaced(new.pop(key), earlier[number]) for key, number in shelf.corrects.items()]
    refused = (*looking.refused, *shelf.disagreements())
    return Foreseen(tuple(new.values()), tuple(replaced), shelf.confirmed, refused)


def seal(found: Foreseen, meanings: Sequence[str]) -> str:
    """What tells this from anything else that could come of it; ``meanings`` is what the measures
    of its results mean."""
    told = {
        "new": sorted(map(_told, found.new)),
        "replaced": sorted([*_told(each.reading), str(each.earlier)] for each in found.replaced),
        "known": found.known,
        "refused": sorted([each.place, each.problem.code.value] for each in found.refused),
        "meanings": meanings,
    }
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class _Looking:
    """Finds whom and what readings mean; series that nobody told of yet get numbers below 0."""

    def __init__(self, conn: Connection, now: datetime) -> None:
        self._known = identities.load(conn)
        self._now = now
        self._series: dict[tuple[int, str], int] = {}
        self.laid: list[Laid] = []
        self.refused: list[Refusal] = []

    def take(self, arrival: Arrival) -> None:
        if isinstance(arrival, Refusal):
            self.refused.append(arrival)
            return
        try:
            if isinstance(arrival, Measure):
                self._describe(arrival)
            elif isinstance(arrival, Reading):
                self._lay(arrival)
        except Rejected as fault:
            self._refuse(arrival, fault.problem)

    def _describe(self, measure: Measure) -> None:
        model = self._known.model(measure.ref)
        problem = inventory_problem(measure, self._now)
        if problem:
            raise Rejected(problem)
        number = self._known.measures.setdefault((model, measure.key), -len(self._known.measures))
        self._known.units[number] = measure.unit

    def _lay(self, reading: Reading) -> None:
        number = self._known.measure(self._known.model(reading.ref), reading.measure)
        problem = reading_problem(reading, self._known.units[number], self._now)
        if problem:
            raise Rejected(problem)
        kept = to_the_second(reading)
        key = (number, kept.group)
        new = self._series.setdefault(key, -1 - len(self._series))
        self.laid.append(Laid(self._known.series.get(key, new), kept))

    def _refuse(self, arrival: Arrival, problem: Problem) -> None:
        place = getattr(arrival, "place", "")
        self.refused.append(Refusal(problem, place, as_text(arrival)))


def _values(conn: Connection, ids: Iterable[int]) -> dict[int, float]:
    found: dict[int, float] = {}
    wanted = list(ids)
    for first in range(0, len(wanted), _AT_ONCE):
        some = readings.c.id.in_(wanted[first : first + _AT_ONCE])
        query = select(readings.c.id, readings.c.value).where(some)
        found |= {row.id: row.value for row in conn.execute(query)}
    return found


def _told(reading: Reading) -> list[str]:
    told = as_text(reading)
    return [f"{name}={told[name]}" for name in sorted(told) if name != "place"]
