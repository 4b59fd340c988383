"""Software: which models are built with what, and whom a change of it would touch."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from app.health.library_uses import WORST_FIRST, Fit
from app.health.verdict import Status
from app.language import library_words as words
from app.language.labels import label
from app.language.library_meaning import fit_words
from app.language.library_words import LibraryLabel
from app.language.places import PageTitle
from app.language.sentence import Sentence, Speech
from app.reports.libraries import Blast, Overview
from app.ui import states, view
from app.ui.address import PAGE_LENGTH, to
from app.ui.banners import banners
from app.ui.counts import Part, bar, legend
from app.ui.crumbs import crumbs
from app.ui.filters import narrow, select, units_field
from app.ui.heads import head
from app.ui.libraries_address import (
    LONGEST_VERSION,
    PATH,
    SHOW,
    LibrariesAsked,
    to_libraries,
    to_libraries_file,
)
from app.ui.loading.libraries import Libraries
from app.ui.markup import NOTHING, link, name
from app.ui.paging import paging
from app.ui.results import clearing, not_understood, results
from app.ui.shown import Notice
from app.ui.software import software_table, touched_table
from app.ui.tables import section, soft

LIKE: Mapping[Fit, Status] = {
    Fit.EXCLUDED: Status.BELOW,
    Fit.PINNED: Status.ATTENTION,
    Fit.LISTED: Status.ATTENTION,
    Fit.UNLISTED: Status.UNAGREED,
    Fit.UNREADABLE: Status.UNMEASURED,
    Fit.OPEN: Status.TOO_FEW,
    Fit.THERE: Status.MEETS,
}
"""Which status each looks like."""


def show(shown: Libraries, asked: LibrariesAsked, notice: Notice, speech: Speech) -> None:
    """Everything of the view."""
    view.show(page(shown, asked, notice, speech), key="libraries")


def libraries_section(names: Sequence[str], speech: Speech) -> Markup:
    """On the page about changes: what would be touched if software changed. Nothing where nobody
    has told us of any."""
    if not names:
        return NOTHING
    everything = link(to_libraries(), label(LibraryLabel.ALL, speech))
    body = soft(Markup("{} {}").format(label(LibraryLabel.WHAT_IF_WHY, speech), everything))
    form = _form(names, (), LibrariesAsked(), speech)
    return section(label(LibraryLabel.WHAT_IF, speech), body + form)


def page(shown: Libraries, asked: LibrariesAsked, notice: Notice, speech: Speech) -> Markup:
    """The view as HTML."""
    if not shown.deployed:
        return banners(notice, speech) + states.empty(notice, shown.registered, speech)
    found = shown.found
    title, lead = _title(found, asked, speech), _lead(found, speech)
    drawn = head(title, lead, notice, speech, _crumbs(asked, speech))
    if not shown.names:
        return drawn + Markup("<p>{}</p>").format(label(LibraryLabel.NONE_KNOWN_WHY, speech))
    drawn += _form(shown.names, shown.units, asked, speech)
    if isinstance(found, Blast):
        return drawn + _bar(found, asked, speech) + _models(found, asked, speech)
    return drawn + _software(found, asked, speech)


def _crumbs(asked: LibrariesAsked, speech: Speech) -> Markup:
    above = [link(to(PATH), label(PageTitle.CHANGES, speech))]
    if not asked.library:
        return crumbs(above, label(LibraryLabel.ALL, speech), speech)
    above.append(link(to_libraries(), label(LibraryLabel.ALL, speech)))
    return crumbs(above, name(asked.library), speech)


def _title(found: Blast | Overview, asked: LibrariesAsked, speech: Speech) -> Sentence:
    if isinstance(found, Overview):
        return words.all_software(found.matching, speech)
    models = sum(found.fits.values())
    if not asked.version or not models:
        return words.built_with(asked.library, models, speech)
    return words.touches(
        asked.library,
        asked.version,
        found.touched,
        found.high,
        found.unowned,
        found.upwards,
        speech,
    )


def _lead(found: Blast | Overview, speech: Speech) -> list[Sentence]:
    if isinstance(found, Overview):
        return list(words.overview_lead(speech)) if found.matching else []
    told = [*words.versions_told(found.versions.models, speech)]
    told += words.differing_told(found.differing, speech)
    told += [words.ended_told(*each, speech) for each in found.versions.ended.items()]
    asks = found.touched and None not in found.fits
    return [*told, words.try_first(speech)] if asks else told


def _form(
    names: Sequence[str], units: Sequence[str], asked: LibrariesAsked, speech: Speech
) -> Markup:
    """Which software, which version, and of which unit."""
    options = [("", label(LibraryLabel.ALL, speech)), *((each, each) for each in names)]
    # What nobody is built with stays chosen, so that the reader sees what the page is about.
    if asked.library and asked.library not in names:
        options.append((asked.library, asked.library))
    fields = [
        select("library", label(LibraryLabel.SOFTWARE, speech), options, asked.library),
        _version_field(asked.version, speech),
    ]
    if units:
        fields.append(units_field(asked.unit, units, speech))
    return narrow(PATH, fields, {"show": SHOW})


def _version_field(version: str, speech: Speech) -> Markup:
    word = label(LibraryLabel.VERSION, speech)
    return Markup(
        '<input type="text" name="version" value="{}" aria-label="{}" placeholder="{}"'
        ' maxlength="{}" autocomplete="off" spellcheck="false">'
    ).format(version, word, word, LONGEST_VERSION)


def _bar(found: Blast, asked: LibrariesAsked, speech: Speech) -> Markup:
    parts = [
        Part(
            like=LIKE[fit],
            count=found.fits[fit],
            word=fit_words(fit, speech),
            href=to_libraries(asked.only(fit)),
            current=asked.fit is fit,
        )
        for fit in WORST_FIRST
        if found.fits.get(fit)
    ]
    if not parts:
        return NOTHING
    called = label(LibraryLabel.NARROW, speech)
    return Markup("<div>{}{}</div>").format(
        bar(parts, speech), legend(called, parts, NOTHING, speech)
    )


def _models(found: Blast, asked: LibrariesAsked, speech: Speech) -> Markup:
    if not found.fits:
        return not_understood(asked.understood, speech)
    everything = replace(asked, unit="", fit=None, page=1)
    if not found.rows:
        nothing = states.nothing_matches(to_libraries(everything), speech)
        return not_understood(asked.understood, speech) + nothing
    first = (asked.page - 1) * PAGE_LENGTH + 1
    last = first + len(found.rows) - 1
    table = touched_table(found.rows, asked.version, LIKE, speech)
    return _listed(
        words.models_found(first, last, found.matching, speech),
        found.matching,
        table,
        asked,
        everything,
        speech,
    )


def _software(found: Overview, asked: LibrariesAsked, speech: Speech) -> Markup:
    everything = LibrariesAsked()
    if not found.rows:
        return states.nothing_matches(to_libraries(everything), speech)
    first = (asked.page - 1) * PAGE_LENGTH + 1
    last = first + len(found.rows) - 1
    told = words.software_found(first, last, found.matching, speech)
    table = software_table(found.rows, speech)
    return _listed(told, found.matching, table, asked, everything, speech)


def _listed(
    told: Sentence,
    matching: int,
    table: Markup,
    asked: LibrariesAsked,
    everything: LibrariesAsked,
    speech: Speech,
) -> Markup:
    clear = label(LibraryLabel.EVERYTHING, speech)
    line = results(
        told,
        clearing(to_libraries(everything), clear, narrowed=asked.narrowed),
        lambda kind: to_libraries_file(asked, kind),
        speech,
    )
    turn = paging(
        asked.page, matching, lambda page: to_libraries(replace(asked, page=page)), speech
    )
    return not_understood(asked.understood, speech) + line + table + turn
