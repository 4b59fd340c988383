"""How every step that brings data stands: what pages show of it, by the rules of ``pipelines``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
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
"""As ``footing`` ranks them; what nobody told us of may be anything, so it stands before fine."""

NEED_SOMEBODY = (
    StepState.FAILED,
    StepState.CHECKS_FAILED,
    StepState.LATE,
    StepState.FEWER_ROWS,
)


@dataclass(frozen=True, slots=True)
class Ran:
    """One run. ``rows`` is how many rows it wrote, where that is known."""

    ended_at: datetime
    outcome: RunEnd
    rows: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step, as it serves one model.

    ``state`` holds until ``late_from``, from then on ``late_state`` does; ``late_from`` is None
    where no rhythm is known. ``every`` is an ISO 8601 duration, worked out by us where ``assumed``.
    ``runs`` are newest first, none where it is unheard of. ``failing_since`` is the first of the
    bad ends after ``last_good``. ``reads`` and ``writes`` name data, separated by semicolons.
    """

    name: str
    reads: str
    writes: str
    place: str
    every: str
    assumed: bool
    state: StepState
    late_state: StepState
    late_from: datetime | None = None
    runs: tuple[Ran, ...] = ()
    usual_rows: int | None = None
    failing_since: datetime | None = None
    last_good: datetime | None = None

    @property
    def key(self) -> str:
        """What two models that need the same step call it: the same name, writing the same."""
        told = "\0".join(" ".join(each.casefold().split()) for each in (self.name, self.writes))
        return sha256(told.encode()).hexdigest()[:12]

    @property
    def newest(self) -> Ran | None:
        return self.runs[0] if self.runs else None

    def state_at(self, now: datetime) -> StepState:
        """How it stands at a moment; time alone makes it late."""
        return self.late_state if self.late_from and self.late_from <= now else self.state


def steps_of(case: Case, now: datetime) -> list[Step]:
    """Every step that was written down or has run, by name."""
    heard = [_heard(case, each) for each in histories(case, now)]
    names = {each.name for each in heard}
    unheard = [_unheard(each) for name, each in described(case).items() if name not in names]
    return sorted([*heard, *unheard], key=lambda each: each.name)


def _unheard(pipeline: Pipeline) -> Step:
    return Step(
        pipeline.name,
        pipeline.reads,
        pipeline.writes,
        pipeline.place,
        pipeline.every,
        False,
        StepState.UNHEARD,
        StepState.UNHEARD,
    )


def _heard(case: Case, history: History) -> Step:
    pipeline, newest = history.pipeline, history.newest
    expected, usual = due(case, history), usual_of(case, history)
    state = _state(case, history)
    bad = _bad_end(history.runs)
    good = history.runs[: len(history.runs) - len(bad)]
    return Step(
        name=pipeline.name,
        reads=pipeline.reads,
        writes=pipeline.writes,
        place=pipeline.place or newest.place,
        every=expected.every if expected else "",
        assumed=expected is not None and expected.assumed,
        state=state,
        late_state=state if bad else StepState.LATE,
        late_from=expected.late_from if expected else None,
        runs=tuple(Ran(each.ended_at, each.outcome, each.rows) for each in reversed(history.runs)),
        usual_rows=round(usual.rows) if usual else None,
        failing_since=bad[0].ended_at if bad else None,
        last_good=good[-1].ended_at if good else None,
    )


def _state(case: Case, history: History) -> StepState:
    """How the newest run ended, which also of a late one counts more than that it is late."""
    if history.newest.outcome is RunEnd.FAILED:
        return StepState.FAILED
    if history.newest.outcome is RunEnd.CHECKS_FAILED:
        return StepState.CHECKS_FAILED
    return StepState.FEWER_ROWS if shrinking(case, history) else StepState.FINE


def _bad_end(runs: Sequence[PipelineRun]) -> list[PipelineRun]:
    """The runs since the last good one, oldest first."""
    bad = takewhile(lambda each: each.outcome is not RunEnd.SUCCEEDED, reversed(runs))
    return list(bad)[::-1]
