"""The chart of a measure on a model's page, with its caption and the numbers behind it."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app.health.verdict import Answer
from app.language.labels import Label, label
from app.language.pages import measure_told, newest_of
from app.language.questions import question_words
from app.language.receipts import receipt
from app.language.sentence import Speech
from app.language.translating import joined
from app.ui import charts, markup, view
from app.ui.charts import Mark
from app.ui.figure import History, history
from app.ui.markup import NOTHING, join, name, sentences
from data.facts import Measured

MOST_ROWS = 60
"""A reader looks at a year of weeks at most; whoever needs more takes the export."""


def show(measured: Measured, found: Answer | None, speech: Speech) -> None:
    """One measure: what it is, its chart, what to see in it, and the numbers."""
    key = measured.measure.key
    drawn = history(measured, speech)
    view.show(_heading(measured, speech), key=f"heading-{key}")
    if drawn is None:
        view.show(_nothing(speech), key=f"nothing-{key}")
        return
    st.vega_lite_chart(
        charts.history(
            drawn.marks,
            drawn.level,
            speech.now.astimezone(speech.zone).replace(tzinfo=None),
            drawn.titles,
            dark=st.context.theme.type == "dark",
        ),
        width="stretch",
        theme=None,
        key=f"chart-{key}",
        alt=_told_aloud(measured, drawn, speech),
    )
    view.show(_below(drawn, found, speech), key=f"numbers-{key}")


def _heading(measured: Measured, speech: Speech) -> Markup:
    return Markup('<h2>{}</h2><p class="soft">{}</p>').format(
        question_words(measured.measure.question, speech).asked,
        name(measure_told(measured.measure, speech)),
    )


def _nothing(speech: Speech) -> Markup:
    return Markup('<p class="soft">{}</p>').format(label(Label.NO_CHART_YET, speech))


def _told_aloud(measured: Measured, drawn: History, speech: Speech) -> str:
    newest = drawn.marks[-1]
    parts = [measure_told(measured.measure, speech), f"{newest.period}: {newest.shown}"]
    if drawn.level:
        parts.append(drawn.level.told)
    return f"{'. '.join(parts)}. {joined(drawn.told)}".strip()


def _below(drawn: History, found: Answer | None, speech: Speech) -> Markup:
    lines = receipt(found.lead, speech) if found else ()
    return Markup("<p>{}</p>{}{}").format(
        sentences(drawn.told),
        markup.receipt(lines, label(Label.SHOW_THE_NUMBERS, speech)),
        _readings(drawn, speech),
    )


def _readings(drawn: History, speech: Speech) -> Markup:
    newest = drawn.marks[: -MOST_ROWS - 1 : -1]
    more = newest_of(len(newest), drawn.periods, speech) if drawn.periods > len(newest) else ""
    return Markup('<details class="numbers"><summary>{}</summary>{}{}</details>').format(
        label(Label.SHOW_EVERY_RESULT, speech),
        Markup('<p class="soft">{}</p>').format(more) if more else NOTHING,
        _table(newest, drawn, speech),
    )


def _table(newest: Sequence[Mark], drawn: History, speech: Speech) -> Markup:
    titles = drawn.titles
    heads = (titles.period, titles.value, titles.cases, label(Label.AGAINST_LIMIT, speech))
    rows = join(_row(mark, heads, drawn, speech) for mark in newest)
    return Markup(
        '<table class="plain"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(join(Markup('<th scope="col">{}</th>').format(head) for head in heads), rows)


def _row(mark: Mark, heads: Sequence[str], drawn: History, speech: Speech) -> Markup:
    cells = zip(
        heads, (mark.period, mark.shown, mark.cases, _against(mark, drawn, speech)), strict=True
    )
    return Markup("<tr>{}</tr>").format(
        join(Markup('<td data-label="{}"><span>{}</span></td>').format(*cell) for cell in cells)
    )


def _against(mark: Mark, drawn: History, speech: Speech) -> str:
    if drawn.level is None:
        return label(Label.NOTHING_AGREED, speech)
    return label(Label.CLEARLY_BEYOND if mark.beyond else Label.NOT_BEYOND, speech)
