"""What went wrong before: what is still open first, then what is over, each the newest first."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from app.health.insight import Incident
from app.language.costs import cost_told
from app.language.incidents import (
    acknowledged_told,
    incident_cells,
    incident_receipt,
    nothing_wrong,
    rebuilt_told,
    unnoticed_told,
    withdrawn_told,
)
from app.language.labels import Label, label
from app.language.pages import and_more, newest_of
from app.language.sentence import Sentence, Speech
from app.reports.beside import Beside, Noted
from app.ui import markup
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, blank, join, sentence, sentences
from app.ui.shown import Record
from app.ui.tables import Cell, folded, section, soft, table
from data.facts import Case, Measure, from_moment

MOST_INCIDENTS = 10
"""More than this at once is a wall; the others are one click away."""
MOST_OTHERS = 40
"""Nobody reads further on a page; ``rollcall status --json`` has all of them."""


def incidents(record: Record, speech: Speech) -> Markup:
    """The incidents of a model, or that none is known; empty where nothing was worked out yet."""
    beside = record.beside
    if beside is None:
        return NOTHING
    body = soft(sentence(nothing_wrong(_heard_since(record.case), speech)))
    if beside.incidents:
        body = _tables(record, beside, speech)
    return section(label(Label.WENT_WRONG, speech), body + _besides(beside, speech))


def _tables(record: Record, beside: Beside, speech: Speech) -> Markup:
    measures = {each.measure.key: each.measure for each in record.case.measured}
    first, rest = beside.incidents[:MOST_INCIDENTS], beside.incidents[MOST_INCIDENTS:]
    drawn = _table(first, measures, speech)
    if not rest:
        return drawn
    shown, count = rest[:MOST_OTHERS], len(beside.incidents)
    more = _table(shown, measures, speech)
    if len(rest) > len(shown):
        more += soft(newest_of(len(first) + len(shown), count, speech))
    return drawn + folded(and_more(len(rest), speech), more)


def _table(found: Sequence[Noted], measures: Mapping[str, Measure], speech: Speech) -> Markup:
    """A row for each; without the column of costs where none of them can be told."""
    measured = [measures.get(each.incident.measure) for each in found]
    costs = [_cost(each.incident, of, speech) for each, of in zip(found, measured, strict=True)]
    heads = [Label.WHAT_HAPPENED, Label.BEGAN, Label.NOTICED, Label.GOOD_AGAIN]
    rows = [_row(each, of, speech) for each, of in zip(found, measured, strict=True)]
    if any(costs):
        heads.append(Label.WHAT_IT_COST)
        missing = blank(label(Label.NO_COST, speech))
        rows = [(*row, cost or missing) for row, cost in zip(rows, costs, strict=True)]
    return table([label(each, speech) for each in heads], rows, kind="incidents")


def _row(noted: Noted, measure: Measure | None, speech: Speech) -> tuple[Cell, ...]:
    incident = noted.incident
    cells = incident_cells(incident, measure, speech)
    lines = incident_receipt(incident, measure, speech)
    return (
        Markup("<p>{}</p>{}{}").format(
            cells.what,
            join(soft(sentence(each)) for each in _history(noted, speech)),
            markup.receipt(lines, label(Label.SHOW_THE_NUMBERS, speech)),
        ),
        cells.began,
        cells.noticed,
        toned_mark("warn", cells.ended) if incident.fixed is None else cells.ended,
    )


def _history(noted: Noted, speech: Speech) -> list[Sentence]:
    told = []
    if noted.acknowledged_at is not None:
        told.append(acknowledged_told(noted.acknowledged_at, noted.acknowledged_by, speech))
    if noted.rebuilt_at is not None:
        told.append(rebuilt_told(noted.rebuilt_at, noted.rebuilt_why, speech))
    return told


def _cost(incident: Incident, measure: Measure | None, speech: Speech) -> Markup:
    """What waiting cost; empty where that cannot be told."""
    if incident.cost is None or measure is None:
        return NOTHING
    return sentences(cost_told(incident.cost, measure, speech))


def _besides(beside: Beside, speech: Speech) -> Markup:
    """How long a failure would stay unknown, and what is told no more."""
    told = []
    if beside.insight.unnoticed_for is not None:
        told.append(unnoticed_told(beside.insight.unnoticed_for, speech))
    if beside.withdrawn:
        told.append(withdrawn_told(beside.withdrawn, speech))
    return soft(sentences(told)) if told else NOTHING


def _heard_since(case: Case) -> datetime | None:
    starts = [each.overall.starts.min() for each in case.measured if len(each.overall.starts)]
    return from_moment(min(starts)) if starts else None
