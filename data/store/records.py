"""The stored rows of some models at one moment, fetched with one query per table."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Subquery,
    Table,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    union_all,
)

from data.facts import WATCHED, Answering, Person, Series, TraitKind
from data.store import feedback, grounds, histories, tables, units
from data.store import series as readings_as_series
from data.store.forms import FORMS
from data.store.history import known_at, newest_last
from data.store.traits import traits
from data.store.who_is_who import people_at

MOST_VERSIONS = 12
"""Some teams put a version to use every day; of so many of the newest the software is read."""

Rows = list[Row[Any]]

LOOKED_BACK = timedelta(days=400)
"""A year of what was said and done, and some days for a rhythm that is a year long."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all models share: the company's zone and its people, by key."""

    time_zone: str
    people: Mapping[str, Person]
    by_other_name: Mapping[str, Person | None]

    def person(self, named: str) -> Person | None:
        """The person meant, by key, else by the e-mail or full name that only one has."""
        return self.people.get(named) or self.by_other_name.get(named.strip().casefold())


@dataclass(frozen=True, slots=True)
class Record:
    """The rows of one model at ``as_of``; within each list the oldest news comes first.

    Agreements that hold no longer are among the rows: they may have been replaced.
    """

    model: Row[Any]
    rows: Mapping[str, Rows]
    series: Mapping[int, list[Series]]
    origins: Mapping[int, readings_as_series.CameFrom]
    answering: tuple[Answering, ...]
    shared: Shared
    as_of: datetime


def shared(conn: Connection, as_of: datetime) -> Shared:
    zone = conn.scalar(select(tables.company.c.time_zone))
    people = people_at(conn, as_of)
    return Shared(zone or "UTC", people, _by_other_name(people))


def _by_other_name(people: Mapping[str, Person]) -> dict[str, Person | None]:
    """People by what else they are called; None where two are called the same."""
    found: dict[str, Person | None] = {}
    for key, person in people.items():
        called = (key, person.key, person.email, person.name)
        for name in {text.casefold() for text in called if text}:
            found[name] = person if found.get(name, person) == person else None
    return found


def load(
    conn: Connection, some: Sequence[Row[Any]], as_of: datetime, common: Shared
) -> Iterator[Record]:
    """The records of these rows of ``models``."""
    ids = [row.id for row in some]
    found: dict[str, dict[int, Rows]] = {}
    for name, query in _queries(ids, as_of).items():
        found[name] = defaultdict(list)
        for row in conn.execute(query):
            found[name][row.model_id].append(row)
    defined = _defined([row for rows in found["definitions"].values() for row in rows], as_of)
    apart = units.readings_apart(defined["definitions"], defined["earlier_definitions"])
    series = readings_as_series.load(conn, ids, as_of, apart)
    origins = readings_as_series.newest_origins(conn, ids, as_of, apart)
    answering = readings_as_series.answering(conn, ids, as_of)
    for model in some:
        rows = {name: by_model.get(model.id, []) for name, by_model in found.items()}
        rows |= _defined(rows["definitions"], as_of)
        yield Record(model, rows, series, origins, answering.get(model.id, ()), common, as_of)


def _queries(ids: Sequence[int], as_of: datetime) -> dict[str, Select[Any]]:
    live, heard = tables.live_spells, histories.listings
    queries = {
        # A listing that has ended still says that the model existed.
        "listings": _of(heard, ids, heard.c.known_from <= as_of).order_by(heard.c.known_from),
        "live_spells": _of(live, ids, live.c.start_at <= as_of).order_by(live.c.start_at),
    }
    for table in (
        histories.facts,
        histories.rhythms,
        histories.pauses,
        histories.retirements,
        histories.past_spells,
        histories.versions,
    ):
        query = _of(table, ids, known_at(table, as_of))
        queries[table.name] = query.order_by(table.c.known_from, table.c.id)
    facts, installed = histories.facts, grounds.runs_with
    watched = facts.c.name.in_(WATCHED)
    queries["earlier_facts"] = _of(facts, ids, watched & _lately_closed(facts, as_of))
    queries["earlier_runs_with"] = _of(installed, ids, _lately_closed(installed, as_of))
    for form in FORMS.values():
        queries[form.table.name] = _of_ground(form.table, ids, as_of)
    queries["libraries"] = _of_live(ids, as_of)
    queries["feedback"] = feedback.waiting(ids, as_of)
    defined, agreed = histories.definitions, histories.agreements
    queries["definitions"] = _of_measures(defined, ids, defined.c.known_from <= as_of)
    queries["asked"] = _asked(ids, as_of)
    queries["agreements"] = _of_measures(agreed, ids, agreed.c.known_from <= as_of)
    return queries


def _defined(rows: Rows, as_of: datetime) -> dict[str, Rows]:
    """How measures are told at a moment, and how they were told before."""
    holds = {row.id: row.known_to is None or row.known_to > as_of for row in rows}
    return {
        "definitions": [row for row in rows if holds[row.id]],
        "earlier_definitions": [row for row in rows if not holds[row.id]],
    }


def _of(table: Table, ids: Sequence[int], which: ColumnElement[bool]) -> Select[Any]:
    return select(table).where(table.c.model_id.in_(ids), which)


def _lately_closed(table: Table, as_of: datetime) -> ColumnElement[bool]:
    """What is said no longer, and was within the time looked back."""
    return and_(table.c.known_to <= as_of, table.c.known_to > as_of - LOOKED_BACK)


def _of_measures(table: Table, ids: Sequence[int], which: ColumnElement[bool]) -> Select[Any]:
    measures = tables.measures
    return (
        newest_last(table)
        .add_columns(
            measures.c.model_id,
            measures.c.measure_key,
            tables.sources.c.kind.label("source_kind"),
            tables.runs.c.started.label("told_at"),
        )
        .join(tables.runs, tables.runs.c.id == table.c.run_id)
        .join(measures, measures.c.id == table.c.measure_id)
        .where(measures.c.model_id.in_(ids), which)
    )


def _asked(ids: Sequence[int], as_of: datetime) -> Select[Any]:
    """How measures are and were asked for, where the source that tells them changed it lately."""
    asked, before, defined = traits, traits.alias(), histories.definitions
    changed = exists().where(
        before.c.source_id == asked.c.source_id,
        before.c.kind == asked.c.kind,
        before.c.trait_name == asked.c.trait_name,
        before.c.known_to <= as_of,
        before.c.known_to > as_of - LOOKED_BACK,
    )
    return (
        select(asked, tables.measures.c.model_id, tables.measures.c.id.label("measure_id"))
        .join(tables.measures, tables.measures.c.measure_key == asked.c.trait_name)
        .join(
            defined,
            and_(
                defined.c.measure_id == tables.measures.c.id,
                defined.c.source_id == asked.c.source_id,
                known_at(defined, as_of),
            ),
        )
        .where(
            tables.measures.c.model_id.in_(ids),
            asked.c.kind.in_((TraitKind.ASKED, TraitKind.SETTINGS)),
            asked.c.known_from <= as_of,
            changed,
        )
        .order_by(asked.c.source_id, asked.c.kind, asked.c.known_from, asked.c.id)
    )


def _of_ground(table: Table, ids: Sequence[int], as_of: datetime) -> Select[Any]:
    query = newest_last(table).where(table.c.model_id.in_(ids), known_at(table, as_of))
    if table is grounds.pipeline_runs:
        query = query.where(table.c.ended_at > as_of - LOOKED_BACK)
    return query


def _of_live(ids: Sequence[int], as_of: datetime) -> Select[Any]:
    """The library lists of versions that were live lately: those of all versions are far more."""
    table, used = histories.libraries, _live_lately(ids, as_of)
    live = exists().where(
        used.c.model_id == table.c.model_id,
        used.c.version == table.c.version,
        used.c.place <= MOST_VERSIONS,
    )
    query = _of(table, ids, known_at(table, as_of)).where(live)
    return query.order_by(table.c.name, table.c.file, table.c.requirement)


def _live_lately(ids: Sequence[int], as_of: datetime) -> Subquery:
    """The versions live within the time looked back, numbered: those in use first, then newest."""
    both = union_all(*(_spells(each, ids, as_of) for each in _SPELLS)).subquery()
    open_first = case((both.c.end_at.is_(None), 0), (both.c.end_at > as_of, 0), else_=1)
    order = func.row_number().over(
        partition_by=both.c.model_id, order_by=(open_first, both.c.start_at.desc())
    )
    return select(both.c.model_id, both.c.version, order.label("place")).subquery()


_SPELLS = (tables.live_spells, histories.past_spells)


def _spells(table: Table, ids: Sequence[int], as_of: datetime) -> Select[Any]:
    lately = or_(table.c.end_at.is_(None), table.c.end_at > as_of - LOOKED_BACK)
    columns = (table.c.model_id, table.c.version, table.c.start_at, table.c.end_at)
    return select(*columns).where(table.c.model_id.in_(ids), table.c.start_at <= as_of, lately)
