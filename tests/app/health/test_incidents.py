"""Incidents open and close by themselves: from the first breach until results were good again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from app.health.incidents import incidents_of
from app.health.insight import Incident, IncidentKind
from app.health.judge import judge
from app.health.verdict import Status
from data.facts import Case, Measured, Pause, Question, Unit
from tests.app.health.case_making import (
    MONDAY,
    REF,
    after,
    agreement,
    case,
    measured,
    series,
)

WEEK = timedelta(weeks=1)
GOOD, BAD = 0.8, 0.5


def found(each: Measured, weeks: int | None = None) -> list[Incident]:
    now = after(weeks or len(each.overall.values))
    return [one for one in incidents_of(case(each), now) if one.kind is not IncidentKind.SILENT]


def many(values: list[float], **more: Any) -> Measured:
    return measured(values, [1000.0] * len(values), **more)


def test_two_of_three_open_it_and_the_first_good_period_after_it_closes_it() -> None:
    (one,) = found(many([GOOD, BAD, BAD, BAD, GOOD, GOOD, GOOD]))
    assert one.kind is IncidentKind.BELOW
    assert one.began == MONDAY + WEEK
    assert one.noticed == MONDAY + 3 * WEEK
    # After one good week two of the last three are still bad.
    assert one.fixed == MONDAY + 6 * WEEK
    assert (one.periods, one.worst, one.minimum) == (3, BAD, 0.7)
    assert (one.measure, one.group, one.rule) == ("recall", "", "against_agreement")


def test_one_bad_period_is_no_incident() -> None:
    assert found(many([GOOD, BAD, GOOD, GOOD, BAD, GOOD])) == []


def test_periods_with_too_few_cases_to_judge_are_no_incident() -> None:
    assert found(measured([BAD, BAD, BAD], [4.0, 4.0, 4.0])) == []


def test_a_good_period_in_the_middle_does_not_break_it() -> None:
    (one,) = found(many([BAD, GOOD, BAD, GOOD, BAD]))
    assert (one.began, one.noticed, one.fixed) == (MONDAY, MONDAY + 3 * WEEK, None)
    assert one.periods == 5


def test_every_episode_is_told_oldest_first() -> None:
    first, second = found(many([BAD, BAD, GOOD, GOOD, GOOD, GOOD, BAD, BAD]))
    assert first.fixed == MONDAY + 4 * WEEK
    assert (second.began, second.fixed) == (MONDAY + 6 * WEEK, None)


def test_a_slow_rhythm_needs_one_period_and_one_good_one_closes_it() -> None:
    (one,) = found(many([GOOD, BAD, GOOD], days=91), weeks=39)
    assert (one.began, one.noticed) == (MONDAY + 13 * WEEK, MONDAY + 26 * WEEK)
    assert one.fixed == MONDAY + 39 * WEEK


def test_a_stop_line_opens_it_at_once() -> None:
    signed = agreement(0.7, stop_line=0.55)
    (one,) = found(many([GOOD, BAD, GOOD, GOOD], agreement=signed))
    assert one.kind is IncidentKind.STOPPED
    assert (one.began, one.noticed) == (MONDAY + WEEK, MONDAY + 2 * WEEK)
    assert one.fixed == MONDAY + 3 * WEEK


def test_a_stop_line_crossed_within_a_breach_is_the_same_incident() -> None:
    signed = agreement(0.7, stop_line=0.55)
    (one,) = found(many([GOOD, 0.6, 0.6, 0.5, 0.6, GOOD, GOOD], agreement=signed))
    assert one.kind is IncidentKind.STOPPED
    assert (one.began, one.noticed) == (MONDAY + WEEK, MONDAY + 3 * WEEK)
    assert (one.fixed, one.periods, one.worst) == (MONDAY + 7 * WEEK, 4, 0.5)


def test_it_is_noticed_when_what_met_the_rule_had_come() -> None:
    late = many([GOOD, BAD, BAD])
    received = late.overall.received + np.array([400, 0, 9], dtype="m8[D]")
    (one,) = found(replace(late, overall=replace(late.overall, received=received)), weeks=70)
    assert one.noticed == MONDAY + 3 * WEEK + timedelta(days=9)


def test_it_has_a_cost() -> None:
    signed = agreement(0.7, expected=0.8, worth_low=2.0, worth_high=3.0, currency="EUR")
    (one,) = found(many([GOOD, BAD, BAD], agreement=signed))
    assert one.cost is not None
    assert (one.cost.low, one.cost.high) == pytest.approx((1200, 1800))


def test_a_pause_hides_no_red() -> None:
    each = many([BAD, BAD, BAD])
    paused = Pause(REF, MONDAY, after(9), "ana", "moving house", still_used=True)
    assert [one.began for one in incidents_of(case(each, pauses=(paused,)), after(3))] == [MONDAY]


def test_what_nobody_agreed_on_breaks_nothing() -> None:
    assert found(many([BAD, BAD, BAD], minimum=None)) == []


def test_an_open_incident_is_red_now_and_red_now_is_an_open_incident() -> None:
    numbers = np.random.default_rng(7)
    for _ in range(200):
        values = numbers.choice([GOOD, 0.6, BAD], size=numbers.integers(1, 12)).tolist()
        signed = agreement(0.7, stop_line=0.55) if numbers.random() < 0.5 else agreement(0.7)
        each = many(values, agreement=signed)
        now = after(len(values))
        red = judge(case(each), now).status is Status.BELOW
        assert red == any(one.fixed is None for one in found(each)), values


def test_nothing_known_means_no_incidents() -> None:
    assert incidents_of(case(), after(1)) == ()
    assert incidents_of(case(measured([], minimum=0.7)), after(1)) == ()
    assert incidents_of(case(measured([0.1], [3.0])), after(1)) == ()


def silences(one: Case, weeks: float) -> list[tuple[float, float, float | None]]:
    """Weeks after the start: last heard, noticed, heard again."""
    return [
        (
            (each.began - MONDAY) / WEEK,
            (each.noticed - MONDAY) / WEEK,
            None if each.fixed is None else (each.fixed - MONDAY) / WEEK,
        )
        for each in incidents_of(one, MONDAY + weeks * WEEK)
        if each.kind is IncidentKind.SILENT
    ]


def with_gap(*, days: int = 7, **more: Any) -> Measured:
    """Ten periods, six without any, and ten more."""
    told = series([GOOD] * 26, [100.0] * 26, days=days)
    keep = np.r_[0:10, 16:26]
    arrays = {name: getattr(told, name)[keep] for name in ("starts", "ends", "received")}
    numbers = {name: getattr(told, name)[keep] for name in ("values", "counts")}
    return replace(measured([GOOD], **more), overall=replace(told, **arrays, **numbers))


def test_a_gap_longer_than_rhythm_and_grace_is_a_silence() -> None:
    assert silences(case(with_gap()), 26) == [(10, 11.5, 17)]


def test_silence_now_is_open_and_begins_where_the_verdict_says_so() -> None:
    one = case(with_gap())
    assert silences(one, 27.4) == [(10, 11.5, 17)]
    assert judge(one, MONDAY + 27.4 * WEEK).status is not Status.SILENT
    assert silences(one, 27.6) == [(10, 11.5, 17), (26, 27.5, None)]
    assert judge(one, MONDAY + 27.6 * WEEK).status is Status.SILENT


def test_outcomes_that_take_their_time_are_waited_for() -> None:
    signed = agreement(0.7, outcomes_after="P6W")
    assert silences(case(with_gap(agreement=signed)), 26) == []


def test_what_another_measure_told_breaks_a_silence() -> None:
    other = measured([1.0] * 26, [100.0] * 26, key="uptime")
    assert silences(case(with_gap(), other), 26) == []


def test_a_silence_is_not_noticed_within_a_pause() -> None:
    one = case(with_gap(), pauses=(pause(11, 15),))
    assert silences(one, 26) == [(10, 15, 17)]
    assert silences(replace(one, pauses=(pause(11, 18),)), 26) == []
    assert silences(replace(one, pauses=(pause(12, 13),)), 26) == [(10, 11.5, 17)]


def pause(start: int, end: int) -> Pause:
    return Pause(REF, MONDAY + start * WEEK, MONDAY + end * WEEK, "ana", "why", still_used=False)


def test_nobody_waits_for_a_retired_model() -> None:
    one = case(with_gap(), retired_on=(MONDAY + 26 * WEEK).date())
    assert silences(one, 60) == [(10, 11.5, 17)]


def test_results_that_came_late_or_were_corrected_leave_no_silence_behind() -> None:
    each = measured([GOOD] * 26, [100.0] * 26)
    received = each.overall.received.copy()
    received[8:14] = each.overall.ends[14]
    late = replace(each, overall=replace(each.overall, received=received))
    assert silences(case(late), 26) == []


def test_months_of_different_length_are_no_silence_but_a_missing_month_is() -> None:
    starts = np.arange("2025-01", "2026-12", dtype="M8[M]")
    days = starts.astype("M8[D]").astype("M8[s]")
    told = series([GOOD] * 22)
    monthly = replace(told, starts=days[:-1], ends=days[1:], received=days[1:])
    each = replace(
        measured([GOOD], unit=Unit.COUNT),
        overall=replace(monthly, values=np.ones(22), counts=np.full(22, np.nan)),
    )
    end = (days[-1] - days[0]).astype(int) / 604800
    shift = (days[0] - np.datetime64("2026-01-05", "s")).astype(int) / 604800
    assert silences(case(each), end + shift) == []
    keep = np.arange(22) != 14
    gone = replace(
        each.overall,
        **{
            name: getattr(each.overall, name)[keep]
            for name in ("starts", "ends", "received", "values", "counts")
        },
    )
    assert len(silences(case(replace(each, overall=gone)), end + shift)) == 1


def test_that_the_world_shifted_is_no_incident_by_itself() -> None:
    shift = measured([BAD] * 5, question=Question.DRIFT)
    assert found(shift) == []


def test_what_was_there_at_first_was_not_known_before_outcomes_were() -> None:
    signed = agreement(0.7, outcomes_after="P3W")
    (one,) = found(many([GOOD, BAD, BAD, BAD, GOOD, GOOD, GOOD, GOOD], agreement=signed))
    assert (one.began, one.noticed) == (MONDAY + WEEK, MONDAY + 6 * WEEK)


def test_what_was_there_at_first_was_known_by_its_newest_period() -> None:
    signed = agreement(0.7, outcomes_after="P3W")
    (one,) = found(many([GOOD, BAD, BAD, BAD], agreement=signed))
    assert one.noticed == MONDAY + 4 * WEEK


def test_what_came_later_was_known_when_it_came() -> None:
    each = many([GOOD, BAD, BAD], agreement=agreement(0.7, outcomes_after="P3W"))
    received = each.overall.received + np.timedelta64(2, "D")
    (one,) = found(replace(each, overall=replace(each.overall, received=received)))
    assert one.noticed == MONDAY + 3 * WEEK + timedelta(days=2)


def test_a_verdict_and_its_incident_were_noticed_at_the_same_time() -> None:
    late = many([GOOD, BAD, BAD])
    received = late.overall.received + np.array([400, 0, 9], dtype="m8[D]")
    each = case(replace(late, overall=replace(late.overall, received=received)))
    (one,) = incidents_of(each, after(3))
    assert judge(each, after(3)).lead.inputs["noticed"] == one.noticed


def test_a_stop_line_crossed_before_made_it_known_to_the_verdict_too() -> None:
    each = many([GOOD, 0.5, GOOD, 0.6, 0.6], agreement=agreement(0.7, stop_line=0.55))
    (one,) = found(each)
    told = judge(case(each), after(5)).lead.inputs
    assert (told["since"], told["noticed"]) == (one.began, one.noticed)
    assert one.noticed == MONDAY + 2 * WEEK
