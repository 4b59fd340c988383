"""The reviews of every model, as a table to download."""

from enum import Enum

from app.language import reviews as words
from app.language.dates import local_day
from app.language.labels import Label, label
from app.language.lists import Column, about_list, narrowed_to, stamp
from app.language.reviews import ReviewLabel
from app.language.sentence import Speech
from app.reports.exports import Cell, Table
from app.reports.reviews import UNSAID, Choice, Listed, Reviews

_HEADS: tuple[Enum, ...] = (
    Label.MODEL,
    ReviewLabel.STATE,
    ReviewLabel.DUE,
    ReviewLabel.IMPACT,
    ReviewLabel.REVIEWED_ON,
    ReviewLabel.REVIEWED_BY,
    ReviewLabel.OUTCOME,
    ReviewLabel.CONDITIONS,
    Label.OWNER,
    Label.UNIT,
    Column.ADDRESS,
)


def review_list(found: Reviews, choice: Choice, is_pretend: bool, speech: Speech) -> Table:
    """One row for each model, in the order of the page."""
    shown, rows = narrowed_to(chosen_of(choice, speech), speech), found.rows
    return Table(
        title=str(words.headline(found.in_time, found.deployed, speech)),
        about=(*about_list(len(rows), found.matching, is_pretend, speech), shown),
        heads=tuple(label(each, speech) for each in _HEADS),
        rows=[_row(each, speech) for each in rows],
        stamp=stamp(len(rows), found.matching, shown, is_pretend, speech),
    )


def chosen_of(choice: Choice, speech: Speech) -> tuple[tuple[str, str], ...]:
    """The filters that are set: what each is called, and what was chosen."""
    impact = words.matters("" if choice.impact == UNSAID else choice.impact, speech)
    said = (
        (ReviewLabel.STATE, words.state_words(choice.state, speech) if choice.state else ""),
        (ReviewLabel.IMPACT, impact if choice.impact else ""),
        (Label.UNIT, choice.unit),
    )
    return tuple((label(name, speech), to) for name, to in said if to)


def _row(one: Listed, speech: Speech) -> tuple[Cell, ...]:
    signed = one.reviewed
    return (
        one.name,
        words.state_words(one.state, speech),
        signed.due_on,
        words.matters(signed.impact, speech),
        local_day(signed.at, speech) if signed.at else None,
        signed.by,
        words.outcome_words(one.outcome, speech) if one.outcome else "",
        signed.conditions,
        one.owner or label(Label.NO_OWNER_RECORDED, speech),
        one.unit or label(Label.NO_UNIT_RECORDED, speech),
        f"/reviews?model={signed.slug}",
    )
