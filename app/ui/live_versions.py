"""The table of versions in use: since when, in place of which, registered by whom."""

from markupsafe import Markup

from app.language.changes_page import ChangesLabel, since_told, versions_shown
from app.language.labels import Label, label
from app.language.sentence import Speech
from app.reports.changes import Changed, InUse
from app.ui.address import LONGEST_SEARCH, PAGE_LENGTH, to_model
from app.ui.changes_address import Asked, parameters_of, to_changes, to_file
from app.ui.filters import narrow
from app.ui.markup import link, name, search_field, sentence
from app.ui.paging import FILES, files, paging
from app.ui.tables import Cell, section, soft, table

_HEADS = (
    Label.MODEL,
    Label.VERSION,
    ChangesLabel.IN_USE_SINCE,
    ChangesLabel.REPLACED,
    ChangesLabel.REGISTERED_BY,
)


def live_versions(found: Changed, asked: Asked, speech: Speech) -> Markup:
    """The section, with a field to search in and the table as files."""
    body = soft(label(ChangesLabel.WHO_MOVED, speech)) + _search(asked, speech)
    body += _results(found, asked, speech)
    if found.versions:
        heads = [label(each, speech) for each in _HEADS]
        body += table(heads, [_row(each, speech) for each in found.versions], kind="live")
    body += paging(
        asked.versions, found.in_use, lambda page: to_changes(asked, versions=page), speech
    )
    return section(label(ChangesLabel.LIVE, speech), body)


def _search(asked: Asked, speech: Speech) -> Markup:
    kept = {
        key: value for key, value in parameters_of(asked).items() if key not in ("q", "versions")
    }
    word = label(ChangesLabel.FIND_VERSION, speech)
    return narrow("/changes", (search_field(asked.search, word, LONGEST_SEARCH),), kept)


def _results(found: Changed, asked: Asked, speech: Speech) -> Markup:
    first = (asked.versions - 1) * PAGE_LENGTH + 1
    told = versions_shown(first, first + len(found.versions) - 1, found.in_use, speech)
    file = files({kind: to_file("versions", kind, asked) for kind in FILES}, speech)
    return Markup('<p class="results soft"><span>{}</span>{}</p>').format(sentence(told), file)


def _row(one: InUse, speech: Speech) -> tuple[Cell, ...]:
    live, blank = one.live, label(Label.NOT_RECORDED, speech)
    since = since_told(live.since, live.since_known, speech) if live.since else blank
    return (
        link(to_model(live.slug), name(one.name)),
        name(live.version) if live.version else label(ChangesLabel.NO_VERSION, speech),
        since,
        name(live.before) if live.before else label(ChangesLabel.NONE_BEFORE, speech),
        name(live.author) if live.author else blank,
    )
