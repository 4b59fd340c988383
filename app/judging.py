"""From the store through the judge and back: keeps what every page reads up to date.

Only what changed is judged again. Of everything else what was said before still holds, and says
until when.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, Engine

from app.health.changing import LOOKED_BACK
from app.health.insight import Insight, SharedEvent
from app.health.insights import insight_of
from app.health.judge import judge
from app.judging_changes import changed_before, note_changes
from app.judging_company import of_company
from app.judging_due import Plan, plan
from app.judging_incidents import reopen_feedback
from app.judging_rows import Rows, outlook, rows_of, together, unless_broken, watched_of
from data.facts import Case, Measure
from data.store import cases, incidents, insights, judged, outlooks, sources, summaries
from data.store import changes as kept_changes
from data.store import shared_events as kept_events
from data.store.changes import StatusChange
from data.store.engine import reading, writing
from data.store.incidents import Following
from data.store.insights import Watched
from data.store.judged import Judged
from data.store.lock import only_one_judges
from data.store.outlooks import Outlook
from data.store.shared_events import KeptEvent

BATCH = 200
"""Models written at a time, so that nobody else waits long for the store."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many models on the list were judged again, and of how many nothing had changed."""

    again: int
    unchanged: int


def judge_all(
    engine: Engine,
    *,
    now: datetime,
    time_zone: str,
    currency: str = "",
    on_progress: Callable[[int], None] | None = None,
) -> Tally:
    """Judge every deployed model of which anything changed as of ``now``, and keep the result.

    ``currency`` is the company's own; what is counted in it is added up with what names none.

    Raises SourceFailed (JUDGING_RUNNING) where somebody else judges at the same time.
    """
    with only_one_judges(engine), reading(engine) as connection:
        # Whoever waited or has a slow clock must not replace what is newer.
        now = max(now, sources.judged_at(connection) or now)
        judging = _Judging(engine, connection, now, time_zone, currency)
        return judging.run(on_progress or (lambda _done: None))


@dataclass(slots=True)
class _Judging:
    """One judging from beginning to end."""

    engine: Engine
    connection: Connection
    now: datetime
    time_zone: str
    currency: str

    def run(self, on_progress: Callable[[int], None]) -> Tally:
        before = kept_changes.judging(self.connection)
        watched = before.watched_since if before else None
        judged_at = before.at if before and watched else None
        goes_by = self.time_zone, self.currency
        todo = plan(self.connection, self.now, *goes_by, judged_at=judged_at)
        listed: set[str] = set()
        found = cases.on_the_list(self.connection, self.now, todo.slugs)
        while some := list(islice(found, BATCH)):
            self._keep(todo, some, is_first=watched is None)
            listed |= {each.slug for each in some}
            on_progress(len(listed))
        with writing(self.engine) as writer:
            self._forget(writer, todo, [slug for slug in todo.slugs if slug not in listed])
            kept_events.replace(writer, self._shared(writer))
            judged.mark_runs(writer, todo.runs, self.now)
            sources.mark_judged(writer, self.now)
            counted = outlooks.counts(writer, self.now).total
            kept_changes.mark_watched(writer, watched or self.now - LOOKED_BACK, counted)
            everybody = len(judged.on_list(writer))
        return Tally(len(listed), everybody - len(listed))

    def _keep(self, todo: Plan, some: Sequence[Case], *, is_first: bool) -> None:
        here = [of_company(each, self.time_zone, self.currency) for each in some]
        rows = [found for each in here if (found := self._judged(each)) is not None]
        earlier = [told for each in here for told in self._before(each)] if is_first else []
        told = [each for found in rows for each in found.outlooks]
        with writing(self.engine) as writer:
            note_changes(writer, told, earlier, self.now, is_first=is_first)
            outlooks.replace(writer, told)
            insights.replace(writer, [found.insight for found in rows])
            summarised = [row for found in rows for row in found.summaries]
            summaries.replace(writer, [found.slug for found in rows], summarised)
            incidents.follow(writer, {each.slug: _following(todo, each) for each in rows}, self.now)
            reopen_feedback(writer, here, self.now)
            judged.keep(writer, self._remembered(todo, here, rows))

    def _judged(self, case: Case) -> Rows | None:
        """One model's rows; None where judging it failed, so that the others are still judged.

        What was said of it before stays, and expires by itself.
        """
        return unless_broken(case, lambda each: rows_of(each, self.now))

    def _before(self, case: Case) -> Sequence[StatusChange]:
        return unless_broken(case, lambda each: list(changed_before(each, self.now))) or ()

    def _remembered(self, todo: Plan, some: Sequence[Case], rows: Sequence[Rows]) -> list[Judged]:
        """A model that failed is tried again next time."""
        agreed = {found.slug: found.agreed for found in rows}
        return [
            Judged(each.slug, self.now, True, todo.rules, agreed[each.slug])
            if each.slug in agreed
            else Judged(each.slug, self.now, True, "", "")
            for each in some
        ]

    def _forget(self, writer: Connection, todo: Plan, unlisted: list[str]) -> None:
        """What does not belong on the list is not asked about again until something is new."""
        judged.keep(writer, [Judged(slug, self.now, False, todo.rules, "") for slug in unlisted])
        outlooks.drop_others(writer, judged.on_list(writer))
        insights.drop(writer, unlisted)
        summaries.drop(writer, unlisted)

    def _shared(self, writer: Connection) -> list[KeptEvent]:
        return [kept_event(each) for each in together(insights.watched(writer), self.now)]


def _following(todo: Plan, rows: Rows) -> Following:
    last = todo.before.get(rows.slug)
    # One that failed was never told of, so it has no past that could be told otherwise.
    before = last.at if last and last.rules else None
    return Following(rows.incidents, before, todo.why(rows.slug, rows.agreed))


def kept_event(event: SharedEvent) -> KeptEvent:
    """A shared event as the store keeps it."""
    return KeptEvent(
        began=event.began,
        until=event.until,
        slugs=event.slugs,
        model_count=event.of,
        expected=event.expected,
        p_value=event.p_value,
        common=tuple((trait.value, value, count) for trait, value, count in event.common),
    )


@dataclass(frozen=True, slots=True)
class AsOf:
    """What was to be said of one model at a moment, the detail beside it, and its measures."""

    outlook: Outlook
    insight: Insight
    measures: tuple[Measure, ...]


def outlooks_as_of(engine: Engine, as_of: datetime, time_zone: str) -> Iterator[Outlook]:
    """What was to be said of each deployed model at an earlier moment, judged by today's rules."""
    for case in _cases_as_of(engine, as_of, time_zone):
        yield outlook(case, judge(case, as_of))


def fleet_as_of(
    engine: Engine, as_of: datetime, time_zone: str
) -> tuple[list[AsOf], tuple[SharedEvent, ...]]:
    """The same with everything that stands beside it, and what many models went through."""
    told: list[AsOf] = []
    watched: list[Watched] = []
    for case in _cases_as_of(engine, as_of, time_zone):
        verdict = judge(case, as_of)
        insight = insight_of(case, verdict, as_of)
        measures = tuple(each.measure for each in case.measured)
        told.append(AsOf(outlook(case, verdict), insight, measures))
        watched += filter(None, (watched_of(case, verdict, insight),))
    return told, together(watched, as_of)


def _cases_as_of(engine: Engine, as_of: datetime, time_zone: str) -> Iterator[Case]:
    with reading(engine) as connection:
        for each in cases.cases(connection, as_of):
            yield replace(each, time_zone=time_zone)
