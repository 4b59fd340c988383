"""Charts point by point: against the reference's own cases, and against the rules read aloud.

Cases marked with its name are those of the R package NHSRplotthedots (NHS-R Community, MIT), in
tests/testthat: test-ptd_spc_standard.R, test-ptd_calculate_point_type.R and their snapshots.
"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.health.xmr import Limits, Marks, limits_of, marks_of

# The first twenty numbers of R's rnorm() after set.seed(123).
DRAWN = np.array(
    [
        *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774),
        *(1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197),
        *(1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113),
        *(1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141),
    ]
)
OPEN = Limits(0.0, -100.0, 100.0, -90.0, 90.0)
"""A range so wide that only runs are marked."""


def marked(values: list[float], limits: Limits | None = None) -> Marks:
    numbers = np.array(values, dtype=float)
    return marks_of(numbers, limits or limits_of(numbers))


def bits(flags: np.typing.NDArray[np.bool_]) -> list[int]:
    return [int(each) for each in flags]


def test_limits_are_those_of_the_reference() -> None:
    """NHSRplotthedots, snapshot ptd_spc_standard.md, r1; no point is special there."""
    limits = limits_of(DRAWN)
    assert limits.mean == pytest.approx(0.1416238, abs=5e-8)
    assert limits.lower == pytest.approx(-3.01138, abs=5e-7)
    assert limits.upper == pytest.approx(3.294627, abs=5e-7)
    assert not marks_of(DRAWN, limits).direction.any()


def test_an_outlier_in_the_baseline_is_screened_as_in_the_reference() -> None:
    """NHSRplotthedots, snapshot ptd_spc_standard.md, r2 (screened) and r3 (not screened)."""
    values = DRAWN.copy()
    values[14] = 10
    screened, all_of_them = limits_of(values), limits_of(values, screened=False)
    assert screened.mean == all_of_them.mean == pytest.approx(0.6694159, abs=5e-8)
    assert screened.lower == pytest.approx(-2.383666, abs=5e-7)
    assert screened.upper == pytest.approx(3.722497, abs=5e-7)
    assert all_of_them.lower == pytest.approx(-4.596625, abs=5e-7)
    assert all_of_them.upper == pytest.approx(5.935457, abs=5e-7)
    assert np.flatnonzero(marks_of(values, screened).outside).tolist() == [14]


@pytest.mark.parametrize(
    ("half", "told"),
    [(slice(10), (0.0746, -2.60, 2.75)), (slice(10, None), (0.209, -3.28, 3.70))],
)
def test_each_part_has_limits_of_its_own(half: slice, told: tuple[float, float, float]) -> None:
    """NHSRplotthedots, snapshot ptd_spc.md, the two facets."""
    limits = limits_of(DRAWN[half])
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx(told, abs=0.005)


@pytest.mark.parametrize(
    ("side", "shift"),
    [
        ([], []),
        ([1] * 6, [0] * 6),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 8 + [-1], [1] * 8 + [0]),
        ([-1] * 8 + [1], [1] * 8 + [0]),
        # A tie with the mean ends the run; without it there would be eight.
        ([1] * 4 + [0] + [1] * 4, [0] * 9),
        ([0] * 9, [0] * 9),
    ],
)
def test_seven_on_one_side_of_the_mean(side: list[float], shift: list[int]) -> None:
    """NHSRplotthedots, ptd_seven_point_one_side_mean and ptd_part_of_seven_trend."""
    assert bits(marked(side, OPEN).shift) == shift


@pytest.mark.parametrize(
    ("values", "trend", "direction"),
    [
        ([1, 2, 3, 4, 5, 6], [0] * 6, 0),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7, 0),
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7, 1),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0] + [1] * 7 + [0], 1),
        ([7, 6, 5, 4, 3, 2, 1], [1] * 7, -1),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0] + [1] * 7 + [0], -1),
    ],
)
def test_seven_rising_or_falling(values: list[float], trend: list[int], direction: int) -> None:
    """NHSRplotthedots, ptd_seven_point_trend; a tie with a neighbour ends the trend."""
    marks = marked(values, OPEN)
    assert bits(marks.trend) == trend
    assert set(marks.direction[marks.trend].tolist()) == ({direction} if direction else set())


@pytest.mark.parametrize(
    ("close", "side", "part"),
    [
        ([1, 0, 1], [1, 1, 1], [1, 0, 1]),
        ([0, 1, 1], [1, 1, 1], [0, 1, 1]),
        ([1, 1, 0], [1, 1, 1], [1, 1, 0]),
        ([0, 0, 1, 0, 1, 0, 0], [1] * 7, [0, 0, 1, 0, 1, 0, 0]),
        ([0, 0, 1, 1, 0, 0, 0], [1] * 7, [0, 0, 1, 1, 0, 0, 0]),
        ([1, 0, 0, 1], [1] * 4, [0] * 4),
        ([1, 0, 0, 1, 1], [1] * 5, [0, 0, 0, 1, 1]),
        # The third point must lie on the same side too.
        ([1, 0, 1], [1, -1, 1], [0, 0, 0]),
        ([0, 1, 1], [1, -1, 1], [0, 0, 0]),
        ([0, 0, 1, 1, 0, 0, 0], [-1, 1, -1, 1, -1, 1, -1], [0] * 7),
        ([1, 1], [1, 1], [0, 0]),
    ],
)
def test_two_of_three_in_the_outer_third(
    close: list[int], side: list[int], part: list[int]
) -> None:
    """NHSRplotthedots, ptd_two_in_three and ptd_part_of_two_in_three."""
    values = [each * (2.5 if near else 1.0) for near, each in zip(close, side, strict=True)]
    assert bits(marked(values, Limits(0.0, -3.0, 3.0, -2.0, 2.0)).outer_third) == part


def test_two_close_ones_on_both_sides_are_chance() -> None:
    """NHSRplotthedots, test-ptd_spc_standard.R: the last two points are common cause."""
    assert marked([1, -1] * 7 + [5.5, -5.5]).direction[-2:].tolist() == [0, 0]


def test_a_point_outside_does_not_count_towards_two_of_three() -> None:
    marks = marked([3.5, 2.5, 1.0], Limits(0.0, -3.0, 3.0, -2.0, 2.0))
    assert bits(marks.outside) == [1, 0, 0]
    assert not marks.outer_third.any()


def test_a_limit_itself_is_within() -> None:
    marks = marked([3.0, 2.0, 2.0], Limits(0.0, -3.0, 3.0, -2.0, 2.0))
    assert not marks.outside.any()
    # The limit lies in the outer third; where that begins does not.
    assert not marks.outer_third.any()


def test_what_never_moves_is_usual() -> None:
    """Seven tenths has no exact binary form: its mean must still not lie beside it."""
    values = np.full(365, 0.7)
    limits = limits_of(values)
    assert limits == Limits(0.7, 0.7, 0.7, 0.7, 0.7)
    assert not marks_of(values, limits).direction.any()


def test_a_single_value_is_its_own_range() -> None:
    limits = limits_of(np.array([5.0]))
    assert (limits.lower, limits.upper) == (5.0, 5.0)
    assert not marked([5.0]).direction.any()


def test_a_trend_inside_a_shift_is_told_as_a_trend() -> None:
    values = [-1.0, -2.0, -1.5, -7.0, -6.0, -5.0, -4.0, -3.0, -2.5, -2.0, -2.2]
    marks = marked(values, OPEN)
    assert bits(marks.shift) == [1] * 11
    assert bits(marks.trend) == [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0]
    # Low before and after; while it rises it is told as rising, though still below the mean.
    assert marks.direction.tolist() == [-1, -1, -1, 1, 1, 1, 1, 1, 1, 1, -1]


def test_where_two_trends_meet_the_turn_belongs_to_what_comes() -> None:
    up, down = [1.0, 2, 3, 4, 5, 6, 7], [6.0, 5, 4, 3, 2, 1]
    assert marked(up + down, OPEN).direction.tolist() == [1] * 6 + [-1] * 7


def read_aloud(values: list[float], limits: Limits) -> list[tuple[str, int]]:
    """The rules as a person would apply them with a pencil: one point, one window at a time."""
    side = [int(each > limits.mean) - int(each < limits.mean) for each in values]
    steps = [int(b > a) - int(b < a) for a, b in pairwise(values)]
    out = [each > limits.upper or each < limits.lower for each in values]
    near = [
        not far and (each > limits.near_upper or each < limits.near_lower)
        for each, far in zip(values, out, strict=True)
    ]
    found: list[tuple[str, int]] = []
    rising, pairs, runs = set[int](), set[int](), set[int]()
    for first in range(len(values) - 6):
        if abs(sum(steps[first : first + 6])) == 6:
            rising |= set(range(first, first + 7))
        if abs(sum(side[first : first + 7])) == 7:
            runs |= set(range(first, first + 7))
    for first in range(len(values) - 2):
        if abs(sum(side[first : first + 3])) == 3 and sum(near[first : first + 3]) >= 2:
            pairs |= {at for at in range(first, first + 3) if near[at]}
    for at in range(len(values)):
        if out[at]:
            found.append(("outside", side[at]))
        elif at in rising:
            step = steps[at] if at + 1 in rising else steps[at - 1]
            found.append(("trend", 1 if step == 1 else -1))
        elif at in pairs or at in runs:
            found.append(("outer third" if at in pairs else "shift", side[at]))
        else:
            found.append(("", 0))
    return found


def told(marks: Marks) -> list[tuple[str, int]]:
    causes = {
        "outside": marks.outside,
        "trend": marks.trend,
        "outer third": marks.outer_third,
        "shift": marks.shift,
    }
    return [
        (next((name for name, flags in causes.items() if flags[at]), ""), int(direction))
        for at, direction in enumerate(marks.direction)
    ]


steps_of_a_series = st.lists(
    st.one_of(st.integers(-3, 3).map(float), st.floats(-5, 5)), min_size=1, max_size=40
)


@given(steps_of_a_series, st.booleans())
@settings(max_examples=400, deadline=None)
def test_every_point_is_marked_as_the_rules_read_aloud(drawn: list[float], summed: bool) -> None:
    values = np.cumsum(drawn) if summed else np.array(drawn)
    limits = limits_of(values)
    assert told(marks_of(values, limits)) == read_aloud(values.tolist(), limits)
