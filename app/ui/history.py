"""The chart of a measure on a model's page, with its caption and the numbers behind it."""

from collections.abc import Sequence

from markupsafe import Markup

from app.health.happenings import LOOKED_BACK
from app.health.insight import Behaviour
from app.health.verdict import Answer
from app.language.feedback import notes_told
from app.language.labels import Label, label
from app.language.pages import measure_told, newest_of
from app.language.questions import question_words
from app.language.receipts import receipt
from app.language.redefined import dated
from app.language.sentence import Speech
from app.language.translating import joined
from app.ui import charts, markup
from app.ui.behaviour import answers, answers_told, detail, legend
from app.ui.drawn import drawn
from app.ui.figure import History, history
from app.ui.markup import NOTHING, join, name, sentences
from app.ui.points import Mark, Note
from app.ui.said import explained
from app.ui.tables import folded, soft, table
from data.facts import Measured

MOST_CHANGES = 3
"""Of how results are told; all of them stand among what happened to the model."""

MOST_ROWS = 60
"""A reader looks at a year of weeks at most; whoever needs more takes the export."""


def chart(
    measured: Measured,
    behaviour: Behaviour | None,
    found: Answer | None,
    speech: Speech,
    notes: Sequence[Note] = (),
) -> Markup:
    """One measure: what it is, its chart, what to see in it, and the numbers behind it.

    ``notes`` are what people explain about it; those of days before the chart are left out.
    """
    shown = history(measured, behaviour, speech)
    heading = _heading(measured, speech) + _told_otherwise(measured, speech)
    if shown is None:
        return heading + soft(label(Label.NO_CHART_YET, speech))
    until = speech.now.astimezone(speech.zone).replace(tzinfo=None)
    noted = [each for each in notes if shown.marks[0].at <= each.at <= until]
    spec = charts.history(shown.marks, shown.level, shown.bands, until, shown.titles, noted)
    aloud = _told_aloud(measured, behaviour, shown, found, speech)
    aloud = f"{aloud} {joined(tuple(notes_told(len(noted), speech)))}".strip()
    below = explained(noted, speech) + _below(measured, behaviour, shown, found, speech)
    return heading + drawn(spec, aloud, speech) + below


def _heading(measured: Measured, speech: Speech) -> Markup:
    return Markup("<h2>{}</h2>{}").format(
        question_words(measured.measure.question, speech).asked,
        soft(name(measure_told(measured.measure, speech))),
    )


def _told_otherwise(measured: Measured, speech: Speech) -> Markup:
    """How its results are told otherwise than before, as long as that shows in a chart."""
    lately = [each for each in measured.redefined if speech.now - each.at < LOOKED_BACK]
    return join(soft(sentences(dated(each, speech))) for each in lately[-MOST_CHANGES:])


def _told_aloud(
    measured: Measured,
    behaviour: Behaviour | None,
    shown: History,
    found: Answer | None,
    speech: Speech,
) -> str:
    newest = shown.marks[-1]
    parts = [measure_told(measured.measure, speech), f"{newest.period}: {newest.shown}"]
    if shown.level:
        parts.append(shown.level.told)
    told = joined((*shown.told, *answers_told(measured, behaviour, found, speech)))
    return f"{'. '.join(parts)}. {told}".strip()


def _below(
    measured: Measured,
    behaviour: Behaviour | None,
    shown: History,
    found: Answer | None,
    speech: Speech,
) -> Markup:
    lines = receipt(found.lead, speech) if found else ()
    return Markup("{}{}{}{}{}{}").format(
        legend(shown, speech),
        answers(measured, behaviour, found, speech),
        soft(sentences(shown.told)) if shown.told else NOTHING,
        markup.receipt(lines, label(Label.SHOW_THE_NUMBERS, speech)),
        detail(measured, behaviour, speech),
        _readings(shown, speech),
    )


def _readings(shown: History, speech: Speech) -> Markup:
    newest = shown.marks[: -MOST_ROWS - 1 : -1]
    more = newest_of(len(newest), shown.periods, speech) if shown.periods > len(newest) else ""
    body = (soft(more) if more else NOTHING) + _table(newest, shown, speech)
    return folded(label(Label.SHOW_EVERY_RESULT, speech), body)


def _table(newest: Sequence[Mark], shown: History, speech: Speech) -> Markup:
    titles, unmarked = shown.titles, label(Label.NOT_MARKED, speech)
    rows = [(mark.period, mark.shown, mark.cases, mark.why or unmarked) for mark in newest]
    return table((titles.period, titles.value, titles.cases, titles.why), rows, kind="narrow")
