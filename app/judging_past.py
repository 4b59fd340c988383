"""A past day judged as it was known then, into a store of its own with the tables pages read."""

from collections.abc import Callable
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, Engine, insert, select

from app.health.changing import LOOKED_BACK
from app.judging import BATCH, kept_event
from app.judging_changes import changed_before
from app.judging_company import of_company
from app.judging_rows import Rows, rows_of, together, unless_broken
from data.facts import Case
from data.store import cases, changes, feedback, incidents, insights, outlooks, sources, summaries
from data.store import shared_events as kept_events
from data.store.changes import StatusChange
from data.store.engine import reading, writing
from data.store.incidents import Following
from data.store.tables import company, metadata, models


def judge_past(
    engine: Engine, into: Engine, *, as_of: datetime, time_zone: str, currency: str = ""
) -> int:
    """Judge every model as it was known at ``as_of`` into an empty store; returns how many.

    The rules are those of today. A model that cannot be judged is left out, and the log says why.
    """
    metadata.create_all(into)
    with reading(engine) as conn, writing(into) as writer:
        _bring_along(conn, writer)
        feedback.bring_along(conn, writer, as_of)
        found = (of_company(each, time_zone, currency) for each in cases.cases(conn, as_of))
        while some := list(islice(found, BATCH)):
            told = [made for case in some if (made := unless_broken(case, _told(as_of)))]
            _keep(writer, [rows for rows, _ in told], as_of)
            changes.append(writer, [each for _, changed in told for each in changed])
        watched = together(insights.watched(writer), as_of)
        kept_events.replace(writer, [kept_event(each) for each in watched])
        sources.mark_judged(writer, as_of)
        counted = outlooks.counts(writer, as_of).total
        changes.mark_watched(writer, as_of - LOOKED_BACK, counted)
        return counted


def _told(as_of: datetime) -> Callable[[Case], tuple[Rows, list[StatusChange]]]:
    """What is kept of one model, and what changed about it before."""
    return lambda case: (rows_of(case, as_of, ahead=False), list(changed_before(case, as_of)))


def _bring_along(conn: Connection, writer: Connection) -> None:
    """What judging does not make: which company it is, and who the models are."""
    for table in (company, models):
        for some in conn.execute(select(table)).mappings().partitions(BATCH):
            writer.execute(insert(table), [dict(row) for row in some])


def _keep(writer: Connection, rows: list[Rows], as_of: datetime) -> None:
    outlooks.replace(writer, [each for found in rows for each in found.outlooks])
    insights.replace(writer, [found.insight for found in rows])
    summaries.replace(
        writer, [found.slug for found in rows], [row for found in rows for row in found.summaries]
    )
    told = {each.slug: Following(each.incidents, None, "readings") for each in rows}
    incidents.follow(writer, told, as_of)
