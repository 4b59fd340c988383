"""What is kept of one model: what is to be said of it, and the detail beside that."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from app.health.acknowledged import acknowledgement_of
from app.health.brief import answered, brief_of
from app.health.coverage import coverage
from app.health.decisions import Decided, decision_of
from app.health.insight import CommonTrait, Insight, SharedEvent
from app.health.insights import insight_of
from app.health.judge import judge
from app.health.keeping import brief_to_json, insight_to_json, reason_to_json, verdict_to_json
from app.health.people import name_of
from app.health.shared import shared_events
from app.health.urgency import in_use_since, trouble_since
from app.health.verdict import Status, Verdict
from app.judging_incidents import kept_incident
from app.judging_summaries import summaries_of
from data.facts import Case, FieldName, Kind, Measured, from_moment
from data.store.incidents import KeptIncident
from data.store.insights import KeptInsight, Watched
from data.store.outlooks import Outlook
from data.store.risks import written
from data.store.summaries import Summary

log = logging.getLogger(__name__)

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Rows:
    """All that is kept of one model. ``agreed`` is a digest of what its incidents rest on."""

    slug: str
    outlooks: list[Outlook]
    insight: KeptInsight
    incidents: list[KeptIncident]
    summaries: list[Summary]
    agreed: str


def unless_broken(case: Case, make: Callable[[Case], Made]) -> Made | None:
    """What is made of one model; None where that failed, so that the others are still judged."""
    try:
        return make(case)
    except Exception:
        # Whatever is wrong with one model's facts must not silence the fleet; the log has it.
        log.exception("a model could not be judged", extra={"model": case.slug})
        return None


def rows_of(case: Case, now: datetime, *, ahead: bool = True) -> Rows:
    """The rows of one model as of ``now``; without ``ahead`` nothing of what time alone changes."""
    verdicts = list(verdicts_of(case, now)) if ahead else [_for_ever(judge(case, now))]
    insight = insight_of(case, verdicts[0], now)
    return Rows(
        slug=case.slug,
        outlooks=[outlook(case, each) for each in verdicts],
        insight=_insight(case, verdicts[0], insight),
        incidents=[kept_incident(case, each) for each in insight.incidents],
        summaries=list(summaries_of(case, verdicts[0], insight)),
        agreed=_agreed(case),
    )


def _for_ever(verdict: Verdict) -> Verdict:
    return replace(verdict, holds_until=None)


def verdicts_of(case: Case, now: datetime) -> Iterator[Verdict]:
    """What is to be said now, and after each moment at which time alone changes it."""
    verdict = judge(case, now)
    yield verdict
    while until := verdict.holds_until:
        verdict = judge(case, until)
        yield verdict


def outlook(case: Case, verdict: Verdict) -> Outlook:
    """The row that keeps one verdict."""
    live = next((each for each in reversed(case.spells) if each.end is None), None)
    brief, since = brief_of(case, verdict), trouble_since(case, verdict)
    said = acknowledgement_of(case, since, verdict.at)
    covered = coverage(case, verdict)
    row = Outlook(
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
        trouble_since=since,
        answered="".join(f",{each.value}," for each in answered(verdict)),
        acknowledged_by=name_of(case, said.by) if said else "",
        acknowledged_until=said.next_update if said else None,
        coverage=written(f"{each.worry.value}:{each.watch.value}" for each in covered),
        uncovered={
            each.worry.value: reason_to_json(each.reason) for each in covered if each.reason
        },
    )
    decided = decision_of(case, since, verdict.at)
    return _decided(row, decided) if decided else row


def _decided(row: Outlook, made: Decided) -> Outlook:
    """The row with what was decided about using the model on."""
    return replace(
        row,
        decided_use=made.use.value,
        decided_by=made.by,
        decided_at=made.at,
        decided_until=made.until,
        decided_why=made.why,
    )


def _insight(case: Case, verdict: Verdict, insight: Insight) -> KeptInsight:
    kept = insight_to_json(insight)
    watched = watched_of(case, verdict, insight)
    return KeptInsight(case.slug, insight.at, kept, watched, _unnoticed(insight))


def _unnoticed(insight: Insight) -> int | None:
    if insight.unnoticed_for is None:
        return None
    return max(round(insight.unnoticed_for / timedelta(days=1)), 1)


def watched_of(case: Case, verdict: Verdict, insight: Insight) -> Watched | None:
    """What is asked of it together with all others; None where nobody watches it."""
    since = None if verdict.status is Status.RETIRED else _watched_since(case)
    if since is None:
        return None
    return Watched(case.slug, since, insight.worsened, tuple(dict.fromkeys(traits(case))))


def together(fleet: Iterable[Watched], now: datetime) -> tuple[SharedEvent, ...]:
    """What many of these models went through at once."""
    watched = list(fleet)
    return shared_events(
        {each.slug: each.worsened for each in watched},
        {each.slug: [(CommonTrait(code), name) for code, name in each.traits] for each in watched},
        {each.slug: each.since for each in watched},
        now,
    )


def _watched_since(case: Case) -> datetime | None:
    """Since when there is anything by which it could be seen to get worse."""
    starts = [each.overall.starts.min() for each in case.measured if len(each.overall.starts)]
    return from_moment(min(starts)) if starts else in_use_since(case)


def traits(case: Case) -> Iterator[tuple[str, str]]:
    """What a model may share with others that get worse at the same time."""
    for trait, name in (
        (CommonTrait.UNIT, FieldName.UNIT),
        (CommonTrait.TEAM, FieldName.TEAM),
        (CommonTrait.KIND, FieldName.KIND),
    ):
        if value := _fact(case, name):
            yield trait.value, value
    for library in case.tested_with:
        yield CommonTrait.LIBRARY.value, f"{library.name} {library.pinned}".strip()
    reads = [data for each in case.pipelines for data in each.reads.split(";")]
    for data in [*(each.name for each in case.data_uses), *reads]:
        if data.strip():
            yield CommonTrait.DATA.value, data.strip()


def _agreed(case: Case) -> str:
    """Everything people agreed on that decides what counts as an incident."""
    said = repr((case.rhythm, case.quiet, case.pauses, [_terms(each) for each in case.measured]))
    return sha256(said.encode()).hexdigest()


def _terms(measured: Measured) -> tuple[object, ...]:
    signed = measured.agreement and replace(measured.agreement, place="", why="", review_by=None)
    return measured.measure, signed, measured.rhythm


def _fact(case: Case, name: FieldName) -> str:
    fact = case.facts.get(name)
    return fact.value if fact else ""


def _person(case: Case, name: FieldName) -> str:
    key = _fact(case, name)
    return case.people[key].name if key in case.people else key
