"""How every step that brings data stands: what pages show of it, by the rules of ``pipelines``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import takewhile

from app.health.pipelines import History, described, due, histories, shrinking, usual_of
from data.facts import Case, Pipeline, PipelineRun, RunEnd


class StepState(StrEnum):
    """How a step stands. ``UNHEARD``: it was written down, and nobody has told when it ran."""

    FAILED = "failed"
    CHECKS_FAILED = "checks_failed"
    LATE = "late"
    FEWER_ROWS = "fewer_rows"
    UNHEARD = "unheard"
    FINE = "fine"


WORST_FIRST = tuple(StepState)
"""As ``footing`` ranks them; of what nobody told us we say nothing, so it stands before fine."""

NEED_SOMEBODY = (
    StepState.FAILED,
    StepState.CHECKS_FAILED,
    StepState.LATE,
    StepState.FEWER_ROWS,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of one model.

    ``state`` holds until ``late_from``, from then on ``late_state`` does; ``late_from`` is None
    where no rhythm is known. ``every`` is an ISO 8601 duration, worked out by us where ``assumed``.
    ``runs`` are oldest first, none where it is unheard of. ``failing_since`` is the first of the
    bad ends after ``last_good``.
    """

    pipeline: Pipeline
    every: str
    assumed: bool
    state: StepState
    late_state: StepState
    late_from: datetime | None = None
    runs: tuple[PipelineRun, ...] = ()
    usual_rows: int | None = None
    failing_since: datetime | None = None
    last_good: datetime | None = None


def steps_of(case: Case, now: datetime) -> list[Step]:
    """Every step that was written down or has run, by name."""
    heard = [_heard(case, each) for each in histories(case, now)]
    names = {each.pipeline.name for each in heard}
    unheard = [_unheard(each) for name, each in described(case).items() if name not in names]
    return sorted([*heard, *unheard], key=lambda each: each.pipeline.name)


def _unheard(pipeline: Pipeline) -> Step:
    return Step(pipeline, pipeline.every, False, StepState.UNHEARD, StepState.UNHEARD)


def _heard(case: Case, history: History) -> Step:
    expected, usual = due(case, history), usual_of(case, history)
    state = _state(case, history)
    is_ill = state in (StepState.FAILED, StepState.CHECKS_FAILED)
    bad = _bad_end(history.runs)
    good = history.runs[: len(history.runs) - len(bad)]
    return Step(
        history.pipeline,
        expected.every if expected else "",
        expected.assumed if expected else False,
        state,
        state if is_ill else StepState.LATE,
        expected.late_from if expected else None,
        history.runs,
        round(usual.rows) if usual else None,
        bad[0].ended_at if bad else None,
        good[-1].ended_at if good else None,
    )


def _state(case: Case, history: History) -> StepState:
    """Of one that is late it still counts more how it ended."""
    if history.newest.outcome is RunEnd.FAILED:
        return StepState.FAILED
    if history.newest.outcome is RunEnd.CHECKS_FAILED:
        return StepState.CHECKS_FAILED
    return StepState.FEWER_ROWS if shrinking(case, history) else StepState.FINE


def _bad_end(runs: Sequence[PipelineRun]) -> list[PipelineRun]:
    """The runs since the last good one, oldest first."""
    bad = takewhile(lambda each: each.outcome is not RunEnd.SUCCEEDED, reversed(runs))
    return list(bad)[::-1]
