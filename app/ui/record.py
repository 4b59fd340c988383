"""The page of the record: every entry, newest first."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from app.language import record as words
from app.language.dates import moment
from app.language.deeds import role_name
from app.language.labels import Label, label
from app.language.noticing import found as found_told
from app.language.record import RecordLabel
from app.language.record_values import parts_told
from app.language.sentence import Speech
from app.reports.record import Done, Entry
from app.ui import states, view
from app.ui.address import PAGE_LENGTH, to_model
from app.ui.filters import narrow, select
from app.ui.heads import head
from app.ui.markup import NOTHING, blank, join, link, name
from app.ui.paging import paging
from app.ui.record_address import PATH, Asked, to_record, to_record_file
from app.ui.results import clearing, results
from app.ui.shown import Notice
from app.ui.tables import soft, table
from data.members import Role


def show(found: Done, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, asked, notice, speech), key="record")


def page(found: Done, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    top = head(words.headline(found.matching, speech), words.explained(speech), notice, speech)
    if not found.actions:
        return top + soft(label(RecordLabel.NOTHING_YET, speech))
    return top + _filters(found, asked, speech) + _list(found, asked, speech)


def _filters(found: Done, asked: Asked, speech: Speech) -> Markup:
    options = [("", label(RecordLabel.EVERY_ACTION, speech))]
    options += [(each, words.done(each, speech)) for each in found.actions]
    fields = [select("action", label(RecordLabel.WHAT, speech), options, asked.action)]
    return narrow(PATH, fields, {"model": asked.model})


def _list(found: Done, asked: Asked, speech: Speech) -> Markup:
    if not found.entries:
        return states.nothing_matches(to_record(), speech)
    first = (asked.page - 1) * PAGE_LENGTH + 1
    told = found_told(first, first + len(found.entries) - 1, found.matching, speech)
    clear = clearing(to_record(), label(RecordLabel.EVERYTHING, speech), narrowed=asked.narrowed)
    heads = (RecordLabel.WHEN, RecordLabel.WHAT, RecordLabel.ABOUT, RecordLabel.AFTER)
    rows = [_row(each, found.names, speech) for each in found.entries]
    return join(
        (
            results(told, clear, lambda kind: to_record_file(kind, asked), speech),
            table([label(each, speech) for each in heads], rows, kind="plain record"),
            paging(
                asked.page,
                found.matching,
                lambda number: to_record(replace(asked, page=number)),
                speech,
            ),
        )
    )


def _row(entry: Entry, names: Mapping[str, str], speech: Speech) -> tuple[Markup, ...]:
    when = Markup("{}<br><small>{} {}</small>").format(
        moment(entry.at, speech), label(RecordLabel.NUMBER, speech), entry.number
    )
    what = Markup("<strong>{}</strong><br>{}").format(
        words.done(entry.action, speech), _who(entry, speech)
    )
    return when, what, _about(entry, names, speech), _said(entry, speech)


def _who(entry: Entry, speech: Speech) -> Markup:
    if entry.said is None:
        return NOTHING
    who = entry.said["who"]
    roles = ", ".join(role_name(Role(each), speech) for each in who["roles"])
    return Markup("{}<br><small>{}</small>").format(name(who["name"]), roles)


def _about(entry: Entry, names: Mapping[str, str], speech: Speech) -> Markup:
    if not entry.slug:
        return blank(label(Label.DOES_NOT_APPLY, speech))
    return link(to_model(entry.slug), name(names.get(entry.slug, entry.slug)))


def _said(entry: Entry, speech: Speech) -> Markup:
    """What is so now, and what was so before where anything was."""
    if entry.said is None:
        return soft(label(RecordLabel.TAKEN_OUT, speech))
    field, before = entry.said["after"].get("name", ""), entry.said["before"]
    drawn = _parts(entry.said["after"], field, speech)
    if not before:
        return drawn
    return drawn + Markup("<details><summary>{}</summary>{}</details>").format(
        label(RecordLabel.BEFORE, speech), _parts(before, field, speech)
    )


def _parts(parts: Mapping[str, Any], field: str, speech: Speech) -> Markup:
    return Markup('<dl class="parts">{}</dl>').format(
        join(
            Markup('<div><dt>{}</dt><dd dir="auto">{}</dd></div>').format(*each)
            for each in parts_told(parts, speech, field)
        )
    )
