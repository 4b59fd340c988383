"""The world moved: told, and a worry only while results are unknown or getting worse."""

from dataclasses import replace
from typing import Any

import pytest

from app.health.reasons import BASIS, INPUTS
from app.health.verdict import Answer, Reason, ReasonCode, Status
from app.health.world import judge_world
from data.facts import Better, Measured, Question, Unit
from tests.app.health.case_making import after, case, measured

CALM, MOVED = 0.05, 0.4


def shift(values: list[float], **more: Any) -> Measured:
    standard: dict[str, Any] = {
        "minimum": 0.2,
        "key": "drift",
        "kind": "population_stability_index",
        "question": Question.DRIFT,
        "unit": Unit.NUMBER,
        "better": Better.LOWER,
    }
    return measured(values, **(standard | more))


def result(status: Status, weeks: int = 6) -> Answer:
    """What results say that are known for so many weeks."""
    basis = {"judged_up_to": after(weeks, 0)}
    return Answer(Question.PERFORMANCE, status, (Reason(ReasonCode.MEASURE_MEETS, {}, basis),))


FINE = (result(Status.MEETS),)


def judged(
    *shifts: Measured, results: tuple[Answer, ...] = FINE, worsening: bool = False, weeks: int = 6
) -> Answer:
    return judge_world(case(*shifts), after(weeks), results, worsening)


def test_within_the_limit_the_world_is_the_same() -> None:
    answer = judged(shift([CALM] * 6))
    assert (answer.question, answer.status) == (Question.DRIFT, Status.MEETS)
    assert (answer.lead.code, answer.measure) == (ReasonCode.WORLD_SAME, "drift")
    assert answer.holds_until is not None


def test_one_period_beyond_the_limit_is_not_yet_a_shift() -> None:
    assert judged(shift([CALM] * 5 + [MOVED])).lead.code is ReasonCode.WORLD_SAME
    assert judged(shift([CALM] * 3 + [MOVED, CALM, MOVED])).lead.code is (
        ReasonCode.WORLD_SHIFTED_TOLD
    )


@pytest.mark.parametrize(("weeks", "status"), [(3, Status.ATTENTION), (4, Status.MEETS)])
def test_results_of_before_the_shift_do_not_say_how_results_are(weeks: int, status: Status) -> None:
    moved = shift([CALM] * 3 + [MOVED] * 3)
    answer = judged(moved, results=(result(Status.MEETS, weeks),))
    assert answer.status is status
    assert answer.lead.inputs.get("why") == ("unknown" if weeks == 3 else None)


def test_a_shift_is_only_told_while_results_are_known_and_good() -> None:
    answer = judged(shift([CALM] * 3 + [MOVED] * 3))
    assert (answer.status, answer.lead.code) == (Status.MEETS, ReasonCode.WORLD_SHIFTED_TOLD)
    assert answer.lead.inputs["since"] == after(3, 0)
    assert "why" not in answer.lead.inputs


@pytest.mark.parametrize(
    ("results", "worsening", "why"),
    [
        ((), False, "unknown"),
        ((result(Status.UNMEASURED), result(Status.TOO_FEW)), False, "unknown"),
        ((result(Status.SILENT),), False, "unknown"),
        ((result(Status.UNAGREED),), True, "unknown"),
        (FINE, True, "worsening"),
        ((result(Status.MEETS), result(Status.ATTENTION)), False, "worsening"),
        ((result(Status.BELOW), result(Status.UNMEASURED)), False, "worsening"),
    ],
)
def test_a_shift_is_a_worry_while_results_are_unknown_or_worse(
    results: tuple[Answer, ...], worsening: bool, why: str
) -> None:
    answer = judged(shift([CALM] * 3 + [MOVED] * 3), results=results, worsening=worsening)
    assert (answer.status, answer.lead.code) == (Status.ATTENTION, ReasonCode.WORLD_SHIFTED)
    assert answer.lead.inputs["why"] == why


def test_it_is_never_below_by_itself() -> None:
    agreed = shift([CALM] * 3 + [9.0] * 3)
    assert agreed.agreement is not None
    stopping = replace(agreed, agreement=replace(agreed.agreement, stop_line=1.0))
    answer = judged(stopping, results=())
    assert (answer.status, answer.lead.code) == (Status.ATTENTION, ReasonCode.WORLD_SHIFTED)


def test_without_shift_readings_nothing_is_known_of_the_world() -> None:
    assert judged().lead == Reason(ReasonCode.NOT_MEASURED, {"question": "drift"})
    assert judged(shift([])).status is Status.UNMEASURED


def test_without_a_limit_nobody_has_said_how_much_is_too_much() -> None:
    answer = judged(shift([MOVED] * 6, minimum=None))
    assert (answer.status, answer.lead.code) == (Status.UNAGREED, ReasonCode.MEASURE_UNAGREED)


def test_what_nobody_agreed_on_keeps_quiet_beside_what_is_agreed() -> None:
    answer = judged(shift([MOVED] * 6, minimum=None, key="other"), shift([CALM] * 6))
    assert [each.code for each in answer.reasons] == [ReasonCode.WORLD_SAME]


def test_silence_says_what_the_shift_meant_when_last_heard() -> None:
    answer = judged(shift([CALM] * 3 + [MOVED] * 3), weeks=20, results=())
    assert answer.status is Status.SILENT
    assert [each.code for each in answer.reasons] == [
        ReasonCode.MEASURE_SILENT,
        ReasonCode.WORLD_SHIFTED,
    ]
    assert answer.lead.inputs["last_status"] == "attention"


def test_the_worst_of_several_leads() -> None:
    answer = judged(shift([CALM] * 6), shift([MOVED] * 6, key="other"))
    assert answer.measure == "other"
    assert [each.code for each in answer.reasons] == [
        ReasonCode.WORLD_SHIFTED_TOLD,
        ReasonCode.WORLD_SAME,
    ]


@pytest.mark.parametrize("results", [FINE, ()])
@pytest.mark.parametrize("values", [[CALM] * 20, [CALM] * 13 + [0.15] * 7, [MOVED] * 20])
def test_every_reason_keeps_its_contract(values: list[float], results: tuple[Answer, ...]) -> None:
    answer = judged(shift(values), results=results, weeks=20)
    for reason in answer.reasons:
        assert set(reason.inputs) <= set(INPUTS[reason.code])
        assert set(reason.basis) <= set(BASIS[reason.code])
        assert reason.basis["agreed_by"] == "Ana Ruiz"
