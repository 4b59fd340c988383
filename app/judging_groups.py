"""How a model treats groups, as rows that pages list and count."""

from collections.abc import Iterator

from app.health.compared_groups import MEASURED, ComparedGroups, compared_groups, rank
from app.health.insight import GroupStanding, Insight
from app.health.keeping import groups_to_json
from app.health.verdict import ReasonCode, Verdict
from data.facts import Case, FieldName, Question
from data.store.group_checks import GroupCheck

_NEAR = (GroupStanding.NEAR, GroupStanding.ONE_BREACH)


def group_checks_of(case: Case, verdict: Verdict, insight: Insight) -> Iterator[GroupCheck]:
    """One row for each measure that has groups; a single one where none has."""
    fact = case.facts.get(FieldName.AFFECTS_PEOPLE)
    people, excused = fact.value if fact else "", _excused(verdict)
    found = list(compared_groups(case, insight))
    for each in found:
        yield _row(case.slug, people, each, excused=excused)
    if not found:
        yield GroupCheck(case.slug, people=people, excused=excused)


def _excused(verdict: Verdict) -> bool:
    """Whether a person said that the question does not apply, and that holds."""
    return any(
        each.question is Question.FAIRNESS and each.lead.code is ReasonCode.DOES_NOT_APPLY
        for each in verdict.answers
    )


def _row(slug: str, people: str, found: ComparedGroups, *, excused: bool) -> GroupCheck:
    counts, gap = found.counts, found.gap
    apart = gap is not None and gap.code is ReasonCode.GAP_TOO_LARGE
    return GroupCheck(
        slug=slug,
        measure=found.measure.key,
        people=people,
        excused=excused,
        rank=rank(found.worst),
        rank_after=rank(GroupStanding.NOT_MEASURED),
        until=found.until,
        below=counts[GroupStanding.BELOW] + apart,
        near=sum(counts[each] for each in _NEAR) + (gap is not None and not apart),
        too_few=counts[GroupStanding.TOO_FEW],
        not_measured=counts[GroupStanding.NOT_MEASURED],
        measured=sum(counts[each] for each in MEASURED),
        tested=found.tested,
        told=groups_to_json(found),
    )
