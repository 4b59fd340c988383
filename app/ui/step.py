"""The page of one step: how it stands, what it reads and writes, whom it feeds, its newest runs."""

from collections.abc import Iterable

from markupsafe import Markup

from app.language import step_words as words
from app.language.labels import Label, label
from app.language.pipelines import StepLabel, more_models
from app.language.places import PageTitle
from app.language.sentence import Speech
from app.reports.pipelines import FedModel, ListedStep
from app.ui import states, view
from app.ui.address import to_model
from app.ui.banners import banners
from app.ui.crumbs import crumbs
from app.ui.marks import status_mark
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.pipelines_address import to_steps
from app.ui.shown import Notice
from app.ui.step_list import run_table, state_mark
from app.ui.tables import section, soft


def show(one: ListedStep | None, notice: Notice, speech: Speech) -> None:
    """Everything of the page; None where the address names no step we know."""
    view.show(page(one, notice, speech), key="step")


def page(one: ListedStep | None, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    if one is None:
        return banners(notice, speech) + states.none_matches(
            label(StepLabel.UNKNOWN, speech),
            label(Label.UNKNOWN_MODEL_WHY, speech),
            to_steps(),
            label(StepLabel.ALL, speech),
        )
    return join(
        (_top(one, notice, speech), _facts(one, speech), _fed(one, speech), _runs(one, speech))
    )


def _top(one: ListedStep, notice: Notice, speech: Speech) -> Markup:
    told = words.how_it_stands(one.step, one.state, speech)
    return Markup(
        '{}{}<div class="title"><h1 tabindex="-1">{}</h1>{}</div>'
        '<p class="lead">{}</p><p class="next">{}</p>'
    ).format(
        banners(notice, speech),
        crumbs([link(to_steps(), label(PageTitle.PIPELINES, speech))], name(one.step.name), speech),
        sentence(words.step_title(one.step, one.state, speech)),
        state_mark(one.state, speech),
        sentences(told),
        sentences(words.step_means(one.state, speech)),
    )


def _facts(one: ListedStep, speech: Speech) -> Markup:
    step, blank = one.step, label(Label.NOT_RECORDED, speech)
    known = (
        (StepLabel.READS, words.data_in(step.reads)),
        (StepLabel.WRITES, words.data_in(step.writes)),
        (StepLabel.EVERY, [words.every_told(step, speech)]),
        (StepLabel.TOLD_BY, [step.place] if step.place else []),
    )
    drawn = join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
            label(word, speech), _names(values) or blank
        )
        for word, values in known
    )
    return Markup('<dl class="facts">{}</dl>').format(drawn)


def _names(values: Iterable[str]) -> Markup:
    return Markup("<br>").join(name(each) for each in values)


def _fed(one: ListedStep, speech: Speech) -> Markup:
    models = join(_model(each, speech) for each in one.models)
    body = Markup('<ul class="fed">{}</ul>').format(models)
    if one.fed > len(one.models):
        body += soft(more_models(one.fed - len(one.models), speech))
    return section(label(StepLabel.FEEDS, speech), body)


def _model(model: FedModel, speech: Speech) -> Markup:
    return Markup("<li>{}{}</li>").format(
        link(to_model(model.slug), name(model.name)), status_mark(model.status, speech)
    )


def _runs(one: ListedStep, speech: Speech) -> Markup:
    runs = one.step.runs
    if not runs:
        return NOTHING
    return section(
        label(StepLabel.RUNS, speech),
        soft(words.runs_told(runs, speech)) + run_table(runs, speech),
    )
