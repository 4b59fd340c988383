"""The chart of a measure on a model's page, with its caption and the numbers behind it."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app.health.insight import Behaviour
from app.health.verdict import Answer
from app.language.labels import Label, label
from app.language.pages import measure_told, newest_of
from app.language.questions import question_words
from app.language.receipts import receipt
from app.language.sentence import Speech
from app.language.translating import joined
from app.ui import charts, markup, view
from app.ui.behaviour import answers, answers_told, detail, legend
from app.ui.figure import History, history
from app.ui.markup import NOTHING, name, sentences
from app.ui.points import Mark
from app.ui.tables import folded, soft, table
from data.facts import Measured

MOST_ROWS = 60
"""A reader looks at a year of weeks at most; whoever needs more takes the export."""


def show(
    measured: Measured,
    behaviour: Behaviour | None,
    found: Answer | None,
    above: Markup,
    speech: Speech,
) -> Markup:
    """One measure: what it is, and its chart. ``above`` goes before them.

    Returns what to see in the chart and the numbers behind it, to be shown with what follows:
    every part of its own makes the page slower.
    """
    key = measured.measure.key
    drawn = history(measured, behaviour, speech)
    heading = above + _heading(measured, speech)
    if drawn is None:
        return heading + soft(label(Label.NO_CHART_YET, speech))
    view.show(heading, key=f"heading-{key}")
    st.vega_lite_chart(
        charts.history(
            drawn.marks,
            drawn.level,
            drawn.bands,
            speech.now.astimezone(speech.zone).replace(tzinfo=None),
            drawn.titles,
            dark=st.context.theme.type == "dark",
        ),
        width="stretch",
        theme=None,
        key=f"chart-{key}",
        alt=_told_aloud(measured, behaviour, drawn, found, speech),
    )
    return _below(measured, behaviour, drawn, found, speech)


def _heading(measured: Measured, speech: Speech) -> Markup:
    return Markup("<h2>{}</h2>{}").format(
        question_words(measured.measure.question, speech).asked,
        soft(name(measure_told(measured.measure, speech))),
    )


def _told_aloud(
    measured: Measured,
    behaviour: Behaviour | None,
    drawn: History,
    found: Answer | None,
    speech: Speech,
) -> str:
    newest = drawn.marks[-1]
    parts = [measure_told(measured.measure, speech), f"{newest.period}: {newest.shown}"]
    if drawn.level:
        parts.append(drawn.level.told)
    told = joined((*drawn.told, *answers_told(measured, behaviour, found, speech)))
    return f"{'. '.join(parts)}. {told}".strip()


def _below(
    measured: Measured,
    behaviour: Behaviour | None,
    drawn: History,
    found: Answer | None,
    speech: Speech,
) -> Markup:
    lines = receipt(found.lead, speech) if found else ()
    return Markup("{}{}{}{}{}{}").format(
        legend(drawn, speech),
        answers(measured, behaviour, found, speech),
        soft(sentences(drawn.told)) if drawn.told else NOTHING,
        markup.receipt(lines, label(Label.SHOW_THE_NUMBERS, speech)),
        detail(measured, behaviour, speech),
        _readings(drawn, speech),
    )


def _readings(drawn: History, speech: Speech) -> Markup:
    newest = drawn.marks[: -MOST_ROWS - 1 : -1]
    more = newest_of(len(newest), drawn.periods, speech) if drawn.periods > len(newest) else ""
    body = (soft(more) if more else NOTHING) + _table(newest, drawn, speech)
    return folded(label(Label.SHOW_EVERY_RESULT, speech), body)


def _table(newest: Sequence[Mark], drawn: History, speech: Speech) -> Markup:
    titles, unmarked = drawn.titles, label(Label.NOT_MARKED, speech)
    rows = [(mark.period, mark.shown, mark.cases, mark.why or unmarked) for mark in newest]
    return table((titles.period, titles.value, titles.cases, titles.why), rows, kind="narrow")
