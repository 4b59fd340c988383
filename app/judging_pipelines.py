"""The steps that bring data to a model, as rows that pages put together by step."""

from collections.abc import Iterator
from hashlib import sha256

from app.health.insight import Insight
from app.health.steps import Step, steps_of
from app.health.verdict import Verdict
from data.facts import Case, PipelineRun
from data.store.pipeline_states import PipelineState, Ran

RUNS_KEPT = 14
"""Two weeks of a step that runs every day: what one takes in at a glance."""


def pipelines_of(case: Case, verdict: Verdict, _insight: Insight) -> Iterator[PipelineState]:
    """One row for each step that was written down or has run."""
    for each in steps_of(case, verdict.at):
        yield _row(case.slug, each)


def key_of(name: str, writes: str) -> str:
    """What two models that need the same step call it: the same name, and it writes the same."""
    told = "\0".join(" ".join(each.casefold().split()) for each in (name, writes))
    return sha256(told.encode()).hexdigest()[:12]


def _row(slug: str, step: Step) -> PipelineState:
    pipeline, newest = step.pipeline, step.runs[-1] if step.runs else None
    return PipelineState(
        slug=slug,
        key=key_of(pipeline.name, pipeline.writes),
        name=pipeline.name,
        every=step.every,
        assumed=step.assumed,
        reads=pipeline.reads,
        writes=pipeline.writes,
        place=pipeline.place or (newest.place if newest else ""),
        state=step.state.value,
        late_state=step.late_state.value,
        late_from=step.late_from,
        last_ended=newest.ended_at if newest else None,
        last_outcome=newest.outcome if newest else None,
        last_rows=newest.rows if newest else None,
        usual_rows=step.usual_rows,
        last_good=step.last_good,
        failing_since=step.failing_since,
        runs=[_ran(each) for each in reversed(step.runs[-RUNS_KEPT:])],
    )


def _ran(run: PipelineRun) -> Ran:
    return run.ended_at.isoformat(), run.outcome.value, run.rows
