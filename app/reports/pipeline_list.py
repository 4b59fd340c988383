"""The steps that bring data as a table to download: the same steps in the same order as shown."""

from collections.abc import Sequence

from app.health.steps import StepState
from app.language.labels import Label, label
from app.language.lists import Column, about_list, column, narrowed_to, stamp
from app.language.pipelines import StepLabel
from app.language.sentence import Speech
from app.language.step_words import every_told, first_of, how_it_stands, state_words
from app.language.translating import joined
from app.reports.exports import Cell, Table
from app.reports.pipelines import ListedStep

_HEADS = (
    StepLabel.STATE,
    StepLabel.STEP,
    Column.WHY,
    StepLabel.EVERY,
    StepLabel.LAST_RAN,
    StepLabel.LATE_FROM,
    StepLabel.FAILING_SINCE,
    StepLabel.LAST_GOOD,
    StepLabel.ROWS,
    StepLabel.USUAL_ROWS,
    StepLabel.READS,
    StepLabel.WRITES,
    StepLabel.FEEDS,
    StepLabel.TOLD_BY,
    Column.ADDRESS,
)


def pipeline_list(
    steps: Sequence[ListedStep],
    matching: int,
    chosen: tuple[StepState | None, str, str],
    is_pretend: bool,
    speech: Speech,
) -> Table:
    """A table of these steps. ``matching`` is how many there are in all under what was chosen:
    a state, a unit and a model."""
    shown = narrowed_to(_told(*chosen, speech), speech)
    return Table(
        title=label(StepLabel.STEPS, speech),
        about=(*about_list(len(steps), matching, is_pretend, speech), shown),
        heads=tuple(
            label(each, speech) if isinstance(each, StepLabel) else column(each, speech)
            for each in _HEADS
        ),
        rows=[_row(each, speech) for each in steps],
        stamp=stamp(len(steps), matching, shown, is_pretend, speech),
    )


def _told(
    state: StepState | None, unit: str, model: str, speech: Speech
) -> tuple[tuple[str, str], ...]:
    said = (
        (label(StepLabel.STATE, speech), state_words(state, speech) if state else ""),
        (label(Label.UNIT, speech), unit),
        (label(Label.MODEL, speech), model),
    )
    return tuple((name, chosen) for name, chosen in said if chosen)


def _row(one: ListedStep, speech: Speech) -> tuple[Cell, ...]:
    step, newest = one.step, one.step.newest
    return (
        state_words(one.state, speech),
        step.name,
        joined(how_it_stands(step, one.state, speech)),
        every_told(step, speech),
        newest.ended_at if newest else None,
        step.late_from,
        step.failing_since,
        step.last_good,
        newest.rows if newest else None,
        step.usual_rows,
        step.reads,
        step.writes,
        first_of([each.name for each in one.models], one.fed, speech),
        step.place,
        f"/pipelines?step={step.key}",
    )
