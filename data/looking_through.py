"""A file of results that waits for somebody: what it says, what must be asked, and what would come
of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from data.connections import MeasureShape
from data.facts import Better, Measure, ModelRef, Question, Reading, Refusal, Unit
from data.problems import Problem, Rejected
from data.results import columns, reading, understanding
from data.results.columns import Said
from data.results.known import KnownModel, KnownModels
from data.results.understanding import Understood
from data.rows.proposals import Known
from data.sheets.grid import Grid
from data.store import brought_files, foreseeing
from data.store.brought_files import Waiting
from data.store.brought_tables import What
from data.store.door import as_text
from data.store.foreseeing import Foreseen, foreseen
from data.store.histories import definitions
from data.store.history import newest_last
from data.store.landing import Adding, Landed, land
from data.store.recorded import recorded
from data.store.refusals import Series, series_of
from data.store.sources import is_pretend
from data.store.tables import SourceKind, measures, models

__all__ = [
    "Landed",
    "Looked",
    "Moment",
    "known_models",
    "look_through",
    "propose",
    "say",
    "take_in",
]

SOURCE = "results that people bring"
"""What the list of sources calls all of them."""

_KEPT = ("dates", "decimals")


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody looks: the moment, the company's day, and whose days dates are."""

    now: datetime
    today: date
    time_zone: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked through.

    ``found`` is None where something must be asked first, and where ``problem`` says that there is
    more than is taken. ``first`` are the readings that would be taken, in the order of the file.
    """

    understood: Understood | None
    known: KnownModels
    found: Foreseen | None
    empty: int
    first: tuple[Reading, ...]
    seal: str
    problem: Problem | None = None
    results: reading.Results | None = None


def known_models(conn: Connection, at: Moment, described: Mapping[str, Any]) -> KnownModels:
    """Every model with what is measured of it. ``described`` is as a waiting file keeps it."""
    shapes = {key: _shape(told) for key, told in described.items()}
    own = _measures(conn)
    found: list[KnownModel] = []
    for each in recorded(conn, at.today):
        ref = ModelRef(each.name, each.registry)
        found.append(KnownModel(each.slug, ref, each.called, own.get(each.slug, ())))
    return KnownModels(tuple(found), shapes)


def propose(
    conn: Connection, account: int, grid: Grid, at: Moment, described: Mapping[str, MeasureShape]
) -> dict[str, Any]:
    """What is known of the columns of a new file: what this person said of the one that waits,
    what was said of the last one with these headings, or what they tell by themselves."""
    before = brought_files.waiting(conn, account, What.RESULTS, at.now)
    plain = {key: _plain(shape) for key, shape in described.items()}
    if before and before.grid.headings == grid.headings:
        return {**before.said, "measures": plain}
    if said := brought_files.remembered(conn, What.RESULTS, grid):
        return {**said[0], "measures": plain}
    known = known_models(conn, at, plain)
    return {**columns.proposed(grid, _known(known, at)).plain(), "measures": plain}


def say(conn: Connection, account: int, number: int, told: Said) -> None:
    """Say what the columns of the waiting file hold; what its measures mean stays."""
    found = brought_files.waiting_one(conn, account, What.RESULTS, number)
    if found:
        said = {**found.said, **told.plain()}
        brought_files.say(conn, account, What.RESULTS, number, said)


def look_through(conn: Connection, waiting: Waiting, at: Moment) -> Looked:
    """What would come of this file at this moment; nothing is written."""
    known = known_models(conn, at, waiting.said.get("measures", {}))
    told = columns.said(waiting.said)
    try:
        understood = understanding.understood(waiting.grid, told, _known(known, at))
        if not understood.is_ready:
            return Looked(understood, known, None, 0, (), "")
        mapping = understood.mapping
        results = reading.read(waiting.grid, mapping, known, at.now, at.time_zone)
    except Rejected as fault:
        return Looked(None, known, None, 0, (), "", fault.problem)
    arrivals = (*results.measures, *results.told)
    found = foreseen(conn, SourceKind.BROUGHT, SOURCE, arrivals, at.now)
    refused = {each.place for each in found.refused}
    first = tuple(
        each for each in results.told if isinstance(each, Reading) and each.place not in refused
    )
    seal = foreseeing.seal(found, _meanings(found, known))
    return Looked(understood, known, found, results.empty, first, seal, results=results)


def _meanings(found: Foreseen, known: KnownModels) -> list[str]:
    """What each measure means that is told of: five hours are not five days."""
    told = (*found.new, *(each.reading for each in found.replaced))
    meant = []
    for ref, measure in {(each.ref, each.measure) for each in told}:
        model = known.named(f"{ref.registry}/{ref.name}" if ref.registry else ref.name)
        meant.append(f"{ref} {measure} {known.shapes(model).get(measure)}")
    return sorted(meant)


def take_in(conn: Connection, waiting: Waiting, looked: Looked, at: Moment) -> Landed:
    """Take in what this file says, and remember what was said of its columns.

    It is not read once more: meanwhile nobody else could write. Raises LookupError where it is not
    ready.
    """
    understood, results = looked.understood, looked.results
    if understood is None or results is None:
        raise LookupError(waiting.id)
    told = columns.said(waiting.said)
    source = Adding(SourceKind.BROUGHT, SOURCE, bool(is_pretend(conn)), at.now)
    arrivals = (*results.measures, *results.told)
    landed = land(conn, source, arrivals, _series(results.told))
    # What this file decided by itself need not be asked of the next one either.
    decided = {each.key: each.value for each in understood.choices if each.key in _KEPT}
    said = Said(told.columns, {**told.answers, **decided}).plain()
    brought_files.remember(conn, What.RESULTS, waiting.grid, said, "", at.now)
    return landed


def _known(known: KnownModels, at: Moment) -> Known:
    return Known(set(known.names()), known.shapes(), at.time_zone)


def _series(told: tuple[Reading | Refusal, ...]) -> set[Series]:
    """Of what it tells; a row that was refused whole before may have said no measure."""
    rows = [each.row if isinstance(each, Refusal) else as_text(each) for each in told]
    return {series_of(row) for each in rows for row in (each, {**each, "measure": ""})}


def _measures(conn: Connection) -> dict[str, tuple[Measure, ...]]:
    """Every measure that somebody defined, by the address of its model."""
    newest = {row.measure_id: row for row in conn.execute(newest_last(definitions))}
    query = measures.join(models, models.c.id == measures.c.model_id).select()
    found: dict[str, tuple[Measure, ...]] = {}
    for row in conn.execute(query.order_by(measures.c.measure_key)):
        if told := newest.get(row.id):
            ref = ModelRef(row.name, row.registry)
            means = (told.question, told.kind, told.unit, told.better, told.phrase, told.things)
            one = Measure(ref, row.measure_key, *means, told.currency)
            found[row.slug] = (*found.get(row.slug, ()), one)
    return found


def _plain(shape: MeasureShape) -> dict[str, str]:
    return {name: str(getattr(shape, name)) for name in MeasureShape.__dataclass_fields__}


def _shape(told: Mapping[str, str]) -> MeasureShape:
    return MeasureShape(
        **{
            **told,
            "question": Question(told["question"]),
            "unit": Unit(told["unit"]),
            "better": Better(told["better"]),
        }  # type: ignore[arg-type]  # the rest are texts
    )
