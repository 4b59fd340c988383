"""Whatever an insight says comes back from JSON as it was."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from app.health.insight import (
    Behaviour,
    Changing,
    Comparison,
    Cost,
    Difference,
    Flagged,
    GroupResult,
    GroupStanding,
    Incident,
    IncidentKind,
    Incomparable,
    Insight,
    Likelihood,
    MeasureInsight,
    Meeting,
    Risk,
    RiskStep,
    SpecialCause,
    StepCode,
    Stretch,
)
from app.health.keeping import insight_from_json, insight_to_json
from data.facts import Impact

MOMENTS = some.datetimes(timezones=some.just(UTC))
NUMBERS = some.floats(allow_nan=False, allow_infinity=False)
WORDS = some.text(max_size=5)
INPUTS = some.dictionaries(
    WORDS,
    some.none() | some.booleans() | some.integers() | NUMBERS | WORDS | some.dates() | MOMENTS,
    max_size=3,
)


def tuples(of: some.SearchStrategy[Any]) -> some.SearchStrategy[Any]:
    return some.lists(of, max_size=2).map(tuple)


some.register_type_strategy(datetime, MOMENTS)
some.register_type_strategy(float, NUMBERS)
some.register_type_strategy(timedelta, some.timedeltas())
STEPS = some.builds(RiskStep, some.sampled_from(StepCode), some.none() | MOMENTS, INPUTS)
RISKS = some.builds(Risk, steps=tuples(STEPS))
BEHAVIOURS = some.builds(
    Behaviour,
    stretches=tuples(some.from_type(Stretch)),
    flagged=tuples(some.builds(Flagged, causes=tuples(some.sampled_from(SpecialCause)))),
)
MEASURES = some.builds(
    MeasureInsight, behaviour=BEHAVIOURS, groups=tuples(some.from_type(GroupResult))
)
COMPARISONS = some.builds(
    Comparison,
    differences=tuples(some.from_type(Difference)),
    refused=some.dictionaries(WORDS, some.sampled_from(Incomparable), max_size=2),
)
INSIGHTS = some.builds(
    Insight,
    measures=tuples(MEASURES),
    incidents=tuples(some.builds(Incident, cost=some.none() | some.from_type(Cost))),
    risk=RISKS,
    comparison=some.none() | COMPARISONS,
    unnoticed_for=some.none() | some.timedeltas(),
    worsened=tuples(MOMENTS),
)


@given(INSIGHTS)
def test_it_comes_back_as_it_was(insight: Insight) -> None:
    assert insight_from_json(json.loads(json.dumps(insight_to_json(insight)))) == insight


def test_a_day_and_the_moment_it_begins_stay_apart() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    step = RiskStep(
        StepCode.NO_OWNER, at, {"left_on": at.date(), "since": at, "days": 1, "is": True}
    )
    risk = Risk(Impact.LOW, False, "", Likelihood.LOW, Likelihood.HIGH, at, (step,))
    told = MeasureInsight(
        "recall",
        Behaviour(Changing.WORSENING, Meeting.NOT, at),
        (GroupResult("north", GroupStanding.BELOW, 30, 0.5, 100),),
    )
    incident = Incident(IncidentKind.SILENT, at, at, cost=Cost(1.0, 2.0, "expected", "EUR", True))
    insight = Insight(at, (told,), (incident,), risk, None, timedelta(days=214, seconds=0.5))
    back = insight_from_json(json.loads(json.dumps(insight_to_json(insight))))
    assert back == insight
    assert [type(each) for each in back.risk.steps[0].inputs.values()] == [
        type(each) for each in step.inputs.values()
    ]
