"""Software, or the models that a change of it touches, as a table to download."""

from collections.abc import Sequence
from urllib.parse import quote

from app.language.fields import impact_words
from app.language.labels import Label, label
from app.language.library_meaning import fit_words, list_told, means
from app.language.library_words import LibraryLabel, ended_told, versions_listed
from app.language.lists import Column, about_list, column, narrowed_to, stamp
from app.language.sentence import Speech
from app.language.statuses import status_words
from app.language.translating import joined
from app.reports.exports import Cell, Table
from app.reports.libraries import Blast, Overview, Software, Touched

Head = LibraryLabel | Label | Column

_MODELS: tuple[Head, ...] = (
    LibraryLabel.MODEL,
    LibraryLabel.MEANS,
    Column.WHY,
    LibraryLabel.LIST_SAYS,
    LibraryLabel.RUNS_WITH,
    LibraryLabel.ENDED,
    LibraryLabel.MATTERS,
    LibraryLabel.RESULTS,
    Label.OWNER,
    Label.UNIT,
    Label.LIVE_VERSION,
    Column.ADDRESS,
)
_SOFTWARE: tuple[Head, ...] = (
    LibraryLabel.SOFTWARE,
    LibraryLabel.MODELS,
    LibraryLabel.VERSIONS,
    LibraryLabel.UNPINNED,
    LibraryLabel.ENDED,
    Column.ADDRESS,
)


def library_list(
    found: Blast | Overview, version: str, unit: str, is_pretend: bool, speech: Speech
) -> Table:
    """A table of what was found: models where one piece of software was asked about."""
    if isinstance(found, Overview):
        rows = [_software(each, speech) for each in found.rows]
        return _table("", _SOFTWARE, rows, found.matching, unit, is_pretend, speech)
    models = [_touched(each, version, speech) for each in found.rows]
    about = f"{found.name} {version}".strip()
    return _table(about, _MODELS, models, found.matching, unit, is_pretend, speech)


def _table(
    about: str,
    heads: tuple[Head, ...],
    rows: Sequence[tuple[Cell, ...]],
    matching: int,
    unit: str,
    is_pretend: bool,
    speech: Speech,
) -> Table:
    said = ((label(LibraryLabel.SOFTWARE, speech), about), (label(Label.UNIT, speech), unit))
    shown = narrowed_to(tuple((name, chosen) for name, chosen in said if chosen), speech)
    return Table(
        title=label(LibraryLabel.WHAT_IF, speech),
        about=(*about_list(len(rows), matching, is_pretend, speech), shown),
        heads=tuple(_head(each, speech) for each in heads),
        rows=rows,
        stamp=stamp(len(rows), matching, shown, is_pretend, speech),
    )


def _head(which: Head, speech: Speech) -> str:
    return column(which, speech) if isinstance(which, Column) else label(which, speech)


def _touched(one: Touched, version: str, speech: Speech) -> tuple[Cell, ...]:
    ended = joined(tuple(ended_told(*each, speech) for each in one.ended.items()))
    return (
        one.model,
        fit_words(one.fit, speech) if one.fit else None,
        joined(means(one.use, one.fit, version, speech)),
        list_told(one.use, speech),
        ", ".join(one.use.installed) or label(LibraryLabel.NOT_TOLD, speech),
        ended or None,
        impact_words(one.impact, speech),
        status_words(one.status, speech).name,
        one.owner if one.is_owned else label(Label.NO_OWNER_RECORDED, speech),
        one.unit or label(Label.NO_UNIT_RECORDED, speech),
        one.use.version,
        f"/model?model={one.slug}",
    )


def _software(one: Software, speech: Speech) -> tuple[Cell, ...]:
    ended = joined(tuple(ended_told(*each, speech) for each in one.versions.ended.items()))
    return (
        one.name,
        one.models,
        ", ".join(versions_listed(one.versions.models, speech)),
        one.unpinned,
        ended or None,
        f"/changes?library={quote(one.name)}",
    )
