"""Worth of a month: which months, which results count, and what is never guessed."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from app.health.worth import MONTHS, Worth, last_month, worths_of
from data.facts import Agreement, Better, Case, Measured, Question, Unit
from tests.app.health.case_making import agreement, case, measure, series

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 1, tzinfo=UTC)


def earns(
    values: list[float],
    *,
    start: datetime = OCTOBER,
    days: int = 1,
    key: str = "earnings",
    signed: Agreement | None = None,
    **changes: object,
) -> Measured:
    told = {
        "key": key,
        "kind": "worth",
        "question": Question.VALUE,
        "unit": Unit.MONEY,
        "better": Better.HIGHER,
    }
    found = series(values, start=start, days=days)
    return Measured(measure(**(told | changes)), found, agreement=signed or agreement(10.0))


def october(*measures: Measured) -> Case:
    return case(*measures)


def worth_of(case: Case, at: datetime) -> Worth | None:
    """The last complete month."""
    return next(iter(worths_of(case, at)[-1:]), None)


def test_the_last_complete_month_is_the_companys() -> None:
    late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    assert last_month(late, "UTC")[0].month == 9
    assert last_month(late, "Europe/Warsaw")[0].month == 10
    assert last_month(datetime(2026, 1, 3, tzinfo=UTC), "UTC")[0] == datetime(
        2025, 12, 1, tzinfo=UTC
    )


def test_daily_results_add_up_over_the_month() -> None:
    # From September on, so that what lies outside the month shows if it is counted.
    found = worth_of(october(earns([12.0] * 80, start=datetime(2026, 9, 1, tzinfo=UTC))), AT)
    assert found is not None
    assert (found.month, found.value, found.agreed) == (OCTOBER.date(), 31 * 12.0, 31 * 10.0)


def test_weekly_results_count_in_the_month_they_end_in() -> None:
    found = worth_of(
        october(earns([100.0] * 12, start=datetime(2026, 9, 7, tzinfo=UTC), days=7)), AT
    )
    assert found is not None
    assert (found.value, found.agreed) == (400.0, 40.0)


@pytest.mark.parametrize("month", range(1, 13))
def test_one_result_a_month_is_one_in_every_month(month: int) -> None:
    at = datetime(2026 + month // 12, month % 12 + 1, 15, tzinfo=UTC)
    starts = [datetime(2025 + number // 12, number % 12 + 1, 1, tzinfo=UTC) for number in range(25)]
    one = earns([0.0])
    overall = series([5.0] * 24)
    edges = np.array([each.replace(tzinfo=None) for each in starts], dtype="datetime64[s]")
    monthly = type(overall)("", edges[:-1], edges[1:], edges[1:], overall.values, overall.counts)
    found = worth_of(october(Measured(one.measure, monthly, agreement=one.agreement)), at)
    assert found is not None
    assert (found.value, found.agreed) == (5.0, 10.0)


def test_a_month_with_results_missing_is_not_added_up() -> None:
    found = worth_of(october(earns([12.0] * 20)), AT)
    assert found is not None
    assert found.value is None


def test_a_quarter_is_not_split_into_months() -> None:
    quarter = earns([900.0] * 3, start=datetime(2026, 1, 29, tzinfo=UTC), days=92)
    found = worth_of(october(quarter), AT)
    assert found is not None
    assert found.value is None


def test_two_measures_of_one_model_add_up_and_one_gap_spoils_the_sum() -> None:
    both = october(earns([1.0] * 40), earns([2.0] * 40, key="savings"))
    found = worth_of(both, AT)
    assert found is not None
    assert (found.value, found.agreed) == (93.0, 620.0)
    gap = worth_of(october(earns([1.0] * 40), earns([2.0] * 9, key="savings")), AT)
    assert gap is not None
    assert gap.value is None


def test_currencies_are_never_mixed() -> None:
    mixed = october(earns([1.0] * 40, currency="EUR"), earns([2.0] * 40, key="b", currency="USD"))
    found = worth_of(mixed, AT)
    assert found is not None
    assert (found.currency, found.value) == ("EUR", 31.0)


@pytest.mark.parametrize(
    "other",
    [
        {"unit": Unit.HOURS},
        {"question": Question.PERFORMANCE},
        {"better": Better.LOWER},
        {"kind": "mean_absolute_error"},
    ],
)
def test_only_money_that_comes_in_is_worth(other: dict[str, object]) -> None:
    assert worth_of(october(earns([1.0] * 40, **other)), AT) is None  # type: ignore[arg-type]  # one field each


def test_what_nobody_agreed_is_not_counted() -> None:
    free = earns([1.0] * 40)
    assert worth_of(october(Measured(free.measure, free.overall)), AT) is None


def test_days_cut_at_another_midnight_stay_in_their_month() -> None:
    for hours in (-5, 0, 2):
        start = datetime(2026, 9, 20, 24 + hours if hours < 0 else hours, tzinfo=UTC)
        found = worth_of(october(earns([1.0] * 60, start=start)), AT)
        assert found is not None
        assert found.value == 31.0


def told(case: Case, at: datetime = AT) -> list[tuple[int, float | None, float]]:
    return [(each.month.month, each.value, each.agreed) for each in worths_of(case, at)]


def test_months_are_told_from_the_first_result_on_and_a_gap_is_no_nought() -> None:
    # From 15 July on, and nothing came in September.
    summer = earns([1.0] * 48, start=datetime(2026, 7, 15, tzinfo=UTC)).overall
    autumn = earns([0.0] * 40).overall
    both = [
        np.concatenate([getattr(summer, name), getattr(autumn, name)])
        for name in ("starts", "ends", "received", "values", "counts")
    ]
    one = earns([1.0])
    whole = Measured(one.measure, type(summer)("", *both), agreement=one.agreement)
    assert told(case(whole)) == [
        (7, None, 310.0),
        (8, 31.0, 310.0),
        (9, None, 300.0),
        (10, 0.0, 310.0),
    ]


def test_a_year_and_one_month_is_as_far_back_as_it_goes() -> None:
    found = worths_of(case(earns([1.0] * 900, start=datetime(2024, 7, 1, tzinfo=UTC))), AT)
    assert len(found) == MONTHS
    assert (found[0].month, found[-1].month) == (date(2025, 10, 1), date(2026, 10, 1))


def test_what_was_promised_and_never_came_is_one_missing_month() -> None:
    assert told(case(earns([]))) == [(10, None, 10.0)]


def test_each_month_stands_against_what_was_agreed_then() -> None:
    free = earns([5.0] * 150, start=datetime(2026, 6, 1, tzinfo=UTC))
    signed = [
        agreement(minimum, agreed_on=date(2026, month, day))
        for minimum, month, day in ((4.0, 7, 1), (6.0, 8, 1), (2.0, 9, 16))
    ]
    loosened = Measured(free.measure, free.overall, agreement=signed[-1], earlier=(*signed[:-1],))
    # In June nothing was agreed yet: that month stands against what was agreed first.
    assert [agreed for _, _, agreed in told(case(loosened))] == [
        30 * 4.0,
        31 * 4.0,
        31 * 6.0,
        15 * 6.0 + 15 * 2.0,
        31 * 2.0,
    ]


def test_a_retired_model_is_told_of_while_it_was_in_use() -> None:
    one = earns([1.0] * 120, start=datetime(2026, 7, 1, tzinfo=UTC))
    assert [month for month, *_ in told(case(one, retired_on=date(2026, 9, 20)))] == [7, 8]
    assert [month for month, *_ in told(case(one, retired_on=date(2026, 10, 1)))] == [7, 8, 9]


def test_a_model_that_lost_its_agreement_is_worth_nothing_that_anybody_agreed() -> None:
    one = earns([1.0] * 120, start=datetime(2026, 7, 1, tzinfo=UTC))
    assert one.agreement is not None
    assert told(case(Measured(one.measure, one.overall, earlier=(one.agreement,)))) == []
