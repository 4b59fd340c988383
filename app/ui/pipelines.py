"""The page of the steps that bring data: headline, bar, the picture where asked for, the list."""

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from app.health.steps import WORST_FIRST
from app.language import pipelines as words
from app.language.labels import label
from app.language.pipelines import StepLabel
from app.language.sentence import Speech
from app.language.step_words import state_words
from app.ui import flow_picture, states, view
from app.ui.address import PAGE_LENGTH
from app.ui.banners import banners
from app.ui.counts import Part, bar, legend
from app.ui.filters import narrow, units_field
from app.ui.heads import head
from app.ui.loading.pipelines import Steps
from app.ui.markup import NOTHING, sentence
from app.ui.paging import paging
from app.ui.pipelines_address import PICTURE, StepsAsked, to_steps, to_steps_file
from app.ui.results import clearing, not_understood, results
from app.ui.shown import Notice
from app.ui.step_list import LIKE, step_list


def show(steps: Steps, asked: StepsAsked, notice: Notice, speech: Speech) -> None:
    """Everything of the page. The picture is a part of its own, loaded only where asked for."""
    top, found = page(steps, asked, notice, speech)
    if not asked.picture or not steps.flow.steps:
        view.show(top + found, key="pipelines")
        return
    view.show(top + flow_picture.caption(speech), key="pipelines-top")
    flow_picture.show(steps.flow.steps, speech, dark=st.context.theme.type == "dark")
    view.show(found, key="pipelines")


def page(steps: Steps, asked: StepsAsked, notice: Notice, speech: Speech) -> tuple[Markup, Markup]:
    """The page as HTML: what stands above the picture, and the list below it."""
    flow = steps.flow
    if not steps.deployed:
        return banners(notice, speech) + states.empty(notice, steps.registered, speech), NOTHING
    top = head(
        words.steps_headline(flow.counts, speech),
        words.steps_lead(flow.counts, speech),
        notice,
        speech,
    )
    if not flow.counts:
        return top + Markup("<p>{}</p>").format(label(StepLabel.NONE_KNOWN_WHY, speech)), NOTHING
    top += _bar(steps, asked, speech) + _ways(steps, asked, speech)
    return top, _found(steps, asked, speech)


def _bar(steps: Steps, asked: StepsAsked, speech: Speech) -> Markup:
    parts = [
        Part(
            like=LIKE[state],
            count=steps.flow.counts[state],
            word=state_words(state, speech),
            href=to_steps(asked.only(state)),
            current=asked.state is state,
        )
        for state in WORST_FIRST
        if steps.flow.counts.get(state)
    ]
    called = label(StepLabel.NARROW, speech)
    return Markup("<div>{}{}</div>").format(
        bar(parts, speech), legend(called, parts, NOTHING, speech)
    )


def _ways(steps: Steps, asked: StepsAsked, speech: Speech) -> Markup:
    """The unit to narrow to, and the way to the picture and back."""
    kept = {
        "state": asked.state.value if asked.state else "",
        "model": asked.model,
        "picture": PICTURE if asked.picture else "",
    }
    form = narrow("/pipelines", [units_field(asked.unit, steps.units, speech)], kept)
    word = StepLabel.NO_PICTURE if asked.picture else StepLabel.PICTURE
    href = to_steps(replace(asked, picture=not asked.picture))
    return Markup(
        '<div class="choosing">{}<a class="button if-wide" href="{}">{}</a></div>'
    ).format(form, href, label(word, speech))


def _found(steps: Steps, asked: StepsAsked, speech: Speech) -> Markup:
    flow, everything = steps.flow, to_steps(StepsAsked(picture=asked.picture))
    odd = not_understood(asked.understood, speech)
    if not flow.steps:
        return odd + states.nothing_matches(everything, speech)
    first = (asked.page - 1) * PAGE_LENGTH + 1
    told = words.steps_found(first, first + len(flow.steps) - 1, flow.matching, speech)
    line = results(
        told,
        clearing(everything, label(StepLabel.ALL, speech), narrowed=asked.narrowed),
        lambda kind: to_steps_file(asked, kind),
        speech,
    )
    turn = paging(
        asked.page, flow.matching, lambda page: to_steps(replace(asked, page=page)), speech
    )
    return odd + _of_model(steps, asked, speech) + line + step_list(flow.steps, speech) + turn


def _of_model(steps: Steps, asked: StepsAsked, speech: Speech) -> Markup:
    if not asked.model:
        return NOTHING
    return Markup("<p>{}</p>").format(sentence(words.narrowed_to_model(steps.model, speech)))
