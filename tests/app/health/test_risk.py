"""Risk: impact by a person, likelihood in steps that a reader can count."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.health.insight import Likelihood, Risk, StepCode
from app.health.judge import judge
from app.health.risk import likelihood, risk_of
from app.health.verdict import Answer, Reason, ReasonCode, Status
from data.facts import Case, FieldName, Impact, Person, Question, Rhythm, Series
from tests.app.health.case_making import MONDAY, REF, after, agreement, case, measured

NOW = after(8)
GOOD = measured([0.8] * 8, [1000.0] * 8)


def risk(one: Case, now: datetime = NOW) -> Risk:
    return risk_of(one, judge(one, now), now)


def kinds(one: Case, now: datetime = NOW) -> set[StepCode]:
    return {each.code for each in risk(one, now).steps}


def test_nothing_wrong_is_low() -> None:
    found = risk(case(GOOD, facts={FieldName.IMPACT_REASON: "Letters can be sent again."}))
    assert found.steps == ()
    assert (found.likelihood, found.before) == (Likelihood.LOW, Likelihood.LOW)
    assert (found.impact, found.impact_assumed) == (Impact.LOW, False)
    assert found.impact_reason == "Letters can be sent again."
    assert found.before_at == NOW - timedelta(days=28)


def test_an_impact_nobody_recorded_is_assumed() -> None:
    found = risk(case(GOOD, facts={FieldName.IMPACT: None}))
    assert (found.impact, found.impact_assumed, found.impact_reason) == (Impact.MEDIUM, True, "")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (0, Likelihood.LOW),
        (1, Likelihood.MEDIUM),
        (2, Likelihood.MEDIUM),
        (3, Likelihood.HIGH),
        (9, Likelihood.HIGH),
    ],
)
def test_steps_add_up(steps: int, expected: Likelihood) -> None:
    assert likelihood(steps) is expected


def test_a_breach_counts_for_a_quarter_after_it_is_over() -> None:
    values = [0.8] * 4 + [0.5] * 2 + [0.8] * 20
    one = case(measured(values, [1000.0] * len(values)))
    (step,) = risk(one, after(10)).steps
    assert (step.code, step.since) == (StepCode.RECENT_BREACH, after(4, 0))
    assert step.inputs == {"kind": "recall"}
    quarter = MONDAY + timedelta(weeks=6, days=90)
    assert kinds(one, quarter - timedelta(seconds=1)) == {StepCode.RECENT_BREACH}
    assert kinds(one, quarter) == set()


def test_a_stop_line_that_was_crossed_is_a_breach() -> None:
    """Three cases are too few for a clear breach, and the line is crossed all the same."""
    signed = agreement(stop_line=0.4, minimum_cases=1)
    values = [0.8] * 5 + [0.34, 0.8, 0.8]
    one = case(measured(values, [1000.0] * 5 + [3.0, 1000.0, 1000.0], agreement=signed))
    assert kinds(one) == {StepCode.RECENT_BREACH}
    high = agreement(stop_line=0.2, minimum_cases=1)
    assert kinds(case(replace(one.measured[0], agreement=high))) == set()


def test_several_measures_that_break_are_one_step() -> None:
    bad = [0.8] * 6 + [0.5] * 2
    one = case(
        measured(bad, [1000.0] * 8),
        measured([0.8] * 5 + [0.5] * 3, [1000.0] * 8, key="precision", kind="precision"),
    )
    (step,) = risk(one).steps
    assert step.since == after(5, 0)
    assert step.inputs["kind"] == "precision"


def test_was_low_now_medium_because() -> None:
    """The owner left ten days ago."""
    people = {
        "ana": Person("ana", "Ana Ruiz", left_on=date(2026, 2, 20)),
        "priya": Person("priya", "Priya Nair"),
    }
    found = risk(case(GOOD, people=people))
    assert (found.likelihood, found.before) == (Likelihood.MEDIUM, Likelihood.LOW)
    (step,) = found.steps
    assert (step.code, step.since) == (StepCode.NO_OWNER, datetime(2026, 2, 20, tzinfo=UTC))
    assert step.inputs == {"owner": "Ana Ruiz", "left_on": date(2026, 2, 20)}


def test_what_is_below_has_gone_wrong_already() -> None:
    bad = case(measured([0.8] * 6 + [0.5] * 6, [1000.0] * 12))
    assert (risk(bad, after(8)).before, risk(bad, after(8)).likelihood) == (
        Likelihood.LOW,
        Likelihood.HIGH,
    )
    assert risk(bad, after(12)).before is Likelihood.HIGH


def test_what_is_over_by_now_counted_then() -> None:
    values = [0.8] * 4 + [0.5] * 2 + [0.8] * 20
    one = case(measured(values, [1000.0] * len(values)))
    quarter = MONDAY + timedelta(weeks=6, days=90)
    found = risk(one, quarter)
    assert (found.before, found.likelihood) == (Likelihood.MEDIUM, Likelihood.LOW)


def test_silence_that_is_over_by_now_counted_then() -> None:
    told = measured([0.8] * 16, [1000.0] * 16)
    heard = np.arange(16) % 10 < 3
    names = ("starts", "ends", "received", "values", "counts")
    few = Series("", *(getattr(told.overall, name)[heard] for name in names))
    one = case(replace(told, overall=few, rhythm=Rhythm(REF, "P1W")))
    found = risk(one, after(12))
    assert (found.before, found.likelihood) == (Likelihood.MEDIUM, Likelihood.LOW)


def test_what_has_no_beginning_counts_as_old() -> None:
    found = risk(case(GOOD, facts={FieldName.BACKUP_OWNER: None}))
    assert (found.likelihood, found.before) == (Likelihood.MEDIUM, Likelihood.MEDIUM)
    assert found.steps[0].since is None


def test_a_model_nobody_measures_or_owns_is_likely_to_fail_unseen() -> None:
    one = case(facts={FieldName.OWNER: None}, created_at=MONDAY)
    found = risk(one)
    assert [(each.code, each.since) for each in found.steps] == [
        (StepCode.NEVER_HEARD, MONDAY),
        (StepCode.NO_OWNER, None),
        (StepCode.NO_AGREEMENT, MONDAY),
    ]
    assert found.likelihood is Likelihood.HIGH


def test_silence_begins_when_waiting_ends() -> None:
    found = risk(case(GOOD), after(40))
    (step,) = found.steps
    assert step.code is StepCode.SILENCE
    assert step.since == MONDAY + timedelta(weeks=9, days=3.5)
    assert found.before is Likelihood.MEDIUM


def test_a_review_is_overdue_the_day_after() -> None:
    late = measured([0.8] * 8, [1000.0] * 8, agreement=agreement(review_by=date(2026, 2, 1)))
    (step,) = risk(case(late)).steps
    assert (step.code, step.since) == (
        StepCode.REVIEW_OVERDUE,
        datetime(2026, 2, 2, tzinfo=UTC),
    )


def footing(code: ReasonCode, inputs: dict[str, Any], basis: dict[str, Any]) -> Answer:
    return Answer(Question.FOOTING, Status.ATTENTION, (Reason(code, inputs, basis),))


FAILED_AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answer", "code", "since"),
    [
        (
            footing(ReasonCode.LIBRARY_ENDED, {"ended_on": date(2025, 10, 31)}, {}),
            StepCode.LIBRARY_ENDED,
            datetime(2025, 11, 1, tzinfo=UTC),
        ),
        (
            footing(ReasonCode.LIBRARIES_DIFFER, {"library": "numpy"}, {}),
            StepCode.LIBRARIES_DIFFER,
            None,
        ),
        (footing(ReasonCode.SUPPLIER_UNPINNED, {}, {}), StepCode.UNPINNED, None),
        (
            footing(ReasonCode.PIPELINE_LATE, {"last_run": MONDAY}, {"late_from": FAILED_AT}),
            StepCode.PIPELINE,
            FAILED_AT,
        ),
        (
            footing(ReasonCode.PIPELINE_FAILED, {"failed_at": FAILED_AT, "last_run": MONDAY}, {}),
            StepCode.PIPELINE,
            FAILED_AT,
        ),
        (
            footing(ReasonCode.WORLD_SHIFTED_TOLD, {"since": MONDAY}, {}),
            StepCode.WORLD_SHIFTED,
            MONDAY,
        ),
    ],
)
def test_what_other_answers_say(answer: Answer, code: StepCode, since: datetime | None) -> None:
    one = case(GOOD)
    verdict = judge(one, NOW)
    others = [each for each in verdict.answers if each.question is not Question.FOOTING]
    (step,) = risk_of(one, replace(verdict, answers=(*others, answer)), NOW).steps
    assert (step.code, step.since) == (code, since)


values = st.lists(st.floats(0, 1), max_size=15)


@st.composite
def some_case(draw: st.DrawFn) -> Case:
    signed = st.sampled_from([None, agreement(), agreement(review_by=date(2026, 2, 1))])
    measures = [
        measured(
            draw(values),
            agreement=draw(signed),
            key=str(index),
            kind=str(index),
            question=draw(st.sampled_from(list(Question))),
        )
        for index in range(draw(st.integers(0, 3)))
    ]
    maybe = st.sampled_from([None, "ana", "priya"])
    gone = draw(st.sampled_from([None, date(2026, 1, 20), date.max, date.min]))
    return case(
        *measures,
        facts={FieldName.OWNER: draw(maybe), FieldName.BACKUP_OWNER: draw(maybe)},
        people={"ana": Person("ana", "Ana Ruiz", left_on=gone)},
    )


@given(some_case(), st.integers(0, 60))
@settings(max_examples=150, deadline=None)
def test_it_never_raises_and_counts_its_steps(one: Case, week: int) -> None:
    now = after(week)
    found = risk(one, now)
    below = judge(one, now).status is Status.BELOW
    assert found.likelihood is likelihood(len(found.steps), below=below)
    assert len({each.code for each in found.steps}) == len(found.steps)
    assert risk(replace(one, measured=one.measured[::-1]), now) == found
