"""Steps as they are kept: with their newest runs, newest first."""

from app.health.insights import insight_of
from app.health.judge import judge
from app.judging_pipelines import RUNS_KEPT, pipelines_of
from data.facts import Case, RunEnd
from data.store.pipeline_states import PipelineState
from tests.app.health.case_making import case
from tests.app.health.footing_making import NOW, pipeline, run


def kept(one: Case) -> list[PipelineState]:
    verdict = judge(one, NOW)
    return list(pipelines_of(one, verdict, insight_of(one, verdict, NOW)))


def test_a_step_is_kept_with_its_newest_runs_first() -> None:
    runs = tuple(run(days, rows=100) for days in range(1, 30))
    failed = run(0.5, RunEnd.FAILED)
    step = pipeline(reads="Tills; Members", writes="Sales")
    (row,) = kept(case(pipelines=(step,), pipeline_runs=(*runs, failed)))
    assert (row.reads, row.writes, row.place) == ("Tills; Members", "Sales", "company.toml")
    assert (row.state, row.last_outcome, row.last_rows) == ("failed", RunEnd.FAILED, None)
    assert (row.last_good, row.failing_since) == (runs[0].ended_at, failed.ended_at)
    assert len(row.runs) == RUNS_KEPT
    assert row.runs[:2] == [
        (failed.ended_at.isoformat(), "failed", None),
        (runs[0].ended_at.isoformat(), "succeeded", 100),
    ]


def test_a_step_nobody_told_about_is_kept_without_runs() -> None:
    (row,) = kept(case(pipelines=(pipeline(),)))
    assert (row.state, row.last_ended, row.last_outcome, row.runs) == ("unheard", None, None, [])


def test_where_a_run_was_told_stands_for_a_step_nobody_described() -> None:
    (row,) = kept(case(pipeline_runs=(run(1),)))
    assert row.place == "runs.csv"
