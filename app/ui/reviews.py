"""The list of every model by how its review stands, what presses most first."""

from dataclasses import replace

from markupsafe import Markup

from app.language import reviews as words
from app.language.labels import Label, label
from app.language.reviews import ReviewLabel
from app.language.sentence import Speech
from app.reports.reviews import UNSAID, Listed, ReviewState
from app.ui import states, view
from app.ui.address import PAGE_LENGTH
from app.ui.filters import narrow, select, units_field
from app.ui.heads import head
from app.ui.loading.reviews import Shown
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, blank, link, name, sentences
from app.ui.paging import paging
from app.ui.results import clearing, not_understood, results
from app.ui.reviews_address import IMPACTS, PATH, Asked, to_file, to_reviews
from app.ui.shown import Notice
from app.ui.tables import Cell, soft, table

_HEADS = (Label.MODEL, ReviewLabel.STATE, ReviewLabel.LAST, ReviewLabel.IMPACT)


def show(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(shown, asked, notice, speech), key="reviews")


def page(shown: Shown, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    found = shown.found
    if not found.deployed:
        return states.empty(notice, shown.registered, speech)
    pressing = (ReviewState.OVERDUE, ReviewState.SOON, ReviewState.NEVER)
    overdue, soon, never = (found.counts[each] for each in pressing)
    told = words.lead(overdue, soon, never, speech)
    top = head(words.headline(found.in_time, found.deployed, speech), told, notice, speech)
    return top + _filters(shown, asked, speech) + _list(shown, asked, speech)


def _filters(shown: Shown, asked: Asked, speech: Speech) -> Markup:
    states_ = [("", label(ReviewLabel.EVERY_STATE, speech))]
    states_ += [(each.value, words.state_words(each, speech)) for each in ReviewState]
    impacts = [("", label(ReviewLabel.ANY_IMPACT, speech))]
    impacts += [
        (each, words.matters("" if each == UNSAID else each, speech)) for each in reversed(IMPACTS)
    ]
    fields = (
        select("state", label(ReviewLabel.STATE, speech), states_, asked.said["state"]),
        select("impact", label(ReviewLabel.IMPACT, speech), impacts, asked.impact),
        units_field(asked.unit, shown.units, speech),
    )
    return narrow(PATH, fields, {})


def _list(shown: Shown, asked: Asked, speech: Speech) -> Markup:
    odd, rows = not_understood(asked.understood, speech), shown.found.rows
    if not rows:
        return odd + states.nothing_matches(to_reviews(), speech)
    first = (asked.page - 1) * PAGE_LENGTH
    told = words.found(first + 1, first + len(rows), shown.found.matching, speech)
    everything = label(ReviewLabel.EVERYTHING, speech)
    clear = clearing(to_reviews(), everything, narrowed=asked.narrowed)
    heads = [label(each, speech) for each in _HEADS]
    drawn = table(heads, [_row(each, speech) for each in rows], kind="reviews")
    turn = paging(asked.page, shown.found.matching, lambda number: _page(asked, number), speech)
    return odd + results(told, clear, lambda kind: to_file(kind, asked), speech) + drawn + turn


def _page(asked: Asked, number: int) -> str:
    return to_reviews(replace(asked, page=number))


def _row(one: Listed, speech: Speech) -> tuple[Cell, ...]:
    signed = one.reviewed
    model = link(to_reviews(Asked(signed.slug)), name(one.name)) + soft(name(one.unit))
    mark = toned_mark(words.state_tone(one.state), words.state_words(one.state, speech))
    overdue = one.state is ReviewState.OVERDUE
    due = words.due_told(signed.due_on, overdue, speech) if signed.due_on else ""
    return (
        model,
        mark + (soft(due) if due else NOTHING),
        _last(one, speech),
        words.matters(signed.impact, speech),
    )


def _last(one: Listed, speech: Speech) -> Cell:
    signed, outcome = one.reviewed, one.outcome
    if signed.at is None or outcome is None:
        return blank(label(ReviewLabel.NOT_REVIEWED, speech))
    return sentences(words.signed_told(outcome, signed.by, signed.at, signed.conditions, speech))
