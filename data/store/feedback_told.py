"""The feedback of a pretend company: kept once, as if people had said it on the days named."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection, and_, select

from data.facts import FeedbackState, FeedbackTold
from data.store.feedback import Said, Step, now_of, raise_one, step
from data.store.feedback_tables import FeedbackAct
from data.store.feedback_tables import feedback as table
from data.store.tables import models


def tell(conn: Connection, told: Iterable[FeedbackTold], units: Mapping[str, str]) -> int:
    """Keep the feedback of a pretend company, once; returns how many there were.

    ``units`` names the unit of each model by the name its registry gives it.
    """
    if conn.scalar(select(table.c.id).limit(1)) is not None:
        return 0
    count = 0
    for each in told:
        same = and_(models.c.name == each.ref.name, models.c.registry == each.ref.registry)
        found = conn.execute(select(models.c.id, models.c.slug).where(same)).first()
        if found is not None:
            _tell(conn, found.id, found.slug, each, units.get(each.ref.name, ""))
            count += 1
    return count


def _tell(conn: Connection, model_id: int, slug: str, told: FeedbackTold, unit: str) -> None:
    first = _first(told)
    said = Said(
        0,
        slug,
        told.kind,
        told.text,
        told.raised_by,
        told.raised_at,
        None,
        told.measure,
        told.group,
        told.start,
        told.end,
        unit if told.whole_unit else "",
    )
    number = raise_one(conn, model_id, said, first)
    for after in _later(told, first):
        [before] = now_of(conn, [number])
        step(conn, before, after)


def _first(told: FeedbackTold) -> Step:
    return Step(
        1,
        told.raised_at,
        FeedbackAct.RAISED,
        told.raised_by,
        FeedbackState.OPEN,
        told.answerer,
        told.answerer,
        told.due_on,
        theme=told.theme,
    )


def _later(told: FeedbackTold, first: Step) -> Iterator[Step]:
    if told.answered_at is None:
        return
    answered = replace(
        first,
        at=told.answered_at,
        act=FeedbackAct.ANSWERED,
        by=told.answered_by,
        state=FeedbackState.ANSWERED,
        answer=told.answer,
        changed=told.changed,
    )
    yield answered
    if told.closed_at is not None:
        yield replace(
            answered,
            at=told.closed_at,
            act=FeedbackAct.AGREED,
            by=told.raised_by,
            state=FeedbackState.CLOSED,
            closed_at=told.closed_at,
        )
