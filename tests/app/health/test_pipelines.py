"""The steps that bring data: late by their rhythm, failed, and bringing far less than usual."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.health.pipelines import judge_pipelines
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import Reason, ReasonCode
from data.facts import Case, PipelineRun, QuietTime, RunEnd
from tests.app.health.case_making import REF, case
from tests.app.health.footing_making import NOW, pipeline, run

FAILED, CHECKS = RunEnd.FAILED, RunEnd.CHECKS_FAILED


def with_runs(*some: PipelineRun, **changes: Any) -> Case:
    return case(**({"pipelines": (pipeline(),), "pipeline_runs": some} | changes))


def worries(one: Case, at: datetime = NOW) -> list[Reason]:
    found = judge_pipelines(one, at).worries
    for each in found:
        assert set(each.inputs) <= set(INPUTS[each.code])
        assert set(each.basis) <= set(BASIS[each.code])
    return list(found)


def codes(one: Case, at: datetime = NOW) -> list[ReasonCode]:
    return [each.code for each in worries(one, at)]


def test_late_after_its_rhythm_and_half_of_it() -> None:
    one = with_runs(run(1.4))
    late_from = NOW + timedelta(days=0.1)
    found = judge_pipelines(one, NOW)
    assert (found.worries, found.changes, found.looked_at) == ((), (late_from,), 1)
    (reason,) = worries(one, late_from)
    assert reason.code is ReasonCode.PIPELINE_LATE
    assert reason.inputs == {
        "pipeline": "daily sales",
        "last_run": NOW - timedelta(days=1.4),
        "every": "P1D",
        "assumed": False,
    }


def test_an_agreed_grace_goes_before_half_a_rhythm() -> None:
    one = with_runs(run(2.4), pipelines=(pipeline(grace="P2D"),))
    assert codes(one) == []
    assert codes(one, NOW + timedelta(days=0.6)) == [ReasonCode.PIPELINE_LATE]


def test_a_rhythm_nobody_wrote_is_learned_from_six_gaps() -> None:
    every_day = [run(days) for days in range(10, 3, -1)]
    (reason,) = worries(with_runs(*every_day, pipelines=()))
    assert reason.code is ReasonCode.PIPELINE_LATE
    assert (reason.inputs["every"], reason.inputs["assumed"]) == ("P1D", True)
    assert codes(with_runs(*every_day[1:], pipelines=())) == []


def test_working_days_alone_are_not_late_on_monday_morning() -> None:
    """NOW is a Monday noon; the newest run was on Friday noon."""
    workdays = [run(days) for days in range(59, 2, -1) if (NOW - timedelta(days)).weekday() < 5]
    assert codes(with_runs(*workdays, pipelines=())) == []


def test_quiet_times_for_everything_hold_for_pipelines_too() -> None:
    closed = QuietTime(REF, date(2026, 2, 27), date(2026, 3, 1), "ana", "Closed.")
    assert codes(with_runs(run(4))) == [ReasonCode.PIPELINE_LATE]
    assert codes(with_runs(run(4), quiet=(closed,))) == []
    assert codes(with_runs(run(4), quiet=(replace(closed, measure="recall"),))) == [
        ReasonCode.PIPELINE_LATE
    ]


@pytest.mark.parametrize(
    ("ends", "code"),
    [(FAILED, ReasonCode.PIPELINE_FAILED), (CHECKS, ReasonCode.PIPELINE_CHECKS_FAILED)],
)
def test_the_newest_run_did_not_end_well(ends: RunEnd, code: ReasonCode) -> None:
    (reason,) = worries(with_runs(run(2), run(1, FAILED), run(0, ends)))
    assert reason.code is code
    assert reason.inputs == {
        "pipeline": "daily sales",
        "failed_at": NOW,
        "last_run": NOW - timedelta(days=2),
    }
    assert reason.basis["failures"] == 2


def test_without_any_good_run_there_is_none_to_tell() -> None:
    (reason,) = worries(with_runs(run(0, FAILED)))
    assert "last_run" not in reason.inputs


def test_a_repeat_that_ended_well_makes_it_good() -> None:
    assert codes(with_runs(run(0.1, FAILED), run(0))) == []
    assert codes(with_runs(run(0, FAILED), run(0))) == []


def test_runs_yet_to_come_are_not_known() -> None:
    assert codes(with_runs(run(0), run(-1, FAILED))) == []
    assert codes(with_runs(run(-1, FAILED))) == []


def daily(rows: int, weekend: int, newest: int, days_ago: int = 0, days: int = 80) -> Case:
    """Every day as many rows, fewer on Saturdays and Sundays, and the newest run."""
    some = [
        run(back, rows=weekend if (NOW - timedelta(back)).weekday() >= 5 else rows)
        for back in range(days_ago + days, days_ago, -1)
    ]
    return with_runs(*some, run(days_ago, rows=newest))


def test_less_than_half_of_the_usual_rows() -> None:
    (reason,) = worries(daily(1000, 100, 499))
    assert reason.code is ReasonCode.PIPELINE_SHRINKING
    assert (reason.inputs["rows"], reason.inputs["usual_rows"]) == (499, 1000)
    assert reason.basis["smallest_share"] == 0.5
    assert codes(daily(1000, 100, 500)) == []


def test_a_weekend_is_compared_with_weekends() -> None:
    """Yesterday was a Sunday."""
    sunday = NOW - timedelta(days=1)
    assert codes(daily(1000, 100, 90, days_ago=1), sunday) == []
    assert codes(daily(1000, 100, 40, days_ago=1), sunday) == [ReasonCode.PIPELINE_SHRINKING]


@pytest.mark.parametrize("hours", [-3, 3])
def test_a_run_a_few_hours_off_is_still_of_the_same_day(hours: int) -> None:
    one = daily(1000, 100, 1)
    moved = [
        replace(each, ended_at=each.ended_at + timedelta(hours=hours if at < 80 else 0))
        for at, each in enumerate(one.pipeline_runs)
    ]
    assert codes(replace(one, pipeline_runs=tuple(moved))) == [ReasonCode.PIPELINE_SHRINKING]


def test_nothing_is_usual_before_six_like_it() -> None:
    assert codes(daily(1000, 100, 1, days=41)) == []
    assert codes(daily(1000, 100, 1, days=42)) == [ReasonCode.PIPELINE_SHRINKING]


def test_it_stays_told_while_it_lasts() -> None:
    some = [run(back, rows=1000 if back > 13 else 100) for back in range(90, -1, -1)]
    assert codes(with_runs(*some)) == [ReasonCode.PIPELINE_SHRINKING]


def test_weekly_runs_are_compared_whatever_their_day() -> None:
    some = [run(7 * back + back % 3, rows=1000) for back in range(7, 1, -1)]
    weekly = (pipeline(every="P1W"),)
    assert codes(with_runs(*some, run(5, rows=400), pipelines=weekly)) == [
        ReasonCode.PIPELINE_SHRINKING
    ]


def test_nights_are_compared_with_nights() -> None:
    """Every hour, and next to nothing at night."""
    hours = [NOW - timedelta(hours=back) for back in range(24 * 7 * 7, 10, -1)]
    some = [
        PipelineRun(REF, "daily sales", at, RunEnd.SUCCEEDED, 1000 if 6 <= at.hour < 22 else 20)
        for at in hours
    ]
    at = some[-1].ended_at
    assert at == datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert codes(with_runs(*some), at) == []
    assert codes(with_runs(*some[:-1], replace(some[-1], rows=5)), at) == [
        ReasonCode.PIPELINE_SHRINKING
    ]


def test_a_quiet_day_may_bring_little() -> None:
    one = daily(1000, 100, 1)
    holiday = QuietTime(REF, NOW.date(), NOW.date(), "ana", "Bank holiday.")
    assert codes(replace(one, quiet=(holiday,))) == []
