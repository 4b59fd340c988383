"""Wilson's interval against statsmodels, which others have checked."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from app.health.intervals import wilson


@pytest.mark.parametrize(
    ("hits", "count"), [(0, 10), (10, 10), (7, 10), (61, 100), (1, 2), (412, 9871), (0, 1)]
)
def test_agrees_with_statsmodels(hits: int, count: int) -> None:
    low, high = wilson(np.array([hits / count]), np.array([float(count)]))
    expected = proportion_confint(hits, count, alpha=0.05, method="wilson")
    assert (low[0], high[0]) == pytest.approx(expected, abs=1e-12)


def test_without_a_count_nothing_is_known() -> None:
    low, high = wilson(np.array([0.5, 0.5]), np.array([np.nan, 0.0]))
    assert np.isnan(low).all()
    assert np.isnan(high).all()


@pytest.mark.parametrize("count", [1.0, 30.0, 50.0, 9871.0])
def test_none_and_all_end_exactly_at_the_end(count: float) -> None:
    low, high = wilson(np.array([0.0, 1.0]), np.array([count, count]))
    assert (low[0], high[1]) == (0.0, 1.0)
