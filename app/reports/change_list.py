"""Happenings and versions in use as tables to download, as the page about changes shows them."""

from collections.abc import Sequence

from app.health.happening import topic_of
from app.language.changes_page import ChangesLabel, span_words, status_told
from app.language.dates import local_day
from app.language.happenings import before_breach, happened, topic_words
from app.language.labels import Label, label
from app.language.lists import Column, about_list, column, narrowed_to, stamp
from app.language.pages import under_name
from app.language.sentence import Sentence, Speech
from app.language.statuses import status_words
from app.language.translating import joined
from app.reports.changes import Happened, InUse, Narrowing
from app.reports.exports import Cell, Table


def change_list(
    rows: Sequence[Happened], matching: int, asked: Narrowing, is_pretend: bool, speech: Speech
) -> Table:
    """A table of these happenings. ``matching`` is how many there are in all."""
    said = _of_whom(asked, speech)
    if asked.topic:
        said.append((label(ChangesLabel.TOPIC, speech), topic_words(asked.topic, speech)))
    said.append((label(ChangesLabel.SPAN, speech), span_words(asked.days, speech)))
    shown = narrowed_to(tuple(said), speech)
    heads = (
        label(ChangesLabel.WHEN, speech),
        label(Label.MODEL, speech),
        label(ChangesLabel.TOPIC, speech),
        label(ChangesLabel.WHAT, speech),
        label(ChangesLabel.MORE, speech),
        label(ChangesLabel.AFTERWARDS, speech),
        label(ChangesLabel.KNOWN_ON, speech),
        column(Column.ADDRESS, speech),
    )
    return Table(
        title=label(ChangesLabel.NEWEST, speech),
        about=(*about_list(len(rows), matching, is_pretend, speech), shown),
        heads=heads,
        rows=[_happening(each, speech) for each in rows],
        stamp=stamp(len(rows), matching, shown, is_pretend, speech),
    )


def _of_whom(asked: Narrowing, speech: Speech) -> list[tuple[str, str]]:
    said = ((Label.MODEL, asked.slug), (Label.UNIT, asked.unit), (Label.SEARCH, asked.search))
    return [(label(name, speech), chosen) for name, chosen in said if chosen]


def _happening(one: Happened, speech: Speech) -> tuple[Cell, ...]:
    first, *more = told_of(one, speech)
    return (
        local_day(one.happening.at, speech),
        one.name,
        topic_words(topic_of(one.happening.kind), speech),
        str(first),
        joined(tuple(more)) or None,
        joined(before_breach(one.happening, speech)) or None,
        local_day(one.happening.known_at, speech),
        f"/model?model={one.slug}",
    )


def told_of(one: Happened, speech: Speech) -> tuple[Sentence, ...]:
    """What happened, in sentences that stand under the model's name; the first says it."""
    if one.after is None or one.lead is None:
        return happened(one.happening, speech)
    before = status_words(one.before, speech).name if one.before else ""
    changed = status_told(before, status_words(one.after, speech).name, speech)
    return changed, under_name(one.lead, speech)[0]


def version_list(
    rows: Sequence[InUse], matching: int, asked: Narrowing, is_pretend: bool, speech: Speech
) -> Table:
    """A table of the versions in use. ``matching`` is how many there are in all."""
    shown = narrowed_to(tuple(_of_whom(asked, speech)), speech)
    heads = (
        label(Label.MODEL, speech),
        label(Label.UNIT, speech),
        label(Label.VERSION, speech),
        label(ChangesLabel.IN_USE_SINCE, speech),
        label(ChangesLabel.SINCE_KNOWN, speech),
        label(ChangesLabel.REPLACED, speech),
        label(ChangesLabel.REGISTERED_BY, speech),
        label(ChangesLabel.MOVED_BY, speech),
        column(Column.ADDRESS, speech),
    )
    return Table(
        title=label(ChangesLabel.LIVE, speech),
        about=(*about_list(len(rows), matching, is_pretend, speech), shown),
        heads=heads,
        rows=[_version(each, speech) for each in rows],
        stamp=stamp(len(rows), matching, shown, is_pretend, speech),
    )


def _version(one: InUse, speech: Speech) -> tuple[Cell, ...]:
    live, blank = one.live, label(Label.NOT_RECORDED, speech)
    known = ChangesLabel.YES if live.since_known else ChangesLabel.OR_BEFORE
    return (
        one.name,
        one.unit or label(Label.NO_UNIT_RECORDED, speech),
        live.version or label(ChangesLabel.NO_VERSION, speech),
        local_day(live.since, speech) if live.since else None,
        label(known, speech) if live.since else blank,
        live.before or label(ChangesLabel.NONE_BEFORE, speech),
        live.author or blank,
        blank,
        f"/model?model={live.slug}",
    )
