"""What uses the answers of models, and what stops without them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, Connection, Date, Select, distinct, func, select

from data.facts import UseKind
from data.store.columns import OneOf, Words, among, filled, storable, text_column
from data.store.one_page import one_page
from data.store.outlooks import RETIRED, Choice, holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks


@dataclass(frozen=True, slots=True)
class Use:
    """One application, process or model that uses a model's answers.

    ``same_as`` is its name without regard to letters' case: what several models call alike is one
    thing. ``contact`` is a name or an address; ``contact_left_on`` is known of listed people.
    """

    slug: str
    name: str
    same_as: str
    kind: UseKind
    stops: str = ""
    fallback: str = ""
    contact: str = ""
    contact_left_on: date | None = None


table = summary_table(
    "uses",
    Column("name", Words, nullable=False),
    Column("same_as", Words, nullable=False, index=True),
    Column("kind", OneOf(UseKind), nullable=False),
    text_column("stops"),
    text_column("fallback"),
    text_column("contact"),
    Column("contact_left_on", Date),
    filled("name"),
    among("kind", UseKind),
)
_COLUMNS = [table.c[each.name] for each in fields(Use)]


def of_models(conn: Connection, slugs: Collection[str]) -> list[Use]:
    """Everything that uses the answers of these models, by name."""
    query = select(*_COLUMNS).where(table.c.slug.in_(slugs)).order_by(table.c.same_as, table.c.id)
    return [Use(*row) for row in conn.execute(query)]


def by_name(conn: Connection, now: datetime, choice: Choice) -> tuple[list[Use], int]:
    """A page of applications and processes, those that hang on most models first.

    Each comes with its use of every model that is in use; the count is of all of them.
    """
    hangs_on = func.count(distinct(table.c.slug))
    query = _names(now, choice).order_by(hangs_on.desc(), table.c.same_as)
    rows, total = one_page(conn, query, choice)
    return _in_order(conn, now, [row.same_as for row in rows]), total


def _names(now: datetime, choice: Choice) -> Select[str]:
    words = storable(choice.search).casefold().split()
    chosen = [table.c.same_as.contains(word, autoescape=True) for word in words]
    if choice.unit:
        chosen.append(outlooks.c.unit == choice.unit)
    return (
        select(table.c.same_as)
        .join_from(table, outlooks, outlooks.c.slug == table.c.slug)
        .where(*_in_use(now), *chosen)
        .group_by(table.c.same_as)
    )


def _in_order(conn: Connection, now: datetime, names: Sequence[str]) -> list[Use]:
    query = (
        select(*_COLUMNS)
        .join_from(table, outlooks, outlooks.c.slug == table.c.slug)
        .where(table.c.same_as.in_(names), *_in_use(now))
        .order_by(func.lower(outlooks.c.name), table.c.slug)
    )
    found = [Use(*row) for row in conn.execute(query)]
    order = {name: place for place, name in enumerate(names)}
    return sorted(found, key=lambda each: order[each.same_as])


def _in_use(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return holds(now), outlooks.c.status != RETIRED
