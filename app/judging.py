"""From the store through the judge and back: keeps what every page reads up to date."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, Engine

from app.health.brief import answered, brief_of
from app.health.changing import LOOKED_BACK, Change, Said, changes, looked_back
from app.health.judge import judge
from app.health.keeping import brief_from_json, brief_to_json, reason_to_json, verdict_to_json
from app.health.urgency import trouble_since
from app.health.verdict import Status, Verdict
from app.health.worth import worth_of
from data.facts import Case, FieldName, Kind
from data.store import cases, outlooks, sources
from data.store import changes as kept_changes
from data.store.changes import StatusChange, Stretch
from data.store.engine import reading, writing
from data.store.lock import only_one_judges
from data.store.outlooks import Outlook

log = logging.getLogger(__name__)

BATCH = 200
"""Models written at a time, so that nobody else waits long for the store."""


def judge_all(
    engine: Engine,
    *,
    now: datetime,
    time_zone: str,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Judge every deployed model as of ``now`` and keep the result; returns how many they are.

    Raises SourceFailed (JUDGING_RUNNING) where somebody else judges at the same time.
    """
    with only_one_judges(engine), reading(engine) as connection:
        # Whoever waited or has a slow clock must not replace what is newer.
        now = max(now, sources.judged_at(connection) or now)
        return _judge_all(engine, connection, now, time_zone, on_progress or (lambda _done: None))


def _judge_all(
    engine: Engine,
    connection: Connection,
    now: datetime,
    time_zone: str,
    on_progress: Callable[[int], None],
) -> int:
    judged: set[str] = set()
    in_use = 0
    before = kept_changes.judging(connection)
    watched = before.watched_since if before else None
    found = cases.cases(connection, now)
    while some := list(islice(found, BATCH)):
        rows = [row for each in some for row in _judged(each, now, time_zone)]
        earlier = [] if watched else list(_looked_back(some, now, time_zone))
        with writing(engine) as writer:
            _note_changes(writer, rows, earlier, now, is_first=watched is None)
            outlooks.replace(writer, rows)
        judged |= {each.slug for each in some}
        in_use += sum(row.from_at == now and row.status != outlooks.RETIRED for row in rows)
        on_progress(len(judged))
    with writing(engine) as writer:
        outlooks.drop_others(writer, judged)
        sources.mark_judged(writer, now)
        kept_changes.mark_watched(writer, watched or now - LOOKED_BACK, in_use)
    return len(judged)


def _judged(case: Case, now: datetime, time_zone: str) -> list[Outlook]:
    """One model's rows; none where judging it failed, so that the others are still judged.

    What was said of it before stays, and expires by itself.
    """
    try:
        return stretches(case, now, time_zone)
    except Exception:
        # Whatever is wrong with one model's facts must not silence the fleet; the log has it.
        log.exception("a model could not be judged", extra={"model": case.slug})
        return []


def _looked_back(some: list[Case], now: datetime, time_zone: str) -> Iterator[StatusChange]:
    """What changed in the weeks before a store was first judged."""
    for case in some:
        for each in looked_back(_here(case, time_zone), now):
            yield _kept(case.slug, each, each.at)


def _note_changes(
    writer: Connection,
    rows: list[Outlook],
    earlier: list[StatusChange],
    now: datetime,
    *,
    is_first: bool,
) -> None:
    """Write down where what is said now differs from what was said until now."""
    current = {row.slug: row for row in rows if row.from_at == now}
    if is_first:
        kept_changes.forget(writer, current)
        kept_changes.append(writer, earlier)
        return
    said = kept_changes.last_said(writer, current, now)
    noted = [
        _kept(slug, change, now)
        for slug, row in current.items()
        for change in _changed(said[slug], row)
    ]
    kept_changes.append(writer, noted)


def _changed(before: list[Stretch], row: Outlook) -> list[Change]:
    """What time alone changed since the last judging, and what this one changes."""
    newest = Said(row.from_at, Status(row.status), brief_from_json(row.brief).lead)
    if not before:
        return [Change(newest.at, None, newest.status, newest.lead)]
    said = [
        Said(each.from_at, Status(each.status), brief_from_json(each.brief).lead) for each in before
    ]
    return changes([*said, newest])


def _kept(slug: str, change: Change, noted_at: datetime) -> StatusChange:
    before = change.before.value if change.before else ""
    reason = reason_to_json(change.lead)
    return StatusChange(slug, change.at, noted_at, before, change.after.value, reason)


def outlooks_as_of(engine: Engine, as_of: datetime, time_zone: str) -> Iterator[Outlook]:
    """What was to be said of each deployed model at an earlier moment, judged by today's rules."""
    with reading(engine) as connection:
        for each in cases.cases(connection, as_of):
            yield outlook(each, judge(_here(each, time_zone), as_of))


def stretches(case: Case, now: datetime, time_zone: str) -> list[Outlook]:
    """What is to be said of one model now, and after each moment at which time alone changes it."""
    here = _here(case, time_zone)
    verdicts = [judge(here, now)]
    while until := verdicts[-1].holds_until:
        verdicts.append(judge(here, until))
    return [outlook(here, each) for each in verdicts]


def outlook(case: Case, verdict: Verdict) -> Outlook:
    """The row that keeps one verdict."""
    live = next((each for each in reversed(case.spells) if each.end is None), None)
    worth = worth_of(case, verdict.at)
    brief = brief_of(case, verdict)
    return Outlook(
        slug=case.slug,
        name=_fact(case, FieldName.BUSINESS_NAME) or case.ref.name,
        technical_name=case.ref.name,
        registry=case.ref.registry or "",
        unit=_fact(case, FieldName.UNIT),
        owner=_person(case, FieldName.OWNER),
        kind=_fact(case, FieldName.KIND) or Kind.REGISTRY.value,
        live_version=live.version if live else "",
        status=verdict.status.value,
        care=verdict.care.value,
        from_at=verdict.at,
        until_at=verdict.holds_until,
        last_heard=verdict.last_heard,
        brief=brief_to_json(brief),
        verdict=verdict_to_json(verdict),
        impact=brief.impact,
        trouble_since=trouble_since(case, verdict),
        answered="".join(f",{each.value}," for each in answered(verdict)),
        worth_month=worth.month if worth else None,
        worth_value=worth.value if worth else None,
        worth_agreed=worth.agreed if worth else None,
        worth_currency=worth.currency if worth else "",
    )


def _here(case: Case, time_zone: str) -> Case:
    return replace(case, time_zone=time_zone)


def _fact(case: Case, name: FieldName) -> str:
    fact = case.facts.get(name)
    return fact.value if fact else ""


def _person(case: Case, name: FieldName) -> str:
    key = _fact(case, name)
    return case.people[key].name if key in case.people else key
