"""Plausible insights: what stands beside a verdict, as judging would give it."""

from datetime import datetime, timedelta

from app.health.insight import (
    Behaviour,
    Changing,
    CommonTrait,
    Comparison,
    Cost,
    Difference,
    Flagged,
    GroupResult,
    GroupStanding,
    Incident,
    IncidentKind,
    Likelihood,
    Meeting,
    Replay,
    Risk,
    RiskStep,
    SharedEvent,
    SpecialCause,
    StepCode,
    Stretch,
)
from app.health.risk import HIGH_FROM
from data.facts import Better, Impact, Measure, ModelRef, Question, Unit
from tests.app.language.plausible import day

WEEK = timedelta(weeks=1)


def measure(unit: Unit = Unit.SHARE, better: Better = Better.HIGHER, phrase: str = "") -> Measure:
    """A measure of one of the units, in our words or the company's."""
    things = "letters" if unit in (Unit.COUNT, Unit.NUMBER) else ""
    kind = "recall" if unit is Unit.SHARE else "volume"
    return Measure(
        ModelRef("churn"), "main", Question.PERFORMANCE, kind, unit, better, phrase, things
    )


def stretch(mean: float = 0.82, why: str = "") -> Stretch:
    """A year of one usual range, a tenth of its mean wide."""
    return Stretch(day(2026, 1, 5), day(2026, 11, 23), 46, mean, 0.95 * mean, 1.05 * mean, why)


def flagged(start: datetime, value: float, cause: SpecialCause, *, worse: bool = True) -> Flagged:
    """One marked week."""
    return Flagged(start, start + WEEK, value, (cause,), worse)


def behaviour(
    changing: Changing = Changing.WORSENING,
    meeting: Meeting = Meeting.RELIABLY,
    cause: SpecialCause | None = SpecialCause.SHIFT,
    mean: float = 0.82,
) -> Behaviour:
    """Seven weeks that show a pattern, where it is changing."""
    if changing in (Changing.TOO_EARLY, Changing.NO_CLEAR_CHANGE) or cause is None:
        early = changing is Changing.TOO_EARLY
        return Behaviour(changing, meeting, stretches=() if early else (stretch(mean),))
    first = day(2026, 10, 5)
    worse = changing is Changing.WORSENING
    points = [flagged(first + n * WEEK, 0.9 * mean, cause, worse=worse) for n in range(7)]
    return Behaviour(changing, meeting, first, cause, (stretch(mean),), tuple(points))


def group(
    standing: GroupStanding = GroupStanding.BELOW, value: float | None = 0.61, count: int = 480
) -> GroupResult:
    """One group in the newest week."""
    if standing is GroupStanding.NOT_MEASURED:
        return GroupResult("sole traders", standing, 100)
    low = None if value is None else 0.95 * value
    high = None if value is None else min(1.05 * value, 1.0)
    return GroupResult(
        "customers over 65",
        standing,
        100,
        value,
        count,
        low,
        high,
        day(2026, 11, 16),
        day(2026, 11, 23),
        0.0123,
    )


def incident(
    kind: IncidentKind = IncidentKind.BELOW,
    *,
    fixed: datetime | None = None,
    cost: Cost | None = None,
) -> Incident:
    """Ten weeks from March on, noticed after two."""
    silent = kind is IncidentKind.SILENT
    return Incident(
        kind=kind,
        began=day(2026, 3, 2),
        noticed=day(2026, 3, 16),
        measure="" if silent else "main",
        group="customers over 65" if "group" in kind else "",
        periods=10,
        worst=None if silent else 0.61,
        minimum=None if silent else 0.7,
        fixed=fixed,
        cost=cost,
        other="customers under 30" if kind is IncidentKind.GROUP_GAP else "",
    )


def risk(
    likelihood: Likelihood = Likelihood.HIGH,
    before: Likelihood = Likelihood.MEDIUM,
    steps: tuple[StepCode, ...] = (StepCode.RECENT_BREACH, StepCode.NO_BACKUP),
    *,
    assumed: bool = False,
    reason: str = "it decides about loans",
) -> Risk:
    """A risk that moved within four weeks."""
    told = tuple(RiskStep(each, day(2026, 5, 4)) for each in steps)
    below = likelihood is Likelihood.HIGH and len(steps) < HIGH_FROM
    return Risk(Impact.HIGH, assumed, reason, likelihood, before, day(2026, 10, 26), told, below)


def difference(
    *, group: str = "", better: bool | None = True, low: float | None = 0.01
) -> Difference:
    """A candidate on the same exam as the current version."""
    worse = better is False
    high = None if low is None else 0.07
    if worse and low is not None:
        low, high = -0.07, -0.01
    if better is None and low is not None:
        low, high = -0.03, 0.05
    candidate = 0.70 if worse else 0.78
    return Difference("main", group, 0.74, candidate, low, high, 1_500, better)


def comparison(*differences: Difference) -> Comparison:
    """Version 5 against version 4."""
    return Comparison("4", "5", differences)


def event(expected: float = 1.3, common: bool = True) -> SharedEvent:
    """Seven models in one fortnight."""
    shared = (
        (CommonTrait.UNIT, "Retail", 6),
        (CommonTrait.DATA, "sales data", 7),
        (CommonTrait.LIBRARY, "scikit-learn 1.8.0", 6),
        (CommonTrait.TEAM, "Prices", 6),
        (CommonTrait.KIND, "registry", 7),
    )
    return SharedEvent(
        day(2026, 3, 12),
        day(2026, 3, 26),
        tuple(f"model-{n}" for n in range(7)),
        46,
        expected,
        0.00001,
        shared if common else (),
    )


def replay(alerts: int = 3, periods: int = 52) -> Replay:
    """A limit over one year."""
    noticed = [day(2026, 5, 4) + n * 4 * WEEK for n in range(alerts)]
    began = tuple(each - 2 * WEEK for each in noticed)
    return Replay(day(2025, 11, 23), day(2026, 11, 23), periods, tuple(noticed), began)
