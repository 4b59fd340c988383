"""The page on which somebody brings results of their own: what a file says, and what it changes."""

from collections.abc import Iterator

from markupsafe import Markup

from app.language import own_list as list_words
from app.language import own_results as words
from app.language.dates import moment
from app.language.labels import label
from app.language.own_list import OwnListLabel
from app.language.own_results import OwnResultsLabel
from app.language.problems import problem_words
from app.language.sentence import Sentence, Speech
from app.ui import view
from app.ui.bring_address import Asked
from app.ui.bring_forms import bringing, putting_away, understanding
from app.ui.bring_looked import looked_through
from app.ui.brought_said import Said
from app.ui.deed_form import may
from app.ui.heads import head
from app.ui.inventory_address import to_refused_rows
from app.ui.loading.bring import Bring, Looking, Taken
from app.ui.markup import blank, download_link, name, sentence, sentences
from app.ui.results import not_understood
from app.ui.shown import Notice
from app.ui.tables import Cell, section, soft, table

MOST_NAMED = 20
"""Columns that are named as left out; all of them stand below."""

_SAID = {Said.NOT_YOU: OwnResultsLabel.NOT_YOU, Said.NOT_KEPT: OwnListLabel.NOT_KEPT}


def show(found: Bring, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, asked, notice, speech), key="bring")


def page(found: Bring, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    looking = found.looking if may("take_in_results") else None
    title, lead = _told(looking, found, speech)
    drawn = head(title, lead, notice, speech) + not_understood(asked.understood, speech)
    if asked.said:
        drawn += Markup('<p class="wrong tone-below" role="alert">{}</p>').format(
            label(_SAID[asked.said], speech)
        )
    if looking:
        drawn += _looked(looking, speech)
    return drawn + _bring(looking, speech) + _taken(found.taken, speech)


def _told(
    looking: Looking | None, found: Bring, speech: Speech
) -> tuple[Sentence, tuple[Sentence, ...]]:
    """The heading and what stands below it."""
    if looking is None:
        return words.bring_headline(speech), words.bring_told(speech)
    file = looking.grid.file
    if looking.problem or looking.looked is None:
        told = [problem_words(looking.problem, speech)] if looking.problem else []
        return words.unreadable_headline(file, speech), tuple(told)
    understood, foreseen = looking.looked.understood, looking.looked.found
    if foreseen is None:
        assert understood
        asked = words.asking_told(understood.missing, len(understood.open), speech)
        return words.asking_headline(file, speech), asked
    title = words.looked_headline(file, not foreseen.changes_nothing, speech)
    told = list(_counted(looking, speech))
    before = next((each for each in found.taken if each.file == file), None)
    if foreseen.changes_nothing and before:
        told.append(words.taken_before_told(before.by, before.at, speech))
    return title, tuple(told)


def _counted(looking: Looking, speech: Speech) -> Iterator[Sentence]:
    assert looking.looked
    found = looking.looked.found
    assert found
    counts = (
        (len(found.new), words.new_told),
        (len(found.replaced), words.replaced_told),
        (found.known, words.known_told),
        (len(found.refused), words.refused_told),
        (looking.looked.empty, words.empty_told),
    )
    yield from (tell(count, speech) for count, tell in counts if count)


def _looked(looking: Looking, speech: Speech) -> Markup:
    if looking.problem or looking.looked is None or looking.looked.understood is None:
        return putting_away(speech)
    grid = looking.grid
    headings = [each for at, each in enumerate(grid.headings) if at not in looking.columns]
    left_out = [each for each in headings if each]
    told = [list_words.sheet_told(grid.sheet, len(grid.rows), speech)]
    if left_out:
        told.append(words.left_out_told(left_out[:MOST_NAMED], speech))
    told.append(words.kept_until_told(looking.until, speech))
    drawn = soft(sentences(told)) + understanding(looking, looking.looked.understood, speech)
    return drawn + looked_through(looking, speech) + putting_away(speech)


def _bring(looking: Looking | None, speech: Speech) -> Markup:
    if not may("take_in_results"):
        return soft(label(OwnResultsLabel.WHO_MAY, speech))
    if looking is None:
        return bringing(speech)
    return section(label(OwnResultsLabel.ANOTHER, speech), bringing(speech))


def _taken(taken: list[Taken], speech: Speech) -> Markup:
    title = label(OwnResultsLabel.TAKEN, speech)
    if not taken:
        return section(title, soft(label(OwnResultsLabel.NONE_TAKEN, speech)))
    shown = (
        OwnListLabel.TAKEN_FILE,
        OwnListLabel.BY_WHOM,
        OwnListLabel.BROUGHT,
        OwnResultsLabel.REFUSED,
    )
    heads = [label(each, speech) for each in shown]
    return section(title, table(heads, [_row(each, speech) for each in taken], kind="taken"))


def _row(one: Taken, speech: Speech) -> tuple[Cell, ...]:
    refused: Markup = blank(label(OwnResultsLabel.NONE_REFUSED, speech))
    if one.refused:
        word = label(OwnListLabel.DOWNLOAD_REFUSED, speech)
        told = sentence(words.refused_told(len(one.refused), speech))
        refused = told + soft(download_link(to_refused_rows(one.id), word))
    by = name(one.by) + soft(moment(one.at, speech))
    brought = words.brought_told(one.added, one.changed, speech)
    return name(one.file), by, brought, refused
