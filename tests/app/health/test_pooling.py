"""The newest periods of a group taken together."""

import numpy as np
import pytest

from app.health.blocks import blocks_of
from app.health.pooling import pooled, sure
from data.facts import Unit
from tests.app.health.case_making import measured, series


def test_six_periods_up_to_the_end_of_each_block() -> None:
    one = measured([], minimum=0.7)
    made = series([0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 0.0], [100.0] * 5 + [500.0, 1000.0])
    shares, counts = pooled(made, blocks_of(made, one), slow=False)
    assert counts.tolist() == [100, 200, 300, 400, 500, 1000, 1900]
    assert shares == pytest.approx([0.5, 0.55, 0.6, 0.65, 0.7, 0.85, 800 / 1900])


def test_of_a_slow_rhythm_the_newest_alone() -> None:
    one = measured([], minimum=0.7)
    made = series([0.5, 0.6], [100.0, 300.0], days=91)
    shares, counts = pooled(made, blocks_of(made, one), slow=True)
    assert (shares.tolist(), counts.tolist()) == ([0.5, 0.6], [100, 300])


def test_without_counts_or_for_other_units_nothing_is_sure() -> None:
    one = measured([], minimum=0.7)
    made = series([0.5, 0.6])
    shares, counts = pooled(made, blocks_of(made, one), slow=False)
    assert np.isnan([*shares, *counts]).all()
    days = measured([], minimum=0.7, unit=Unit.DAYS)
    counted = series([3.0], [100.0])
    assert np.isnan(sure(blocks_of(counted, days))).all()
