"""What waiting costs: sums in each currency, then one by one, the dearest first."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from app.language import impact_page as words
from app.language.costs import cost_told
from app.language.dates import aged
from app.language.impact_page import ImpactLabel
from app.language.labels import label
from app.language.pages import and_more, measure_told
from app.language.sentence import Sentence, Speech
from app.reports.impact import Open, Waiting
from app.ui.address import to_model
from app.ui.markup import NOTHING, link, name, sentences
from app.ui.shown import Record
from app.ui.tables import Cell, folded, section, soft, table

MOST_AT_ONCE = 10
"""More than this at once is a wall; the others are one click away."""


def waiting(found: Waiting, speech: Speech) -> Markup:
    """The section of the page: sums, what they leave out, and the incidents one by one."""
    told = sentences(_told(found, speech)) or label(ImpactLabel.NOTHING_WAITS, speech)
    body = Markup("<p>{}</p>").format(told)
    first, rest = found.first[:MOST_AT_ONCE], found.first[MOST_AT_ONCE:]
    if first:
        body += costs(first, speech)
    if rest:
        more = costs(rest, speech)
        if found.priced > len(found.first):
            more += soft(words.dearest_of(len(found.first), found.priced, speech))
        body += folded(and_more(found.priced - len(first), speech), more)
    return section(label(ImpactLabel.WAITING, speech), body)


def _told(found: Waiting, speech: Speech) -> Iterator[Sentence]:
    for each in found.sums:
        yield words.waiting_told(
            each.low, each.high, each.currency, each.models, each.since, speech
        )
    if any(each.cost.in_money and not each.counts for each in found.first):
        yield words.not_all_counted(speech)
    if found.unpriced:
        yield words.cannot_price(found.unpriced, found.priced > 0, speech)


def waiting_for(record: Record, speech: Speech) -> Markup:
    """What waiting costs with one model; empty where nothing of it is open or can be told."""
    found = record.beside.waiting if record.beside else ()
    if not found:
        return NOTHING
    heads = [label(each, speech) for each in _HEADS]
    drawn = table(heads, [_cells(each, speech) for each in found], kind="costs")
    return section(label(ImpactLabel.WAITING, speech), drawn)


_HEADS = (ImpactLabel.STILL_WRONG, ImpactLabel.OPEN_SINCE, ImpactLabel.COST_SO_FAR)


def costs(found: Sequence[Open], speech: Speech) -> Markup:
    """A row for each, with the model it belongs to."""
    heads = [label(each, speech) for each in (ImpactLabel.MODEL, *_HEADS)]
    rows = [(link(to_model(each.slug), name(each.name)), *_cells(each, speech)) for each in found]
    return table(heads, rows, kind="costs")


def _cells(one: Open, speech: Speech) -> tuple[Cell, ...]:
    """What is wrong, since when, and what it cost so far."""
    what = name(measure_told(one.measure, speech))
    if one.group:
        what += soft(name(one.group))
    cost = sentences(cost_told(one.cost, one.measure, speech))
    if one.cost.in_money and not one.counts:
        cost += soft(label(ImpactLabel.TOLD_ELSEWHERE, speech))
    return what, aged(one.began, speech), cost
