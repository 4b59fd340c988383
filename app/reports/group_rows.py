"""How groups are treated as a table to download: one row per group, in the order of the page."""

from collections.abc import Iterator, Sequence
from enum import Enum

from app.health.insight import GroupResult
from app.language.dates import first_day, last_day
from app.language.fields import better_words
from app.language.group_checks import GroupLabel, tells
from app.language.groups import standing_words
from app.language.labels import Label, label
from app.language.lists import Column, about_list, narrowed_to, stamp, unit_told
from app.language.measures import asked_of
from app.language.sentence import Speech
from app.reports.exports import MOST_ROWS, Cell, Table
from app.reports.group_checks import Checked
from app.reports.numbers import number
from data.facts import Unit
from data.store.group_checks import Choice

_HEADS: tuple[Enum, ...] = (
    Label.MODEL,
    Column.MEASURED,
    Label.GROUP,
    GroupLabel.STANDING,
    Column.VALUE,
    GroupLabel.LIKELY_LOW,
    GroupLabel.LIKELY_HIGH,
    GroupLabel.EVERYBODY_VALUE,
    Column.AGREED,
    Column.UNIT_OF_VALUE,
    Column.DIRECTION,
    Label.CASES,
    GroupLabel.CASES_NEEDED,
    GroupLabel.TESTED,
    Column.FIRST_DAY,
    Column.LAST_DAY,
    Label.OWNER,
    Label.UNIT,
    Column.ADDRESS,
)
_CHOICES = {
    "below": GroupLabel.BELOW,
    "near": GroupLabel.NEAR,
    "too_few": GroupLabel.TOO_FEW,
    "not_measured": GroupLabel.NOT_MEASURED,
}


def group_rows(found: Sequence[Checked], choice: Choice, is_pretend: bool, speech: Speech) -> Table:
    """A table of every group of these measures."""
    every = [row for each in found for row in _rows(each, speech)]
    rows = every[:MOST_ROWS]
    shown = narrowed_to(_chosen(choice, speech), speech)
    return Table(
        title=label(GroupLabel.TITLE, speech),
        about=(*about_list(len(rows), len(every), is_pretend, speech), shown),
        heads=tuple(label(each, speech) for each in _HEADS),
        rows=rows,
        stamp=stamp(len(rows), len(every), shown, is_pretend, speech),
    )


def _chosen(choice: Choice, speech: Speech) -> tuple[tuple[str, str], ...]:
    standing = label(_CHOICES[choice.standing], speech) if choice.standing else ""
    said = (
        (GroupLabel.STANDING, standing),
        (Label.MODEL, choice.model),
        (Label.UNIT, choice.unit),
    )
    return tuple((label(each, speech), chosen) for each, chosen in said if chosen)


def _rows(one: Checked, speech: Speech) -> Iterator[tuple[Cell, ...]]:
    groups, measure = one.groups, one.groups.measure
    unit = measure.unit
    for each in groups.groups:
        standing, _ = standing_words(each.standing, speech)
        yield (
            one.name,
            asked_of({"phrase": measure.phrase, "kind": measure.kind}, speech),
            each.group,
            standing,
            *_values(each, unit),
            number(groups.overall, unit),
            number(groups.minimum, unit),
            unit_told(unit, measure.things, measure.currency, speech),
            better_words(measure.better, speech),
            each.count,
            each.needed,
            groups.tested,
            *_days(each, speech),
            one.owner or label(Label.NO_OWNER_RECORDED, speech),
            one.unit or label(Label.NO_UNIT_RECORDED, speech),
            f"/model?model={one.slug}",
        )


def _values(result: GroupResult, unit: Unit) -> tuple[Cell, ...]:
    """Value and likely range; of too few cases, or old ones, none is told."""
    if not tells(result):
        return None, None, None
    return tuple(number(each, unit) for each in (result.value, result.low, result.high))


def _days(result: GroupResult, speech: Speech) -> tuple[Cell, ...]:
    start, end = result.start, result.end
    if start is None or end is None:
        return None, None
    return first_day(start, end, speech), last_day(start, end, speech)
