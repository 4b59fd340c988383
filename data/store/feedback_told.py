"""The feedback of a pretend company: kept once, as if people had said it on the days named."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection, and_, select

from data.facts import FeedbackState, FeedbackTold
from data.store.feedback import Said, Step, now_of, raise_one, step
from data.store.feedback_tables import FeedbackAct
from data.store.feedback_tables import feedback as table
from data.store.tables import models


def tell(conn: Connection, told: Iterable[FeedbackTold]) -> int:
    """Keep the feedback of a pretend company, once; returns how many there were."""
    if conn.scalar(select(table.c.id).limit(1)) is not None:
        return 0
    count = 0
    for each in told:
        same = and_(models.c.name == each.ref.name, models.c.registry == each.ref.registry)
        found = conn.execute(select(models.c.id, models.c.slug).where(same)).first()
        if found is not None:
            _tell(conn, found.id, found.slug, each)
            count += 1
    return count


def _tell(conn: Connection, model_id: int, slug: str, told: FeedbackTold) -> None:
    first, measure = _first(told), told.measure
    said = Said(
        id=0,
        slug=slug,
        kind=told.kind,
        text=told.text,
        raised_by=told.raised_by,
        raised_at=told.raised_at,
        measure=measure.key if measure else "",
        group=told.group,
        start=told.start,
        end=told.end,
        unit=told.unit,
        phrase=measure.phrase if measure else "",
        measure_kind=measure.kind if measure else "",
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
