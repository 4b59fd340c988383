"""Models that somebody decided to keep although nobody seemed to miss them, and until when."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, Connection, Date, exists, select

from data.store.columns import Moment, text_column
from data.store.grounds import keepings
from data.store.said import is_said_here
from data.store.summary_table import summary_table
from data.store.tables import models, outlooks


@dataclass(frozen=True, slots=True)
class KeptModel:
    """The newest decision to keep one model. ``until`` is the last day on which it holds."""

    slug: str
    by: str
    at: datetime
    until: date
    why: str


table = summary_table(
    "kept_models",
    text_column("by"),
    Column("at", Moment, nullable=False),
    Column("until", Date, nullable=False),
    text_column("why"),
)


def of_models(conn: Connection, day: date, slugs: Collection[str]) -> dict[str, KeptModel]:
    """The decisions that hold on a day, by model."""
    columns = [table.c[each.name] for each in fields(KeptModel)]
    query = select(*columns).where(table.c.slug.in_(slugs), table.c.until >= day)
    return {row.slug: KeptModel(*row) for row in conn.execute(query)}


def decided_here(conn: Connection, slugs: Collection[str]) -> frozenset[str]:
    """Those of these models whose newest decision people made here, and no source told."""
    query = (
        select(table.c.slug)
        .join(models, models.c.slug == table.c.slug)
        .join(keepings, keepings.c.model_id == models.c.id)
        .where(table.c.slug.in_(slugs), keepings.c.kept_at == table.c.at)
        .where(keepings.c.known_to.is_(None), is_said_here(keepings))
    )
    return frozenset(conn.scalars(query))


def is_kept(day: date) -> ColumnElement[bool]:
    """Whether somebody decided to keep the model of an outlook for this day."""
    return exists().where(table.c.slug == outlooks.c.slug, table.c.until >= day)
