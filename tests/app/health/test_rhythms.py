"""When silence means something."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from app.health.rhythms import later, learned, pace_of
from data.facts import FieldName, Measured, Rhythm, Series
from tests.app.health.case_making import MONDAY, REF, agreement, case, measure, measured, series


@pytest.mark.parametrize(
    ("days", "periods", "every"),
    [
        (1, 10, "P1D"),
        (7, 10, "P1W"),
        (30, 9, "P1M"),
        (91, 8, "P3M"),
        (365, 1, "P1Y"),
        (3, 2, "P3D"),
    ],
)
def test_rhythm_is_learned_from_the_readings(days: int, periods: int, every: str) -> None:
    assert learned(series([0.8] * periods, days=days)) == every


def test_an_hourly_rhythm_is_learned() -> None:
    ends = np.datetime64("2026-01-01T00:00:00") + np.arange(12) * np.timedelta64(1, "h")
    hourly = Series("", ends - np.timedelta64(1, "h"), ends, ends, np.ones(12), np.ones(12))
    assert learned(hourly) == "PT1H"


def test_a_stated_rhythm_goes_before_a_learned_one() -> None:
    one = measured([0.8] * 10)
    stated = case(one, facts={FieldName.CADENCE: "P1M"})
    pace = pace_of(stated, one)
    assert pace is not None
    assert (pace.every, pace.assumed) == ("P1M", False)


def test_a_rhythm_of_the_measure_goes_before_that_of_the_model() -> None:
    own = Rhythm(REF, "P1D", "PT2H", "recall")
    one = Measured(measure(), series([0.8] * 10), rhythm=own)
    pace = pace_of(case(one, rhythm=Rhythm(REF, "P1M")), one)
    assert pace is not None
    assert pace.silent_from == pace.last + timedelta(days=1, hours=2)


def test_half_a_rhythm_of_grace_unless_agreed() -> None:
    one = measured([0.8] * 10)
    pace = pace_of(case(one, rhythm=Rhythm(REF, "P1W")), one)
    assert pace is not None
    assert pace.silent_from == pace.last + timedelta(days=7 + 3.5)


def test_grace_of_a_yearly_figure_is_capped() -> None:
    one = measured([0.8], days=365)
    pace = pace_of(case(one, rhythm=Rhythm(REF, "P1Y")), one)
    assert pace is not None
    assert pace.silent_from - pace.expected_by == timedelta(days=31)


def test_evidence_is_late_only_after_outcomes_are_known() -> None:
    slow = agreement(outcomes_after="P6M")
    one = measured([0.8] * 10, agreement=slow)
    pace = pace_of(case(one, rhythm=Rhythm(REF, "P1W")), one)
    assert pace is not None
    assert pace.expected_by == later(pace.last + timedelta(days=7), "P6M")


def test_weekends_without_readings_are_not_silence() -> None:
    """Working days only, learned: on Monday morning Friday's figure is the newest there can be."""
    days = [day for day in range(54) if (MONDAY + timedelta(days=day)).weekday() < 5]
    starts = np.datetime64(MONDAY.replace(tzinfo=None), "s") + np.array(days) * np.timedelta64(
        1, "D"
    )
    ends = starts + np.timedelta64(1, "D")
    values, counts = np.full(len(days), 0.8), np.full(len(days), 99.0)
    one = Measured(measure(), Series("", starts, ends, ends, values, counts))
    pace = pace_of(case(one), one)
    assert pace is not None
    assert pace.every == "P1D"
    friday_done = datetime(2026, 2, 28, tzinfo=UTC)
    assert pace.last == friday_done
    assert pace.silent_from > friday_done + timedelta(days=2, hours=9)


def test_months_follow_the_calendar() -> None:
    assert later(datetime(2026, 1, 31, tzinfo=UTC), "P1M") == datetime(2026, 2, 28, tzinfo=UTC)


@pytest.mark.parametrize("endless", ["P500Y", "P9999Y", "P999999999D", "P1000000Y"])
def test_no_wait_is_longer_than_ten_years(endless: str) -> None:
    assert later(MONDAY, endless) == MONDAY + timedelta(days=3653)
