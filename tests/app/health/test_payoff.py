"""The result in a model's own units, and what of several open incidents counts as a loss."""

from dataclasses import replace
from datetime import timedelta

from app.health.insight import Cost, Incident, IncidentKind
from app.health.payoff import own_result, waiting
from data.facts import Measured, Question, Unit
from tests.app.health.case_making import MONDAY, agreement, case, measure, measured, series


def hours(minimum: float | None = 30.0, *values: float) -> Measured:
    return measured(
        [*values] or [40.0, 41.0], minimum=minimum, key="hours", kind="worth",
        question=Question.VALUE, unit=Unit.HOURS,
    )  # fmt: skip


def money() -> Measured:
    told = measure(key="won", kind="worth", question=Question.VALUE, unit=Unit.MONEY)
    return Measured(told, series([9.0] * 4), agreement=agreement(5.0))


def test_what_it_saves_goes_before_how_well_it_does() -> None:
    found = own_result(case(measured([0.8]), hours()))
    assert found is not None
    assert (found.measure, found.value, found.minimum) == ("hours", 41.0, 30.0)


def test_what_somebody_agreed_goes_before_what_nobody_did() -> None:
    free = replace(hours(None), measure=measure(key="a", question=Question.VALUE, unit=Unit.COUNT))
    found = own_result(case(free, hours()))
    assert found is not None
    assert found.measure == "hours"


def test_without_such_a_measure_it_is_the_business_measure() -> None:
    found = own_result(case(measured([0.8])))
    assert found is not None
    assert found.measure == "recall"
    assert own_result(case()) is None


def test_where_money_is_agreed_there_is_nothing_beside_it() -> None:
    assert own_result(case(hours(), money())) is None
    found = own_result(case(replace(money(), agreement=None)))
    assert found is not None
    assert found.minimum is None


def open_(
    low: float | None, high: float = 0.0, *, currency: str = "", money: bool = True
) -> Incident:
    cost = None if low is None else Cost(low, high, "expected", currency, money)
    return Incident(IncidentKind.BELOW, MONDAY, MONDAY, cost=cost)


def test_of_several_incidents_of_a_model_only_the_dearest_counts() -> None:
    dear, cheap, euros = open_(50.0, 90.0), open_(60.0, 60.0), open_(1.0, 2.0, currency="EUR")
    assert [each.counts for each in waiting([cheap, dear, euros])] == [False, True, True]


def test_cases_are_no_sum_of_money() -> None:
    assert [each.counts for each in waiting([open_(5.0, 5.0, money=False)])] == [False]


def test_what_is_over_or_cost_nothing_is_not_waited_for() -> None:
    over = replace(open_(5.0, 9.0), fixed=MONDAY + timedelta(days=9))
    assert waiting([over, open_(0.0, 0.0)]) == []


def test_what_nobody_can_price_is_told_without_a_price() -> None:
    (found,) = waiting([open_(None)])
    assert (found.incident.cost, found.counts) == (None, False)
