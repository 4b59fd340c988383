"""How each step stands, until it is late and from then on."""

from datetime import timedelta
from typing import Any

import pytest

from app.health.pipelines import judge_pipelines
from app.health.steps import NEED_SOMEBODY, WORST_FIRST, Step, StepState, steps_of
from data.facts import Case, PipelineRun, RunEnd
from tests.app.health.case_making import case
from tests.app.health.footing_making import NOW, pipeline, run

FAILED, CHECKS = RunEnd.FAILED, RunEnd.CHECKS_FAILED


def with_runs(*some: PipelineRun, **changes: Any) -> Case:
    return case(**({"pipelines": (pipeline(),), "pipeline_runs": some} | changes))


def one_of(one: Case) -> Step:
    (step,) = steps_of(one, NOW)
    return step


def test_a_step_that_ran_is_fine_until_it_is_late() -> None:
    step = one_of(with_runs(run(1.0), run(0.4, rows=50)))
    assert (step.state, step.late_state) == (StepState.FINE, StepState.LATE)
    assert step.late_from == NOW + timedelta(days=1.1)
    assert (step.every, step.assumed) == ("P1D", False)
    assert [each.rows for each in step.runs] == [50, None]
    assert (step.failing_since, step.last_good) == (None, step.runs[0].ended_at)
    assert step.state_at(NOW) is StepState.FINE
    assert step.state_at(step.late_from) is StepState.LATE


@pytest.mark.parametrize(("end", "state"), [(FAILED, "failed"), (CHECKS, "checks_failed")])
def test_how_it_ended_counts_more_than_that_it_is_late(end: RunEnd, state: str) -> None:
    good, *bad = run(9), run(8, FAILED), run(7, end)
    step = one_of(with_runs(good, *bad))
    assert (step.state, step.late_state) == (state, state)
    assert (step.last_good, step.failing_since) == (good.ended_at, bad[0].ended_at)


def test_a_step_that_never_ended_well_has_no_last_good_run() -> None:
    step = one_of(with_runs(run(2, FAILED), run(1, FAILED)))
    assert (step.last_good, step.failing_since) == (None, NOW - timedelta(days=2))


def test_less_than_half_of_what_is_usual_is_told_with_what_is_usual() -> None:
    weeks = [run(7 * number, rows=1000) for number in range(1, 8)]
    step = one_of(with_runs(*weeks, run(0, rows=400), pipelines=(pipeline(every="P7D"),)))
    assert (step.state, step.usual_rows) == (StepState.FEWER_ROWS, 1000)
    assert step.late_state is StepState.LATE


def test_of_a_step_nobody_told_about_nothing_is_said() -> None:
    step = one_of(with_runs())
    assert (step.state, step.late_state, step.late_from) == ("unheard", "unheard", None)
    assert (step.every, step.runs, step.usual_rows) == ("P1D", (), None)


def test_a_run_in_the_future_was_not_heard_of() -> None:
    assert one_of(with_runs(run(-1))).state is StepState.UNHEARD


def test_a_step_nobody_described_is_late_only_by_a_rhythm_of_its_own() -> None:
    once = one_of(with_runs(run(400), pipelines=()))
    assert (once.state, once.every, once.late_from) == (StepState.FINE, "", None)
    often = one_of(with_runs(*(run(days) for days in range(1, 8)), pipelines=()))
    assert (often.every, often.assumed) == ("P1D", True)


def test_every_step_stands_under_its_name() -> None:
    two = (pipeline("b"), pipeline("a"))
    found = steps_of(with_runs(run(1, name="c"), run(1, name="b"), pipelines=two), NOW)
    assert [(each.name, each.state) for each in found] == [
        ("a", "unheard"),
        ("b", "fine"),
        ("c", "fine"),
    ]


@pytest.mark.parametrize(
    "runs",
    [
        (run(0.5),),
        (run(3),),
        (run(3, FAILED),),
        (run(1), run(0.5, CHECKS)),
        (*(run(7 * n, rows=900) for n in range(1, 9)), run(0.2, rows=100)),
    ],
    ids=["fine", "late", "failed and late", "checks", "fewer rows"],
)
def test_a_step_needs_somebody_exactly_where_the_footing_worries(
    runs: tuple[PipelineRun, ...],
) -> None:
    one = with_runs(*runs)
    state = one_of(one).state_at(NOW)
    assert (state in NEED_SOMEBODY) is bool(judge_pipelines(one, NOW).worries)


def test_one_step_has_one_key_however_it_is_spaced_or_cased() -> None:
    def key_of(name: str, writes: str) -> str:
        return one_of(with_runs(pipelines=(pipeline(name, writes=writes),))).key

    assert key_of("Tills  overnight", "Sales") == key_of("tills overnight ", "sales")
    assert key_of("Tills", "Sales") != key_of("Tills", "Sales by shop")
    assert key_of("Tills", "Sales") != key_of("TillsSales", "")


def test_what_needs_somebody_comes_first() -> None:
    assert WORST_FIRST[: len(NEED_SOMEBODY)] == NEED_SOMEBODY
