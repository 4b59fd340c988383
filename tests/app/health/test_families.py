"""Groups of different size fill their blocks at different moments, and are corrected together."""

import numpy as np
import pytest

from app.health.families import Track, corrected
from tests.app.health.case_making import MONDAY, series


def track(days: int, *p_values: float) -> Track:
    made = series(list(p_values), start=MONDAY, days=days)
    return Track(made.starts, made.ends, made.values)


def test_the_same_moments_are_corrected_as_a_table() -> None:
    one, other = corrected([track(7, 0.01, 0.5), track(7, 0.02, 0.01)])
    assert one == pytest.approx([0.02, 0.5])
    assert other == pytest.approx([0.02, 0.02])


def test_the_newest_of_a_slower_track_counts_with() -> None:
    weekly, slow = corrected([track(7, 0.01, 0.01, 0.01, 0.01), track(21, 0.001)])
    assert weekly == pytest.approx([0.01, 0.01, 0.01, 0.01])
    assert slow == pytest.approx([0.002])


def test_what_is_no_longer_news_does_not_count() -> None:
    long, short = corrected([track(7, *[0.02] * 8), track(7, 0.5)])
    assert long == pytest.approx([0.04] * 4 + [0.02] * 4)
    assert short == pytest.approx([0.5])


def test_what_was_not_tested_stays_so() -> None:
    one, other = corrected([track(7, np.nan), track(7, 0.03)])
    assert np.isnan(one).all()
    assert other == pytest.approx([0.03])


def test_nothing_to_correct() -> None:
    assert corrected([]) == []
