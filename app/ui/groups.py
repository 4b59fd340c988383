"""Does it treat groups alike? Each measure as a picture, with a table one click away."""

from markupsafe import Markup

from app.health.compared_groups import ComparedGroups
from app.language.dates import period
from app.language.group_checks import results_are_old, what_to_see
from app.language.groups import GroupCells, group_cells, group_receipt, groups_tested
from app.language.labels import Label, label
from app.language.pages import measure_told, under_name
from app.language.sentence import ReceiptLine, Speech
from app.ui.group_picture import group_picture
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, blank, join, lines, name, sentences
from app.ui.shown import Record
from app.ui.tables import Cell, folded, section, soft, table

MOST_IN_TABLE = 100
"""Nobody reads further on a page; a file has all of them."""


def groups(record: Record, speech: Speech) -> Markup:
    """Every measure that has groups; empty where none has: the question's card says so."""
    found = record.beside.groups if record.beside else ()
    drawn = join(_of_measure(each, speech) for each in found)
    return section(label(Label.GROUPS_ALIKE, speech), drawn) if drawn else NOTHING


def _of_measure(found: ComparedGroups, speech: Speech) -> Markup:
    title = Markup("<h3>{}</h3>").format(measured(found, speech))
    detail = folded(label(Label.TECHNICAL_DETAIL, speech), _detail(found, speech))
    tested = soft(sentences(groups_tested(found.tested, speech)))
    return Markup('<div class="of-measure">{}{}{}{}</div>').format(
        title, seen(found, speech), tested, numbers(found, speech, detail)
    )


def measured(found: ComparedGroups, speech: Speech) -> Markup:
    """What is measured, and over which period the newest value of everybody tells."""
    told, when = name(measure_told(found.measure, speech)), _when(found, speech)
    return told + Markup(' <span class="soft">· {}</span>').format(when) if when else told


def seen(found: ComparedGroups, speech: Speech) -> Markup:
    """The picture of the groups under what there is to see in it."""
    told = [*what_to_see(found, speech)]
    if found.is_old(speech.now):
        told.insert(0, results_are_old(speech))
    apart = NOTHING
    if found.gap is not None:
        apart = Markup("<p>{}</p>").format(sentences(under_name(found.gap, speech)))
    return Markup("<p>{}</p>{}{}").format(sentences(told), apart, group_picture(found, speech))


def numbers(found: ComparedGroups, speech: Speech, more: Markup = NOTHING) -> Markup:
    """The groups in a table, one click away."""
    when = _when(found, speech)
    cells = [group_cells(each, found.measure, speech) for each in found.groups[:MOST_IN_TABLE]]
    rows = [_cells(each, when, speech) for each in cells]
    if found.everybody is not None:
        rows.insert(0, _compared(group_cells(found.everybody, found.measure, speech), when, speech))
    drawn = table(_heads(speech), rows, measured(found, speech), "groups")
    return folded(label(Label.SHOW_THE_NUMBERS, speech), drawn + more)


def _when(found: ComparedGroups, speech: Speech) -> str:
    everybody = found.everybody
    if everybody is None or everybody.start is None or everybody.end is None:
        return ""
    return period(everybody.start, everybody.end, speech)


def _heads(speech: Speech) -> list[str]:
    shown = (Label.GROUP, Label.VALUE, Label.LIKELY_RANGE, Label.CASES, Label.AGAINST_LIMIT)
    return [label(each, speech) for each in shown]


def _compared(everybody: GroupCells, when: str, speech: Speech) -> tuple[Cell, ...]:
    """The row of everybody: the verdict on them stands elsewhere."""
    _, *cells, _ = _cells(everybody, when, speech)
    return label(Label.EVERYBODY, speech), *cells, label(Label.FOR_COMPARISON, speech)


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


def _detail(found: ComparedGroups, speech: Speech) -> Markup:
    """Interval, test, correction and counts: what all groups share once, the rest in a table."""
    receipts = [
        {
            line.label: line.value
            for line in group_receipt(each, found.measure, found.minimum, found.tested, speech)
        }
        for each in found.groups[:MOST_IN_TABLE]
    ]
    heads = list(dict.fromkeys(head for each in receipts for head in each))
    first, *others = heads
    alike = [head for head in others if len({each.get(head) for each in receipts}) == 1]
    own = [first, *(head for head in others if head not in alike)]
    missing = blank(label(Label.NOT_RECORDED, speech))
    rows = [[name(each[head]) if head in each else missing for head in own] for each in receipts]
    return lines(ReceiptLine(head, receipts[0][head]) for head in alike) + table(own, rows)
