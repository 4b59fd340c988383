"""The steps that bring data, put together by step with the models each feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.health.steps import WORST_FIRST, Ran, Step, StepState
from app.health.verdict import Status
from data.facts import RunEnd
from data.store import pipeline_states
from data.store.pipeline_states import Fed, KeptRun, PipelineState, StepChoice

RANKED = tuple(each.value for each in WORST_FIRST)
"""The states as the store is told them, worst first."""
MOST_FED = 5
"""As many names as a line holds; the page of the step has the others."""
MOST_DRAWN = 12
"""Models drawn for one step: more are one band."""


@dataclass(frozen=True, slots=True)
class FedModel:
    """A model that a step feeds, and what its results say."""

    slug: str
    name: str
    status: Status


@dataclass(frozen=True, slots=True)
class ListedStep:
    """One step and how it stands now. ``models`` are the first of the ``fed`` models it feeds."""

    step: Step
    state: StepState
    models: tuple[FedModel, ...] = ()
    fed: int = 0


@dataclass(frozen=True, slots=True)
class Flow:
    """Every step counted by its state, and one page of those that match."""

    counts: Mapping[StepState, int]
    steps: tuple[ListedStep, ...]
    matching: int


def flow(conn: Connection, now: datetime, wanted: StepChoice, most_fed: int = MOST_FED) -> Flow:
    """The steps chosen at ``now``, each with the first models it feeds."""
    counts = pipeline_states.counts(conn, now, wanted.worst_first)
    steps, matching = listed(conn, now, wanted, most_fed)
    return Flow({StepState(name): count for name, count in counts.items()}, steps, matching)


def listed(
    conn: Connection, now: datetime, wanted: StepChoice, most_fed: int
) -> tuple[tuple[ListedStep, ...], int]:
    """The steps chosen without the counts of all, and how many match."""
    rows, matching = pipeline_states.listed(conn, now, wanted)
    fed = pipeline_states.fed(conn, now, [each.key for each in rows], most_fed)
    return tuple(_listed(each, *fed.get(each.key, ([], 0))) for each in rows), matching


def _listed(row: PipelineState, models: list[Fed], fed: int) -> ListedStep:
    known = tuple(FedModel(each.slug, each.name, Status(each.status)) for each in models)
    return ListedStep(_step(row), StepState(row.state), known, fed)


def _step(row: PipelineState) -> Step:
    return Step(
        name=row.name,
        reads=row.reads,
        writes=row.writes,
        place=row.place,
        every=row.every,
        assumed=row.assumed,
        state=StepState(row.state),
        late_state=StepState(row.late_state),
        late_from=row.late_from,
        runs=tuple(_ran(each) for each in row.runs),
        usual_rows=row.usual_rows,
        failing_since=row.failing_since,
        last_good=row.last_good,
    )


def _ran(kept: KeptRun) -> Ran:
    ended_at, outcome, rows = kept
    return Ran(
        datetime.fromisoformat(str(ended_at)),
        RunEnd(str(outcome)),
        None if rows is None else int(rows),
    )
