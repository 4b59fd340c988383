"""The table of incidents: what happened, when it was noticed, and what it cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.health.insight import Incident
from app.language.incidents import IncidentCells, incident_cells, incident_receipt
from app.language.labels import Label, label
from app.language.sentence import Sentence, Speech
from app.ui import markup
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, blank, sentences
from app.ui.tables import Cell, soft, table
from data.facts import Measure


@dataclass(frozen=True, slots=True)
class Told:
    """One incident to show. ``measure`` is None for a silence.

    ``whose`` stands above what happened, where the page is about several models; ``more`` below.
    """

    incident: Incident
    measure: Measure | None
    whose: Markup = NOTHING
    more: tuple[Sentence, ...] = ()


def incident_table(found: Sequence[Told], speech: Speech) -> Markup:
    """A row for each; without the column of costs where none of them can be told."""
    cells = [incident_cells(each.incident, each.measure, speech) for each in found]
    heads = [Label.WHAT_HAPPENED, Label.BEGAN, Label.NOTICED, Label.GOOD_AGAIN]
    rows = [_row(told, each, speech) for told, each in zip(found, cells, strict=True)]
    if any(each.cost for each in cells):
        heads.append(Label.WHAT_IT_COST)
        missing = blank(label(Label.NO_COST, speech))
        rows = [(*row, each.cost or missing) for row, each in zip(rows, cells, strict=True)]
    return table([label(each, speech) for each in heads], rows, kind="incidents")


def _row(told: Told, cells: IncidentCells, speech: Speech) -> tuple[Cell, ...]:
    incident = told.incident
    lines = incident_receipt(incident, told.measure, speech)
    return (
        Markup("{}<p>{}</p>{}{}").format(
            told.whose,
            cells.what,
            soft(sentences(told.more)) if told.more else NOTHING,
            markup.receipt(lines, label(Label.SHOW_THE_NUMBERS, speech)),
        ),
        cells.began,
        cells.noticed,
        toned_mark("warn", cells.ended) if incident.fixed is None else cells.ended,
    )
