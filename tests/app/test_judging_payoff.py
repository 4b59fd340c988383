"""What judging keeps of whether a model pays off."""

from dataclasses import replace

from app.health.insights import insight_of
from app.health.judge import judge
from app.health.keeping import kpi_from_json, measure_from_json, reason_from_json
from app.health.verdict import ReasonCode
from app.judging_payoff import payoff_of
from data.facts import Better, Case, DoesNotApply, Measured, Question, Unit
from data.store.month_worths import MonthWorth
from data.store.open_costs import OpenCost
from data.store.own_results import OwnResult
from data.store.summaries import Summary
from tests.app.health.case_making import REF, after, agreement, case, measure, measured, series

WEEKS = 20
NOW = after(WEEKS)


def kept(of: Case) -> list[Summary]:
    verdict = judge(of, NOW)
    return list(payoff_of(of, verdict, insight_of(of, verdict, NOW)))


def money(minimum: float | None = 100.0, value: float = 50.0) -> Measured:
    told = measure(
        key="won", kind="worth", question=Question.VALUE, unit=Unit.MONEY, better=Better.HIGHER
    )
    signed = None if minimum is None else agreement(minimum)
    return Measured(told, series([value] * WEEKS), agreement=signed)


def test_months_and_what_waiting_costs_are_kept() -> None:
    # From 5 January on: January to April are complete on 25 May, and four weeks end in January.
    rows = kept(case(money()))
    months = [each for each in rows if isinstance(each, MonthWorth)]
    assert [each.month.month for each in months] == [1, 2, 3, 4]
    assert (months[-1].value, months[-1].agreed) == (200.0, 400.0)
    (cost,) = [each for each in rows if isinstance(each, OpenCost)]
    assert (cost.low, cost.high, cost.counts) == (50.0 * WEEKS, 50.0 * WEEKS, True)
    assert measure_from_json(cost.measure) == money().measure
    assert len(rows) == 5


def test_without_an_agreed_worth_the_result_in_its_own_units_is_kept() -> None:
    (row,) = kept(case(measured([0.8] * WEEKS)))
    assert isinstance(row, OwnResult)
    assert kpi_from_json(row.kpi).value == 0.8
    assert row.excused == {}
    assert kept(case()) == [OwnResult("renewal-letters", {}, {})]


def test_a_model_that_need_not_pay_off_says_who_said_so() -> None:
    said = DoesNotApply(REF, Question.VALUE, "ana", "It is there for safety", NOW.date())
    (row,) = kept(replace(case(measured([0.8] * WEEKS)), does_not_apply=(said,)))
    assert isinstance(row, OwnResult)
    assert reason_from_json(row.excused).code is ReasonCode.DOES_NOT_APPLY
