"""The judgement against simulated models: rarely red where nothing is wrong, quick where it is."""

import numpy as np

from app.health.verdict import Status
from benchmarks.false_alarms import ALARMS, BREAK_AT, SEED, Task, until, watched
from benchmarks.fleet import Break, drawn


def test_models_where_nothing_is_wrong_are_hardly_ever_red() -> None:
    years = [watched(Task(number, SEED)) for number in range(50)]
    red = sum(any(status is Status.BELOW for _, status, _ in year) for year in years)
    assert red <= 1


def test_a_break_of_practical_size_is_told_within_three_results() -> None:
    broken = Break(BREAK_AT, 0.05)
    years = [watched(Task(1_000 + number, SEED, broken)) for number in range(20)]
    told = np.array([until(year, ALARMS) for year in years])
    assert np.mean(told <= 3) >= 0.9


def test_a_break_changes_nothing_before_it_happens() -> None:
    whole, broken = drawn(3, SEED), drawn(3, SEED, Break(BREAK_AT, 0.1))
    before = whole.measured[0].overall.values[:26], broken.measured[0].overall.values[:26]
    assert np.array_equal(*before)
    after = whole.measured[0].overall.values[-20:], broken.measured[0].overall.values[-20:]
    assert after[0].mean() - after[1].mean() > 0.1
