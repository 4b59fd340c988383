"""A measure that is told otherwise: unknown rather than right, and told."""

from dataclasses import replace
from datetime import timedelta

from app.health.behaviour import behaviour_of
from app.health.judge import judge
from app.health.measure_changes import measure_changes
from app.health.verdict import ReasonCode, Status
from data.facts import Measured, Question, Redefined, TraitKind, Unit
from tests.app.health.case_making import MONDAY, after, agreement, case, measured, series

NOW = after(6)
CHANGED = Redefined(after(3), TraitKind.UNIT, "days", "hours")
RIGHT = measured([0.8] * 6)


def in_hours(values: list[float]) -> Measured:
    """A measure that was agreed when it was told in days."""
    told = measured([], minimum=None, key="delay", kind="delay", unit=Unit.HOURS)
    return replace(
        told,
        overall=series(values),
        redefined=(CHANGED,),
        agreed_otherwise=agreement(5.0, measure="delay"),
    )


def answer_of(*several: Measured) -> tuple[Status, dict[str, object]]:
    verdict = judge(case(*several), NOW)
    found = next(each for each in verdict.answers if each.question is Question.PERFORMANCE)
    return found.status, dict(found.lead.inputs)


def test_beside_what_meets_its_limit_it_is_unknown_and_not_left_out() -> None:
    assert answer_of(RIGHT)[0] is Status.MEETS
    status, given = answer_of(RIGHT, in_hours([90.0] * 6))
    assert status is Status.UNAGREED
    assert given["redefined_at"] == CHANGED.at
    assert (given["told_before"], given["told_now"]) == ("days", "hours")


def test_without_a_result_in_the_new_unit_nothing_is_measured() -> None:
    status, given = answer_of(RIGHT, in_hours([]))
    assert status is Status.UNMEASURED
    assert given["told_before"] == "days"
    assert judge(case(RIGHT, in_hours([])), NOW).status is not Status.MEETS


def test_a_measure_nobody_ever_agreed_on_still_stays_aside() -> None:
    told = replace(in_hours([90.0] * 6), agreed_otherwise=None)
    assert answer_of(RIGHT, told)[0] is Status.MEETS


def test_what_is_usual_begins_anew_where_results_are_asked_for_in_another_way() -> None:
    asked = Redefined(MONDAY + timedelta(weeks=13), TraitKind.ASKED, "a", "b")
    told = measured([0.7, 0.71] * 13)
    assert len(behaviour_of(case(told), told).stretches) == 1
    told = replace(told, redefined=(asked,))
    first, second = behaviour_of(case(told), told).stretches
    assert (first.why, second.why, second.start) == ("", "asked:", asked.at)
    other = replace(told, redefined=(replace(asked, what=TraitKind.MEANING),))
    assert len(behaviour_of(case(other), other).stretches) == 1


def test_it_is_among_what_happened_to_the_model() -> None:
    (happened,) = measure_changes(case(in_hours([])))
    assert happened.at == CHANGED.at
    assert (happened.inputs["told_before"], happened.inputs["told_now"]) == ("days", "hours")


def test_the_reason_says_so_only_where_it_was_agreed_otherwise() -> None:
    plain = measured([0.8] * 6, minimum=None)
    reason = judge(case(plain), NOW).reasons[0]
    assert reason.code is ReasonCode.MEASURE_UNAGREED
    assert "redefined_at" not in reason.inputs
