"""What people say of models: keeping it, and every step of what becomes of it.

A step never replaces another: it closes the one before and is one version later, so that whoever
acts on what has moved on can be told.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)

from data.facts import FeedbackKind, FeedbackState
from data.store.feedback_tables import FeedbackAct, steps
from data.store.feedback_tables import feedback as table
from data.store.judgements import incidents
from data.store.tables import models

AGAIN_WITHIN = timedelta(days=60)
"""What is below again so soon after it was closed was not put right."""
LONGEST_WRITE = timedelta(minutes=10)
"""A step is asked for and kept within this time; what was kept meanwhile may not have been seen."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is so after one step, by whom (empty: Rollcall itself) and when.

    ``version`` counts the steps. ``answerer`` is how inventories name who is to answer, and
    ``answerer_name`` what a reader calls them.
    """

    version: int
    at: datetime
    act: FeedbackAct
    by: str
    state: FeedbackState
    answerer: str = ""
    answerer_name: str = ""
    due_on: date | None = None
    answer: str = ""
    changed: str = ""
    closed_at: datetime | None = None
    theme: str = ""
    merged_into: int | None = None
    linked_slug: str = ""
    linked_began: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said. ``account`` is None where nobody who was here did.

    ``unit`` names the unit whose models it is all about; empty where it is about one model.
    ``phrase`` and ``measure_kind`` tell the measure.
    """

    id: int
    slug: str
    kind: FeedbackKind
    text: str
    raised_by: str
    raised_at: datetime
    account: int | None = None
    measure: str = ""
    group: str = ""
    start: date | None = None
    end: date | None = None
    unit: str = ""
    phrase: str = ""
    measure_kind: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was said, and how it stands."""

    said: Said
    now: Step


STEP_COLUMNS = [steps.c[name] for name in Step.__dataclass_fields__]
SAID_COLUMNS = [
    table.c.id,
    models.c.slug,
    table.c.kind,
    table.c.text,
    table.c.raised_by,
    table.c.raised_at,
    table.c.account_id,
    table.c.measure_key,
    table.c.group_name,
    table.c.start_on,
    table.c.end_on,
    table.c.unit,
    table.c.measure_phrase,
    table.c.measure_kind,
]


def feedback_of(row: Sequence[Any]) -> Feedback:
    """From the columns of what was said, then those of a step."""
    said = len(SAID_COLUMNS)
    return Feedback(Said(*row[:said]), Step(*row[said : said + len(STEP_COLUMNS)]))


def standing_at(at: datetime) -> ColumnElement[bool]:
    """The step of each feedback that holds at a moment."""
    return and_(steps.c.at <= at, or_(steps.c.until_at.is_(None), steps.c.until_at > at))


def selected() -> Select[Any]:
    """Everything that was said with its steps."""
    return (
        select(*SAID_COLUMNS, *STEP_COLUMNS)
        .select_from(table)
        .join(models, models.c.id == table.c.model_id)
        .join(steps, steps.c.feedback_id == table.c.id)
    )


def now_of(conn: Connection, ids: Collection[int]) -> list[Feedback]:
    """How these stand now, in the order in which they were raised."""
    query = selected().where(table.c.id.in_(ids), steps.c.until_at.is_(None))
    return [feedback_of(row) for row in conn.execute(query.order_by(table.c.id))]


def merged_into(conn: Connection, number: int) -> list[Feedback]:
    """Everything that was merged into this one."""
    query = selected().where(steps.c.merged_into == number, steps.c.until_at.is_(None))
    return [feedback_of(row) for row in conn.execute(query.order_by(table.c.id))]


def raise_one(conn: Connection, model_id: int, said: Said, first: Step) -> int:
    """Keep what somebody says with its first step; returns its number."""
    row = {
        "model_id": model_id,
        "kind": said.kind,
        "text": said.text,
        "raised_by": said.raised_by,
        "raised_at": said.raised_at,
        "account_id": said.account,
        "measure_key": said.measure,
        "group_name": said.group,
        "start_on": said.start,
        "end_on": said.end,
        "unit": said.unit,
        "measure_phrase": said.phrase,
        "measure_kind": said.measure_kind,
    }
    number = conn.execute(insert(table).values(row).returning(table.c.id)).scalar_one()
    conn.execute(insert(steps).values(_row(number, first, said.account)))
    return int(number)


def step(conn: Connection, before: Feedback, after: Step, account: int | None = None) -> bool:
    """Close the step before and open the next; False where somebody else did meanwhile."""
    # A clock that was set back must not make a step end before it began.
    at = max(after.at, before.now.at)
    still = and_(
        steps.c.feedback_id == before.said.id,
        steps.c.version == before.now.version,
        steps.c.until_at.is_(None),
    )
    if conn.execute(update(steps).where(still).values(until_at=at)).rowcount != 1:
        return False
    row = _row(before.said.id, after, account)
    conn.execute(insert(steps).values(row | {"version": before.now.version + 1, "at": at}))
    return True


def _row(number: int, one: Step, account: int | None) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in Step.__dataclass_fields__}
    return {"feedback_id": number, "account_id": account, **told}


def waiting(ids: Collection[int], at: datetime) -> Select[Any]:
    """A query for what waits for an answer by some day, of these models.

    What was merged into another waits with it.
    """
    return (
        select(table.c.model_id, table.c.kind, table.c.raised_at, table.c.raised_by, steps.c.due_on)
        .add_columns(steps.c.answerer_name, table.c.text)
        .join(steps, steps.c.feedback_id == table.c.id)
        .where(table.c.model_id.in_(ids), standing_at(at), steps.c.state == FeedbackState.OPEN)
        .where(steps.c.due_on.is_not(None), steps.c.merged_into.is_(None))
        .order_by(steps.c.due_on, table.c.id)
    )


def changed_since(conn: Connection, since: datetime) -> set[str]:
    """The models of which anything was said or done since."""
    query = (
        select(models.c.slug)
        .join(table, table.c.model_id == models.c.id)
        .join(steps, steps.c.feedback_id == table.c.id)
        .where(steps.c.at > since - LONGEST_WRITE)
    )
    return set(conn.scalars(query.distinct()))


def reopen(conn: Connection, due: Mapping[str, date], silent: str, now: datetime) -> int:
    """Reopen what was closed where its measure was below again too soon; returns how many.

    ``due`` is by when that is to be answered, by model; ``silent`` is the kind of incident in
    which nothing was below.
    """
    count = 0
    for one, noticed in _again(conn, due, silent):
        until = due[one.said.slug]
        count += step(conn, one, reopened(one.now, "", now, noticed.isoformat(), until))
    return count


def reopened(before: Step, by: str, at: datetime, why: str, due_on: date) -> Step:
    """The step after one that closed or answered: the same, and open again."""
    act = FeedbackAct.NOT_YET if by else FeedbackAct.BELOW_AGAIN
    return Step(
        version=before.version + 1,
        at=at,
        act=act,
        by=by,
        state=FeedbackState.OPEN,
        answerer=before.answerer,
        answerer_name=before.answerer_name,
        due_on=due_on,
        answer=before.answer,
        changed=before.changed,
        theme=before.theme,
        linked_slug=before.linked_slug,
        linked_began=before.linked_began,
        why=why,
    )


def _again(
    conn: Connection, slugs: Collection[str], silent: str
) -> Iterator[tuple[Feedback, datetime]]:
    """What was closed, with when its measure was first noticed to be below after that."""
    noticed = (
        select(func.min(incidents.c.noticed))
        .where(
            incidents.c.slug == models.c.slug,
            incidents.c.measure == table.c.measure_key,
            or_(table.c.group_name == "", incidents.c.group_name == table.c.group_name),
            incidents.c.noticed > steps.c.closed_at,
            incidents.c.kind != silent,
            incidents.c.withdrawn_at.is_(None),
        )
        .scalar_subquery()
    )
    query = (
        selected()
        .add_columns(noticed)
        .where(models.c.slug.in_(slugs), steps.c.until_at.is_(None), table.c.measure_key != "")
        .where(steps.c.state == FeedbackState.CLOSED, noticed.is_not(None))
    )
    for *told, at in conn.execute(query).all():
        one = feedback_of(told)
        if one.now.closed_at is not None and at - one.now.closed_at <= AGAIN_WITHIN:
            yield one, at


def bring_along(conn: Connection, writer: Connection, at: datetime) -> None:
    """Copy what was so at a moment into the store of that moment, without anybody's account."""
    for columns, rows in ((table, table.c.raised_at <= at), (steps, steps.c.at <= at)):
        found = [
            {**row, "account_id": None}
            for row in conn.execute(select(columns).where(rows).order_by(columns.c.id)).mappings()
        ]
        if found:
            writer.execute(insert(columns), found)
