"""The steps that bring data to models: how each stands, and which models it feeds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    String,
    case,
    func,
    select,
)

from data.facts import RunEnd
from data.store.columns import Moment, OneOf, Words, among, at_least, filled, text_column
from data.store.outlooks import RETIRED, holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks

KeptRun = Sequence[str | int | None]
"""One run as JSON keeps it: when it ended (ISO 8601), how, and how many rows it wrote."""


@dataclass(frozen=True, slots=True)
class PipelineState:
    """One step of one model.

    ``key`` is the same for one step that several models need. ``state`` holds until ``late_from``
    (None: nobody can say when it would be late), ``late_state`` from then on. ``every`` is an ISO
    8601 duration, worked out by us where ``assumed``. ``runs`` are the newest, newest first.
    """

    slug: str
    key: str
    name: str
    every: str
    assumed: bool
    reads: str
    writes: str
    place: str
    state: str
    late_state: str
    late_from: datetime | None = None
    last_ended: datetime | None = None
    last_outcome: RunEnd | None = None
    last_rows: int | None = None
    usual_rows: int | None = None
    last_good: datetime | None = None
    failing_since: datetime | None = None
    runs: Sequence[KeptRun] = ()


@dataclass(frozen=True, slots=True)
class StepChoice:
    """What a reader narrows steps to; empty means everything. ``worst_first`` orders states."""

    worst_first: tuple[str, ...]
    states: tuple[str, ...] = ()
    unit: str = ""
    model: str = ""
    key: str = ""
    limit: int = 25
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Fed:
    """A model that a step feeds."""

    slug: str
    name: str
    status: str


table = summary_table(
    "pipeline_states",
    Column("key", String(64), nullable=False, index=True),
    Column("name", Words, nullable=False),
    text_column("every"),
    Column("assumed", Boolean, nullable=False),
    text_column("reads"),
    text_column("writes"),
    text_column("place"),
    Column("state", String(32), nullable=False),
    Column("late_state", String(32), nullable=False),
    Column("late_from", Moment),
    Column("last_ended", Moment),
    Column("last_outcome", OneOf(RunEnd)),
    Column("last_rows", BigInteger),
    Column("usual_rows", BigInteger),
    Column("last_good", Moment),
    Column("failing_since", Moment),
    Column("runs", JSON, nullable=False),
    filled("name"),
    among("last_outcome", RunEnd),
    at_least("last_rows", 0),
)


def counts(conn: Connection, now: datetime, worst_first: Sequence[str]) -> dict[str, int]:
    """How many steps are in each state; one that feeds several models counts once."""
    steps = _once(now, StepChoice(tuple(worst_first))).subquery()
    found = conn.execute(
        select(steps.c.state_now, func.count().label("steps"))
        .where(steps.c.place_now == 1)
        .group_by(steps.c.state_now)
    )
    return {row.state_now: row.steps for row in found}


def listed(conn: Connection, now: datetime, choice: StepChoice) -> tuple[list[PipelineState], int]:
    """The page of steps chosen, worst first then by name, and how many match in all.

    Of a step that several of the models chosen need, the row is that of the model it serves worst,
    and its ``state`` is the one that holds at ``now``.
    """
    steps = _once(now, choice).subquery()
    wanted = [steps.c.place_now == 1]
    if choice.states:
        wanted.append(steps.c.state_now.in_(choice.states))
    total = conn.scalar(select(func.count()).select_from(steps).where(*wanted)) or 0
    order = (steps.c.rank_now, func.lower(steps.c.name), steps.c.key)
    query = select(steps).where(*wanted).order_by(*order)
    page = query.limit(choice.limit).offset(choice.offset)
    return [_state(row) for row in conn.execute(page).mappings()], total


def fed(
    conn: Connection, now: datetime, keys: Sequence[str], most: int
) -> dict[str, tuple[list[Fed], int]]:
    """For each of these steps the first models it feeds, by name, and how many it feeds in all."""
    by_name = (func.lower(outlooks.c.name), outlooks.c.slug)
    query = (
        select(
            table.c.key,
            outlooks.c.slug,
            outlooks.c.name,
            outlooks.c.status,
            func.row_number().over(partition_by=table.c.key, order_by=by_name).label("number"),
            func.count().over(partition_by=table.c.key).label("models"),
        )
        .join(outlooks, outlooks.c.slug == table.c.slug)
        .where(table.c.key.in_(keys), *_in_use(now))
        .subquery()
    )
    found: dict[str, tuple[list[Fed], int]] = {}
    for row in conn.execute(select(query).where(query.c.number <= most).order_by(query.c.number)):
        models, _ = found.setdefault(row.key, ([], row.models))
        models.append(Fed(row.slug, row.name, row.status))
    return found


def _in_use(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return holds(now), outlooks.c.status != RETIRED


def _once(now: datetime, choice: StepChoice) -> Select[Any]:
    """Every row with its state at ``now``; of one step, the first place has the worst of them."""
    state = case((table.c.late_from <= now, table.c.late_state), else_=table.c.state)
    ranks: Mapping[str, int] = {name: place for place, name in enumerate(choice.worst_first)}
    rank = case(ranks, value=state, else_=len(ranks))
    worst = (rank, table.c.last_ended.desc().nulls_last(), table.c.slug)
    query = (
        select(
            table,
            state.label("state_now"),
            rank.label("rank_now"),
            func.row_number().over(partition_by=table.c.key, order_by=worst).label("place_now"),
        )
        .join(outlooks, outlooks.c.slug == table.c.slug)
        .where(*_in_use(now))
    )
    if choice.key:
        query = query.where(table.c.key == choice.key)
    if choice.unit:
        query = query.where(outlooks.c.unit == choice.unit)
    if choice.model:
        query = query.where(table.c.slug == choice.model)
    return query


def _state(row: RowMapping) -> PipelineState:
    told = {each.name: row[each.name] for each in fields(PipelineState)}
    return PipelineState(**(told | {"state": row["state_now"]}))
