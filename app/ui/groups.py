"""Does it treat groups alike? A table of groups for each measure, worst first."""

from math import isnan

from markupsafe import Markup

from app.health.blocks import blocks_of
from app.health.insight import GroupResult, GroupStanding, MeasureInsight
from app.language.groups import GroupCells, group_cells, group_receipt, groups_tested
from app.language.labels import Label, label
from app.language.pages import and_more, measure_told
from app.language.sentence import ReceiptLine, Speech
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, blank, join, lines, name, sentences
from app.ui.shown import Record
from app.ui.tables import Cell, folded, section, soft, table
from data.facts import Measured, from_moment

MOST_GROUPS = 10
"""Those at the top need a look; all of them are one click away."""


def groups(record: Record, speech: Speech) -> Markup:
    """Every measure that has groups; empty where none has: the question's card says so."""
    found = record.beside.insight.measures if record.beside else ()
    measured = {each.measure.key: each for each in record.case.measured}
    drawn = join(
        _of_measure(each, measured[each.measure], speech)
        for each in found
        if each.groups and each.measure in measured
    )
    return section(label(Label.GROUPS_ALIKE, speech), drawn) if drawn else NOTHING


def _of_measure(insight: MeasureInsight, measured: Measured, speech: Speech) -> Markup:
    found = [group_cells(each, measured.measure, speech) for each in insight.groups]
    everybody = _everybody(measured, speech)
    when = everybody.period if everybody else ""
    told = name(measure_told(measured.measure, speech))
    if when:
        told += Markup(" · {}").format(when)
    rows = [_cells(each, when, speech) for each in found]
    first, rest = rows[:MOST_GROUPS], rows[MOST_GROUPS:]
    if everybody:
        first.insert(0, _compared(everybody, when, speech))
    drawn = table(_heads(speech), first, told, "groups")
    if rest:
        more = table(_heads(speech), rest, told, "groups")
        drawn += folded(and_more(len(rest), speech), more)
    detail = folded(label(Label.TECHNICAL_DETAIL, speech), _detail(insight, measured, speech))
    return drawn + soft(sentences(groups_tested(insight.tested, speech))) + detail


def _heads(speech: Speech) -> list[str]:
    shown = (Label.GROUP, Label.VALUE, Label.LIKELY_RANGE, Label.CASES, Label.AGAINST_LIMIT)
    return [label(each, speech) for each in shown]


def _everybody(measured: Measured, speech: Speech) -> GroupCells | None:
    """What the groups are compared with; None where nothing of everybody was judged."""
    blocks = blocks_of(measured.overall, measured)
    if not len(blocks):
        return None
    count, low, high = float(blocks.counts[-1]), float(blocks.low[-1]), float(blocks.high[-1])
    result = GroupResult(
        label(Label.EVERYBODY, speech),
        GroupStanding.UNAGREED,
        blocks.needed,
        value=float(blocks.values[-1]),
        count=None if isnan(count) else int(count),
        low=low,
        high=high,
        start=from_moment(blocks.starts[-1]),
        end=from_moment(blocks.ends[-1]),
    )
    return group_cells(result, measured.measure, speech)


def _compared(everybody: GroupCells, when: str, speech: Speech) -> tuple[Cell, ...]:
    """The row of everybody: the verdict on them stands elsewhere."""
    *cells, _ = _cells(everybody, when, speech)
    return *cells, label(Label.FOR_COMPARISON, speech)


def _cells(cells: GroupCells, when: str, speech: Speech) -> tuple[Cell, ...]:
    """One row; its period only where it is another than ``when``."""
    other = soft(cells.period) if cells.period not in ("", when) else NOTHING
    return (
        name(cells.group) + other,
        cells.value or blank(cells.standing),
        cells.likely or blank(label(Label.NOT_RECORDED, speech)),
        cells.cases,
        toned_mark(cells.tone, cells.standing),
    )


def _detail(insight: MeasureInsight, measured: Measured, speech: Speech) -> Markup:
    """Interval, test, correction and counts: what all groups share once, the rest in a table."""
    minimum = measured.agreement.minimum if measured.agreement else None
    found = [
        group_receipt(each, measured.measure, minimum, insight.tested, speech)
        for each in insight.groups
    ]
    receipts = [{line.label: line.value for line in each} for each in found]
    heads = list(dict.fromkeys(head for each in receipts for head in each))
    first, *others = heads
    alike = [head for head in others if len({each.get(head) for each in receipts}) == 1]
    own = [first, *(head for head in others if head not in alike)]
    missing = blank(label(Label.NOT_RECORDED, speech))
    rows = [[name(each[head]) if head in each else missing for head in own] for each in receipts]
    return lines(ReceiptLine(head, receipts[0][head]) for head in alike) + table(own, rows)
