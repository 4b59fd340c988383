"""The periods a source is asked about are whole ones of the company's calendar."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.connections import CalendarPeriod
from data.sources.prometheus.spans import SETTLING, Span, to_ask

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
DAY, WEEK, MONTH = CalendarPeriod
ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe")


def first_days(length: CalendarPeriod, known: datetime | None, days_back: int = 30) -> list[str]:
    return [each.first.isoformat() for each in to_ask(length, NEW_YORK, NOW, known, days_back)]


def test_a_day_lasts_from_midnight_to_midnight_and_may_have_23_hours() -> None:
    asked = {each.first: each for each in to_ask(DAY, NEW_YORK, NOW, None, 10)}
    assert list(asked) == [date(2026, 3, day) for day in range(5, 15)]
    changed = asked[date(2026, 3, 8)]
    assert (changed.start, changed.end) == (
        datetime(2026, 3, 8, 5, tzinfo=UTC),
        datetime(2026, 3, 9, 4, tzinfo=UTC),
    )
    assert [asked[date(2026, 3, day)].window for day in (7, 8, 9)] == ["86400s", "82800s", "86400s"]


def test_a_day_may_have_25_hours() -> None:
    (day,) = to_ask(DAY, NEW_YORK, datetime(2026, 11, 2, 12, tzinfo=UTC), None, 1)
    assert (str(day), day.window) == ("2026-11-01", "90000s")


@pytest.mark.parametrize(
    ("length", "days_back", "expected"),
    [
        (WEEK, 14, ["2026-02-23 to 2026-03-01", "2026-03-02 to 2026-03-08"]),
        (MONTH, 45, ["2026-01-01 to 2026-01-31", "2026-02-01 to 2026-02-28"]),
        (WEEK, 1, ["2026-03-02 to 2026-03-08"]),
        (MONTH, 1, ["2026-02-01 to 2026-02-28"]),
    ],
)
def test_weeks_begin_on_mondays_and_months_on_the_first(
    length: CalendarPeriod, days_back: int, expected: list[str]
) -> None:
    assert [str(each) for each in to_ask(length, NEW_YORK, NOW, None, days_back)] == expected


def test_a_period_that_has_hardly_ended_is_left_for_the_next_time() -> None:
    midnight = datetime(2026, 3, 15, 4, tzinfo=UTC)
    for later, last in ((SETTLING - timedelta(seconds=1), 13), (SETTLING, 14)):
        assert to_ask(DAY, NEW_YORK, midnight + later, None, 5)[-1].first.day == last


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (datetime(2026, 3, 15, 4, tzinfo=UTC), ["2026-03-12", "2026-03-13", "2026-03-14"]),
        (datetime(2026, 3, 14, 4, tzinfo=UTC), ["2026-03-12", "2026-03-13", "2026-03-14"]),
        (datetime(2026, 3, 11, 4, tzinfo=UTC), [f"2026-03-{day}" for day in range(11, 15)]),
        (datetime(2025, 1, 1, tzinfo=UTC), [f"2026-03-{day:02}" for day in range(5, 15)]),
        (datetime(2027, 1, 1, tzinfo=UTC), ["2026-03-12", "2026-03-13", "2026-03-14"]),
    ],
)
def test_reading_goes_on_from_what_is_known_and_looks_at_the_last_days_again(
    known: datetime, expected: list[str]
) -> None:
    assert first_days(DAY, known, 10) == expected


def test_a_month_long_over_is_not_counted_again() -> None:
    assert first_days(MONTH, datetime(2026, 3, 1, 5, tzinfo=UTC)) == []


@given(
    length=st.sampled_from(CalendarPeriod),
    zone=st.sampled_from(ZONES),
    now=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    days_back=st.integers(1, 400),
)
def test_periods_follow_each_other_without_a_gap_and_are_over(
    length: CalendarPeriod, zone: str, now: datetime, days_back: int
) -> None:
    asked = to_ask(length, ZoneInfo(zone), now, None, days_back)
    assert asked
    assert all(earlier.end == later.start for earlier, later in pairwise(asked))
    assert asked[-1].end <= now - SETTLING < _after(asked[-1], length)
    assert all(each.start.astimezone(ZoneInfo(zone)).date() == each.first for each in asked)
    assert all(each.window == f"{(each.end - each.start).total_seconds():.0f}s" for each in asked)


def _after(span: Span, length: CalendarPeriod) -> datetime:
    """A moment by which the following period must be over."""
    return span.end + timedelta(days={DAY: 1, WEEK: 7, MONTH: 31}[length], hours=1)
