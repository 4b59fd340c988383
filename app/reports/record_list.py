"""The record as a table to download: one row for each thing that somebody did."""

from collections.abc import Mapping
from typing import Any

from app.language.labels import Label, label
from app.language.lists import about_list, stamp
from app.language.record import RecordLabel, headline
from app.language.record import done as done_told
from app.language.record_values import parts_told, value_told
from app.language.sentence import Speech
from app.reports.exports import Cell, Table
from app.reports.record import Done
from data.store.record import Entry

_HEADS = (
    RecordLabel.NUMBER,
    RecordLabel.WHEN,
    RecordLabel.WHO,
    RecordLabel.ROLES,
    RecordLabel.WHAT,
    Label.MODEL,
    RecordLabel.BEFORE,
    RecordLabel.AFTER,
)


def record_list(found: Done, is_pretend: bool, speech: Speech) -> Table:
    """Every entry chosen, newest first."""
    count = len(found.entries)
    told = str(headline(found.matching, speech))
    return Table(
        title=told,
        about=about_list(count, found.matching, is_pretend, speech),
        heads=tuple(label(each, speech) for each in _HEADS),
        rows=[_row(each, found.names, speech) for each in found.entries],
        stamp=stamp(count, found.matching, told, is_pretend, speech),
    )


def _row(entry: Entry, names: Mapping[str, str], speech: Speech) -> tuple[Cell, ...]:
    told = entry.said
    who = told["who"] if told else {}
    roles = who.get("roles")
    field = told["after"].get("name", "") if told else ""
    return (
        entry.number,
        entry.at,
        who.get("name", label(RecordLabel.TAKEN_OUT, speech)),
        value_told("role", roles, speech) if roles else "",
        done_told(entry.action, speech),
        names.get(entry.slug, entry.slug),
        _parts(told["before"] if told else {}, field, speech),
        _parts(told["after"] if told else {}, field, speech),
    )


def _parts(parts: Mapping[str, Any], field: str, speech: Speech) -> str:
    return "; ".join(f"{name}: {told}" for name, told in parts_told(parts, speech, field))
