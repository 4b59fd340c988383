"""Four worries of whoever is responsible, and whether anybody would notice if they came true.

Watched means exactly that: results come, they are enough, and somebody has said what is too bad.
How good the results are does not matter here. Where part of a worry goes unseen, such as one group
of several, the whole counts as unseen: unknown is never watched.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.health.group_answers import ENOUGH_GROUPS
from app.health.verdict import Answer, Reason, ReasonCode, Status, Verdict
from data.facts import Case, FieldName, Question


class Worry(StrEnum):
    """What may come true unnoticed."""

    UNAVAILABLE = "unavailable"
    GROUPS = "groups"
    WORLD = "world"
    LEAVING = "leaving"


class Watch(StrEnum):
    """Whether we would notice; what is worse comes first."""

    SILENT = "silent"
    NOT_WATCHED = "not_watched"
    WATCHED = "watched"
    DOES_NOT_APPLY = "does_not_apply"


ASKED: Mapping[Worry, Question] = {
    Worry.UNAVAILABLE: Question.AVAILABILITY,
    Worry.GROUPS: Question.FAIRNESS,
    Worry.WORLD: Question.DRIFT,
    Worry.LEAVING: Question.OWNERSHIP,
}
"""The question whose answer says whether we would notice."""


@dataclass(frozen=True, slots=True)
class Cover:
    """One worry and whether it is watched; ``reason`` is that of the verdict that says why not.

    It is None where the worry is watched, and where an owner stands on no list of people.
    """

    worry: Worry
    watch: Watch
    reason: Reason | None


def coverage(case: Case, verdict: Verdict) -> tuple[Cover, ...]:
    """Every worry, and whether it is watched as of the verdict."""
    answers = {each.question: each for each in verdict.answers}
    return tuple(
        _leaving(case, answers[question])
        if worry is Worry.LEAVING
        else _measured(worry, answers[question])
        for worry, question in ASKED.items()
    )


def _measured(worry: Worry, answer: Answer) -> Cover:
    """As well watched as the worst watched part of it."""
    found = [(_watch(each), each) for each in answer.reasons]
    watch, reason = min(found, key=lambda each: _WORST_FIRST.index(each[0]))
    return Cover(worry, watch, None if watch is Watch.WATCHED else reason)


_WORST_FIRST = tuple(Watch)


def _watch(reason: Reason) -> Watch:
    told = reason.inputs
    if reason.code is ReasonCode.DOES_NOT_APPLY:
        return Watch.DOES_NOT_APPLY
    if reason.code in _STOPPED:
        # What nobody had agreed on would not have been noticed before it stopped, either.
        agreed = told.get("last_status") != Status.UNAGREED.value
        return Watch.SILENT if agreed else Watch.NOT_WATCHED
    if reason.code is ReasonCode.GROUPS_MEET and _count(told["tested"]) < ENOUGH_GROUPS:
        return Watch.NOT_WATCHED
    return Watch.WATCHED if reason.code in _NOTICED else Watch.NOT_WATCHED


def _count(told: object) -> int:
    return told if isinstance(told, int) else 0


_STOPPED = frozenset({ReasonCode.MEASURE_SILENT, ReasonCode.GROUPS_SILENT})
_NOTICED = frozenset(
    {
        ReasonCode.MEASURE_MEETS,
        ReasonCode.MEASURE_NEAR,
        ReasonCode.MEASURE_ONE_BREACH,
        ReasonCode.MEASURE_BELOW,
        ReasonCode.MEASURE_BETTER_AGAIN,
        ReasonCode.MEASURE_STOPPED,
        ReasonCode.MEASURE_WORSENING,
        ReasonCode.GOALPOSTS_MOVED,
        ReasonCode.GROUPS_MEET,
        ReasonCode.GROUP_NEAR,
        ReasonCode.GROUP_ONE_BREACH,
        ReasonCode.GROUP_BELOW,
        ReasonCode.GAP_ONE_BREACH,
        ReasonCode.GAP_TOO_LARGE,
        ReasonCode.WORLD_SAME,
        ReasonCode.WORLD_SHIFTED,
        ReasonCode.WORLD_SHIFTED_TOLD,
    }
)
"""Reasons that compare enough results with what was agreed, whatever comes of it. A reason that is
not among them counts as not watched, so that a new one is never taken for good news."""


def _leaving(case: Case, answer: Answer) -> Cover:
    """Only of somebody who stands on a list would we learn that they left."""
    owner = case.facts.get(FieldName.OWNER)
    listed = owner is not None and owner.value in case.people
    nobody = next((each for each in answer.reasons if each.code is ReasonCode.NO_OWNER), None)
    return Cover(Worry.LEAVING, Watch.WATCHED if listed else Watch.NOT_WATCHED, nobody)
