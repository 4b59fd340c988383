"""What somebody looks at who reviews a model: all that is known of how it stands, at one moment.

Nothing in it changes by itself from one minute to the next, so two pieces of evidence that differ
tell of something new. ``app.health.review_seal`` says how they are kept and compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.health.care import confirmed_last
from app.health.decisions import Decided, decision_of
from app.health.groups import group_results
from app.health.happening import Happening
from app.health.happenings import happenings_of
from app.health.insight import GroupResult, Incident, Insight
from app.health.insights import insight_of
from app.health.judge import judge
from app.health.people import name_of
from app.health.reviews import last_review
from app.health.urgency import trouble_since
from app.health.verdict import Answer, Reason, Status, Verdict
from app.health.version_changes import live_now
from data.facts import Case, FeedbackKind, FieldName, Measure, Measured, ReviewOutcome

MOST_CHANGES = 40
"""More than this nobody reads before signing; the newest are shown."""
MOST_SAID = 40
MOST_GROUPS = 60
_PEOPLE = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT, FieldName.CONTACT)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One business fact; people by their names."""

    name: FieldName
    value: str


@dataclass(frozen=True, slots=True)
class InUse:
    """A version in use; ``built_by`` is empty where the registry does not say."""

    version: str
    since: datetime | None
    since_known: bool
    built_by: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is measured, and what was agreed about it; ``minimum`` None where nothing was."""

    measure: Measure
    minimum: float | None = None
    agreed_by: str = ""
    agreed_on: date | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the results stand, and the answer to each question."""

    status: Status
    reasons: tuple[Reason, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class GroupsOf:
    """How the groups of one measure stand, the worst first."""

    measure: Measure
    groups: tuple[GroupResult, ...]


@dataclass(frozen=True, slots=True)
class OpenSaid:
    """What somebody said and nobody answered yet; ``answerer`` is empty where nobody is asked."""

    kind: FeedbackKind
    text: str
    raised_by: str
    raised_on: date
    due_on: date
    answerer: str


@dataclass(frozen=True, slots=True)
class Before:
    """The review before this one."""

    at: datetime
    by: str
    outcome: ReviewOutcome
    until: date
    why: str
    conditions: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything shown; each field is a part of the page, and is compared by itself.

    ``changes`` are those since the review before, else of the last 400 days, the newest first.
    """

    facts: tuple[Recorded, ...]
    confirmed: tuple[str, date] | None
    in_use: tuple[InUse, ...]
    agreed: tuple[Agreed, ...]
    standing: Standing
    wrong: tuple[Incident, ...]
    decided: Decided | None
    groups: tuple[GroupsOf, ...]
    said: tuple[OpenSaid, ...]
    changes: tuple[Happening, ...]
    before: Before | None


def evidence_for(case: Case, now: datetime) -> Evidence:
    """What is to be shown of one model at a moment."""
    verdict = judge(case, now)
    insight = insight_of(case, verdict, now)
    return Evidence(
        facts=tuple(_facts(case)),
        confirmed=_confirmed(case),
        in_use=tuple(
            InUse(each.version, each.since, each.since_known, name_of(case, each.author))
            for each in live_now(case)
        ),
        agreed=tuple(_agreed(case, each) for each in case.measured),
        standing=_standing(verdict),
        wrong=tuple(replace(each, cost=None) for each in insight.incidents if each.fixed is None),
        decided=decision_of(case, trouble_since(case, verdict), now),
        groups=tuple(_groups(case, now)),
        said=tuple(_said(case)),
        changes=_changes(case, insight),
        before=_before(case),
    )


def _facts(case: Case) -> Iterator[Recorded]:
    for name in FieldName:
        if fact := case.facts.get(name):
            value = name_of(case, fact.value) if name in _PEOPLE else fact.value
            yield Recorded(name, value)


def _confirmed(case: Case) -> tuple[str, date] | None:
    said = confirmed_last(case)
    return (name_of(case, said.by), said.on) if said else None


def _agreed(case: Case, measured: Measured) -> Agreed:
    signed = measured.agreement
    if signed is None:
        return Agreed(measured.measure)
    by = name_of(case, signed.agreed_by)
    return Agreed(measured.measure, signed.minimum, by, signed.agreed_on, signed.review_by)


def _standing(verdict: Verdict) -> Standing:
    """Without the moments at which time alone would change it: those are not shown."""
    answers = tuple(replace(each, holds_until=None) for each in verdict.answers)
    return Standing(verdict.status, verdict.reasons, answers)


def _groups(case: Case, now: datetime) -> Iterator[GroupsOf]:
    for each in case.measured:
        if found := group_results(case, each, now):
            yield GroupsOf(each.measure, found[:MOST_GROUPS])


def _said(case: Case) -> Iterator[OpenSaid]:
    for each in case.feedback_due[:MOST_SAID]:
        told = each.raised_by, each.raised_on, each.due_on, each.answerer
        yield OpenSaid(each.kind, each.text, *told)


def _changes(case: Case, insight: Insight) -> tuple[Happening, ...]:
    signed = last_review(case)
    found = happenings_of(case, insight)
    since = [each for each in found if signed is None or each.at > signed.at]
    return tuple(since[:MOST_CHANGES])


def _before(case: Case) -> Before | None:
    signed = last_review(case)
    if signed is None:
        return None
    told = signed.outcome, signed.until, signed.why, signed.conditions
    return Before(signed.at, name_of(case, signed.by), *told)
