"""A candidate version against the current one, on the same exam or not at all."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from app.health.insight import Comparison, Difference
from app.language.comparisons import (
    difference_cells,
    difference_receipt,
    hidden_losses_told,
    refused_told,
    versions_told,
)
from app.language.labels import Label, label
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
    body = Markup("<p>{}</p>{}{}{}").format(
        sentence(versions_told(found, speech)),
        Markup('<p class="next">{}</p>').format(sentences(losses)) if losses else NOTHING,
        _tables(found, measures, speech),
        _refused(found, measures, speech),
    )
    return section(label(Label.CANDIDATE, speech), body)


def _tables(found: Comparison, measures: Mapping[str, Measure], speech: Speech) -> Markup:
    first, rest = found.differences[:MOST_DIFFERENCES], found.differences[MOST_DIFFERENCES:]
    if not first:
        return NOTHING
    drawn = _table(first, found, measures, speech)
    if rest:
        more = _table(rest, found, measures, speech)
        drawn += folded(label(Label.SHOW_ALL_OF_THEM, speech), more)
    return drawn


def _table(
    rows: Sequence[Difference],
    found: Comparison,
    measures: Mapping[str, Measure],
    speech: Speech,
) -> Markup:
    heads = (
        Label.WHAT_IS_MEASURED,
        Label.GROUP,
        Label.CURRENT_VERSION,
        Label.CANDIDATE_VERSION,
        Label.DIFFERENCE,
    )
    drawn = [_row(each, found, measures.get(each.measure), speech) for each in rows]
    return table([label(each, speech) for each in heads], drawn, kind="differences")


def _row(
    difference: Difference, found: Comparison, measure: Measure | None, speech: Speech
) -> tuple[Cell, ...]:
    cells = difference_cells(difference, measure, speech)
    lines = difference_receipt(difference, found, measure, speech)
    return (
        name(cells.asked),
        name(cells.group) if cells.group else label(Label.EVERYBODY, speech),
        cells.current,
        cells.candidate,
        Markup("{}{}").format(
            toned_mark(cells.tone, cells.sure),
            markup.receipt(lines, label(Label.SHOW_THE_NUMBERS, speech)),
        ),
    )


def _refused(found: Comparison, measures: Mapping[str, Measure], speech: Speech) -> Markup:
    return join(
        Markup("<p>{}</p>").format(sentences(refused_told(why, measures.get(key), speech)))
        for key, why in found.refused.items()
    )
