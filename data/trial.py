"""A source read for trial, into a store that is thrown away: what a sync would take and refuse.

It is the sync itself that takes and refuses, so what is told here is what it will do.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection as Database

from data.connections import FilesConnection, MlflowConnection, SqlConnection
from data.facts import (
    Arrival,
    Measure,
    Model,
    ModelRef,
    ReadContext,
    Reading,
    Refusal,
    Watermark,
)
from data.problems import Code
from data.sources import files, sql
from data.store import identities
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from data.store.sources import refusals
from data.sync import sync

Tried = SqlConnection | FilesConnection


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial.

    ``rows`` were read, oldest first; ``whole`` where there are no more. Of their ``values`` a sync
    would refuse as many as ``refusals``; like a sync, it counts among them what each measure is,
    once a model. ``taken`` are the values of rows in which nothing is refused, ``refused`` the
    others, each once. ``unknown`` are the models the rows name and no registry knows.
    """

    rows: int
    whole: bool
    values: int
    refusals: int
    taken: tuple[Reading, ...]
    refused: tuple[Refusal, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """Where a source is tried: an empty store to copy, the models that are known, and when.

    Where no model is known, every model the rows name counts as known.
    """

    store: Path
    models: Sequence[ModelRef]
    now: datetime
    time_zone: str

    def of(self, connection: Tried, most_rows: int) -> Outcome:
        """Read up to so many rows as a sync would. Raises SourceFailed as it does."""
        context = ReadContext(self.now, self.now, self.time_zone)
        read = files.read if isinstance(connection, FilesConnection) else sql.read
        with closing(read(connection, context)) as arrivals:  # type: ignore[arg-type,type-var]
            first, rows, whole = _first_rows(arrivals, most_rows)
        refusals, refused = self._refused(connection, first)
        places = {each.place for each in refused}
        taken = (each for each in first if isinstance(each, Reading) and each.place not in places)
        unknown = _unknown(refused)
        return Outcome(rows, whole, len(first), refusals, tuple(taken), tuple(refused), unknown)

    def _refused(self, connection: Tried, arrivals: Sequence[Arrival]) -> tuple[int, list[Refusal]]:
        """How much a sync refuses, and what, of these arrivals, in a copy of the empty store."""
        copy = self.store.with_name("tried.db")
        shutil.copy(self.store, copy)
        engine = open_store(f"sqlite:///{copy}")
        beside = MlflowConnection(name=f"models beside {connection.name}", url="")
        models = self.models or _named(arrivals)
        try:
            report = sync(
                engine,
                [beside, connection],
                now=self.now,
                time_zone=self.time_zone,
                base=Path(),
                readers={
                    MlflowConnection: lambda *_: map(Model, models),
                    type(connection): lambda *_: iter(arrivals),
                },
            ).sources[-1]
            with reading(engine) as conn:
                kept = refusals(conn, connection.name, max(1, report.refused))
            return report.refused, kept
        finally:
            engine.dispose()


@contextmanager
def trial(models: Sequence[ModelRef], now: datetime, time_zone: str) -> Iterator[Trial]:
    """A place to try sources in; nothing of it is left afterwards."""
    with TemporaryDirectory(prefix="rollcall-") as folder:
        store = Path(folder) / "empty.db"
        engine = open_store(f"sqlite:///{store}")
        upgrade(engine)
        engine.dispose()
        yield Trial(store, models, now, time_zone)


def known_models(conn: Database) -> list[ModelRef]:
    """Every model a registry or a company file has told of."""
    known = identities.load(conn)
    return [
        ModelRef(name, registry)
        for (registry, name), model_id in known.models.items()
        if model_id in known.listed
    ]


def _first_rows(arrivals: Iterator[Arrival], most: int) -> tuple[list[Arrival], int, bool]:
    """What the first rows gave, how many they are, and whether they are all."""
    found: list[Arrival] = []
    places: set[str] = set()
    for arrival in arrivals:
        if isinstance(arrival, Watermark):
            continue
        if not isinstance(arrival, Measure):
            place = getattr(arrival, "place", "")
            if place not in places and len(places) == most:
                return found, most, False
            places.add(place)
        found.append(arrival)
    return found, len(places), True


def _named(arrivals: Sequence[Arrival]) -> list[ModelRef]:
    return list(dict.fromkeys(each.ref for each in arrivals if isinstance(each, Reading)))


def _unknown(refused: Sequence[Refusal]) -> tuple[str, ...]:
    names = (
        str(each.problem.inputs["found"])
        for each in refused
        if each.problem.code is Code.UNKNOWN_MODEL
    )
    return tuple(dict.fromkeys(names))
