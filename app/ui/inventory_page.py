"""The page on which somebody brings a list of their own: what it says, and what it would change."""

from collections.abc import Iterator

from markupsafe import Markup

from app.language import own_list as words
from app.language.dates import moment
from app.language.labels import label
from app.language.own_list import OwnListLabel
from app.language.problems import problem_words
from app.language.sentence import Sentence, Speech
from app.ui import view
from app.ui.brought_said import Said
from app.ui.deed_form import may
from app.ui.heads import head
from app.ui.inventory_address import Asked, to_edit_file, to_refused_rows
from app.ui.inventory_columns import columns, first_rows
from app.ui.inventory_compared import comparison
from app.ui.inventory_forms import adding, bringing, putting_away
from app.ui.loading.inventory import Inventory, Looking, Taken
from app.ui.markup import blank, download_link, name, sentence, sentences
from app.ui.results import not_understood
from app.ui.shown import Notice
from app.ui.tables import Cell, section, soft, table
from data.lists.comparison import rows_of

_SAID = {Said.NOT_YOU: OwnListLabel.NOT_YOU, Said.NOT_KEPT: OwnListLabel.NOT_KEPT}

_HEADS = (
    OwnListLabel.TAKEN_FILE,
    OwnListLabel.BY_WHOM,
    OwnListLabel.BROUGHT,
    OwnListLabel.REFUSED,
)


def show(found: Inventory, asked: Asked, notice: Notice, speech: Speech) -> None:
    """Everything of the page."""
    view.show(page(found, asked, notice, speech), key="inventory")


def page(found: Inventory, asked: Asked, notice: Notice, speech: Speech) -> Markup:
    """The page as HTML."""
    looking = found.looking if may("take_in_list") else None
    title, lead = _told(looking, speech)
    drawn = head(title, lead, notice, speech) + not_understood(asked.understood, speech)
    if asked.said:
        drawn += Markup('<p class="wrong tone-below" role="alert">{}</p>').format(
            label(_SAID[asked.said], speech)
        )
    if looking:
        drawn += _looked(looking, speech)
    return drawn + _bring(looking, speech) + adding(speech) + _taken(found.taken, speech)


def _told(looking: Looking | None, speech: Speech) -> tuple[Sentence, tuple[Sentence, ...]]:
    """The heading and what stands below it."""
    if looking is None:
        return words.bring_headline(speech), words.bring_told(speech)
    file = looking.grid.file
    if looking.problem:
        told = problem_words(looking.problem, speech)
        return words.unreadable_headline(file, speech), (told,)
    if looking.found is None:
        return words.unnamed_headline(file, speech), (words.unnamed_told(speech),)
    changes = not looking.found.changes_nothing
    title = words.compared_headline(file, changes, speech)
    return title, tuple(_counted(looking, speech))


def _counted(looking: Looking, speech: Speech) -> Iterator[Sentence]:
    found = looking.found
    assert found
    counts = (
        (len(found.new), words.new_told),
        (found.filled, words.filled_told),
        (len(found.differences), words.differing_told),
        (found.refused_rows, words.refused_told),
        (found.agreeing, words.agreeing_told),
        (len(found.missing), words.missing_told),
    )
    yield from (tell(count, speech) for count, tell in counts if count)


def _looked(looking: Looking, speech: Speech) -> Markup:
    if looking.problem:
        return putting_away(speech)
    told = (
        words.sheet_told(looking.grid.sheet, len(looking.grid.rows), speech),
        words.empty_cells_told(speech),
        words.kept_until_told(looking.until, speech),
    )
    drawn = soft(sentences(told)) + columns(looking, speech) + first_rows(looking, speech)
    return drawn + comparison(looking, speech) + putting_away(speech)


def _bring(looking: Looking | None, speech: Speech) -> Markup:
    file = soft(download_link(to_edit_file(), label(OwnListLabel.WITH_ALL, speech)))
    if not may("take_in_list"):
        return soft(label(OwnListLabel.WHO_MAY, speech)) + file
    drawn = bringing(speech) + file
    if looking is None:
        return drawn
    return section(label(OwnListLabel.BRING, speech), drawn)


def _taken(taken: list[Taken], speech: Speech) -> Markup:
    title = label(OwnListLabel.TAKEN, speech)
    if not taken:
        return section(title, soft(label(OwnListLabel.NONE_TAKEN, speech)))
    shown = (
        OwnListLabel.TAKEN_FILE,
        OwnListLabel.BY_WHOM,
        OwnListLabel.BROUGHT,
        OwnListLabel.REFUSED,
    )
    heads = [label(each, speech) for each in shown]
    return section(title, table(heads, [_row(each, speech) for each in taken], kind="taken"))


def _row(one: Taken, speech: Speech) -> tuple[Cell, ...]:
    refused: Markup = blank(label(OwnListLabel.NONE_REFUSED, speech))
    if one.refused:
        word = label(OwnListLabel.DOWNLOAD_REFUSED, speech)
        told = sentence(words.refused_told(rows_of(one.refused), speech))
        refused = told + soft(download_link(to_refused_rows(one.id), word))
    by = name(one.by) + soft(moment(one.at, speech))
    return (
        name(one.file),
        by,
        words.brought_told(one.added, one.filled, one.changed, speech),
        refused,
    )
