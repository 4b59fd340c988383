"""How risky a model is: impact as a person judged it, likelihood in named steps.

Likelihood counts the kinds of things that make failure, or failure that nobody notices, more
likely. None: low. One or two: medium, as any model may have a bad week while somebody is away.
Three or more: high, as then the ways in which a failure is caught begin to fail together. Each
kind counts once, because several measures of one model fail together, and a model that is measured
well must not look riskier than one that hardly is. What is below what was agreed now has gone wrong
already, and nothing is likelier: high, whatever the count. There are no weights and no percentage:
nobody has measured them, and the steps are there to be read.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from app.health.agreed import words_of
from app.health.blocks import blocks_of
from app.health.breaches import beyond, crossed
from app.health.days import day_after, midnight
from app.health.insight import Likelihood, Risk, RiskStep, StepCode
from app.health.judge import required
from app.health.silences import silences_of
from app.health.urgency import in_use_since
from app.health.verdict import Input, Reason, ReasonCode, Status, Verdict
from data.facts import Agreement, Case, FieldName, Measured, Question, from_moment, moment

MEDIUM_FROM, HIGH_FROM = 1, 3
LOOKED_BACK = timedelta(days=28)
"""Four weeks: long enough for something to have moved, short enough to remember what was."""
RECENT = timedelta(days=90)
"""What broke and was repaired a quarter ago says little about the next quarter."""

_BREACHES = (
    ReasonCode.MEASURE_BELOW,
    ReasonCode.MEASURE_BETTER_AGAIN,
    ReasonCode.MEASURE_STOPPED,
    ReasonCode.MEASURE_ONE_BREACH,
    ReasonCode.GROUP_BELOW,
    ReasonCode.GROUP_ONE_BREACH,
    ReasonCode.GAP_TOO_LARGE,
    ReasonCode.GAP_ONE_BREACH,
)
_STEPS: Mapping[ReasonCode, StepCode] = {
    **dict.fromkeys(_BREACHES, StepCode.RECENT_BREACH),
    ReasonCode.MEASURE_WORSENING: StepCode.WORSENING,
    ReasonCode.SILENT: StepCode.SILENCE,
    ReasonCode.MEASURE_SILENT: StepCode.SILENCE,
    ReasonCode.GROUPS_SILENT: StepCode.SILENCE,
    ReasonCode.NEVER_HEARD: StepCode.NEVER_HEARD,
    ReasonCode.WORLD_SHIFTED: StepCode.WORLD_SHIFTED,
    ReasonCode.WORLD_SHIFTED_TOLD: StepCode.WORLD_SHIFTED,
    ReasonCode.LIBRARIES_DIFFER: StepCode.LIBRARIES_DIFFER,
    ReasonCode.LIBRARY_ENDED: StepCode.LIBRARY_ENDED,
    ReasonCode.UNPINNED: StepCode.UNPINNED,
    ReasonCode.SUPPLIER_UNPINNED: StepCode.UNPINNED,
    ReasonCode.PIPELINE_LATE: StepCode.PIPELINE,
    ReasonCode.PIPELINE_FAILED: StepCode.PIPELINE,
    ReasonCode.PIPELINE_CHECKS_FAILED: StepCode.PIPELINE,
    ReasonCode.PIPELINE_SHRINKING: StepCode.PIPELINE,
    ReasonCode.NO_OWNER: StepCode.NO_OWNER,
    ReasonCode.OWNER_LEFT: StepCode.NO_OWNER,
    ReasonCode.NO_BACKUP: StepCode.NO_BACKUP,
    ReasonCode.BACKUP_LEFT: StepCode.NO_BACKUP,
    ReasonCode.AGREEMENT_OVERDUE: StepCode.REVIEW_OVERDUE,
    ReasonCode.DOES_NOT_APPLY_OVERDUE: StepCode.REVIEW_OVERDUE,
    ReasonCode.FACTS_UNCONFIRMED: StepCode.REVIEW_OVERDUE,
    ReasonCode.REVIEW_OVERDUE: StepCode.REVIEW_OVERDUE,
}
_BEGAN = ("since", "breach_start", "silent_from", "late_from", "failed_at", "last_run", "left_on")
"""What a reason says of when it began, the one that says it best first."""
_LAST_DAY = ("ended_on", "review_by", "confirm_by", "review_due")
"""The last day on which all was well."""
_TOLD = (
    *("phrase", "kind", "group", "last_heard", "names"),
    *("library", "tested_with", "runs_with", "installed", "ended_on", "others"),
    *("supplier_version", "pipeline", "owner", "backup", "left_on", "question", "review_by"),
    *("confirmed_on", "reviewed_on"),
)
"""What a step tells of the reason behind it."""


def risk_of(case: Case, verdict: Verdict, now: datetime) -> Risk:
    """The risk at ``now``, from the verdict of that moment, and the likelihood four weeks before.

    A step without a known beginning counts as old: it must not look like news.
    """
    _, impact, assumed = required(case)
    reason = case.facts.get(FieldName.IMPACT_REASON)
    steps, below = _steps(case, verdict, now), verdict.status is Status.BELOW
    before_at = now - LOOKED_BACK
    old = {each.code for each in steps if each.since is None or each.since <= before_at}
    then = _then(case, before_at)
    return Risk(
        impact,
        assumed,
        reason.value if reason else "",
        likelihood(len(steps), below=below),
        likelihood(len(old | then), below=_was_below(verdict, before_at)),
        before_at,
        steps,
        below,
        _went(then, steps),
    )


def _went(then: set[StepCode], steps: Iterable[RiskStep]) -> tuple[StepCode, ...]:
    here = {each.code for each in steps}
    return tuple(each for each in StepCode if each in then - here)


def _then(case: Case, at: datetime) -> set[StepCode]:
    """What held four weeks before and may be over by now: what was likelier then is no news."""
    silent = any(
        each.noticed <= at and (each.fixed is None or at < each.fixed)
        for each in silences_of(case, at + LOOKED_BACK)
    )
    found = {StepCode.SILENCE} if silent else set()
    return found | {each.code for each in _breaches(case, at)}


def _was_below(verdict: Verdict, at: datetime) -> bool:
    """Whether the red of now was there and noticed by then."""
    noticed = verdict.lead.inputs.get("noticed", verdict.lead.inputs.get("since"))
    return verdict.status is Status.BELOW and isinstance(noticed, datetime) and noticed <= at


def likelihood(steps: int, *, below: bool = False) -> Likelihood:
    """How likely it is that something goes wrong, by how many kinds of steps there are."""
    if below:
        return Likelihood.HIGH
    if steps < MEDIUM_FROM:
        return Likelihood.LOW
    return Likelihood.MEDIUM if steps < HIGH_FROM else Likelihood.HIGH


def _steps(case: Case, verdict: Verdict, now: datetime) -> tuple[RiskStep, ...]:
    """One step of each kind, in the order in which kinds are listed."""
    found = [*_from_reasons(case, verdict, now), *_breaches(case, now), *_unagreed(case)]
    kinds = {code: [each for each in found if each.code is code] for code in StepCode}
    return tuple(_oldest(each) for each in kinds.values() if each)


def _oldest(steps: list[RiskStep]) -> RiskStep:
    """The one that began first; of equals always the same."""
    return min(
        steps,
        key=lambda each: (
            each.since is not None,
            each.since.timestamp() if each.since else 0.0,
            sorted((name, str(value)) for name, value in each.inputs.items()),
        ),
    )


def _from_reasons(case: Case, verdict: Verdict, now: datetime) -> Iterator[RiskStep]:
    for reason in _reasons(verdict):
        code = _STEPS.get(reason.code)
        if code is None or (reason.code in _BREACHES and not _is_recent(reason, now)):
            continue
        inputs = {name: reason.inputs[name] for name in _TOLD if name in reason.inputs}
        yield RiskStep(code, _since(case, reason, code), inputs)


def _reasons(verdict: Verdict) -> Iterable[Reason]:
    return (reason for answer in verdict.answers for reason in answer.reasons)


def _is_recent(reason: Reason, now: datetime) -> bool:
    """A breach that silence has replaced long ago is told by the silence."""
    ends = reason.inputs.get("breach_end") or reason.inputs.get("period_end")
    return not isinstance(ends, datetime) or now - ends < RECENT


def _since(case: Case, reason: Reason, code: StepCode) -> datetime | None:
    if code is StepCode.NEVER_HEARD:
        return in_use_since(case)
    receipt = {**reason.basis, **reason.inputs}
    began = next((receipt[name] for name in _BEGAN if receipt.get(name)), None)
    last = next((receipt[name] for name in _LAST_DAY if receipt.get(name)), None)
    if began is None and isinstance(last, date):
        return day_after(case, last)
    return _moment(case, began)


def _moment(case: Case, began: Input) -> datetime | None:
    if isinstance(began, datetime):
        return began
    return midnight(began, ZoneInfo(case.time_zone)) if isinstance(began, date) else None


def _breaches(case: Case, now: datetime) -> Iterator[RiskStep]:
    """What broke lately and may be good again, so that no reason tells of it any more."""
    for each in case.measured:
        asked = each.measure.question not in (Question.DRIFT, Question.FAIRNESS)
        if asked and each.agreement and (since := _broke(each, each.agreement, now)):
            yield RiskStep(StepCode.RECENT_BREACH, since, words_of(each.measure))


def _broke(measured: Measured, agreement: Agreement, now: datetime) -> datetime | None:
    """The start of the newest unbroken stretch of breaches that reaches into the last quarter."""
    blocks = blocks_of(measured.overall, measured)
    if not len(blocks) or blocks.ends[-1] <= moment(now - RECENT):
        return None
    bad = beyond(blocks, measured.measure, agreement.minimum)
    bad = bad | crossed(blocks, measured.measure, agreement)
    inside = (blocks.ends > moment(now - RECENT)) & (blocks.ends <= moment(now))
    recent = np.flatnonzero(bad & inside)
    if not len(recent):
        return None
    good = np.flatnonzero(~bad[: recent[-1]])
    return from_moment(blocks.starts[good[-1] + 1 if len(good) else 0])


def _unagreed(case: Case) -> Iterator[RiskStep]:
    """Nobody has ever said what good means, so nothing can be noticed as bad."""
    if not any(each.agreement for each in case.measured):
        yield RiskStep(StepCode.NO_AGREEMENT, in_use_since(case))
