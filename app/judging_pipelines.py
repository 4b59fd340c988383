"""The steps that bring data to a model, as rows that pages put together by step."""

from collections.abc import Iterator

from app.health.insight import Insight
from app.health.steps import Ran, Step, steps_of
from app.health.verdict import Verdict
from data.facts import Case
from data.store.pipeline_states import PipelineState

RUNS_KEPT = 14
"""Two weeks of a step that runs every day: what one takes in at a glance."""


def pipelines_of(case: Case, verdict: Verdict, _insight: Insight) -> Iterator[PipelineState]:
    """One row for each step that was written down or has run."""
    for each in steps_of(case, verdict.at):
        yield _row(case.slug, each)


def _row(slug: str, step: Step) -> PipelineState:
    return PipelineState(
        slug=slug,
        key=step.key,
        name=step.name,
        every=step.every,
        assumed=step.assumed,
        reads=step.reads,
        writes=step.writes,
        place=step.place,
        state=step.state.value,
        late_state=step.late_state.value,
        late_from=step.late_from,
        last_ended=step.newest.ended_at if step.newest else None,
        last_outcome=step.newest.outcome if step.newest else None,
        last_rows=step.newest.rows if step.newest else None,
        usual_rows=step.usual_rows,
        last_good=step.last_good,
        failing_since=step.failing_since,
        runs=[_ran(each) for each in step.runs[:RUNS_KEPT]],
    )


def _ran(run: Ran) -> tuple[str, str, int | None]:
    return run.ended_at.isoformat(), run.outcome.value, run.rows
