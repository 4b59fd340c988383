"""One run of one source: arrivals come in, are checked, laid down in batches and published."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from data.facts import (
    Arrival,
    Before,
    LeftOut,
    LiveVersion,
    Measure,
    Model,
    ModelRef,
    PipelineRun,
    Reading,
    Refusal,
    Trait,
    Unchanged,
    Watermark,
)
from data.problems import Problem, ReadWhole, Rejected
from data.store import identities, lives, publishing, runs, traits, watermarks
from data.store.columns import storable
from data.store.door import as_text, inventory_problem, reading_problem
from data.store.engine import reading as reading_from
from data.store.engine import writing
from data.store.inventory import Placed, place
from data.store.readings import Laid, ReadingShelf, to_the_second
from data.store.refusals import RefusalShelf, Series
from data.store.runs import Run, Tally

BATCH = 1_000
"""Arrivals per write transaction: short enough that nobody waiting for the lock notices."""


@dataclass
class Intake:
    """Takes what one source hands over, in any order.

    ``within`` is an open write transaction that holds all of it; without one, every batch has a
    transaction of its own. ``read_with`` is a digest of everything that decides what is made of
    what was read: watermarks count only with the same.
    """

    engine: Engine
    run: Run
    on_batch: Callable[[Tally], None]
    on_refused: Callable[[Refusal], None] = lambda _refusal: None
    within: Connection | None = None
    read_with: str = ""
    read: int = 0
    refused: int = 0
    _models: list[Model] = field(default_factory=list)
    _told: dict[int, Model] = field(default_factory=dict)
    _inventory: list[Arrival] = field(default_factory=list)
    _measures: list[Measure] = field(default_factory=list)
    _readings: list[Reading] = field(default_factory=list)
    _waiting: list[Reading] = field(default_factory=list)
    _refusals: list[Refusal] = field(default_factory=list)
    _signs: dict[int, lives.Sign] = field(default_factory=dict)
    _reached: dict[str, str] = field(default_factory=dict)
    _left_out: bool = False
    _unchanged: bool = False
    _noted: list[Trait] = field(default_factory=list)
    _strangers: set[ModelRef] = field(default_factory=set)

    def __post_init__(self) -> None:
        with self._looking() as conn:
            self.known = identities.load(conn)
            self.read_with = watermarks.digest(self.read_with, *self.known.shared_names())
            self.refusal_shelf = RefusalShelf(conn, self.run)
        self.reading_shelf = ReadingShelf(self.run)

    @property
    def tally(self) -> Tally:
        return Tally(self.read, self.read - self.refused, self.refused)

    def take(self, arrival: Arrival) -> None:
        """Take one arrival; every thousandth that tells of anything writes what has gathered."""
        match arrival:
            case Watermark():
                self._reached[arrival.about] = arrival.read_until
            case LeftOut():
                self._left_out = True
            case Unchanged():
                self._unchanged = True
            case _:
                self._take_told(arrival)

    def before(self) -> Before:
        """What the source can go on from."""
        with self._looking() as conn:
            return watermarks.before(conn, self.run.source_id, self.read_with)

    def note(self, trait: Trait) -> None:
        """Keep what the source looks like once the run is published."""
        self._noted.append(trait)

    def finish(self, *, accept_shrink: bool) -> Tally:
        """Publish the run in one transaction.

        Raises SourceFailed for a shrunken inventory, ReadWhole where something was left out that
        may contradict what was told.
        """
        if self._unchanged:
            with self._writing() as conn:
                runs.publish(conn, self.run, self.tally)
            return self.tally
        self._write()
        self._write_last()
        if self._left_out and self.reading_shelf.differs:
            raise ReadWhole
        # Nobody else writes what this source says while we hold the sync, so it is compared
        # beforehand and the transaction that publishes only writes what has changed.
        with self._looking() as conn:
            publishing.check_size(conn, self.run, len(self._told), accept_shrink=accept_shrink)
            placed = self._place_inventory()
            changes = publishing.changes(conn, self.run, self.known, placed, self._told)
        self._write()
        with self._writing() as conn:
            publishing.apply_inventory(conn, self.run, changes)
            publishing.apply_lives(conn, self.run, self.known, self._arrived(), self._signs)
            self.reading_shelf.settle(conn)
            self.refusal_shelf.close_missing(conn)
            watermarks.keep(conn, self.run, self._reached, self.read_with)
            self._keep_traits(conn)
            runs.publish(conn, self.run, self.tally)
        return self.tally

    def finish_part(self, told: Collection[Series]) -> Tally:
        """Publish what a source adds: all that it told before stays, also where it is silent of it.

        ``told`` is of what it told; older refusals of the same are over.
        """
        self._write()
        self._write_last()
        placed = self._place_inventory()
        self._write()
        with self._writing() as conn:
            publishing.apply_inventory(conn, self.run, publishing.additions(conn, self.run, placed))
            lives.open_by_readings(conn, self.run, self._signs)
            self.reading_shelf.settle(conn)
            self.refusal_shelf.close_told_anew(conn, told)
            self._keep_traits(conn)
            runs.publish(conn, self.run, self.tally)
        return self.tally

    def _keep_traits(self, conn: Connection) -> None:
        measures = (each for each in self._inventory if isinstance(each, Measure))
        traits.keep(conn, self.run, [*self._noted, *traits.of_measures(measures)])

    def _looking(self) -> AbstractContextManager[Connection]:
        return nullcontext(self.within) if self.within else reading_from(self.engine)

    def _writing(self) -> AbstractContextManager[Connection]:
        return nullcontext(self.within) if self.within else writing(self.engine)

    def _arrived(self) -> list[Arrival]:
        return [*self._told.values(), *self._inventory]

    def _take_told(self, arrival: Arrival) -> None:
        self.read += 1
        match arrival:
            case Refusal():
                self._refuse(arrival)
            case Reading():
                self._readings.append(arrival)
            case _:
                self._take_inventory(arrival)
        if self.read % BATCH == 0:
            self._write()

    def _take_inventory(self, arrival: Arrival) -> None:
        problem = inventory_problem(arrival, self.run.now)
        if problem is not None:
            self._refuse_arrival(arrival, problem)
        elif isinstance(arrival, Model):
            self._models.append(arrival)
        else:
            self._inventory.append(arrival)
            if isinstance(arrival, Measure):
                self._measures.append(arrival)

    def _refuse(self, refusal: Refusal) -> None:
        self.refused += 1
        self.on_refused(refusal)
        self._refusals.append(refusal)

    def _refuse_arrival(self, arrival: Arrival, problem: Problem) -> None:
        self._refuse(Refusal(problem, getattr(arrival, "place", ""), as_text(arrival)))

    def _write(self) -> None:
        with self._writing() as conn:
            self._mint(conn)
            self._waiting += self._lay(conn, self._readings)
            self.refusal_shelf.lay(conn, self._refusals)
        self._readings, self._refusals = [], []
        self.on_batch(self.tally)

    def _write_last(self) -> None:
        """What named a model or measure that had not come yet gets its last chance."""
        for first in range(0, len(self._waiting), BATCH):
            some = self._waiting[first : first + BATCH]
            with self._writing() as conn:
                unknown = self._lay(conn, some)
            # Finding what may be meant takes long, so nobody waits for the store meanwhile.
            for reading in unknown:
                self._refuse_unknown(reading)
            self._write()
        for refusal in self.reading_shelf.disagreements():
            self._refuse(refusal)

    def _refuse_unknown(self, reading: Reading) -> None:
        try:
            if self.known.find(reading.ref) is None:
                self._strangers.add(reading.ref)
            self.known.measure(self.known.model(reading.ref), reading.measure)
        except Rejected as rejected:
            self._refuse_arrival(reading, rejected.problem)

    def _mint(self, conn: Connection) -> None:
        for model in self._models:
            self._mint_model(conn, model)
        self._models = []
        left, keys = [], []
        for measure in self._measures:
            model_id = self.known.find(measure.ref)
            if model_id is None:
                left.append(measure)
            else:
                keys.append(((model_id, storable(measure.key)), measure.unit))
        identities.mint_measures(conn, self.known, [key for key, _ in keys])
        self.known.units |= {self.known.measures[key]: unit for key, unit in keys}
        self._measures = left

    def _mint_model(self, conn: Connection, model: Model) -> None:
        model_id = self.known.find(model.ref) if model.ref.registry is None else None
        if model_id is None:
            registry = storable(model.ref.registry or self.run.source)
            key = registry, storable(model.ref.name)
            identities.mint_models(conn, self.known, [key])
            model_id = self.known.models[key]
        self._told[model_id] = model

    def _lay(self, conn: Connection, batch: list[Reading]) -> list[Reading]:
        """Lay down what is of a known measure; the rest comes back."""
        unknown: list[Reading] = []
        sorted_out: list[tuple[int, int, Reading]] = []
        for reading in batch:
            model_id = self.known.find(reading.ref)
            if model_id is None:
                unknown.append(reading)
                continue
            measure_id = self.known.find_measure(model_id, reading.measure)
            if measure_id is None:
                unknown.append(reading)
                continue
            problem = reading_problem(reading, self.known.units[measure_id], self.run.now)
            if problem is not None:
                self._refuse_arrival(reading, problem)
            else:
                sorted_out.append((model_id, measure_id, to_the_second(reading)))
        self._lay_known(conn, sorted_out)
        return unknown

    def _lay_known(self, conn: Connection, batch: list[tuple[int, int, Reading]]) -> None:
        if not batch:
            return
        keys = [(measure_id, reading.group) for _, measure_id, reading in batch]
        identities.mint_series(conn, self.known, keys)
        laid = [
            Laid(self.known.series[key], reading)
            for key, (_, _, reading) in zip(keys, batch, strict=True)
        ]
        self.reading_shelf.lay(conn, laid)
        for model_id, _, reading in batch:
            lives.notice(self._signs, model_id, reading)

    def _place_inventory(self) -> list[Placed]:
        placed = []
        # A run names its pipeline, which may have come after it.
        for arrival in sorted(self._arrived(), key=lambda one: isinstance(one, PipelineRun)):
            try:
                if isinstance(arrival, LiveVersion):
                    self.known.model(arrival.ref)
                else:
                    placed.append(place(arrival, self.known))
            except Rejected as rejected:
                if isinstance(arrival, Measure) and arrival.ref in self._strangers:
                    # Its values are refused with their places; it has none, and is nothing more.
                    self.read -= 1
                else:
                    self._refuse_arrival(arrival, rejected.problem)
        return placed
