"""Agreed quiet times: nothing is expected, so nothing is late or silent because of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.health.freshness import judge_freshness
from app.health.judge import judge
from app.health.quiet import after_quiet, quiet_at, quiet_of, without_quiet
from app.health.reasons import BASIS, INPUTS
from app.health.rhythms import learned, pace_of, usual_gap
from app.health.verdict import ReasonCode, Status
from data.facts import Case, Measured, Question, QuietTime, Rhythm, Series
from tests.app.health.case_making import (
    MONDAY,
    REF,
    after,
    agreement,
    case,
    measured,
    series,
)

LAST = MONDAY + timedelta(weeks=8)
"""The end of the last of eight weeks: 2 March 2026."""
WEEKLY = Rhythm(REF, "P1W", "P4D")


def quiet(first: date, last: date, **more: Any) -> QuietTime:
    standard: dict[str, Any] = {"by": "ana", "reason": "School holidays.", "place": "company.toml"}
    return QuietTime(REF, first, last, **(standard | more))


def eight_weeks(*times: QuietTime, **more: Any) -> Case:
    return case(measured([0.8] * 8, [100.0] * 8), quiet=times, rhythm=WEEKLY, **more)


def test_waiting_stands_still_on_quiet_days_and_both_ends_count() -> None:
    """Due on 9 March; of the fortnight from the 9th to the 22nd no day counts."""
    one = eight_weeks(quiet(date(2026, 3, 9), date(2026, 3, 22)))
    pace = pace_of(one, one.measured[0])
    assert pace is not None
    assert pace.expected_by == datetime(2026, 3, 9, tzinfo=UTC)
    assert pace.late_from == datetime(2026, 3, 25, tzinfo=UTC)
    assert pace.silent_from == datetime(2026, 3, 27, tzinfo=UTC)


def test_quiet_days_within_a_period_make_it_longer() -> None:
    one = eight_weeks(quiet(date(2026, 3, 4), date(2026, 3, 5)))
    pace = pace_of(one, one.measured[0])
    assert pace is not None
    assert pace.expected_by == LAST + timedelta(days=9)


def test_freshness_says_quiet_while_it_explains_and_the_measure_is_not_silent() -> None:
    one = eight_weeks(quiet(date(2026, 3, 6), date(2026, 3, 29)))
    before, begins, ends = (datetime(2026, 3, day, tzinfo=UTC) for day in (8, 9, 30))
    answers = [judge_freshness(one, at) for at in (before, begins, ends - timedelta(seconds=1))]
    assert [each.lead.code for each in answers] == [
        ReasonCode.REPORTING,
        ReasonCode.QUIET,
        ReasonCode.QUIET,
    ]
    assert [each.holds_until for each in answers] == [begins, ends, ends]
    assert answers[1].lead.inputs == {
        "last_heard": LAST,
        "until": date(2026, 3, 29),
        "by": "Ana Ruiz",
        "reason": "School holidays.",
    }
    assert judge(one, ends - timedelta(seconds=1)).status is Status.MEETS
    assert judge_freshness(one, ends).lead.code is ReasonCode.REPORTING
    assert judge(one, ends + timedelta(days=3 + 4)).status is Status.SILENT


def test_a_quiet_time_does_not_explain_what_was_late_before() -> None:
    one = eight_weeks(quiet(date(2026, 3, 12), date(2026, 3, 29)))
    assert judge_freshness(one, datetime(2026, 3, 20, tzinfo=UTC)).lead.code is ReasonCode.LATE
    silent = eight_weeks(quiet(date(2026, 3, 14), date(2026, 3, 29)))
    assert judge(silent, datetime(2026, 3, 20, tzinfo=UTC)).status is Status.SILENT


def test_a_quiet_time_of_one_measure_leaves_the_others_waiting() -> None:
    holidays = quiet(date(2026, 3, 1), date(2026, 3, 29), measure="recall")
    recall = measured([0.8] * 8, [100.0] * 8)
    up = measured([0.8] * 8, [100.0] * 8, key="up", question=Question.AVAILABILITY)
    both = case(recall, up, quiet=(holidays,), rhythm=WEEKLY)
    assert judge_freshness(both, LAST + timedelta(days=8)).lead.code is ReasonCode.REPORTING
    answers = {each.question: each.status for each in judge(both, LAST + timedelta(20)).answers}
    assert answers[Question.AVAILABILITY] is Status.SILENT
    assert answers[Question.PERFORMANCE] is Status.MEETS


def test_what_is_still_awaited_decides_until_it_is_late() -> None:
    """One measure has holidays; the other is due on 9 March and late two days later."""
    holidays = quiet(date(2026, 3, 1), date(2026, 3, 29), measure="recall")
    recall = measured([0.8] * 8, [100.0] * 8)
    up = measured([0.8] * 8, [100.0] * 8, key="up", question=Question.AVAILABILITY)
    both = case(recall, up, quiet=(holidays,), rhythm=WEEKLY)
    late = datetime(2026, 3, 11, tzinfo=UTC)
    before = judge_freshness(both, late - timedelta(hours=1))
    assert (before.lead.code, before.holds_until) == (ReasonCode.REPORTING, late)
    assert judge_freshness(both, late).lead.code is ReasonCode.QUIET


def test_a_quiet_time_that_has_begun_is_found() -> None:
    one = eight_weeks(quiet(date(2026, 2, 20), date(2026, 3, 10)))
    assert len(quiet_of(one, "recall", LAST, LAST + timedelta(days=1))) == 1
    assert quiet_of(one, "recall", LAST + timedelta(days=9), LAST + timedelta(days=20)) == ()


def test_quiet_days_are_days_of_the_company() -> None:
    one = eight_weeks(quiet(date(2026, 3, 5), date(2026, 3, 5)), time_zone="Asia/Tokyo")
    found = quiet_of(one, "recall", LAST, LAST + timedelta(days=9))
    assert [each.start for each in found] == [datetime(2026, 3, 4, 15, tzinfo=UTC)]
    assert found[0].end - found[0].start == timedelta(days=1)


def test_a_day_on_which_clocks_change_is_quiet_for_as_long_as_it_is() -> None:
    one = eight_weeks(quiet(date(2026, 3, 29), date(2026, 3, 29)), time_zone="Europe/London")
    found = quiet_of(one, "recall", LAST, LAST + timedelta(days=60))
    assert found[0].end - found[0].start == timedelta(hours=23)


def test_every_year_may_reach_over_new_year() -> None:
    one = eight_weeks(quiet(date(2020, 12, 22), date(2021, 1, 3), every_year=True))
    year = timedelta(days=365)
    found = quiet_of(one, "recall", LAST, LAST + 2 * year)
    assert [(each.first_day, each.last_day) for each in found] == [
        (date(2026, 12, 22), date(2027, 1, 3)),
        (date(2027, 12, 22), date(2028, 1, 3)),
    ]
    assert quiet_at(found, datetime(2027, 1, 3, 23, tzinfo=UTC)) is found[0]
    assert quiet_at(found, datetime(2027, 1, 4, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2024, 2, 29), date(2024, 2, 29), [2028]),
        (date(2024, 2, 20), date(2024, 2, 29), [2026, 2027, 2028]),
        (date(2024, 2, 29), date(2024, 3, 5), [2026, 2027, 2028]),
    ],
)
def test_a_leap_day_every_year(first: date, last: date, shown: list[int]) -> None:
    one = eight_weeks(quiet(first, last, every_year=True))
    found = quiet_of(one, "recall", MONDAY, datetime(2028, 12, 1, tzinfo=UTC))
    assert [each.first_day.year for each in found] == shown


def test_quiet_for_all_days_of_a_year_still_ends_the_waiting() -> None:
    one = eight_weeks(quiet(date(2024, 1, 1), date(2024, 12, 31), every_year=True))
    pace = pace_of(one, one.measured[0])
    assert pace is not None
    assert pace.silent_from < LAST + timedelta(days=13 * 366)


def test_outcomes_take_their_time_whatever_is_quiet() -> None:
    """The period is longer by the quiet days in it, the outcomes are not, the waiting is."""
    slow = measured([0.8] * 8, [100.0] * 8, agreement=agreement(outcomes_after="P30D"))
    times = (quiet(date(2026, 3, 3), date(2026, 3, 4)), quiet(date(2026, 3, 20), date(2026, 3, 21)))
    pace = pace_of(case(slow, quiet=times, rhythm=WEEKLY), slow)
    assert pace is not None
    assert pace.expected_by == LAST + timedelta(days=7 + 2 + 30)
    assert pace.silent_from == pace.expected_by + timedelta(days=4)


def test_what_waits_for_outcomes_does_not_hide_that_the_rest_has_stopped() -> None:
    slow = measured([0.8] * 8, [100.0] * 8, agreement=agreement(outcomes_after="P6M"))
    daily = measured([0.9] * 56, [100.0] * 56, days=1, key="up", question=Question.AVAILABILITY)
    both = case(slow, daily)
    assert judge_freshness(both, LAST + timedelta(days=5)).status is Status.SILENT
    assert judge_freshness(case(slow), LAST + timedelta(days=5)).status is Status.MEETS
    verdict = judge(both, LAST + timedelta(days=5))
    assert (verdict.last_heard, verdict.judged_up_to) == (LAST, LAST)


def test_past_quiet_times_do_not_make_the_learned_rhythm_slower() -> None:
    """Six gaps, half of them with a fortnight of holidays in between."""
    first = np.datetime64(MONDAY.replace(tzinfo=None), "s")
    ends = first + np.cumsum(np.array([0, 7, 21, 7, 21, 7, 21])) * np.timedelta64(1, "D")
    one = Series("", ends - np.timedelta64(7, "D"), ends, ends, np.full(7, 0.8), np.full(7, 99.0))
    days = [from_day.astype("M8[D]").item() for from_day in ends[[1, 3, 5]]]
    times = tuple(quiet(day, day + timedelta(days=13)) for day in days)
    found = quiet_of(case(quiet=times), "", MONDAY, after(60))
    assert learned(one, found) == "P1W"
    assert usual_gap(one.ends, found) == timedelta(days=7)
    assert usual_gap(one.ends) == timedelta(days=21)


def test_overlapping_quiet_times_are_taken_out_once() -> None:
    times = (quiet(date(2026, 1, 6), date(2026, 1, 8)), quiet(date(2026, 1, 7), date(2026, 1, 9)))
    found = quiet_of(case(quiet=times), "", MONDAY, after(2))
    assert list(without_quiet(series([0.8] * 2).starts, found)) == [3 * 86400.0]
    assert after_quiet(MONDAY, MONDAY + timedelta(days=7), found) == MONDAY + timedelta(days=11)


days = st.dates(date(2025, 6, 1), date(2027, 6, 1))


@st.composite
def some_quiet(draw: st.DrawFn) -> QuietTime:
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 40)))
    return quiet(
        first,
        last,
        every_year=draw(st.booleans()),
        measure=draw(st.sampled_from(["", "0", "1"])),
        by=draw(st.sampled_from(["ana", "somebody"])),
    )


@st.composite
def some_case(draw: st.DrawFn) -> Case:
    measures = [
        measured(
            [0.8] * draw(st.integers(0, 9)),
            key=str(index),
            days=draw(st.sampled_from([1, 7, 30])),
            agreement=draw(st.sampled_from([agreement(), agreement(outcomes_after="P60D")])),
        )
        for index in range(draw(st.integers(1, 3)))
    ]
    times = tuple(draw(st.lists(some_quiet(), max_size=3)))
    return case(*measures, quiet=times, rhythm=draw(st.sampled_from([None, WEEKLY])))


@given(some_case(), st.integers(0, 400))
@settings(max_examples=200, deadline=None)
def test_freshness_holds_as_long_as_it_says(one: Case, days_on: int) -> None:
    now = MONDAY + timedelta(days=days_on)
    answer = judge_freshness(one, now)
    assert set(answer.lead.inputs) <= set(INPUTS[answer.lead.code])
    assert set(answer.lead.basis) <= set(BASIS.get(answer.lead.code, ()))
    until = answer.holds_until or now + timedelta(days=4000)
    assert until > now
    assert judge_freshness(one, until - timedelta(seconds=1)) == answer


@given(some_case(), st.integers(0, 400))
@settings(max_examples=100, deadline=None)
def test_the_order_of_measures_and_quiet_times_does_not_matter(one: Case, days_on: int) -> None:
    now = MONDAY + timedelta(days=days_on)
    turned = replace(one, quiet=one.quiet[::-1], measured=one.measured[::-1])
    assert judge_freshness(turned, now) == judge_freshness(one, now)


@given(some_case(), st.integers(0, 400))
@settings(max_examples=100, deadline=None)
def test_a_quiet_time_never_brings_silence_forward(one: Case, days_on: int) -> None:
    now = MONDAY + timedelta(days=days_on)
    if judge_freshness(replace(one, quiet=()), now).status is Status.MEETS:
        stated = replace(one, rhythm=WEEKLY)
        without = judge_freshness(replace(stated, quiet=()), now)
        assert without.status is Status.SILENT or (
            judge_freshness(stated, now).status is Status.MEETS
        )


@given(some_case(), st.integers(0, 400), st.integers(-200, 200))
@example(eight_weeks(quiet(date(2026, 3, 6), date(2026, 3, 29))), 67, -100)
@settings(max_examples=100, deadline=None)
def test_moving_all_days_changes_nothing(one: Case, days_on: int, moved: int) -> None:
    """Apart from what comes every year or every month: those have different lengths."""
    by = timedelta(days=moved)
    times = tuple(replace(each, every_year=False) for each in one.quiet)
    one = replace(one, quiet=times, rhythm=WEEKLY)
    there = replace(
        one,
        quiet=tuple(replace(each, start=each.start + by, end=each.end + by) for each in one.quiet),
        measured=tuple(_moved(each, by) for each in one.measured),
    )
    now = MONDAY + timedelta(days=days_on)
    here, then = judge_freshness(one, now), judge_freshness(there, now + by)
    assert (here.lead.code, here.status) == (then.lead.code, then.status)
    assert (here.holds_until and here.holds_until + by) == then.holds_until


def _moved(one: Measured, by: timedelta) -> Measured:
    step, old = np.timedelta64(by.days, "D"), one.overall
    moved = replace(
        old, starts=old.starts + step, ends=old.ends + step, received=old.received + step
    )
    return replace(one, overall=moved)


def test_no_quiet_time_explains_silence_for_longer_than_half_a_year() -> None:
    """Green expires, even where somebody agreed on quiet for years."""
    agreed = QuietTime(REF, date(2026, 1, 1), date(2030, 1, 1), "ana", "For good.")
    found = quiet_of(case(quiet=(agreed,)), "", after(0), after(300))
    assert [each.last_day for each in found] == [date(2026, 7, 4)]
