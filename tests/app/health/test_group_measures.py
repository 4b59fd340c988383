"""Measures of a real model by group, against fairlearn, and of everybody, against scikit-learn.

A company counts hits and cases per week and group. What we make of these counts must be what the
libraries of the field make of the predictions themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest
from fairlearn.metrics import MetricFrame, false_positive_rate, selection_rate
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, precision_score, recall_score

from app.health.blocks import blocks_of
from app.health.gaps import gaps_of
from app.health.group_tests import look_at
from app.health.groups import group_results
from data.facts import Better, Measured, Series
from tests.app.health.case_making import after, agreement, case, measure, series

Flags = npt.NDArray[np.bool_]
WEEKS = 4


@dataclass(frozen=True, slots=True)
class Predicted:
    """What was predicted and what happened, case by case, with week and group."""

    predicted: Flags
    happened: Flags
    week: npt.NDArray[np.int64]
    group: npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Counted:
    """How a company counts a measure: which cases count, and which of these are hits."""

    metric: Callable[..., float]
    cases: Callable[[Predicted], Flags]
    hits: Callable[[Predicted], Flags]
    better: Better = Better.HIGHER


MEASURES = {
    "recall": Counted(recall_score, lambda of: of.happened, lambda of: of.predicted),
    "precision": Counted(precision_score, lambda of: of.predicted, lambda of: of.happened),
    "accuracy": Counted(
        accuracy_score,
        lambda of: np.ones_like(of.happened),
        lambda of: of.predicted == of.happened,
    ),
    "selection_rate": Counted(
        selection_rate, lambda of: np.ones_like(of.happened), lambda of: of.predicted
    ),
    "false_positive_rate": Counted(
        false_positive_rate, lambda of: ~of.happened, lambda of: of.predicted, Better.LOWER
    ),
}
EVERY_MEASURE = pytest.mark.parametrize("counted", MEASURES.values(), ids=MEASURES)


@pytest.fixture(scope="module")
def of() -> Predicted:
    """A model taught on half of the cases and used on the other half, for three groups."""
    facts, happened = make_classification(6000, n_informative=6, flip_y=0.15, random_state=7)
    luck = np.random.default_rng(7)
    group = luck.choice(["large", "middle", "small"], size=6000, p=[0.6, 0.38, 0.02])
    facts[group == "middle"] += luck.normal(0, 1.5, (int((group == "middle").sum()), 20))
    model = LogisticRegression().fit(facts[:3000], happened[:3000])
    return Predicted(
        model.predict(facts[3000:]).astype(bool),
        happened[3000:].astype(bool),
        luck.integers(0, WEEKS, 3000),
        group[3000:],
    )


def weekly(of: Predicted, counted: Counted, group: str = "") -> Series:
    """Hits per case and how many cases, week by week."""
    cases = counted.cases(of) & ((of.group == group) | (not group))
    weeks = [cases & (of.week == week) for week in range(WEEKS)]
    hits = [int((counted.hits(of) & week).sum()) for week in weeks]
    counts = [int(week.sum()) for week in weeks]
    values = [hit / count if count else 0.0 for hit, count in zip(hits, counts, strict=True)]
    return series(values, [float(count) for count in counts], group=group)


def reported(of: Predicted, counted: Counted, needed: int) -> Measured:
    minimum = 0.0 if counted.better is Better.HIGHER else 1.0
    return Measured(
        measure(better=counted.better),
        weekly(of, counted),
        tuple(weekly(of, counted, group) for group in ("large", "middle", "small")),
        agreement(minimum, minimum_cases=needed, largest_gap=0.0),
    )


def framed(of: Predicted, counted: Counted, which: Flags) -> MetricFrame:
    return MetricFrame(
        metrics=counted.metric,
        y_true=of.happened[which],
        y_pred=of.predicted[which],
        sensitive_features=of.group[which],
    )


@EVERY_MEASURE
def test_by_group_and_difference_agree_with_fairlearn(of: Predicted, counted: Counted) -> None:
    one = reported(of, counted, needed=1)
    frame = framed(of, counted, of.week == WEEKS - 1)
    found = {each.group: each for each in group_results(case(one), one, after(WEEKS))}
    for group, value in frame.by_group.items():
        assert found[group].value == pytest.approx(value, abs=1e-12)
    values = [each.value or 0.0 for each in found.values()]
    assert max(values) - min(values) == pytest.approx(frame.difference(), abs=1e-12)


@EVERY_MEASURE
def test_small_weeks_joined_are_the_measure_of_all_their_cases(
    of: Predicted, counted: Counted
) -> None:
    cases = weekly(of, counted, "small").counts
    one = reported(of, counted, needed=int(cases.sum()))
    frame = framed(of, counted, np.ones_like(of.happened))
    found = {each.group: each for each in group_results(case(one), one, after(WEEKS))}
    assert found["small"].value == pytest.approx(frame.by_group["small"], abs=1e-12)
    assert found["small"].count == cases.sum()


@EVERY_MEASURE
def test_everybody_together_agrees_with_scikit_learn(of: Predicted, counted: Counted) -> None:
    one = reported(of, counted, needed=1)
    for week, value in enumerate(blocks_of(one.overall, one).values):
        which = of.week == week
        expected = counted.metric(of.happened[which], of.predicted[which])
        assert value == pytest.approx(expected, abs=1e-12)


def test_the_gap_that_is_told_is_the_difference_of_fairlearn(of: Predicted) -> None:
    """The middle group was made harder to predict; the gap to the large one is no chance."""
    counted = MEASURES["accuracy"]
    one = reported(of, counted, needed=100)
    gap = gaps_of(one, look_at(case(one), one))[0]
    assert (gap.group.name, gap.other.name) == ("middle", "large")
    assert gap.newest is not None
    which = (of.week == gap.newest) & (of.group != "small")
    difference = framed(of, counted, which).difference()
    assert gap.difference(gap.newest) == pytest.approx(difference, abs=1e-12)
