"""Where values and times lie, and which of them are told."""

from datetime import datetime
from math import isfinite

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.language.axes import month_ticks, time_ticks, value_ticks
from app.language.sentence import Speech
from app.ui.scales import across, upright

SPEECH = Speech(now=datetime.fromisoformat("2026-11-27T00:00:00+00:00"))


@pytest.mark.parametrize(
    ("values", "ends", "told"),
    [
        ([63, 79.8], (62, 82), ["65", "70", "75", "80"]),
        (
            [0.012, 0.018],
            (0.0115, 0.0185),
            ["0.012", "0.013", "0.014", "0.015", "0.016", "0.017", "0.018"],
        ),
        ([39_600, 58_900], (38_000, 60_000), ["40,000", "45,000", "50,000", "55,000", "60,000"]),
        ([-3, 4], (-4, 5), ["-4", "-2", "0", "2", "4"]),
    ],
)
def test_values_end_and_are_told_at_round_ones(
    values: list[float], ends: tuple[float, float], told: list[str]
) -> None:
    scale = upright(values, 280, padding=12, nice=True)
    assert (scale.low, scale.high) == ends
    assert value_ticks(scale.ticks(5), SPEECH) == told


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2025-12-08T00:00:00", "2026-04-30T00:00:00", ["Jan 2026", "Feb", "Mar", "Apr"]),
        ("2019-03-01T00:00:00", "2026-03-01T00:00:00", ["2020", "2021", "2022", "2023"]),
        ("2026-03-01T10:30:00", "2026-03-02T10:30:00", ["12:00", "15:00", "18:00", "21:00"]),
        ("2026-03-01T00:00:00", "2026-03-09T00:00:00", ["Mar 2026", "2 Mar", "3 Mar", "4 Mar"]),
        ("2026-02-25T00:00:00", "2026-04-20T00:00:00", ["2 Mar", "9 Mar", "16 Mar", "23 Mar"]),
        ("1950-03-01T00:00:00", "2026-03-01T00:00:00", ["1960", "1970", "1980", "1990"]),
    ],
)
def test_times_are_told_where_something_begins(first: str, last: str, told: list[str]) -> None:
    found = time_ticks(across([last, first]).ticks(8), SPEECH)
    assert [" ".join(each) for each in found][:4] == told


def test_a_share_of_the_width_is_a_share_of_the_time() -> None:
    scale = across(["2026-01-01T00:00:00", "2026-01-11T00:00:00"])
    assert scale.at("2026-01-04T12:00:00") == pytest.approx(0.35)


@given(
    values=st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=4),
    nice=st.booleans(),
    padding=st.sampled_from([0, 12]),
)
@example(values=[1.7e308], nice=True, padding=0)
@example(values=[-1.7e308, 1.7e308], nice=True, padding=12)
@example(values=[0.0, 5e-324], nice=True, padding=12)
@example(values=[1.0, 1.0000000000000002], nice=True, padding=0)
def test_every_number_there_is_lies_within_the_drawing(
    values: list[float], nice: bool, padding: int
) -> None:
    scale = upright(values, 280, padding=padding, nice=nice)
    assert isfinite(scale.low)
    assert isfinite(scale.high)
    assert scale.low < scale.high
    assert all(0 <= scale.at(each) <= 280 for each in values)
    ticks = scale.ticks(5)
    assert ticks == sorted(ticks)
    assert 1 <= len(ticks) <= 12
    assert len(value_ticks(ticks, SPEECH)) == len(ticks)


def test_a_month_that_comes_again_tells_its_year() -> None:
    months = [
        datetime.fromisoformat(f"{2024 + at // 12}-{at % 12 + 1:02}-01") for at in range(5, 32)
    ]
    told = month_ticks(months, SPEECH)
    assert len(set(told)) == len(months)
    assert told[:3] == [("Jun", "2024"), ("Jul",), ("Aug",)]
    assert told[12:15] == [("Jun",), ("Jul", "2025"), ("Aug", "2025")]
