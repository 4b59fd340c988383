"""Is it changing, and will it meet what was agreed: two answers, over re-based stretches."""

import time
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.health.behaviour import PERIODS_NEEDED, behaviour_of
from app.health.insight import Behaviour, Changing, Meeting, SpecialCause
from data.facts import Better, LiveSpell, Unit
from tests.app.health.case_making import MONDAY, REF, after, case, measured

STEADY = [0.80, 0.82, 0.79, 0.81, 0.78, 0.82]


def behaves(values: list[float], *spells: LiveSpell, **more: Any) -> Behaviour:
    one = measured(values, **more)
    return behaviour_of(case(one, spells=spells), one)


def live(version: str, week: int, *, known: bool = True) -> LiveSpell:
    return LiveSpell(REF, version, after(week, 0), start_known=known)


def test_below_twelve_periods_it_is_too_early() -> None:
    early = behaves((STEADY * 2)[: PERIODS_NEEDED - 1])
    assert early == Behaviour(Changing.TOO_EARLY, Meeting.TOO_EARLY)
    assert behaves(STEADY * 2).changing is Changing.NO_CLEAR_CHANGE


def test_periods_too_small_to_judge_do_not_count() -> None:
    assert behaves(STEADY * 2, counts=[10.0] * 12).changing is Changing.TOO_EARLY


def test_seven_below_the_mean_are_a_change_for_the_worse_since_the_first() -> None:
    found = behaves([*STEADY, *STEADY, *STEADY, 0.77, 0.76, 0.77, 0.76, 0.77, 0.76, 0.77])
    assert (found.changing, found.cause) == (Changing.WORSENING, SpecialCause.SHIFT)
    assert found.since == after(18, 0)
    now = [each for each in found.flagged if each.worse and each.start >= after(18, 0)]
    assert [each.start for each in now] == [after(week, 0) for week in range(18, 25)]


def test_the_same_for_an_error_is_an_improvement() -> None:
    days = [each * 10 for each in [*STEADY * 3, 0.77, 0.76, 0.77, 0.76, 0.77, 0.76, 0.77]]
    found = behaves(days, minimum=9.0, unit=Unit.DAYS, better=Better.LOWER)
    assert (found.changing, found.meeting) == (Changing.IMPROVING, Meeting.RELIABLY)


def test_what_is_over_is_told_as_flagged_but_not_as_now() -> None:
    found = behaves([*STEADY, *STEADY, 0.6, *STEADY])
    assert found.changing is Changing.NO_CLEAR_CHANGE
    assert (found.since, found.cause) == (None, None)
    assert [(each.start, each.causes) for each in found.flagged] == [
        (after(12, 0), (SpecialCause.OUTSIDE,))
    ]


def test_a_long_shift_goes_before_its_newest_outlier() -> None:
    found = behaves([*STEADY * 3, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.6])
    assert found.flagged[-1].causes == (SpecialCause.OUTSIDE, SpecialCause.SHIFT)
    assert (found.cause, found.since) == (SpecialCause.SHIFT, after(18, 0))


def test_a_recovery_below_the_mean_is_told_as_rising() -> None:
    values = [0.9, 0.91] * 6 + [0.6, 0.62, 0.64, 0.66, 0.68, 0.7, 0.72, 0.74, 0.76, 0.79]
    found = behaves(values)
    assert found.changing is Changing.IMPROVING
    assert (found.cause, found.since) == (SpecialCause.TREND, after(12, 0))


@pytest.mark.parametrize(
    ("minimum", "meeting"),
    [
        (0.60, Meeting.RELIABLY),
        (0.80, Meeting.SOMETIMES),
        (0.95, Meeting.NOT),
        (None, Meeting.UNAGREED),
    ],
)
def test_the_minimum_against_the_usual_range(minimum: float | None, meeting: Meeting) -> None:
    assert behaves(STEADY * 2, minimum=minimum).meeting is meeting


def test_a_new_version_begins_a_new_range() -> None:
    before, since = [0.80, 0.82] * 6, [0.70, 0.72] * 6
    found = behaves(before + since, live("1", -4), live("2", 12))
    assert found.changing is Changing.NO_CLEAR_CHANGE
    assert [(each.why, each.periods, each.start) for each in found.stretches] == [
        ("", 12, after(0, 0)),
        ("version:2", 12, after(12, 0)),
    ]
    assert found.stretches[0].end == found.stretches[1].start
    assert found.stretches[1].mean == pytest.approx(0.71)


def test_below_twelve_periods_of_a_new_version_the_old_range_goes_on() -> None:
    before, since = [0.80, 0.82] * 8, [0.70, 0.72] * 5
    found = behaves(before + since, live("1", -4), live("2", 16))
    assert len(found.stretches) == 1
    assert (found.changing, found.since) == (Changing.WORSENING, after(16, 0))


@pytest.mark.parametrize(
    "spells",
    [
        (live("1", 12),),
        (live("1", -4), live("1", 12)),
        (live("1", -4), live("2", 12, known=False)),
        (live("1", -4), live("2", -2)),
    ],
)
def test_only_a_known_change_to_another_version_begins_one(spells: tuple[LiveSpell, ...]) -> None:
    assert len(behaves(STEADY * 4, *spells).stretches) == 1


def test_a_first_version_of_few_periods_has_nothing_special() -> None:
    found = behaves([0.8, 0.8, 0.8, 0.8, 0.81, 0.8, 0.5, *STEADY * 2], live("1", -4), live("2", 7))
    assert [each.periods for each in found.stretches] == [7, 12]
    assert not found.flagged


def test_a_change_within_a_period_counts_from_the_next() -> None:
    midweek = LiveSpell(REF, "2", after(12, 0) - timedelta(days=3))
    found = behaves(STEADY * 4, live("1", -4), midweek)
    assert found.stretches[1].start == after(12, 0)


def test_missing_periods_leave_the_others_neighbours() -> None:
    one = measured(STEADY * 2)
    gap = np.where(np.arange(12) < 6, 0, 40) * np.timedelta64(7, "D")
    series = one.overall
    moved = type(series)(
        "",
        series.starts + gap,
        series.ends + gap,
        series.received + gap,
        series.values,
        series.counts,
    )
    here = behaviour_of(case(one), one)
    there = type(one)(one.measure, moved, agreement=one.agreement)
    told = behaviour_of(case(there), there)
    assert told.stretches[0].mean == here.stretches[0].mean
    assert told.stretches[0].upper == here.stretches[0].upper


def test_what_never_moves_has_a_range_without_width() -> None:
    found = behaves([0.7] * 30, minimum=0.7)
    assert (found.changing, found.meeting) == (Changing.NO_CLEAR_CHANGE, Meeting.RELIABLY)
    assert found.stretches[0].lower == found.stretches[0].upper == 0.7


def test_one_odd_period_does_not_put_all_the_others_outside() -> None:
    """Screening leaves no movement at all here: a range without width would mark every point."""
    found = behaves([1.0] * 20 + [0.9] + [1.0] * 5)
    outside = [each for each in found.flagged if SpecialCause.OUTSIDE in each.causes]
    assert [(each.value, each.worse) for each in outside] == [(0.9, True)]
    assert found.changing is Changing.NO_CLEAR_CHANGE


def test_rounding_is_no_change() -> None:
    assert not behaves([0.7, np.nextafter(0.7, 1)] * 5 + [0.7] * 10).flagged


def test_a_year_of_days_takes_about_a_millisecond() -> None:
    noise = np.random.default_rng(7).normal(0.8, 0.02, 365)
    one = measured(noise.tolist(), [1000.0] * 365, days=1)
    here = case(one)
    times = []
    for _ in range(20):
        began = time.perf_counter()
        behaviour_of(here, one)
        times.append(time.perf_counter() - began)
    # Far above what it takes, far below what a loop over points would.
    assert min(times) < 0.003


def test_moving_all_dates_moves_only_dates() -> None:
    values = [*STEADY * 3, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.6]
    here = behaves(values)
    one = measured(values)
    by = np.timedelta64(70, "D")
    series = one.overall
    moved = type(series)(
        "", series.starts + by, series.ends + by, series.received + by, series.values, series.counts
    )
    there = behaviour_of(case(one), type(one)(one.measure, moved, agreement=one.agreement))
    assert here.since is not None
    assert there.since == here.since + timedelta(days=70)
    assert [each.causes for each in there.flagged] == [each.causes for each in here.flagged]
    assert here.stretches[0].start == MONDAY


@given(
    st.lists(st.floats(-1e12, 1e12), max_size=60),
    st.lists(st.tuples(st.sampled_from("123"), st.integers(-5, 70), st.booleans()), max_size=4),
    st.sampled_from(list(Better)),
)
@settings(max_examples=150, deadline=None)
def test_no_values_and_no_versions_raise(
    values: list[float], versions: list[tuple[str, int, bool]], better: Better
) -> None:
    spells = [live(version, week, known=known) for version, week, known in versions]
    found = behaves(values, *spells, unit=Unit.NUMBER, better=better)
    assert sum(each.periods for each in found.stretches) in (0, len(values))
    assert all(each.periods >= PERIODS_NEEDED for each in found.stretches[1:])
    now = [each for each in found.flagged if each.end == after(len(values), 0)]
    if found.changing in (Changing.WORSENING, Changing.IMPROVING):
        assert now[0].worse is (found.changing is Changing.WORSENING)
        assert found.cause in now[0].causes
        assert found.since is not None
        assert found.stretches[-1].start <= found.since <= now[0].start
    else:
        assert not now
