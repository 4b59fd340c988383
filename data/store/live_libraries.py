"""The software that models in use are built with, so that one can see whom a change touches."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    case,
    distinct,
    func,
    select,
)

from data.store.columns import Words, filled, text_column
from data.store.outlooks import RETIRED, holds
from data.store.roles import RoleName, is_there
from data.store.roles import table as roles
from data.store.summary_table import summary_table
from data.store.tables import outlooks

SEPARATOR = "\n"
"""Parts several lines, or versions, of one piece of software of one model."""


@dataclass(frozen=True, slots=True)
class LiveLibrary:
    """One piece of software of the version in use, under its normal name.

    ``requirement`` are the lines of its list, ``pinned`` the exact versions those name and
    ``installed`` those where it runs, each parted by ``SEPARATOR``; empty where nobody told us.
    """

    slug: str
    name: str
    version: str
    requirement: str = ""
    pinned: str = ""
    installed: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many models in use are built with one piece of software; ``unpinned`` of them name no
    exact version on their list."""

    name: str
    models: int
    unpinned: int


@dataclass(frozen=True, slots=True)
class Holder:
    """One model in use with a piece of software, and what is to be said of the model."""

    kept: LiveLibrary
    model: str
    unit: str
    owner: str
    is_owned: bool
    impact: str
    status: str


table = summary_table(
    "live_libraries",
    Column("name", Words, nullable=False, index=True),
    text_column("version"),
    text_column("requirement"),
    text_column("pinned"),
    text_column("installed"),
    filled("name"),
)


def spreads(
    conn: Connection, now: datetime, unit: str, limit: int, offset: int
) -> tuple[list[Spread], int]:
    """A page of software, that of most models first, and how many there are in all."""
    chosen = _in_use(now, unit)
    joined = table.join(outlooks, outlooks.c.slug == table.c.slug)
    total = conn.scalar(
        select(func.count(distinct(table.c.name))).select_from(joined).where(*chosen)
    )
    models = func.count(distinct(table.c.slug))
    open_ = func.sum(case((table.c.pinned == "", 1), else_=0))
    query = (
        select(table.c.name, models, open_)
        .select_from(joined)
        .where(*chosen)
        .group_by(table.c.name)
        .order_by(models.desc(), table.c.name)
    )
    found = conn.execute(query.limit(limit).offset(offset))
    return [Spread(name, count, unpinned) for name, count, unpinned in found], total or 0


def versions(
    conn: Connection, now: datetime, unit: str, names: Sequence[str]
) -> list[tuple[str, str, int]]:
    """Of each piece of software the versions models run with, or else were tested with, and how
    many models have each; that of most models first."""
    exact = case((table.c.installed != "", table.c.installed), else_=table.c.pinned)
    models = func.count(distinct(table.c.slug))
    query = (
        select(table.c.name, exact, models)
        .join(outlooks, outlooks.c.slug == table.c.slug)
        .where(table.c.name.in_(names), exact != "", *_in_use(now, unit))
        .group_by(table.c.name, exact)
        .order_by(models.desc(), exact.desc())
    )
    return [(name, version, count) for name, version, count in conn.execute(query)]


def names(conn: Connection, now: datetime) -> list[str]:
    """Every piece of software that a model in use is built with."""
    query = (
        select(table.c.name)
        .distinct()
        .join(outlooks, outlooks.c.slug == table.c.slug)
        .where(*_in_use(now, ""))
        .order_by(table.c.name)
    )
    return list(conn.scalars(query))


def holders(conn: Connection, now: datetime, day: date, name: str, unit: str) -> list[Holder]:
    """The models in use that are built with a piece of software, by name."""
    owned = select(roles.c.slug).where(
        roles.c.slug == table.c.slug, roles.c.role == RoleName.OWNER, is_there(day)
    )
    query = (
        select(
            table,
            outlooks.c.name.label("model"),
            outlooks.c.unit,
            outlooks.c.owner,
            owned.exists().label("is_owned"),
            outlooks.c.impact,
            outlooks.c.status,
        )
        .join(outlooks, outlooks.c.slug == table.c.slug)
        .where(table.c.name == name, *_in_use(now, unit))
        .order_by(func.lower(outlooks.c.name), outlooks.c.slug)
    )
    return [_holder(row) for row in conn.execute(query).mappings()]


def _holder(row: RowMapping) -> Holder:
    kept = LiveLibrary(**{each.name: row[each.name] for each in fields(LiveLibrary)})
    return Holder(
        kept,
        row["model"],
        row["unit"],
        row["owner"],
        bool(row["is_owned"]),
        row["impact"],
        row["status"],
    )


def _in_use(now: datetime, unit: str) -> list[ColumnElement[bool]]:
    chosen = [holds(now), outlooks.c.status != RETIRED]
    return [*chosen, outlooks.c.unit == unit] if unit else chosen
