"""What waiting costs: sums in each currency, then one by one, the dearest first."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from app.health.payoff import waiting as waiting_with
from app.language import impact_page as words
from app.language.costs import cost_cell
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
        yield from words.cannot_price(found.unpriced, found.priced > 0, speech)


def waiting_for(record: Record, speech: Speech) -> Markup:
    """What waiting costs with one model in money; what each incident cost stands with it."""
    found = waiting_with(record.beside.insight.incidents) if record.beside else []
    told = [
        words.waiting_alone(cost.low, cost.high, cost.currency, each.incident.began, speech)
        for each in found
        if each.counts and (cost := each.incident.cost)
    ]
    if not told:
        return NOTHING
    if any((cost := each.incident.cost) and cost.in_money and not each.counts for each in found):
        told.append(words.not_all_counted(speech))
    return section(label(ImpactLabel.WAITING, speech), Markup("<p>{}</p>").format(sentences(told)))


def costs(found: Sequence[Open], speech: Speech) -> Markup:
    """A row for each, with the model it belongs to."""
    heads = (
        ImpactLabel.MODEL,
        ImpactLabel.STILL_WRONG,
        ImpactLabel.OPEN_SINCE,
        ImpactLabel.COST_SO_FAR,
    )
    rows = [_row(each, speech) for each in found]
    return table([label(each, speech) for each in heads], rows, kind="costs")


def _row(one: Open, speech: Speech) -> tuple[Cell, ...]:
    """Whose it is, what is wrong, since when, and what it cost so far."""
    what = name(measure_told(one.measure, speech))
    if one.group:
        what += soft(name(one.group))
    cost = name(cost_cell(one.cost, one.measure, speech))
    cost += soft(words.against_what(one.cost, speech))
    if one.cost.in_money and not one.counts:
        cost += soft(label(ImpactLabel.TOLD_ELSEWHERE, speech))
    return link(to_model(one.slug), name(one.name)), what, aged(one.began, speech), cost
