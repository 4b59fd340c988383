"""Tables of software: of all models, of the models a change touches, and of one model."""

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from app.health.library_uses import Fit, LibraryUse, last_days, uses_of
from app.health.verdict import Status
from app.language import library_words as words
from app.language.amounts import whole
from app.language.dates import local_day
from app.language.fields import impact_words
from app.language.labels import Label, label
from app.language.library_meaning import fit_words, list_told, means
from app.language.library_words import LibraryLabel
from app.language.sentence import Speech
from app.reports.libraries import Software, Touched
from app.ui.address import to_model
from app.ui.libraries_address import LibrariesAsked, to_libraries
from app.ui.marks import mark_like, status_mark
from app.ui.markup import NOTHING, link, name, sentences
from app.ui.shown import Record
from app.ui.tables import Cell, folded, section, soft, table


def software_table(rows: Sequence[Software], speech: Speech) -> Markup:
    """Software by how many models are built with it."""
    heads = (
        LibraryLabel.SOFTWARE,
        LibraryLabel.MODELS,
        LibraryLabel.VERSIONS,
        LibraryLabel.UNPINNED,
    )
    cells = (_software(each, speech) for each in rows)
    return table([label(each, speech) for each in heads], cells, kind="papers")


def _software(one: Software, speech: Speech) -> tuple[Cell, ...]:
    versions = words.versions_listed(one.versions.models, speech)
    told = Markup(", ").join(name(each) for each in versions)
    told = told or Markup("{}").format(label(LibraryLabel.NOT_TOLD, speech))
    return (
        _named(one.name),
        whole(one.models, speech),
        told + _over(one.versions.ended, speech),
        whole(one.unpinned, speech),
    )


def _named(library: str) -> Markup:
    return link(to_libraries(LibrariesAsked(library=library)), name(library))


def touched_table(
    rows: Sequence[Touched], version: str, like: Mapping[Fit, Status], speech: Speech
) -> Markup:
    """The models with the software, and what the version means to each."""
    heads = (
        LibraryLabel.MODEL,
        LibraryLabel.MEANS if version else LibraryLabel.STANDS,
        LibraryLabel.RUNS_WITH,
        LibraryLabel.MATTERS,
        LibraryLabel.RESULTS,
    )
    cells = (_touched(each, version, like, speech) for each in rows)
    return table([label(each, speech) for each in heads], cells, kind="touched")


def _touched(
    one: Touched, version: str, like: Mapping[Fit, Status], speech: Speech
) -> tuple[Cell, ...]:
    told = [*means(one.use, one.fit, version, speech)]
    told += [words.ended_told(*each, speech) for each in one.ended.items()]
    mark = mark_like(like[one.fit], fit_words(one.fit, speech)) if one.fit else NOTHING
    return (
        _model(one, speech),
        Markup("{}<p>{}</p>").format(mark, sentences(told)),
        name(", ".join(one.use.installed)) if one.use.installed else _not_told(speech),
        impact_words(one.impact, speech),
        status_mark(one.status, speech),
    )


def _model(one: Touched, speech: Speech) -> Markup:
    owner = name(one.owner) if one.is_owned else label(Label.NO_OWNER_RECORDED, speech)
    unit = name(one.unit) if one.unit else label(Label.NO_UNIT_RECORDED, speech)
    return Markup('{}<p class="soft">{} · {}</p>').format(
        link(to_model(one.slug), name(one.model)), owner, unit
    )


def _not_told(speech: Speech) -> str:
    return label(LibraryLabel.NOT_TOLD, speech)


def model_software(record: Record, speech: Speech) -> Markup:
    """On the page of one model: what it is built with, one click away."""
    found = uses_of(record.case)
    title = label(LibraryLabel.LISTS_SOFTWARE, speech)
    if not found:
        return section(title, soft(label(LibraryLabel.NONE_LISTED, speech)))
    heads = (LibraryLabel.SOFTWARE, LibraryLabel.LIST_SAYS, LibraryLabel.RUNS_WITH)
    rows = (_use(each, speech) for each in found)
    drawn = table([label(each, speech) for each in heads], rows, kind="papers")
    return section(title, folded(words.software_counted(len(found), speech), drawn))


def _use(use: LibraryUse, speech: Speech) -> tuple[Cell, ...]:
    today = local_day(speech.now, speech)
    over = {each: day for each, day in last_days(use.name, use.exact).items() if day < today}
    runs = name(", ".join(use.installed)) if use.installed else _not_told(speech)
    return (
        _named(use.name),
        name(list_told(use, speech)),
        Markup("{}{}").format(runs, _over(over, speech)),
    )


def _over(ended: Mapping[str, date], speech: Speech) -> Markup:
    """Versions without security repairs, below what runs."""
    told = sentences(words.ended_told(*each, speech) for each in ended.items())
    return Markup('<p class="soft">{}</p>').format(told) if told else NOTHING
