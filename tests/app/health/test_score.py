"""Tests and intervals of shares against statsmodels, which others have checked."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportions_ztest,
    test_proportions_2indep,
)

from app.health.intervals import wilson
from app.health.score import CLEAR, gap_beyond, holm, newcombe, share_beyond
from data.facts import Better

test_proportions_2indep.__test__ = False

counted = st.integers(1, 20_000)


def array(*values: float) -> np.typing.NDArray[np.float64]:
    return np.array(values, dtype=float)


@st.composite
def share(draw: st.DrawFn) -> tuple[int, int]:
    """Hits and cases."""
    cases = draw(counted)
    return draw(st.integers(0, cases)), cases


@pytest.mark.parametrize("better", Better)
@pytest.mark.parametrize(("hits", "cases", "limit"), [(61, 100, 0.7), (9, 30, 0.2), (0, 40, 0.1)])
def test_one_share_agrees_with_statsmodels(
    hits: int, cases: int, limit: float, better: Better
) -> None:
    side = "smaller" if better is Better.HIGHER else "larger"
    _, expected = proportions_ztest(hits, cases, limit, alternative=side, prop_var=limit)
    found = share_beyond(array(hits / cases), array(cases), limit, better)
    assert found[0] == pytest.approx(expected, abs=1e-12)


@given(share(), st.floats(0.001, 0.999), st.sampled_from(Better))
def test_the_test_says_what_the_interval_says(
    hit: tuple[int, int], limit: float, better: Better
) -> None:
    values, counts = array(hit[0] / hit[1]), array(hit[1])
    low, high = wilson(values, counts)
    end = high[0] if better is Better.HIGHER else low[0]
    assume(abs(end - limit) > 1e-12)
    beyond = end < limit if better is Better.HIGHER else end > limit
    assert bool(share_beyond(values, counts, limit, better)[0] < CLEAR) == beyond


@pytest.mark.parametrize("limit", [0.0, 1.0])
@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("better", Better)
def test_a_limit_at_the_end_is_no_exception(limit: float, value: float, better: Better) -> None:
    low, high = wilson(array(value), array(50))
    beyond = high[0] < limit if better is Better.HIGHER else low[0] > limit
    assert bool(share_beyond(array(value), array(50), limit, better)[0] < CLEAR) == beyond


# Statsmodels divides by nothing where the likeliest shares are 0 or 1, so those are left out.
@given(share(), share(), st.sampled_from([0.0, 0.01, 0.1, 0.25, 0.6, 0.95]))
@settings(deadline=None)  # Statsmodels takes a second to load.
def test_two_shares_agree_with_statsmodels(
    one: tuple[int, int], other: tuple[int, int], margin: float
) -> None:
    assume(0 < one[0] < one[1] and 0 < other[0] < other[1])
    expected = test_proportions_2indep(
        *one, *other, value=margin, method="score", compare="diff", alternative="larger"
    ).pvalue
    assume(np.isfinite(expected))
    found = gap_beyond(
        array(one[0] / one[1]), array(one[1]), array(other[0] / other[1]), array(other[1]), margin
    )
    assert found[0] == pytest.approx(expected, abs=1e-7)


@given(share(), share(), st.floats(0, 3))
def test_two_shares_never_raise_and_a_worse_one_is_never_less_clear(
    one: tuple[int, int], other: tuple[int, int], margin: float
) -> None:
    lower = np.arange(other[0] + 1) / other[1]
    lower = lower[-50:]
    same = np.ones_like(lower)
    found = gap_beyond(one[0] / one[1] * same, one[1] * same, lower, other[1] * same, margin)
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found) >= -1e-7).all()


@given(share(), share())
def test_newcombe_agrees_with_statsmodels(one: tuple[int, int], other: tuple[int, int]) -> None:
    expected = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    low, high = newcombe(
        array(one[0] / one[1]), array(one[1]), array(other[0] / other[1]), array(other[1])
    )
    assert (low[0], high[0]) == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_agrees_with_statsmodels(values: list[float]) -> None:
    _, expected, _, _ = multipletests(values, method="holm")
    assert holm(array(*values)[:, np.newaxis])[:, 0] == pytest.approx(expected)


def test_holm_counts_only_what_was_tested() -> None:
    table = np.column_stack([array(0.01, np.nan, 0.02), array(np.nan, np.nan, np.nan)])
    found = holm(table)
    assert found[:, 0] == pytest.approx(array(0.02, np.nan, 0.02), nan_ok=True)
    assert np.isnan(found[:, 1]).all()


def test_without_cases_nothing_is_known() -> None:
    none = array(np.nan, 0.0)
    half = array(0.5, 0.5)
    assert np.isnan(share_beyond(half, none, 0.7, Better.HIGHER)).all()
    assert np.isnan(gap_beyond(half, none, half, array(10, 10), 0.1)).all()
    assert np.isnan(gap_beyond(half, none, half, array(10, 10), 2.0)).all()


def test_clear_is_the_tail_of_the_interval() -> None:
    assert pytest.approx(stats.norm.sf(1.959963984540054)) == CLEAR
