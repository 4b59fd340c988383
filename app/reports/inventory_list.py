"""Everything recorded of every model as a list to edit and to bring again.

It has the columns that are understood when it comes back, and says every value in words that are
read as the same value: brought back unchanged, it changes nothing.
"""

from collections.abc import Callable, Sequence

from app.language.deeds import yes_or_no
from app.language.fields import impact_words, kind_words
from app.language.lists import about_list, stamp
from app.language.own_list import column_words, list_title
from app.language.pages import rhythm_told
from app.language.sentence import Speech
from app.reports.exports import Table
from data.facts import FieldName, Impact, Kind
from data.lists.columns import COLUMNS, Column, Key
from data.lists.comparison import Recorded
from data.lists.matching import PEOPLE
from data.lists.values import value
from data.problems import Rejected

Named = Callable[[str], str]

_RHYTHMS = ("P1D", "P7D", "P1M", "P3M", "P6M", "P1Y")
"""What is offered where a list is edited; any other length of time may be written."""


def inventory_list(
    models: Sequence[Recorded], named: Named, is_pretend: bool, speech: Speech
) -> Table:
    """One row for each model. ``named`` gives the full name of whomever a fact means."""
    title = list_title(speech)
    return Table(
        title=title,
        about=about_list(len(models), len(models), is_pretend, speech),
        heads=tuple(column_words(each, speech) for each in COLUMNS),
        rows=[tuple(_cell(each, column, named, speech) for column in COLUMNS) for each in models],
        stamp=stamp(len(models), len(models), title, is_pretend, speech),
        choices=_choices(speech),
    )


def _choices(speech: Speech) -> dict[str, tuple[str, ...]]:
    offered = {
        FieldName.KIND: tuple(kind_words(each, speech) for each in Kind),
        FieldName.IMPACT: tuple(impact_words(each, speech) for each in Impact),
        FieldName.AFFECTS_PEOPLE: tuple(yes_or_no(each, speech) for each in ("yes", "no")),
        FieldName.CADENCE: tuple(rhythm_told(each, speech) or each for each in _RHYTHMS),
    }
    return {column_words(field, speech): words for field, words in offered.items()}


def _cell(model: Recorded, column: Column, named: Named, speech: Speech) -> str:
    if isinstance(column, Key):
        return model.name if column is Key.NAME else model.registry
    kept = model.facts.get(column, "")
    if column is FieldName.KIND:
        # What a registry lists is a model until somebody says otherwise.
        kept = kept or Kind.REGISTRY
    told = _in_words(column, kept, named, speech) if kept else ""
    return told if told and _reads_as(column, told, kept) else kept


def _in_words(field: FieldName, kept: str, named: Named, speech: Speech) -> str:
    if field in PEOPLE:
        return named(kept)
    if field is FieldName.KIND and kept in set(Kind):
        return kind_words(Kind(kept), speech)
    if field is FieldName.IMPACT and kept in set(Impact):
        return impact_words(Impact(kept), speech)
    if field is FieldName.AFFECTS_PEOPLE and kept in ("yes", "no"):
        return yes_or_no(kept, speech)
    if field is FieldName.CADENCE:
        return rhythm_told(kept, speech) or kept
    return kept


def _reads_as(field: FieldName, told: str, kept: str) -> bool:
    """Whether the words come back as the value they stand for."""
    if field in PEOPLE:
        return True
    try:
        return value(field, field, told) == kept
    except Rejected:
        return False
