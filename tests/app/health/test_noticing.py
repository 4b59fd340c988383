"""How fast we notice, month by month: medians of what there is, and nothing said of a few."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.health.noticing import FEW, MONTHS, Span, by_month, first_month, usual_days

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ZONE = "Europe/London"
DAY = timedelta(days=1)


def span(began: datetime, days: int, fixed: datetime | None = None) -> Span:
    return Span(began, began + days * DAY, fixed)


def spans(*days: int) -> list[Span]:
    return [span(NOW - 40 * DAY, each) for each in days]


def test_of_a_few_no_habit_is_told() -> None:
    assert usual_days(spans(*[3] * (FEW - 1)), ZONE) is None
    assert usual_days(spans(*[3] * FEW), ZONE) == 3


@pytest.mark.parametrize(
    ("days", "usual"), [((1, 2, 9, 30, 40), 9), ((1, 2, 9, 30, 40, 50), 30), ((0,) * 5, 0)]
)
def test_within_the_usual_time_at_least_half_were_noticed(
    days: tuple[int, ...], usual: int
) -> None:
    assert usual_days(spans(*days), ZONE) == usual
    assert 2 * sum(each <= usual for each in days) >= len(days)


def test_days_are_those_of_the_company() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert usual_days([Span(late, late + timedelta(hours=1), None)] * FEW, ZONE) == 0
    assert usual_days([Span(late, late + timedelta(hours=1), None)] * FEW, "UTC") == 1


def test_twelve_months_the_present_one_last() -> None:
    months = by_month([], NOW, ZONE)
    assert len(months) == MONTHS
    assert (months[0].start, months[-1].start) == (date(2025, 12, 1), date(2026, 11, 1))
    assert first_month(NOW, ZONE) == datetime(2025, 12, 1, tzinfo=UTC)
    assert all((each.began, each.days, each.open_at_end) == (0, None, 0) for each in months)


def test_a_month_counts_what_began_in_it_and_what_was_open_at_its_end() -> None:
    march, may = datetime(2026, 3, 10, tzinfo=UTC), datetime(2026, 5, 2, tzinfo=UTC)
    found = [span(march, 4, may), span(march, 20, march + 8 * DAY), span(may, 2)]
    by_name = {each.start.month: each for each in by_month(found, NOW, ZONE)}
    assert (by_name[3].began, by_name[3].days, by_name[3].open_at_end) == (2, 20, 1)
    assert (by_name[4].began, by_name[4].days, by_name[4].open_at_end) == (0, None, 1)
    assert (by_name[5].began, by_name[5].open_at_end) == (1, 1)
    assert by_name[11].open_at_end == 1


def test_months_are_those_of_the_company() -> None:
    eve = datetime(2026, 4, 30, 23, 30, tzinfo=UTC)
    by_name = {each.start.month: each for each in by_month([span(eve, 1)], NOW, ZONE)}
    assert (by_name[4].began, by_name[5].began) == (0, 1)


def test_what_was_fixed_by_now_is_not_open_now() -> None:
    over = span(NOW - 9 * DAY, 1, NOW - DAY)
    assert by_month([over], NOW, ZONE)[-1].open_at_end == 0
