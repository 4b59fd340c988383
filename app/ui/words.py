"""The page of plain words: found by letters, or opened at one word by a link."""

from collections.abc import Sequence

from markupsafe import Markup

from app.health.verdict import Care, Status
from app.language.labels import Label, label
from app.language.plain_words import Entry, Shelf, found
from app.language.sentence import Speech
from app.language.wording import WordingLabel, remark_told, unclear_told
from app.reports.this_page import Unclear
from app.ui import states, view
from app.ui.address import LONGEST_SEARCH, to_words
from app.ui.banners import banners
from app.ui.marks import care_mark, status_mark
from app.ui.markup import NOTHING, join, link, search_field, sentence, sentences
from app.ui.places import PLACES
from app.ui.shown import Notice
from app.ui.tables import section, soft

_SHELVES = {
    Shelf.STATUS: Label.STATUSES,
    Shelf.CARE: Label.CARE_LINE,
    Shelf.QUESTION: Label.THE_EIGHT_QUESTIONS,
    Shelf.WORD: Label.WORDS,
}


def show(
    every: Sequence[Entry],
    search: str,
    term: str,
    unclear: Sequence[Unclear],
    notice: Notice,
    speech: Speech,
) -> None:
    """Everything of the page, top to bottom. ``term`` is the key of the one word to show."""
    view.show(page(every, search, term, unclear, notice, speech), key="words")


def page(
    every: Sequence[Entry],
    search: str,
    term: str,
    unclear: Sequence[Unclear],
    notice: Notice,
    speech: Speech,
) -> Markup:
    """The page as HTML."""
    one = [each for each in every if each.key == term]
    narrowed = bool(one or search)
    drawn = banners(notice, speech) + _head(speech) + (NOTHING if one else _form(search, speech))
    drawn += _found(one or found(every, search), narrowed, speech)
    return drawn if narrowed or not unclear else drawn + _unclear(unclear, speech)


def _unclear(found: Sequence[Unclear], speech: Speech) -> Markup:
    """The wordings that people did not understand, for whoever mends them."""
    drawn = join(_not_clear(each, speech) for each in found)
    why = soft(label(WordingLabel.UNCLEAR_WHY, speech))
    listed = Markup('{}<dl class="words">{}</dl>').format(why, drawn)
    return section(label(WordingLabel.UNCLEAR, speech), listed)


def _not_clear(found: Unclear, speech: Speech) -> Markup:
    told = sentence(unclear_told(found.unclear, found.asked, found.newest, speech))
    remarks = join(
        Markup("<p>{}</p>").format(sentence(remark_told(by, said, speech)))
        for by, said in found.remarks
    )
    return Markup('<div><dt dir="auto">{}</dt><dd><p>{} {}</p>{}</dd></div>').format(
        found.template, told, _read_on(found.place, speech), remarks
    )


def _read_on(path: str, speech: Speech) -> Markup:
    """The page on which it was read last, where it is still one of ours."""
    titles = {each.path: label(each.title, speech) for each in PLACES}
    return link(path, titles[path]) if path in titles else NOTHING


def _head(speech: Speech) -> Markup:
    return Markup('<div><h1 tabindex="-1">{}</h1><p class="lead">{}</p></div>').format(
        label(Label.PLAIN_WORDS, speech), label(Label.WORDS_WHY, speech)
    )


def _form(search: str, speech: Speech) -> Markup:
    return Markup('<form class="filters" role="search" action="{}" data-live>{}</form>').format(
        to_words(), search_field(search, label(Label.FIND_A_WORD, speech), LONGEST_SEARCH)
    )


def _found(shown: Sequence[Entry], narrowed: bool, speech: Speech) -> Markup:
    if not shown:
        return states.no_word_found(speech)
    shelves = ((shelf, [each for each in shown if each.shelf is shelf]) for shelf in Shelf)
    drawn = join(_shelf(shelf, held, speech) for shelf, held in shelves if held)
    return drawn + (_all(speech) if narrowed else NOTHING)


def _all(speech: Speech) -> Markup:
    return Markup('<p><a class="button" href="{}">{}</a></p>').format(
        to_words(), label(Label.ALL_WORDS, speech)
    )


def _shelf(shelf: Shelf, held: Sequence[Entry], speech: Speech) -> Markup:
    drawn = join(_entry(each, speech) for each in held)
    return Markup('<section><h2>{}</h2><dl class="words">{}</dl></section>').format(
        label(_SHELVES[shelf], speech), drawn
    )


def _entry(entry: Entry, speech: Speech) -> Markup:
    rules = Markup("<p>{}</p>").format(sentences(entry.rules)) if entry.rules else NOTHING
    return Markup("<div><dt>{}</dt><dd><p>{}</p>{}{}</dd></div>").format(
        link(to_words(entry.key), _word(entry, speech), "quiet"),
        entry.plain,
        rules,
        _technical(entry, speech),
    )


def _word(entry: Entry, speech: Speech) -> str | Markup:
    if isinstance(entry.about, Status):
        return status_mark(entry.about, speech)
    if isinstance(entry.about, Care):
        return care_mark(entry.about, speech)
    return entry.word


def _technical(entry: Entry, speech: Speech) -> Markup:
    if not entry.technical:
        return NOTHING
    return Markup('<p class="soft">{} <i lang="en">{}</i></p>').format(
        label(Label.IN_THE_FIELD, speech), entry.technical
    )
