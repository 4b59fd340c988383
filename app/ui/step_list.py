"""The steps that bring data as a list: how each stands, its rows, and how its newest runs ended."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from app.health.steps import Ran, Step, StepState
from app.health.verdict import Status
from app.language import step_words as words
from app.language.dates import moment
from app.language.labels import Label, label
from app.language.pipelines import StepLabel
from app.language.sentence import Speech
from app.reports.pipelines import MOST_FED, ListedStep
from app.ui.grid import grid
from app.ui.marks import mark_like
from app.ui.markup import NOTHING, blank, join, name, sentences
from app.ui.pipelines_address import to_step
from app.ui.tables import table
from data.facts import RunEnd

LIKE: Mapping[StepState, Status] = {
    StepState.FAILED: Status.BELOW,
    StepState.CHECKS_FAILED: Status.BELOW,
    StepState.LATE: Status.SILENT,
    StepState.FEWER_ROWS: Status.ATTENTION,
    StepState.UNHEARD: Status.UNMEASURED,
    StepState.FINE: Status.MEETS,
}
"""Which status a state looks like: the same icons and colours mean the same everywhere."""
_ENDS_LIKE: Mapping[RunEnd, Status] = {
    RunEnd.SUCCEEDED: Status.MEETS,
    RunEnd.FAILED: Status.BELOW,
    RunEnd.CHECKS_FAILED: Status.BELOW,
}

_COLUMNS = (
    StepLabel.STATE,
    StepLabel.STEP_AND_HOW,
    StepLabel.ROWS,
    Label.TREND,
    StepLabel.LAST_RAN,
)

RUNS_DRAWN = 14
_WIDE, _BETWEEN, _HIGH = 6, 2.6, 30
"""Drawing units of the bars of runs."""


def state_mark(state: StepState, speech: Speech) -> Markup:
    """How a step stands, as a mark."""
    return mark_like(LIKE[state], words.state_words(state, speech))


def step_list(steps: Sequence[ListedStep], speech: Speech) -> Markup:
    """Steps in the order given, each with a link to its own page."""
    heads = [label(each, speech) for each in _COLUMNS]
    return grid(label(StepLabel.STEPS, speech), heads, (_cells(each, speech) for each in steps))


def _cells(one: ListedStep, speech: Speech) -> tuple[Markup, ...]:
    newest = one.step.newest
    unknown = blank(label(StepLabel.NO_RUN, speech))
    return (
        state_mark(one.state, speech),
        _name_and_how(one, speech),
        rows(one.step, speech) if newest else unknown,
        runs_drawn(one.step.runs, one.step.usual_rows, speech),
        name(words.ran(newest.ended_at, speech)) if newest else unknown,
    )


def _name_and_how(one: ListedStep, speech: Speech) -> Markup:
    models = [each.name for each in one.models[:MOST_FED]]
    return Markup(
        '<span class="name"><a href="{}">{}</a></span><p class="why">{}</p><p class="people">{}</p>'
    ).format(
        to_step(one.step.key),
        name(one.step.name),
        sentences(words.how_it_stands(one.step, one.state, speech)),
        sentences(words.path_told(one.step, models, one.fed, speech)),
    )


def rows(step: Step, speech: Speech) -> Markup:
    """How many rows the newest run wrote, and how many are usual."""
    wrote = step.newest.rows if step.newest else None
    told = label(Label.NOT_RECORDED, speech) if wrote is None else words.about_rows(wrote, speech)
    usual = NOTHING
    if step.usual_rows is not None:
        usual = Markup('<div class="agreed">{}</div>').format(
            words.usual_told(step.usual_rows, speech)
        )
    if wrote is None:
        return Markup('<span class="agreed">{}</span>{}').format(told, usual)
    return Markup('<div class="value">{}</div>{}').format(told, usual)


def runs_drawn(runs: Sequence[Ran], usual: int | None, speech: Speech) -> Markup:
    """The newest runs as bars, oldest first: as high as rows were written, crossed where they
    failed. All of it is told in words."""
    newest = runs[:RUNS_DRAWN]
    if not newest:
        return NOTHING
    most = max([usual or 0, *(each.rows or 0 for each in newest)]) or 1
    bars = join(_bar(place, each, most) for place, each in enumerate(reversed(newest)))
    width = len(newest) * (_WIDE + _BETWEEN)
    return Markup(
        '<svg class="runs tone-below" viewBox="0 0 {:.1f} {}" role="img" aria-label="{}">{}</svg>'
    ).format(width, _HIGH, words.runs_told(newest, speech), bars)


def _bar(place: int, run: Ran, most: int) -> Markup:
    left = place * (_WIDE + _BETWEEN)
    if run.outcome is not RunEnd.SUCCEEDED:
        return Markup('<path d="M{:.1f} {}l{} {}m0 -{}l-{} {}"/>').format(
            left, _HIGH - 7, _WIDE, 6, 6, _WIDE, 6
        )
    # A run that told no rows has a foot, so that it is not taken for one that is missing.
    high = 2 + (_HIGH - 2) * min((run.rows or 0) / most, 1)
    return Markup('<rect x="{:.1f}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(
        left, _HIGH - high, _WIDE, high
    )


def run_table(runs: Sequence[Ran], speech: Speech) -> Markup:
    """When a step ran, how that ended, and what it wrote; newest first."""
    heads = [label(each, speech) for each in (StepLabel.RAN, StepLabel.ENDED, StepLabel.ROWS)]
    return table(heads, (_run(each, speech) for each in runs), kind="papers")


def _run(run: Ran, speech: Speech) -> tuple[str | Markup, ...]:
    wrote = label(Label.NOT_RECORDED, speech)
    return (
        moment(run.ended_at, speech),
        mark_like(_ENDS_LIKE[run.outcome], words.end_words(run.outcome, speech)),
        wrote if run.rows is None else words.rows_told(run.rows, speech),
    )
