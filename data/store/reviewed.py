"""When every model in use was reviewed last, and when that is due again: the list to work through.

A review is due on a day, so SQL tells from the day that is asked about how each model stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Date, FromClause, case, func, select

from data.facts import Impact, ReviewOutcome
from data.store.columns import Moment, text_column
from data.store.outlooks import RETIRED, holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks

SOON = timedelta(days=30)
"""A month: time to find a day on which two people look at a model."""


class ReviewState(StrEnum):
    """How the review of one model stands; in the order in which the list is worked through."""

    OVERDUE = "overdue"
    SOON = "soon"
    NEVER = "never"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The newest review of one model. ``due_on`` is the last day on which it holds.

    ``impact`` is empty where nobody said how much a mistake matters. Where nobody reviewed it,
    ``outcome`` is empty and what else there is of a review is missing.
    """

    slug: str
    impact: str
    at: datetime | None = None
    by: str = ""
    outcome: str = ""
    conditions: str = ""
    due_on: date | None = None


table = summary_table(
    "reviewed",
    text_column("impact"),
    Column("at", Moment),
    text_column("by"),
    text_column("outcome"),
    text_column("conditions"),
    Column("due_on", Date),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrows the list to; empty or None means everything. Days are the company's.

    ``impact`` is one of ``Impact``, or ``UNSAID`` for those of which nobody said it.
    """

    day: date
    state: ReviewState | None = None
    unit: str = ""
    impact: str = ""
    limit: int = 25
    offset: int = 0


UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Listed:
    """One model of the list. ``owner`` and ``unit`` are empty where nobody recorded them."""

    reviewed: Reviewed
    state: ReviewState
    name: str
    unit: str
    owner: str

    @property
    def outcome(self) -> ReviewOutcome | None:
        return ReviewOutcome(self.reviewed.outcome) if self.reviewed.outcome else None


def listed(conn: Connection, now: datetime, choice: Choice) -> tuple[list[Listed], int]:
    """One page of the list and how many match: what presses most first, then by impact."""
    chosen = [*_deployed(now), *_filters(choice)]
    total = conn.scalar(select(func.count()).select_from(_joined()).where(*chosen)) or 0
    state = _state(choice.day)
    query = (
        select(*_COLUMNS, state, outlooks.c.name, outlooks.c.unit, outlooks.c.owner)
        .select_from(_joined())
        .where(*chosen)
        .order_by(_rank(state), _weight(), *_longest_first(), outlooks.c.slug)
        .limit(choice.limit)
        .offset(choice.offset)
    )
    return [_listed(row) for row in conn.execute(query)], total


def counts(conn: Connection, now: datetime, day: date) -> Mapping[ReviewState, int]:
    """How many deployed models stand in each state on a day."""
    state = _state(day)
    query = select(state, func.count()).select_from(_joined()).where(*_deployed(now))
    found = {ReviewState(name): number for name, number in conn.execute(query.group_by(state))}
    return {each: found.get(each, 0) for each in ReviewState}


_COLUMNS = [table.c[each.name] for each in fields(Reviewed)]
_IMPACTS = (Impact.HIGH, "", Impact.MEDIUM, Impact.LOW)
"""The worst first; where nobody said how much a mistake matters it may be a lot."""


def _joined() -> FromClause:
    return table.join(outlooks, outlooks.c.slug == table.c.slug)


def _deployed(now: datetime) -> list[ColumnElement[bool]]:
    return [holds(now), outlooks.c.status != RETIRED]


def _filters(choice: Choice) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if choice.state:
        found.append(_state(choice.day) == choice.state.value)
    if choice.unit:
        found.append(outlooks.c.unit == choice.unit)
    if choice.impact:
        found.append(table.c.impact == ("" if choice.impact == UNSAID else choice.impact))
    return found


def _state(day: date) -> ColumnElement[str]:
    due = table.c.due_on
    return case(
        (due.is_(None), ReviewState.NEVER.value),
        (due < day, ReviewState.OVERDUE.value),
        (due <= day + SOON, ReviewState.SOON.value),
        else_=ReviewState.DONE.value,
    )


def _rank(state: ColumnElement[str]) -> ColumnElement[int]:
    order = {each.value: place for place, each in enumerate(ReviewState)}
    return case(order, value=state, else_=len(order))


def _weight() -> ColumnElement[int]:
    order = {impact: place for place, impact in enumerate(_IMPACTS)}
    return case(order, value=table.c.impact, else_=len(order))


def _longest_first() -> tuple[ColumnElement[Any], ...]:
    return table.c.due_on, func.lower(outlooks.c.name)


def _listed(row: Any) -> Listed:
    told = len(_COLUMNS)
    state, *of_model = row[told:]
    return Listed(Reviewed(*row[:told]), ReviewState(state), *of_model)
