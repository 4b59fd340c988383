"""What pays and what waiting costs: sums that say what they cover, and a list in one order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef
from data.store import month_worths, open_costs, outlooks, payoffs, summaries
from data.store.engine import reading, writing
from data.store.month_worths import MonthSum, MonthWorth
from data.store.open_costs import CostSum, OpenCost
from data.store.own_results import OwnResult
from data.store.payoffs import Chosen
from data.store.summaries import Summary
from tests.data.feeding import NOW, feed_registry
from tests.data.store.test_outlooks import outlook

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
DAY = timedelta(days=1)
FLEET = [
    outlook(0, "meets", unit="Retail"),
    outlook(1, "below", unit="Finance", until_at=NOW + DAY),
    outlook(1, "silent", unit="Finance", from_at=NOW + DAY),
    outlook(2, "meets", unit="Retail"),
    outlook(3, "meets", unit="Retail"),
    outlook(4, "unmeasured", unit=""),
    outlook(5, "retired", unit="Retail"),
]
ROWS: list[Summary] = [
    MonthWorth("m0", SEPTEMBER, 90.0, 100.0),
    MonthWorth("m0", OCTOBER, 120.0, 100.0),
    MonthWorth("m1", SEPTEMBER, 10.0, 50.0),
    MonthWorth("m1", OCTOBER, -20.0, 50.0),
    MonthWorth("m2", SEPTEMBER, 7.0, 8.0),
    MonthWorth("m2", OCTOBER, None, 8.0),
    MonthWorth("m3", OCTOBER, 5.0, 5.0, "EUR"),
    OwnResult("m4", {"value": 41.0}, {}),
    MonthWorth("m5", OCTOBER, 1000.0, 1.0),
    OpenCost(
        "m0", "below", NOW - 9 * DAY, {"key": "won"}, "", 10.0, 20.0, "expected", "", True, True
    ),
    OpenCost("m0", "below", NOW - 90 * DAY, {}, "", 5.0, 5.0, "expected", "", True, False),
    OpenCost("m1", "below", NOW - 30 * DAY, {}, "", 40.0, 60.0, "minimum", "", True, True),
    OpenCost("m2", "group_below", NOW - 7 * DAY, {}, "over 65", 400.0, 400.0, "expected"),
    OpenCost("m2", "silent", NOW - 8 * DAY, {}),
    OpenCost("m3", "below", NOW - 5 * DAY, {}, "", 2.0, 3.0, "expected", "EUR", True, True),
    OpenCost("m5", "below", NOW - 5 * DAY, {}, "", 2.0, 3.0, "expected", "", True, True),
]


@pytest.fixture
def store(engine: Engine) -> Engine:
    slugs = [f"m{number}" for number in range(6)]
    feed_registry(engine, [Model(ModelRef(slug, "registry")) for slug in slugs])
    with writing(engine) as conn:
        outlooks.replace(conn, FLEET)
        summaries.replace(conn, slugs, ROWS)
    return engine


def test_a_sum_by_unit_counts_what_is_known_and_says_what_was_promised(store: Engine) -> None:
    with reading(store) as conn:
        found = month_worths.by_unit(conn, NOW, OCTOBER)
        retail = month_worths.by_unit(conn, NOW, OCTOBER, "Retail")
    assert sorted(found) == [
        ("Finance", "", -20.0, 50.0, 1, 1),
        ("Retail", "", 120.0, 100.0, 1, 2),
        ("Retail", "EUR", 5.0, 5.0, 1, 1),
    ]
    assert sorted(retail) == sorted(found)[1:]


def test_a_month_that_was_not_told_of_yet_is_promised_and_missing(store: Engine) -> None:
    with reading(store) as conn:
        found = month_worths.by_unit(conn, NOW, date(2026, 11, 1), "Finance")
    assert found == [("Finance", "", 0.0, 0.0, 0, 1)]


def test_a_month_says_how_many_of_its_models_count_in_the_newest_too(store: Engine) -> None:
    with reading(store) as conn:
        found = month_worths.by_month(conn, NOW, OCTOBER)
        finance = month_worths.by_month(conn, NOW, OCTOBER, "Finance")
    assert found == [
        MonthSum(SEPTEMBER, "", 107.0, 158.0, 3, 3, 2),
        MonthSum(OCTOBER, "", 100.0, 150.0, 2, 3, 2),
        MonthSum(OCTOBER, "EUR", 5.0, 5.0, 1, 1, 1),
    ]
    assert [each.value for each in finance] == [10.0, -20.0]


def test_the_months_of_one_model_are_told_in_order(store: Engine) -> None:
    with reading(store) as conn:
        assert month_worths.of_model(conn, "m2") == [ROWS[4], ROWS[5]]


def test_waiting_adds_up_what_counts_in_each_currency(store: Engine) -> None:
    with reading(store) as conn:
        found = open_costs.sums(conn, NOW)
        finance = open_costs.sums(conn, NOW, "Finance")
    assert found == [
        CostSum("", 50.0, 80.0, 2, NOW - 30 * DAY),
        CostSum("EUR", 2.0, 3.0, 1, NOW - 5 * DAY),
    ]
    assert [each.low for each in finance] == [40.0]


def test_what_waiting_costs_is_told_dearest_first_and_units_after_money(store: Engine) -> None:
    with reading(store) as conn:
        found, of, unpriced = open_costs.priced(conn, NOW, "", 3)
        rest, _, none = open_costs.priced(conn, NOW, "Retail", 9)
    assert [(each.slug, each.high) for _, each in found] == [
        ("m1", 60.0),
        ("m0", 20.0),
        ("m0", 5.0),
    ]
    assert (of, unpriced, none) == (5, 1, 1)
    assert [each.high for _, each in rest] == [20.0, 5.0, 3.0, 400.0]
    assert found[1][1].measure == {"key": "won"}


def slugs(engine: Engine, chosen: Chosen) -> list[str]:
    with reading(engine) as conn:
        return [each.slug for each in payoffs.listed(conn, NOW, OCTOBER, chosen)[0]]


def test_models_furthest_behind_come_first_and_those_without_a_worth_last(store: Engine) -> None:
    assert slugs(store, Chosen()) == ["m1", "m0", "m3", "m2", "m4"]
    assert slugs(store, Chosen(unit="Retail")) == ["m0", "m3", "m2"]
    assert slugs(store, Chosen(promised=True)) == ["m1", "m0", "m3", "m2"]
    assert slugs(store, Chosen(promised=False)) == ["m4"]
    assert slugs(store, Chosen(limit=2, offset=1)) == ["m0", "m3"]


def test_a_row_says_what_is_known_of_a_model(store: Engine) -> None:
    with reading(store) as conn:
        found, total = payoffs.listed(conn, NOW, OCTOBER, Chosen())
    told = {each.slug: each for each in found}
    assert total == 5
    assert (told["m0"].value, told["m0"].agreed, told["m0"].kpi) == (120.0, 100.0, None)
    assert (told["m2"].promised, told["m2"].value, told["m2"].agreed) == (True, None, 8.0)
    assert (told["m3"].currency, told["m3"].unit) == ("EUR", "Retail")
    assert (told["m4"].promised, told["m4"].kpi, told["m4"].excused) == (False, {"value": 41.0}, {})


def test_rows_of_a_model_without_a_summary_are_still_there(store: Engine) -> None:
    with writing(store) as conn:
        summaries.drop(conn, ["m4"])
    with reading(store) as conn:
        (found,), _ = payoffs.listed(conn, NOW, OCTOBER, Chosen(promised=False))
    assert replace(found, kpi=None, excused=None) == found
