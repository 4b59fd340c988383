"""What could go wrong with each model, and what is watched for: what the page of risks asks.

``risk`` and ``uncovered`` are JSON that the store need not know. What is watched is told by the
outlook that holds, because time alone may change it; the risk is told once for every judging.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Integer,
    RowMapping,
    String,
    case,
    func,
    select,
)

from data.store.columns import Moment, at_least, filled
from data.store.outlooks import RETIRED, holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class KeptRisk:
    """The risk of one model. ``moved`` is up, down, or empty where it did not move lately.

    ``weight`` puts models in order, the largest first; ``since`` is when the first of what makes
    trouble likelier began, None where nobody knows or nothing does.
    """

    slug: str
    likelihood: str
    moved: str
    weight: int
    since: datetime | None
    risk: Mapping[str, Any]


table = summary_table(
    "risks",
    Column("likelihood", String(32), nullable=False),
    Column("moved", String(32), nullable=False),
    Column("weight", Integer, nullable=False),
    Column("since", Moment),
    Column("risk", JSON, nullable=False),
    filled("likelihood"),
    at_least("weight", 1),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader narrows the list to; empty means everything.

    ``cell`` is a worry and how it is watched, as they stand in an outlook: "groups:silent".
    """

    unit: str = ""
    impact: str = ""
    likelihood: str = ""
    cell: str = ""
    moved: str = ""
    limit: int = 25
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many models are alike in all of this. ``likelihood`` is empty where it is not known.

    Of ``assumed`` of them nobody recorded how much a mistake matters.
    """

    impact: str
    likelihood: str
    moved: str
    cells: tuple[str, ...]
    models: int
    assumed: int = 0


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One model of the list. ``cells`` are worries with how they are watched: "groups:silent"."""

    slug: str
    name: str
    unit: str
    owner: str
    status: str
    impact: str
    cells: tuple[str, ...]
    risk: Mapping[str, Any]
    uncovered: Mapping[str, Any]


def written(cells: Iterable[str]) -> str:
    """How the cells of a model stand in its outlook: each with a comma on both sides."""
    return "".join(f",{each}," for each in cells)


def tallies(conn: Connection, now: datetime, unit: str = "") -> list[Tally]:
    """Every deployed model of a unit, counted; from this everything is added up."""
    likelihood, moved = func.coalesce(table.c.likelihood, ""), func.coalesce(table.c.moved, "")
    told = (outlooks.c.impact, likelihood, moved, outlooks.c.coverage)
    nobody_said = outlooks.c.brief["impact_assumed"].as_boolean()
    query = (
        select(*told, func.count(), func.sum(case((nobody_said, 1), else_=0)))
        .select_from(outlooks.outerjoin(table, table.c.slug == outlooks.c.slug))
        .where(*_deployed(now, Wanted(unit)))
        .group_by(*told)
    )
    return [
        Tally(impact, likely, moved, _cells(cells), models, assumed)
        for impact, likely, moved, cells, models, assumed in conn.execute(query)
    ]


def listed(conn: Connection, now: datetime, wanted: Wanted) -> list[RiskRow]:
    """One page of the models chosen: the heaviest first, then what began first, then by name."""
    query = (
        select(*_TOLD)
        .join(table, table.c.slug == outlooks.c.slug)
        .where(*_deployed(now, wanted), *_narrowed(wanted))
        .order_by(
            table.c.weight.desc(),
            table.c.since.is_(None),
            table.c.since,
            func.lower(outlooks.c.name),
            outlooks.c.slug,
        )
        .limit(wanted.limit)
        .offset(wanted.offset)
    )
    return [_row(each) for each in conn.execute(query).mappings()]


def _row(told: RowMapping) -> RiskRow:
    named = {name: told[name] for name in _NAMES}
    return RiskRow(
        **named,
        cells=_cells(told["coverage"]),
        risk=told["risk"],
        uncovered=told["uncovered"] or {},
    )


_NAMES = ("slug", "name", "unit", "owner", "status", "impact")
_TOLD = (
    *(outlooks.c[name] for name in (*_NAMES, "coverage", "uncovered")),
    table.c.risk,
)


def _deployed(now: datetime, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [holds(now), outlooks.c.status != RETIRED]
    return [*found, outlooks.c.unit == wanted.unit] if wanted.unit else found


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    pairs = (
        (outlooks.c.impact, wanted.impact),
        (table.c.likelihood, wanted.likelihood),
        (table.c.moved, wanted.moved),
    )
    found: list[ColumnElement[bool]] = [column == asked for column, asked in pairs if asked]
    if wanted.cell:
        found.append(outlooks.c.coverage.contains(f",{wanted.cell},", autoescape=True))
    return found


def _cells(kept: str) -> tuple[str, ...]:
    return tuple(each for each in kept.split(",") if each)
