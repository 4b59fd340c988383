"""What waiting cost: checked by hand, and never told where it cannot be known."""

from typing import Any

import numpy as np
import pytest

from app.health.blocks import blocks_of
from app.health.cost import cost_of
from app.health.insight import Cost
from data.facts import Better, Measured, Question, Unit
from tests.app.health.case_making import agreement, measured


def cost(each: Measured) -> Cost | None:
    assert each.agreement
    blocks = blocks_of(each.overall, each)
    return cost_of(each.measure, each.agreement, blocks, 0, len(blocks) - 1)


def test_a_share_costs_its_cases() -> None:
    signed = agreement(0.7, expected=0.8, worth_low=40.0, worth_high=60.0, currency="EUR")
    found = cost(measured([0.5, 0.6], [100, 200], agreement=signed))
    assert found is not None
    assert (found.low, found.high) == pytest.approx(((30 + 40) * 40, (30 + 40) * 60))
    assert (found.against, found.currency, found.in_money) == ("expected", "EUR", True)


def test_without_an_expected_value_the_minimum_stands_in_and_is_named() -> None:
    found = cost(measured([0.5], [100]))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((20, 20))
    assert (found.against, found.in_money) == ("minimum", False)


def test_a_share_without_cases_has_no_cost() -> None:
    assert cost(measured([0.5, 0.5])) is None
    assert cost(measured([0.5, 0.5], [100, np.nan])) is None


def test_money_is_its_own_money() -> None:
    money: dict[str, Any] = {
        "unit": Unit.MONEY,
        "kind": "worth",
        "question": Question.VALUE,
        "currency": "GBP",
    }
    assert cost(measured([900.0, 700.0], minimum=1000.0, **money)) == Cost(
        400.0, 400.0, "minimum", "GBP", True
    )


def test_where_less_is_better_too_much_costs() -> None:
    counted: dict[str, Any] = {"unit": Unit.COUNT, "better": Better.LOWER}
    assert cost(measured([12.0, 15.0], minimum=10.0, **counted)) == Cost(7.0, 7.0, "minimum")


def test_an_average_has_a_cost_only_where_its_worth_was_agreed() -> None:
    minutes: dict[str, Any] = {"unit": Unit.MINUTES, "better": Better.LOWER}
    assert cost(measured([12.0], minimum=10.0, **minutes)) is None
    signed = agreement(10.0, worth_low=3.0)
    assert cost(measured([12.0], agreement=signed, **minutes)) == Cost(
        6.0, 6.0, "minimum", "", True
    )


def test_good_periods_between_count_against_it_and_nothing_is_ever_earned_by_waiting() -> None:
    counted: dict[str, Any] = {"unit": Unit.COUNT}
    assert cost(measured([8.0, 11.0, 8.0], minimum=10.0, **counted)) == Cost(3.0, 3.0, "minimum")
    assert cost(measured([19.0], minimum=10.0, **counted)) == Cost(0.0, 0.0, "minimum")
