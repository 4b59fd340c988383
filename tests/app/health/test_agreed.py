"""One measure against its agreement: two of three, near the limit, stop lines, slow rhythms."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from app.health.agreed import judge_measure
from app.health.known import as_known
from app.health.verdict import Answer, ReasonCode, Status
from data.facts import Better, Measured, Rhythm, Unit, from_moment
from tests.app.health.case_making import REF, after, agreement, case, measured

FINE, LOW = 0.8, 0.6


def judged(one: Measured, weeks: int | None = None) -> Answer:
    return judge_measure(case(one), one, after(weeks or len(one.overall.values)))


def many(values: list[float]) -> Measured:
    return measured(values, [1000.0] * len(values))


@pytest.mark.parametrize(
    ("values", "status", "code"),
    [
        ([FINE] * 6, Status.MEETS, ReasonCode.MEASURE_MEETS),
        ([FINE] * 5 + [LOW], Status.ATTENTION, ReasonCode.MEASURE_ONE_BREACH),
        ([FINE] * 4 + [LOW, FINE], Status.ATTENTION, ReasonCode.MEASURE_ONE_BREACH),
        ([FINE] * 3 + [LOW, FINE, FINE], Status.ATTENTION, ReasonCode.MEASURE_ONE_BREACH),
        ([FINE] * 2 + [LOW, FINE, FINE, FINE], Status.MEETS, ReasonCode.MEASURE_MEETS),
        ([FINE] * 4 + [LOW, LOW], Status.BELOW, ReasonCode.MEASURE_BELOW),
        ([FINE] * 3 + [LOW, FINE, LOW], Status.BELOW, ReasonCode.MEASURE_BELOW),
        ([FINE] * 3 + [LOW, LOW, FINE], Status.BELOW, ReasonCode.MEASURE_BETTER_AGAIN),
        ([FINE] * 2 + [LOW, LOW, FINE, FINE], Status.ATTENTION, ReasonCode.MEASURE_ONE_BREACH),
        ([FINE] * 5 + [0.705], Status.ATTENTION, ReasonCode.MEASURE_NEAR),
    ],
)
def test_two_of_three(values: list[float], status: Status, code: ReasonCode) -> None:
    answer = judged(many(values))
    assert (answer.status, answer.lead.code) == (status, code)


def test_below_tells_since_when_and_when_noticed() -> None:
    lead = judged(many([FINE] * 3 + [LOW, FINE, LOW, LOW])).lead
    assert lead.inputs["since"] == after(3, 0)
    assert lead.inputs["noticed"] == after(6, 0)
    assert lead.inputs["periods"] == 4


def test_a_small_sample_that_may_be_chance_is_no_breach() -> None:
    answer = judged(measured([0.6] * 6, [30.0] * 6))
    assert (answer.status, answer.lead.code) == (Status.ATTENTION, ReasonCode.MEASURE_NEAR)


def test_a_value_without_a_count_counts_as_it_is() -> None:
    assert judged(measured([0.69] * 6)).status is Status.BELOW


def test_a_stop_line_works_at_once() -> None:
    one = measured([FINE] * 5 + [0.5], [1000.0] * 6, agreement=agreement(stop_line=0.55))
    answer = judged(one)
    assert (answer.status, answer.lead.code) == (Status.BELOW, ReasonCode.MEASURE_STOPPED)
    assert answer.lead.inputs["since"] == after(5, 0)


def test_one_breach_is_enough_for_a_quarterly_figure() -> None:
    one = measured([FINE] * 3 + [LOW], [1000.0] * 4, days=91)
    answer = judge_measure(case(one, rhythm=Rhythm(REF, "P3M")), one, after(4 * 13))
    assert (answer.status, answer.lead.code) == (Status.BELOW, ReasonCode.MEASURE_BELOW)


def test_lower_is_better_for_errors() -> None:
    def off_by(days: list[float]) -> Answer:
        return judged(measured(days, minimum=3.0, unit=Unit.DAYS, better=Better.LOWER))

    assert off_by([1.0] * 6).status is Status.MEETS
    assert off_by([1.0] * 4 + [4.0] * 2).status is Status.BELOW
    assert off_by([2.9] * 6).lead.code is ReasonCode.MEASURE_NEAR


def test_green_expires_and_says_what_it_was() -> None:
    one = many([FINE] * 8)
    green = judged(one)
    assert green.status is Status.MEETS
    assert green.holds_until is not None
    silent = judge_measure(case(one), one, green.holds_until)
    assert (silent.status, silent.lead.code) == (Status.SILENT, ReasonCode.MEASURE_SILENT)
    assert silent.lead.inputs["last_status"] == "meets"
    just_before = judge_measure(case(one), one, green.holds_until - timedelta(seconds=1))
    assert just_before.status is Status.MEETS


def test_without_an_agreement_nobody_has_said_what_good_means() -> None:
    answer = judged(measured([0.8] * 6, [100.0] * 6, minimum=None))
    assert (answer.status, answer.lead.code) == (Status.UNAGREED, ReasonCode.MEASURE_UNAGREED)


def test_never_reported_is_not_measured() -> None:
    assert judged(measured([]), weeks=1).status is Status.UNMEASURED


def test_too_few_cases_says_how_many_came_and_are_needed() -> None:
    lead = judged(measured([0.9, 0.9], [5.0, 7.0])).lead
    assert lead.code is ReasonCode.MEASURE_TOO_FEW
    assert (lead.inputs["count"], lead.inputs["needed"]) == (12, 30)
    assert lead.inputs["period_start"] == after(0, 0)


def test_a_falling_volume_ends_in_too_few() -> None:
    answer = judged(measured([0.9] * 8, [100.0] * 5 + [3.0] * 3))
    assert answer.status is Status.TOO_FEW
    assert answer.lead.inputs["count"] == 9


def test_the_receipt_holds_who_signed_and_how_sure_it_is() -> None:
    basis = judged(many([FINE] * 6)).lead.basis
    assert basis["agreed_by"] == "Ana Ruiz"
    assert basis["agreed_on"] == date(2025, 12, 1)
    assert basis["count"] == 1000
    assert basis["low"] == pytest.approx(0.774, abs=0.001)
    assert basis["judged_up_to"] == datetime(2026, 2, 16, tzinfo=UTC)


def test_last_season_says_nothing_about_the_first_games_of_this_one() -> None:
    one = measured([0.9, 0.9], [100.0, 10.0])
    season = replace(
        one.overall,
        starts=one.overall.starts + np.array([0, 300]) * np.timedelta64(1, "D"),
        ends=one.overall.ends + np.array([0, 300]) * np.timedelta64(1, "D"),
    )
    answer = judged(replace(one, overall=season), weeks=45)
    assert answer.status is Status.TOO_FEW
    assert answer.lead.inputs["count"] == 10


@pytest.mark.parametrize("minimum", [0.7, None])
def test_the_newest_value_says_where_it_came_from(minimum: float | None) -> None:
    one = measured([FINE] * 6, [1000.0] * 6, minimum)
    assert "value_place" not in judged(one).lead.basis
    placed = replace(one, place="weekly.csv, row 9")
    assert judged(placed).lead.basis["value_place"] == "weekly.csv, row 9"


@pytest.mark.parametrize("minimum", [0.7, None])
def test_the_newest_value_says_which_columns_it_comes_from(minimum: float | None) -> None:
    one = replace(measured([FINE] * 6, [1000.0] * 6, minimum), columns="age, income")
    assert judged(one).lead.basis["value_columns"] == "age, income"
    joined = replace(measured([FINE] * 6, [15.0] * 6, minimum), columns="age, income")
    assert "value_columns" not in judged(joined).lead.basis


def test_before_the_newest_value_was_known_nobody_knew_its_columns() -> None:
    one = replace(measured([FINE] * 6, [1000.0] * 6), columns="age, income")
    late = from_moment(one.overall.received[-1])
    (then,) = as_known(case(one), late - timedelta(days=1)).measured
    (now,) = as_known(case(one), late).measured
    assert (then.columns, now.columns) == ("", "age, income")


def test_what_was_below_stays_so_while_too_few_cases_come() -> None:
    few = measured([LOW] * 4 + [FINE] * 4, [1000.0] * 4 + [1.0] * 4)
    answer = judged(few)
    assert (answer.status, answer.lead.code) == (Status.BELOW, ReasonCode.MEASURE_BELOW)
    assert answer.lead.inputs["period_end"] == after(4, 0)


def test_what_is_no_share_needs_enough_cases_in_one_period() -> None:
    one = measured(
        [5.0] * 5, [2.0] * 5, unit=Unit.COUNT, agreement=agreement(3.0, minimum_cases=10)
    )
    lead = judged(one).lead
    assert (lead.code, lead.inputs["count"]) == (ReasonCode.MEASURE_TOO_FEW, 2)
    assert (lead.inputs["needed"], lead.inputs["period_start"]) == (10, after(4, 0))
