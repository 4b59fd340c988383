"""What people say over the fleet: one page of it as narrowed, how much there is, and its stories.

What was merged into another is listed with it and counted nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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

from data.facts import FeedbackKind, FeedbackState
from data.store.feedback import (
    SAID_COLUMNS,
    STEP_COLUMNS,
    Feedback,
    Step,
    feedback_of,
    selected,
    standing_at,
)
from data.store.feedback_tables import feedback as table
from data.store.feedback_tables import steps
from data.store.outlooks import holds
from data.store.tables import models, outlooks

MEETS, BELOW = "meets", "below"
"""How results may stand that people can say the opposite of."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrows it to; what is empty narrows nothing.

    ``states`` are those wanted, ``late_on`` is the day to be past their day on. ``disagree`` asks
    for what says the opposite of the results.
    """

    states: tuple[FeedbackState, ...] = (FeedbackState.OPEN, FeedbackState.ANSWERED)
    kind: FeedbackKind | None = None
    slug: str = ""
    theme: str = ""
    answerer: str = ""
    late_on: date | None = None
    disagree: bool = False
    limit: int = 25
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """One feedback with what its model is called, how that stands (empty: it is not in use), what
    the model it is linked to is called, and how many were merged into it."""

    feedback: Feedback
    name: str
    status: str
    linked_name: str
    merged: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How much there is: open and past its day, answered and not yet agreed to, and closed."""

    open: int
    late: int
    answered: int
    closed: int


@dataclass(frozen=True, slots=True)
class Named:
    """What there is to narrow by: models by slug and name, themes, and who is to answer."""

    models: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]
    answerers: tuple[str, ...]


_linked = outlooks.alias("linked")


def listed(conn: Connection, now: datetime, choice: Choice) -> tuple[list[Listed], int]:
    """One page of what was said, what waits longest first, and how much matches."""
    chosen = [steps.c.merged_into.is_(None), *_filters(choice)]
    total = conn.scalar(_joined(now, func.count()).where(*chosen)) or 0
    query = _joined(now, *_columns(now)).where(*chosen).order_by(*_longest_first())
    page = conn.execute(query.limit(choice.limit).offset(choice.offset))
    return [_listed(row) for row in page], total


def one(conn: Connection, now: datetime, number: int) -> Listed | None:
    """One feedback as it stood; None where there was none of this number."""
    row = conn.execute(_joined(now, *_columns(now)).where(table.c.id == number)).first()
    return _listed(row) if row else None


def story(conn: Connection, now: datetime, number: int) -> list[Step]:
    """Every step of one feedback until then, oldest first."""
    mine = select(*STEP_COLUMNS).where(steps.c.feedback_id == number, steps.c.at <= now)
    return [Step(*row) for row in conn.execute(mine.order_by(steps.c.version))]


def merged(conn: Connection, now: datetime, number: int) -> list[Feedback]:
    """What was merged into one feedback."""
    query = selected().where(standing_at(now), steps.c.merged_into == number)
    return [feedback_of(row) for row in conn.execute(query.order_by(table.c.id))]


def about(
    conn: Connection, now: datetime, slug: str, unit: str, limit: int
) -> tuple[list[Feedback], int]:
    """What was said of a model, or of all of its unit: what is not closed first, and of that the
    newest; and how much in all."""
    mine = models.c.slug == slug
    if unit:
        mine = or_(mine, table.c.unit == unit)
    query = selected().add_columns(func.count().over())
    query = query.where(standing_at(now), mine, steps.c.merged_into.is_(None))
    order = (_closed_last(), table.c.raised_at.desc(), table.c.id)
    rows = conn.execute(query.order_by(*order).limit(limit)).all()
    return [feedback_of(row) for row in rows], int(rows[0][-1]) if rows else 0


def counted(conn: Connection, now: datetime, day: date) -> Counted:
    """How much stands how at ``now``, which is on this day of the company."""
    state = steps.c.state
    late = and_(state == FeedbackState.OPEN, steps.c.due_on < day)
    numbers = [
        func.coalesce(func.sum(case((which, 1), else_=0)), 0)
        for which in (
            state == FeedbackState.OPEN,
            late,
            state == FeedbackState.ANSWERED,
            state == FeedbackState.CLOSED,
        )
    ]
    query = select(*numbers).where(standing_at(now), steps.c.merged_into.is_(None))
    return Counted(*(int(each) for each in conn.execute(query).one()))


def disagreeing(conn: Connection, now: datetime) -> int:
    """Of how many models people say the opposite of the results."""
    chosen = [steps.c.merged_into.is_(None), *_filters(Choice(disagree=True))]
    return conn.scalar(_joined(now, func.count(distinct(table.c.model_id))).where(*chosen)) or 0


def named(conn: Connection, now: datetime) -> Named:
    """What of all that was said there is to narrow by."""
    called = func.coalesce(outlooks.c.name, models.c.name)
    found = conn.execute(_joined(now, models.c.slug, called).distinct()).all()
    return Named(
        tuple(sorted(((slug, name) for slug, name in found), key=lambda both: both[1].casefold())),
        _every(conn, now, steps.c.theme),
        _every(conn, now, steps.c.answerer_name),
    )


def _every(conn: Connection, now: datetime, column: ColumnElement[str]) -> tuple[str, ...]:
    found = conn.scalars(select(column).where(standing_at(now), column != "").distinct())
    return tuple(sorted(found, key=str.casefold))


def _joined(now: datetime, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(table)
        .join(models, models.c.id == table.c.model_id)
        .join(steps, steps.c.feedback_id == table.c.id)
        .outerjoin(outlooks, and_(outlooks.c.slug == models.c.slug, holds(now)))
        .where(standing_at(now))
    )


def _columns(now: datetime) -> Sequence[Any]:
    other = steps.alias("other")
    holds_now = and_(other.c.at <= now, or_(other.c.until_at.is_(None), other.c.until_at > now))
    into = select(func.count()).where(other.c.merged_into == table.c.id, holds_now)
    linked = select(func.min(_linked.c.name)).where(_linked.c.slug == steps.c.linked_slug)
    return (
        *SAID_COLUMNS,
        *STEP_COLUMNS,
        func.coalesce(outlooks.c.name, models.c.name),
        func.coalesce(outlooks.c.status, ""),
        func.coalesce(linked.scalar_subquery(), steps.c.linked_slug),
        into.scalar_subquery(),
    )


def _filters(choice: Choice) -> list[ColumnElement[bool]]:
    asked: tuple[tuple[object, ColumnElement[bool]], ...] = (
        (choice.states, steps.c.state.in_(choice.states)),
        (choice.kind, table.c.kind == choice.kind),
        (choice.slug, models.c.slug == choice.slug),
        (choice.theme, steps.c.theme == choice.theme),
        (choice.answerer, steps.c.answerer_name == choice.answerer),
    )
    chosen = [rule for wanted, rule in asked if wanted]
    if choice.late_on is not None:
        chosen += [steps.c.due_on < choice.late_on, steps.c.state == FeedbackState.OPEN]
    return [*chosen, _opposite()] if choice.disagree else chosen


def _opposite() -> ColumnElement[bool]:
    """Results are fine and somebody says that they look wrong, or the other way round."""
    doubted = and_(
        outlooks.c.status == MEETS,
        table.c.kind == FeedbackKind.WRONG,
        steps.c.state == FeedbackState.OPEN,
    )
    praised = and_(
        outlooks.c.status == BELOW,
        table.c.kind == FeedbackKind.GOOD,
        steps.c.state != FeedbackState.CLOSED,
    )
    return or_(doubted, praised)


def _longest_first() -> Sequence[Any]:
    return _closed_last(), table.c.raised_at, table.c.id


def _closed_last() -> ColumnElement[int]:
    return case((steps.c.state == FeedbackState.CLOSED, 1), else_=0)


def _listed(row: Sequence[Any]) -> Listed:
    return Listed(feedback_of(row), *row[-4:])
