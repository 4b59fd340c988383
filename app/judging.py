"""From the store through the judge and back: keeps what every page reads up to date."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from sqlalchemy import Engine

from app.health.brief import brief_of
from app.health.judge import judge
from app.health.keeping import brief_to_json, verdict_to_json
from app.health.verdict import Verdict
from data.facts import Case, FieldName, Kind
from data.store import cases, outlooks, sources
from data.store.engine import reading, writing
from data.store.outlooks import Outlook

BATCH = 200
"""Models written at a time, so that nobody else waits long for the store."""


def judge_all(
    engine: Engine,
    *,
    now: datetime,
    time_zone: str,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Judge every deployed model as of ``now`` and keep the result; returns how many they are."""
    done = 0
    with reading(engine) as connection:
        found = cases.cases(connection, now)
        while some := list(islice(found, BATCH)):
            rows = [row for each in some for row in stretches(each, now, time_zone)]
            with writing(engine) as writer:
                outlooks.replace(writer, rows)
            done += len(some)
            if on_progress:
                on_progress(done)
    with writing(engine) as writer:
        sources.mark_judged(writer, now)
    return done


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
        brief=brief_to_json(brief_of(case, verdict)),
        verdict=verdict_to_json(verdict),
    )


def _here(case: Case, time_zone: str) -> Case:
    return replace(case, time_zone=time_zone)


def _fact(case: Case, name: FieldName) -> str:
    fact = case.facts.get(name)
    return fact.value if fact else ""


def _person(case: Case, name: FieldName) -> str:
    key = _fact(case, name)
    return case.people[key].name if key in case.people else key
