"""A real change for the worse asks for attention only where it is large enough to matter."""

import pytest

from app.health.agreed import judge_measure
from app.health.behaviour import behaviour_of
from app.health.insight import Changing
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import Answer, ReasonCode, Status
from data.facts import Better, LiveSpell, Measured, Unit
from tests.app.health.case_making import REF, after, agreement, case, measured

WOBBLE = [0.90, 0.91, 0.89, 0.90, 0.91, 0.89]
USUAL = WOBBLE * 4
LOWER = [0.76, 0.77, 0.75, 0.76, 0.77, 0.75, 0.76]


def judged(one: Measured, *spells: LiveSpell) -> Answer:
    return judge_measure(case(one, spells=spells), one, after(len(one.overall.values)))


def changed(one: Measured) -> Changing:
    return behaviour_of(case(one), one).changing


def test_seven_lower_results_that_still_meet_need_attention() -> None:
    answer = judged(measured(USUAL + LOWER))
    lead = answer.lead
    assert (answer.status, lead.code) == (Status.ATTENTION, ReasonCode.MEASURE_WORSENING)
    assert (lead.inputs["cause"], lead.inputs["points"]) == ("outside", 7)
    assert (lead.inputs["since"], lead.inputs["minimum"]) == (after(24, 0), 0.7)
    assert (lead.basis["range_periods"], lead.basis["range_since"]) == (30, after(0, 0))
    assert lead.basis["mean"] == pytest.approx(0.8720, abs=1e-4)
    assert lead.rule == "real_change"
    assert set(lead.inputs) <= set(INPUTS[lead.code])
    assert set(lead.basis) <= set(BASIS[lead.code])
    assert answer.holds_until is not None


def test_a_result_so_bad_that_it_widens_the_range_does_not_hide_itself() -> None:
    steady = [0.9, 0.92, 0.89, 0.9, 0.9, 0.9, 0.9, 0.9, 0.92, 0.91, 0.9, 0.9]
    assert judged(measured([*steady, 0.767, 0.759, 0.768])).status is Status.ATTENTION
    assert judged(measured([*steady, 0.767, 0.759, 0.732])).status is Status.ATTENTION


def test_it_is_not_told_of_a_change_that_is_over() -> None:
    assert judged(measured([*USUAL, *LOWER, 0.9])).lead.code is ReasonCode.MEASURE_MEETS


def test_one_or_two_odd_results_are_no_lasting_change() -> None:
    one = measured([*USUAL, 0.76, 0.76])
    assert changed(one) is Changing.WORSENING
    assert judged(one).status is Status.MEETS
    assert judged(measured([*USUAL, 0.76, 0.76, 0.76])).status is Status.ATTENTION


def test_a_small_step_is_on_the_chart_but_no_worry() -> None:
    """Real beyond chance, but far less than three fifths of the way to the minimum."""
    one = measured([*USUAL, 0.88, 0.87, 0.88, 0.87, 0.88, 0.87, 0.88])
    assert changed(one) is Changing.WORSENING
    assert judged(one).status is Status.MEETS


def test_a_step_is_measured_against_the_room_there_is() -> None:
    """A drop from 5,000 to 4,997 is beyond chance here, and nothing against 4,700 agreed."""
    one = measured([*[5000.0, 5001.0] * 12, *[4998.0, 4997.0] * 4], minimum=4700.0, unit=Unit.MONEY)
    assert changed(one) is Changing.WORSENING
    assert judged(one).status is Status.MEETS


def test_better_than_expected_is_no_worry() -> None:
    one = measured(USUAL + LOWER, agreement=agreement(0.7, expected=0.75))
    assert changed(one) is Changing.WORSENING
    assert judged(one).status is Status.MEETS
    worse = measured(USUAL + LOWER, agreement=agreement(0.7, expected=0.88))
    assert judged(worse).lead.code is ReasonCode.MEASURE_WORSENING


@pytest.mark.parametrize("weeks", [7, 14, 28, 70])
def test_waiting_does_not_make_a_worry_go_away(weeks: int) -> None:
    one = measured(USUAL + (LOWER * 10)[:weeks])
    assert judged(one).lead.code is ReasonCode.MEASURE_WORSENING


def test_an_error_that_grows_is_a_change_for_the_worse() -> None:
    days = [1 - each for each in USUAL + LOWER]
    one = measured(days, minimum=0.3, unit=Unit.DAYS, better=Better.LOWER)
    assert judged(one).lead.code is ReasonCode.MEASURE_WORSENING


def test_an_improvement_never_alarms() -> None:
    one = measured([*LOWER, *LOWER, *USUAL])
    assert changed(one) is Changing.IMPROVING
    assert judged(one).status is Status.MEETS


def test_what_is_below_is_told_as_below() -> None:
    one = measured([*USUAL, *[0.5] * 7])
    assert judged(one).lead.code is ReasonCode.MEASURE_BELOW


def test_a_slow_decline_is_told_before_it_reaches_the_minimum() -> None:
    falling = [0.9 - 0.005 * max(week - 10, 0) + 0.004 * (week % 3) for week in range(52)]
    told = [
        (week, judged(measured(falling[:week])).lead.code)
        for week in range(12, 52)
        if judged(measured(falling[:week])).status is not Status.MEETS
    ]
    assert told[0][1] is ReasonCode.MEASURE_WORSENING
    assert falling[told[0][0] - 1] > 0.72


def test_a_new_version_with_its_own_usual_range_is_no_longer_a_change() -> None:
    values = USUAL + LOWER * 2
    assert judged(measured(values)).lead.code is ReasonCode.MEASURE_WORSENING
    spells = (LiveSpell(REF, "1", after(-4)), LiveSpell(REF, "2", after(24, 0)))
    assert judged(measured(values), *spells).status is Status.MEETS
