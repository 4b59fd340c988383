"""Signs that nobody would miss a model, kept with the day from which each holds."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, Connection, Date, String, func, or_, select

from data.store.columns import filled, text_column
from data.store.kept_models import is_kept
from data.store.one_page import one_page
from data.store.outlooks import RETIRED, Choice, filters, holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class KeptSign:
    """One sign. ``holds_from`` is None where it holds already; ``name`` is who leaves that day."""

    slug: str
    code: str
    holds_from: date | None = None
    name: str = ""


table = summary_table(
    "signs",
    Column("code", String(32), nullable=False),
    Column("holds_from", Date),
    text_column("name"),
    filled("code"),
)


def most_first(
    conn: Connection, now: datetime, day: date, choice: Choice, *, kept: bool = False
) -> tuple[list[str], int]:
    """A page of models in use that show a sign, most signs first, and how many there are.

    ``kept``: those that somebody decided to keep for this day; else those that nobody did.
    """
    which = (holds(now), is_kept(day) if kept else ~is_kept(day))
    found = (
        select(outlooks.c.slug)
        .join_from(outlooks, table, outlooks.c.slug == table.c.slug)
        .where(*which, outlooks.c.status != RETIRED, _holds_on(day), *filters(choice))
        .group_by(outlooks.c.slug, outlooks.c.name)
    )
    order = (func.count(table.c.id).desc(), func.lower(outlooks.c.name), outlooks.c.slug)
    rows, total = one_page(conn, found.order_by(*order), choice)
    return [row.slug for row in rows], total


def of_models(conn: Connection, day: date, slugs: Collection[str]) -> list[KeptSign]:
    """The signs of these models that hold on a day, in the order they were found."""
    columns = [table.c[each.name] for each in fields(KeptSign)]
    query = select(*columns).where(table.c.slug.in_(slugs), _holds_on(day)).order_by(table.c.id)
    return [KeptSign(*row) for row in conn.execute(query)]


def _holds_on(day: date) -> ColumnElement[bool]:
    return or_(table.c.holds_from.is_(None), table.c.holds_from <= day)
