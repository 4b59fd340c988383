"""For which models groups are checked, and how each measure stands by group.

A model has one row for every measure that has groups, or should have them. One without any has a
single row, whose measure is empty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    String,
    and_,
    case,
    func,
    not_,
    or_,
    select,
)

from data.store.columns import Moment, at_least, text_column
from data.store.outlooks import RETIRED, holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class GroupCheck:
    """One measure by group, or that a model has none (``measure`` empty).

    ``rank`` puts the worst first; from ``until`` on, when silence may have changed it, it is
    ``rank_after``. The counts say how many groups stand where. ``people`` says whether the model
    affects people (yes, no, or empty: not recorded), ``excused`` that a person said the question
    does not apply, and ``told`` is JSON made and read by ``app``.
    """

    slug: str
    measure: str = ""
    people: str = ""
    excused: bool = False
    rank: int = 0
    rank_after: int = 0
    until: datetime | None = None
    below: int = 0
    near: int = 0
    too_few: int = 0
    not_measured: int = 0
    measured: int = 0
    tested: int = 0
    told: Mapping[str, Any] | None = None


table = summary_table(
    "group_checks",
    text_column("measure"),
    Column("people", String(32), nullable=False),
    Column("excused", Boolean, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("rank_after", Integer, nullable=False),
    Column("until", Moment),
    *(
        Column(name, Integer, nullable=False)
        for name in ("below", "near", "too_few", "not_measured", "measured", "tested")
    ),
    Column("told", JSON(none_as_null=True)),
    at_least("rank", 0),
    at_least("rank_after", 0),
)

STANDINGS = ("below", "near", "too_few", "not_measured")
"""What a reader can narrow to: measures of which some group stands there."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrows to; empty means everything. ``model`` is a slug."""

    unit: str = ""
    model: str = ""
    standing: str = ""
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """One measure by group, with what its model is called, who owns it and where it belongs."""

    slug: str
    told: Mapping[str, Any]
    name: str
    owner: str
    unit: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many models are deployed, and of those: ``checked`` by group, ``below`` for a group,
    ``excused`` by a person, affecting ``people``, and not known to affect them or not. ``tested``
    counts groups with enough cases."""

    deployed: int
    checked: int
    below: int
    excused: int
    people: int
    unknown: int
    tested: int


Named = tuple[str, str, str, str]
"""Slug, name, owner and unit of a model."""


def listed(conn: Connection, now: datetime, choice: Choice) -> tuple[list[Listed], int]:
    """One page of measures by group, the worst first, then by name; and how many match in all."""
    chosen = [*_deployed(now, choice.unit), table.c.told.is_not(None), *_filters(now, choice)]
    total = conn.scalar(select(func.count()).select_from(_joined()).where(*chosen)) or 0
    worst = (_rank(now), case((_silent(now), 0), else_=table.c.below).desc())
    query = (
        select(table.c.slug, table.c.told, outlooks.c.name, outlooks.c.owner, outlooks.c.unit)
        .select_from(_joined())
        .where(*chosen)
        .order_by(*worst, func.lower(outlooks.c.name), table.c.id)
    )
    page = query.limit(choice.limit).offset(choice.offset)
    return [Listed(*row) for row in conn.execute(page)], total


def counts(conn: Connection, now: datetime, unit: str) -> Counts:
    """How the deployed models stand, of one unit or of all (empty)."""
    silent, here = _silent(now), table.c
    one = select(
        here.slug,
        func.max(case((silent, 0), else_=here.measured)).label("checked"),
        func.min(case((here.told.is_(None), 1), else_=_rank(now))).label("rank"),
        func.max(case((here.excused, 1), else_=0)).label("excused"),
        func.max(here.people).label("people"),
        func.sum(case((silent, 0), else_=here.tested)).label("tested"),
    )
    models = one.select_from(_joined()).where(*_deployed(now, unit)).group_by(here.slug).subquery()
    sums = (
        _sum(models.c.checked > 0),
        _sum(models.c.rank == 0),
        _sum(models.c.excused > 0),
        _sum(models.c.people == "yes"),
        _sum(models.c.people == ""),
        func.sum(models.c.tested),
    )
    found = conn.execute(select(func.count(), *sums).select_from(models)).one()
    return Counts(*(int(each or 0) for each in found))


def unchecked(
    conn: Connection, now: datetime, unit: str, people: str, limit: int
) -> tuple[list[Named], int]:
    """Models of which nobody checks any group, though they affect people; and how many there are.

    Where a person said that the question does not apply, nobody has to.
    """
    checked = case((_silent(now), 0), else_=table.c.measured)
    columns = outlooks.c.slug, outlooks.c.name, outlooks.c.owner, outlooks.c.unit
    query = (
        select(*columns)
        .select_from(_joined())
        .where(*_deployed(now, unit), table.c.people == people, not_(table.c.excused))
        .group_by(*columns)
        .having(func.max(checked) == 0)
    )
    total = conn.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = query.order_by(func.lower(outlooks.c.name), outlooks.c.slug).limit(limit)
    return [(*row,) for row in conn.execute(page)], total


def of_model(conn: Connection, slug: str) -> list[Mapping[str, Any]]:
    """The measures of one model by group, in the order they were kept."""
    query = select(table.c.told).where(table.c.slug == slug, table.c.told.is_not(None))
    return list(conn.scalars(query.order_by(table.c.id)))


def models(conn: Connection, now: datetime, unit: str, limit: int) -> list[tuple[str, str]]:
    """Slug and name of the models that have groups, by name."""
    query = (
        select(table.c.slug, outlooks.c.name)
        .select_from(_joined())
        .where(*_deployed(now, unit), table.c.told.is_not(None))
        .group_by(table.c.slug, outlooks.c.name)
        .order_by(func.lower(outlooks.c.name), table.c.slug)
        .limit(limit)
    )
    return [(slug, name) for slug, name in conn.execute(query)]


def _joined() -> FromClause:
    return table.join(outlooks, outlooks.c.slug == table.c.slug)


def _deployed(now: datetime, unit: str) -> Sequence[ColumnElement[bool]]:
    of_unit = (outlooks.c.unit == unit,) if unit else ()
    return holds(now), outlooks.c.status != RETIRED, *of_unit


def _silent(now: datetime) -> ColumnElement[bool]:
    return and_(table.c.until.is_not(None), table.c.until <= now)


def _rank(now: datetime) -> ColumnElement[int]:
    return case((_silent(now), table.c.rank_after), else_=table.c.rank)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _filters(now: datetime, choice: Choice) -> Sequence[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if choice.model:
        filters.append(table.c.slug == choice.model)
    if choice.standing == "not_measured":
        filters.append(or_(table.c.not_measured > 0, _silent(now)))
    elif choice.standing in STANDINGS:
        filters += [table.c[choice.standing] > 0, not_(_silent(now))]
    return filters
