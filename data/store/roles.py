"""Who answers for which model, and as what."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from sqlalchemy import Boolean, Column, ColumnElement, Connection, Date, or_, select, true

from data.store.columns import OneOf, Words, among, filled, text_column
from data.store.summary_table import summary_table


class RoleName(StrEnum):
    """What a person is to a model."""

    OWNER = "owner"
    BACKUP = "backup"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Role:
    """A person named for a model. ``left_on`` is None for whoever is still there.

    ``person_key`` is what lists of people call somebody; a name no list has stands for itself, and
    ``is_listed`` is False. From ``covered_until`` on nobody steps in; None where nobody ever does.
    """

    slug: str
    role: RoleName
    person_key: str
    person_name: str
    email: str = ""
    left_on: date | None = None
    is_listed: bool = True
    covered_until: date | None = None
    search_text: str = ""


table = summary_table(
    "roles",
    Column("role", OneOf(RoleName), nullable=False),
    Column("person_key", Words, nullable=False),
    Column("person_name", Words, nullable=False),
    text_column("email"),
    Column("left_on", Date),
    Column("is_listed", Boolean, nullable=False, server_default=true()),
    Column("covered_until", Date),
    text_column("search_text"),
    among("role", RoleName),
    filled("person_key"),
)


def of_models(conn: Connection, slugs: Collection[str]) -> list[Role]:
    """Everybody named for these models."""
    columns = [table.c[each.name] for each in fields(Role)]
    query = select(*columns).where(table.c.slug.in_(slugs)).order_by(table.c.id)
    return [Role(*row) for row in conn.execute(query)]


def is_there(day: date) -> ColumnElement[bool]:
    """Rows of people who have not left; whoever leaves is gone from the day named on."""
    return or_(table.c.left_on.is_(None), table.c.left_on > day)


def is_alone(day: date) -> ColumnElement[bool]:
    """Rows for which nobody steps in on this day."""
    return or_(table.c.covered_until.is_(None), table.c.covered_until <= day)
