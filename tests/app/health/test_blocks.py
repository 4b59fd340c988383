"""Periods are joined until they hold enough cases."""

from dataclasses import replace

import numpy as np
import pytest

from app.health.blocks import blocks_of
from data.facts import Unit
from tests.app.health.case_making import agreement, measured, series


def joined(counts: list[float], values: list[float] | None = None, needed: int | None = None):  # type: ignore[no-untyped-def]
    values = values or [0.8] * len(counts)
    one = measured(values, counts, agreement=agreement(minimum_cases=needed))
    return blocks_of(one.overall, one)


def test_large_periods_stand_alone() -> None:
    blocks = joined([100, 100, 100])
    assert len(blocks) == 3
    assert (blocks.open_count, blocks.open_periods) == (0, 0)


def test_small_periods_are_pooled_by_their_cases() -> None:
    blocks = joined([10, 30, 20, 25], [1.0, 0.5, 0.4, 0.6], needed=40)
    assert list(blocks.counts) == [40, 45]
    assert blocks.values == pytest.approx([(10 + 15) / 40, (8 + 15) / 45])


def test_what_is_left_over_is_counted_but_not_judged() -> None:
    blocks = joined([100, 10, 12])
    assert len(blocks) == 1
    assert (blocks.open_count, blocks.open_periods) == (22, 2)


def test_no_more_than_six_periods_are_joined() -> None:
    assert len(joined([4.0] * 30)) == 0
    assert len(joined([5.0] * 30)) == 5


def test_a_period_without_a_count_stands_alone() -> None:
    blocks = joined([10, float("nan"), 40])
    assert list(blocks.ends) == list(series([0.8] * 3).ends[1:])
    assert blocks.low[0] == blocks.high[0] == 0.8


def test_a_measure_that_is_no_share_is_never_pooled() -> None:
    one = measured(
        [5.0, 6.0, 7.0], [10, 50, 10], agreement=agreement(6.5, minimum_cases=20), unit=Unit.DAYS
    )
    blocks = blocks_of(one.overall, one)
    assert list(blocks.values) == [6.0]
    assert (blocks.open_count, blocks.open_periods) == (10, 1)
    assert np.array_equal(blocks.low, blocks.high)


def test_the_end_of_one_season_is_not_joined_to_the_next() -> None:
    one = measured([0.9, 0.5, 0.5], [20, 20, 20])
    starts = one.overall.starts + np.array([0, 300, 307]) * np.timedelta64(1, "D")
    season = replace(one.overall, starts=starts, ends=starts + np.timedelta64(7, "D"))
    blocks = blocks_of(season, one)
    assert list(blocks.counts) == [40]
    assert list(blocks.values) == [0.5]
