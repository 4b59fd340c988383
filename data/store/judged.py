"""Which models have to be judged again: those of which anything was told since, or time changes.

Every run that is published says what it brought. A run counts as new until a judging that saw it
has ended, whatever the clocks of the two said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from data.store import histories, month_worths, naming, tables
from data.store.judgements import judged_models as table
from data.store.naming import folded
from data.store.tables import RunState, runs

_AT_ONCE = 500
_ANYWHERE = timedelta(hours=14)
"""As far as the clocks of any place are from UTC."""


@dataclass(frozen=True, slots=True)
class Judged:
    """When a model was last judged, and by what. ``rules`` and ``agreed`` are digests.

    ``listed`` is False where it was found not to belong on the list; ``rules`` is empty where
    judging it failed.
    """

    slug: str
    at: datetime
    listed: bool
    rules: str
    agreed: str


def last(conn: Connection) -> dict[str, Judged]:
    """How each model was last judged, by its slug."""
    return {row["slug"]: Judged(**row) for row in conn.execute(select(table)).mappings()}


def on_list(conn: Connection) -> set[str]:
    """The models that belonged on the list when they were last judged."""
    return set(conn.scalars(select(table.c.slug).where(table.c.listed)))


def everybody(conn: Connection) -> list[str]:
    """Every model there is, on the list or not, in order."""
    return list(conn.scalars(select(tables.models.c.slug).order_by(tables.models.c.slug)))


def keep(conn: Connection, judged: Sequence[Judged]) -> None:
    """Remember how these were judged."""
    for first in range(0, len(judged), _AT_ONCE):
        some = judged[first : first + _AT_ONCE]
        conn.execute(delete(table).where(table.c.slug.in_([each.slug for each in some])))
        conn.execute(insert(table), [asdict(each) for each in some])


def new_runs(conn: Connection) -> list[int]:
    """The published runs that no judging has seen to its end."""
    return list(conn.scalars(select(runs.c.id).where(*_is_new())))


def mark_runs(conn: Connection, ids: Sequence[int], now: datetime) -> None:
    """What these runs brought has been judged."""
    for first in range(0, len(ids), _AT_ONCE):
        some = runs.c.id.in_(ids[first : first + _AT_ONCE])
        conn.execute(update(runs).where(some).values(judged_at=now))


def changed(conn: Connection) -> set[str]:
    """The models of which new runs brought, corrected or took back anything."""
    ids: set[int] = set()
    for query in _touched():
        ids |= set(conn.scalars(query))
    named = _names(conn)
    for _, names in naming.places() if named else ():
        ids |= {model for model, name in conn.execute(names) if folded(name) in named}
    slugs = conn.execute(select(tables.models.c.id, tables.models.c.slug))
    return {slug for model, slug in slugs if model in ids}


def run_out(conn: Connection, now: datetime) -> set[str]:
    """The models of which time alone has changed what is said since they were judged."""
    kept = tables.outlooks
    over = select(table.c.slug).join(kept, kept.c.slug == table.c.slug)
    return set(conn.scalars(over.where(kept.c.from_at > table.c.at, kept.c.from_at <= now)))


def with_worth(conn: Connection) -> set[str]:
    """The models whose worth of a month is kept."""
    return set(conn.scalars(select(month_worths.table.c.slug).distinct()))


def agreed_between(conn: Connection, since: datetime, now: datetime) -> set[str]:
    """The models with an agreement that was signed for a day that has come since.

    In Auckland a day begins half a day before it does in UTC, in Honolulu as much after.
    """
    signed, measures, models = histories.agreements, tables.measures, tables.models
    query = (
        select(models.c.slug)
        .join(measures, measures.c.model_id == models.c.id)
        .join(signed, signed.c.measure_id == measures.c.id)
        .where(signed.c.agreed_on >= (since - _ANYWHERE).date())
        .where(signed.c.agreed_on <= (now + _ANYWHERE).date())
    )
    return set(conn.scalars(query.distinct()))


def _is_new() -> tuple[ColumnElement[bool], ...]:
    return runs.c.state == RunState.PUBLISHED, runs.c.judged_at.is_(None)


def _touched() -> Iterator[Select[Any]]:
    """Of every table, the models of the rows that new runs wrote or closed."""
    measures, readings, series = tables.measures, tables.readings, tables.series
    written = readings.c.run_id.in_(select(runs.c.id).where(*_is_new()))
    yield (
        select(measures.c.model_id)
        .join(series, series.c.measure_id == measures.c.id)
        .join(readings, readings.c.series_id == series.c.id)
        .where(written)
        .distinct()
    )
    live = tables.live_spells
    first = select(func.min(runs.c.started)).where(*_is_new()).scalar_subquery()
    begun = live.c.run_id.in_(select(runs.c.id).where(*_is_new()))
    yield select(live.c.model_id).where(or_(begun, live.c.end_at >= first)).distinct()
    for each in histories.HISTORIES:
        if "model_id" in each.c:
            yield select(each.c.model_id).where(_is_touched(each)).distinct()
        elif "measure_id" in each.c:
            of = select(measures.c.model_id).join(each, each.c.measure_id == measures.c.id)
            yield of.where(_is_touched(each)).distinct()


def _is_touched(history: Table) -> ColumnElement[bool]:
    """Rows a new run opened, and rows closed since the first new run of their source began."""
    opened = history.c.run_id.in_(select(runs.c.id).where(*_is_new()))
    mine = runs.c.source_id == history.c.source_id
    closed = select(runs.c.id).where(*_is_new(), mine, history.c.known_to >= runs.c.started)
    return or_(opened, closed.exists())


def _names(conn: Connection) -> set[str]:
    """What the people are called of whom anything changed."""
    people = histories.people
    query = select(people.c.person_key, people.c.name, people.c.email).where(_is_touched(people))
    changed = {folded(name) for row in conn.execute(query) for name in row if name}
    return naming.also_called(conn, changed) if changed else changed
