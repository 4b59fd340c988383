"""Who looks after how much, added up by person; and the models that nobody owns."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    distinct,
    func,
    or_,
    select,
)

from data.store import outlooks as kept
from data.store.columns import storable
from data.store.one_page import one_page
from data.store.outlooks import RETIRED, Choice, holds
from data.store.roles import RoleName, is_alone, is_there
from data.store.roles import table as roles
from data.store.tables import outlooks
from data.store.uses import table as uses

NEEDS_CARE = "needs_care"
"""What an outlook says where something about who looks after a model is missing."""


@dataclass(frozen=True, slots=True)
class Load:
    """One person and the number of models in use they are named for, in all and as what.

    ``alone`` counts the models for which nobody steps in for something they do.
    """

    key: str
    name: str
    email: str
    left_on: date | None
    is_listed: bool
    models: int
    owner: int
    backup: int
    expert: int
    alone: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """For how many models in use who is missing.

    ``other`` need care although all three are there; of ``used`` anybody recorded what uses them.
    """

    owner: int
    backup: int
    expert: int
    other: int
    used: int


def loads(conn: Connection, now: datetime, day: date, choice: Choice) -> tuple[list[Load], int]:
    """A page of people: those who left or will leave, then those named for most models."""
    leaving = case((day >= _LEFT_ON, 0), (day < _LEFT_ON, 1), else_=2)
    order = (leaving, _MODELS.desc(), func.lower(_NAME), roles.c.person_key)
    query = _people(now, choice).with_only_columns(*_load(day)).order_by(*order)
    rows, total = one_page(conn, query, choice)
    return [Load(*list(row)[:-1]) for row in rows], total


def load(conn: Connection, now: datetime, day: date, key: str) -> Load | None:
    """One person; None where nobody of that key is named for any model in use."""
    query = _in_use(now).where(roles.c.person_key == key).group_by(roles.c.person_key)
    row = conn.execute(query.with_only_columns(*_load(day))).first()
    return Load(*row) if row else None


def looked_after(conn: Connection, now: datetime, day: date, key: str, choice: Choice) -> list[str]:
    """A page of the models of one person: alone first, then where a mistake matters most."""
    alone = func.max(case((is_alone(day), 1), else_=0))
    query = (
        _in_use(now)
        .where(roles.c.person_key == key)
        .with_only_columns(outlooks.c.slug)
        .group_by(outlooks.c.slug, outlooks.c.name, outlooks.c.impact)
        .order_by(alone.desc(), _impact(), func.lower(outlooks.c.name), outlooks.c.slug)
    )
    return list(conn.scalars(query.limit(choice.limit).offset(choice.offset)))


def models(conn: Connection, now: datetime, day: date, choice: Choice) -> tuple[list[str], int]:
    """A page of models in use: those nobody owns first; a person's name finds them, too."""
    chosen = [holds(now), outlooks.c.status != RETIRED, *_chosen(choice)]
    owned = case((_named(RoleName.OWNER, day), 1), else_=0)
    query = select(outlooks.c.slug).where(*chosen)
    query = query.order_by(owned, func.lower(outlooks.c.name), outlooks.c.slug)
    rows, total = one_page(conn, query, choice)
    return [row.slug for row in rows], total


def unowned(conn: Connection, now: datetime, day: date, choice: Choice) -> tuple[list[str], int]:
    """A page of the models in use that nobody owns, where a mistake matters most first."""
    nobody = ~_named(RoleName.OWNER, day)
    chosen = [holds(now), outlooks.c.status != RETIRED, nobody, *kept.filters(choice)]
    query = select(outlooks.c.slug).where(*chosen)
    query = query.order_by(_impact(), func.lower(outlooks.c.name), outlooks.c.slug)
    rows, total = one_page(conn, query, choice)
    return [row.slug for row in rows], total


def gaps(conn: Connection, now: datetime, day: date) -> Gaps:
    """Who and what is missing, over all models in use."""
    owner, backup, expert = (_named(role, day) for role in RoleName)
    everybody = and_(owner, backup, expert)
    used = select(uses.c.slug).where(uses.c.slug == outlooks.c.slug).exists()
    other = and_(everybody, outlooks.c.care == NEEDS_CARE)
    counted = (~owner, ~backup, ~expert, other, used)
    sums = [func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in counted]
    query = select(*sums).where(holds(now), outlooks.c.status != RETIRED)
    return Gaps(*conn.execute(query).one())


_NAME = func.max(roles.c.person_name)
_LEFT_ON = func.max(roles.c.left_on)
_MODELS = func.count(distinct(roles.c.slug))


def _people(now: datetime, choice: Choice) -> Select[str]:
    words = storable(choice.search).casefold().split()
    chosen = [roles.c.search_text.contains(word, autoescape=True) for word in words]
    if choice.unit:
        chosen.append(outlooks.c.unit == choice.unit)
    return _in_use(now).where(*chosen).group_by(roles.c.person_key)


def _in_use(now: datetime) -> Select[str]:
    return (
        select(roles.c.person_key)
        .join_from(roles, outlooks, outlooks.c.slug == roles.c.slug)
        .where(holds(now), outlooks.c.status != RETIRED)
    )


def _load(day: date) -> list[ColumnElement[Any]]:
    """The columns of a Load, in its order."""
    return [
        roles.c.person_key,
        _NAME,
        func.max(roles.c.email),
        _LEFT_ON,
        func.max(case((roles.c.is_listed, 1), else_=0)) == 1,
        _MODELS,
        *(func.sum(case((roles.c.role == each, 1), else_=0)) for each in RoleName),
        func.count(distinct(case((is_alone(day), roles.c.slug)))),
    ]


def _chosen(choice: Choice) -> list[ColumnElement[bool]]:
    """As lists of models choose, and every word may also be the name of somebody named."""
    chosen = kept.filters(replace(choice, search=""))
    for word in storable(choice.search).casefold().split():
        person = select(roles.c.slug).where(
            roles.c.slug == outlooks.c.slug, roles.c.search_text.contains(word, autoescape=True)
        )
        chosen.append(or_(outlooks.c.search_text.contains(word, autoescape=True), person.exists()))
    return chosen


def _named(role: RoleName, day: date) -> ColumnElement[bool]:
    """Models somebody is named for in this role, who is still there on the day."""
    query = select(roles.c.slug).where(roles.c.slug == outlooks.c.slug, roles.c.role == role)
    return query.where(is_there(day)).exists()


def _impact() -> ColumnElement[int]:
    return case({"high": 0, "medium": 1}, value=outlooks.c.impact, else_=2)
