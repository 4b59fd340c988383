"""What messages are made of: the whole fleet in short, what changed since, and who is named.

Every question is asked once for all recipients; whom each row concerns is worked out from them.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, cast, select

from data.store.judgements import judged_models
from data.store.outlooks import RETIRED, holds
from data.store.roles import RoleName, is_there
from data.store.roles import table as roles
from data.store.tables import models, outlooks
from data.store.tables import status_changes as changes


@dataclass(frozen=True, slots=True)
class Stand:
    """One model on the list. ``trouble_since`` is None where nobody has to do anything."""

    slug: str
    name: str
    unit: str
    status: str
    care: str
    impact: str
    trouble_since: datetime | None
    acknowledged_by: str
    acknowledged_until: date | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """One change of status by its number; ``from_status`` is empty for a model that came."""

    id: int
    slug: str
    at: datetime
    from_status: str
    to_status: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named for a model and has not left."""

    slug: str
    role: RoleName
    person_name: str
    email: str


def everyone(conn: Connection, now: datetime) -> list[Stand]:
    """Every model on the list as it stands at ``now``, retired ones too."""
    columns = [outlooks.c[each.name] for each in fields(Stand)]
    return [Stand(*row) for row in conn.execute(select(*columns).where(holds(now)))]


def changes_after(conn: Connection, told_to: int) -> list[Numbered]:
    """The changes with a higher number than this, oldest first."""
    return _changes(conn, changes.c.id > told_to)


def changes_since(conn: Connection, since: datetime) -> list[Numbered]:
    """The changes written down after this moment, oldest first."""
    return _changes(conn, changes.c.noted_at > since)


def reasons(conn: Connection, ids: Collection[int]) -> dict[int, Any]:
    """The JSON of the lead reasons of these changes, by number."""
    query = select(changes.c.id, changes.c.reason).where(changes.c.id.in_(ids))
    return {row.id: row.reason for row in conn.execute(query)}


def not_judged(conn: Connection) -> list[tuple[str, str]]:
    """Slug and name of the models on the list that could not be judged the last time."""
    failed = (judged_models.c.listed, judged_models.c.rules == "")
    query = (
        select(models.c.slug, models.c.name)
        .join(judged_models, judged_models.c.slug == models.c.slug)
        .where(*failed)
        .order_by(models.c.name, models.c.slug)
    )
    return [(row.slug, row.name) for row in conn.execute(query)]


def named(conn: Connection, day: date) -> list[Named]:
    """Everybody named for a model in use or retired who is there on this day."""
    columns = [roles.c[each.name] for each in fields(Named)]
    query = select(*columns).where(is_there(day)).order_by(roles.c.id)
    return [Named(*row) for row in conn.execute(query)]


def care_says(conn: Connection, now: datetime, code: str) -> set[str]:
    """The models in use of whose care this is said, by slug."""
    said = cast(outlooks.c.brief["care"], Text).contains(f'"{code}"', autoescape=True)
    in_use = outlooks.c.status != RETIRED
    return set(conn.scalars(select(outlooks.c.slug).where(holds(now), in_use, said)))


def _changes(conn: Connection, which: ColumnElement[bool]) -> list[Numbered]:
    columns = [changes.c[each.name] for each in fields(Numbered)]
    query = select(*columns).where(which).order_by(changes.c.id)
    return [Numbered(*row) for row in conn.execute(query)]
