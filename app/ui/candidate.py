"""A candidate version against the current one, on the same exam or not at all."""

from collections.abc import Mapping

from markupsafe import Markup

from app.health.candidates import standing_of
from app.health.insight import Comparison, Difference
from app.language.candidates import standing_look
from app.language.comparisons import (
    difference_cells,
    difference_receipt,
    hidden_losses_told,
    refused_told,
    versions_told,
)
from app.language.labels import Label, label
from app.language.pages import measure_told
from app.language.sentence import Speech
from app.ui import markup
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, join, name, sentence, sentences
from app.ui.shown import Record
from app.ui.tables import Cell, folded, section, table
from data.facts import Measure

MOST_DIFFERENCES = 12
"""More rows than this hide the first; the others are one click away."""


def candidate(record: Record, speech: Speech) -> Markup:
    """Which candidate waits and how it compares; empty where none waits."""
    found = record.beside.insight.comparison if record.beside else None
    if found is None:
        return NOTHING
    measures = {each.measure.key: each.measure for each in record.case.measured}
    losses = hidden_losses_told(found, speech)
    words, tone = standing_look(standing_of(found), speech)
    body = Markup('<p class="marks">{} <span>{}</span></p>{}{}{}').format(
        toned_mark(tone, words),
        sentence(versions_told(found, speech)),
        Markup('<p class="next">{}</p>').format(sentences(losses)) if losses else NOTHING,
        _tables(found, measures, speech),
        _refused(found, measures, speech),
    )
    return section(label(Label.CANDIDATE, speech), body)


def _tables(found: Comparison, measures: Mapping[str, Measure], speech: Speech) -> Markup:
    """A table for each measure, in the order in which they are compared."""
    compared = dict.fromkeys(each.measure for each in found.differences)
    return join(_of_measure(key, found, measures.get(key), speech) for key in compared)


def _of_measure(key: str, found: Comparison, measure: Measure | None, speech: Speech) -> Markup:
    told = name(measure_told(measure, speech) if measure else key)
    rows = [_row(each, found, measure, speech) for each in found.differences if each.measure == key]
    heads = [label(each, speech) for each in _HEADS]
    drawn = table(heads, rows[:MOST_DIFFERENCES], told, "differences")
    if rest := rows[MOST_DIFFERENCES:]:
        more = table(heads, rest, told, "differences")
        drawn += folded(label(Label.SHOW_ALL_GROUPS, speech), more)
    return drawn


_HEADS = (Label.GROUP, Label.CURRENT_VERSION, Label.CANDIDATE_VERSION, Label.DIFFERENCE)


def _row(
    difference: Difference, found: Comparison, measure: Measure | None, speech: Speech
) -> tuple[Cell, ...]:
    cells = difference_cells(difference, measure, speech)
    lines = difference_receipt(difference, found, measure, speech)
    tone, word = _LOOKS[difference.better]
    return (
        name(cells.group) if cells.group else label(Label.EVERYBODY, speech),
        cells.current,
        cells.candidate,
        Markup("{}<p>{}</p>{}").format(
            toned_mark(tone, label(word, speech)),
            cells.sure,
            markup.receipt(lines, label(Label.SHOW_THE_NUMBERS, speech)),
        ),
    )


_LOOKS: Mapping[bool | None, tuple[str, Label]] = {
    True: ("good", Label.BETTER),
    False: ("bad", Label.WORSE),
    None: ("grey", Label.NO_CLEAR_DIFFERENCE),
}


def _refused(found: Comparison, measures: Mapping[str, Measure], speech: Speech) -> Markup:
    return join(
        Markup("<p>{}</p>").format(sentences(refused_told(why, measures.get(key), speech)))
        for key, why in found.refused.items()
    )
