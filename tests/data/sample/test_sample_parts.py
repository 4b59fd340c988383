"""Chance, stories and calendar: the small pure parts the pretend company is made of."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sample.calendar_days import PERIODS, at
from data.sample.chance import chance
from data.sample.change_outline import Change, Every, How
from data.sample.stories import Axis, told

DAYS = st.dates(date(1999, 1, 1), date(2099, 12, 31))


@given(first=st.integers(0, 900_000), before=st.integers(0, 40), length=st.integers(1, 40))
def test_the_chance_of_a_period_does_not_depend_on_the_others(
    first: int, before: int, length: int
) -> None:
    series = ("1", "model", "measure", "")
    alone = chance(series, first + before, length)
    among = chance(series, first, before + length)
    assert alone.value.tobytes() == among.value[before:].tobytes()
    assert alone.cases.tobytes() == among.cases[before:].tobytes()


def test_two_series_share_no_chance() -> None:
    one = chance(("1", "a", "b", ""), 0, 1000).value
    other = chance(("1", "a", "", "b"), 0, 1000).value
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.1


def test_chance_is_standard_normal() -> None:
    drawn = chance(("1", "model", "measure", ""), 0, 100_000)
    for numbers in (drawn.value, drawn.cases):
        assert numbers.mean() == pytest.approx(0, abs=0.02)
        assert numbers.std() == pytest.approx(1, abs=0.02)
    assert abs(np.corrcoef(drawn.value, drawn.cases)[0, 1]) < 0.02


def told_on(how: How, by: float, on: int, until: int, days: list[int]) -> list[float]:
    axis = Axis(np.array(days), np.array(days) % 365 + 1, np.array(days) % 7)
    added = told([Change(how, by, on, until)], axis)
    return [round(float(each), 6) for each in added]


def test_stories_say_what_they_are() -> None:
    assert told_on("step", -0.1, -84, 0, [-85, -84, 50]) == [0, -0.1, -0.1]
    assert told_on("slope", 4, -20, 0, [-21, -20, -10, 0, 9]) == [0, 0, 2, 4, 4]
    assert told_on("dip", 5, -14, -7, [-15, -14, -8, -7]) == [0, 5, 5, 0]
    # A third in full, then evenly back.
    assert told_on("shock", 6, -90, 0, [-91, -90, -60, -30, 0, 9]) == [0, 6, 6, 3, 0, 0]
    assert told_on("season", 2, 10, 0, [9, 191]) == [2, pytest.approx(-2, abs=0.001)]


def test_stories_add_up() -> None:
    axis = Axis(np.array([0]), np.array([1]), np.array([0]))
    assert told([Change("step", 1, -5), Change("step", 2, -3)], axis).tolist() == [3.0]
    assert told([], axis).tolist() == [0.0]


@given(day=DAYS)
@pytest.mark.parametrize("every", list(PERIODS))
def test_every_day_lies_in_the_period_of_its_number(every: Every, day: date) -> None:
    period = PERIODS[every]
    number = period.number_of(day)
    assert period.first_day(number) <= day < period.first_day(number + 1)


def test_weeks_begin_on_monday_and_quarters_in_january() -> None:
    assert PERIODS["P7D"].first_day(PERIODS["P7D"].number_of(date(2026, 11, 25))).weekday() == 0
    quarter = PERIODS["P3M"]
    assert quarter.first_day(quarter.number_of(date(2026, 11, 25))) == date(2026, 10, 1)


def test_a_company_day_begins_at_its_own_midnight() -> None:
    london = ZoneInfo("Europe/London")
    assert at(date(2026, 7, 1), london) == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert at(date(2026, 12, 1), london) == datetime(2026, 12, 1, tzinfo=UTC)
    spring = at(date(2026, 3, 30), london) - at(date(2026, 3, 29), london)
    assert spring.total_seconds() == 23 * 3600
