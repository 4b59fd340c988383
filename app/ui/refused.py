"""The refused rows of one source: what is wrong with each, where it stands, and how it came."""

from collections.abc import Mapping

from markupsafe import Markup

from app.language.labels import Label, label
from app.language.pages import page_of
from app.language.problems import problem_words
from app.language.sentence import Speech
from app.language.sourcing import none_refused, not_shown, refused_from, refused_showing
from app.ui import states, view
from app.ui.address import PAGE_LENGTH, to_refused_file, to_sources
from app.ui.banners import banners
from app.ui.crumbs import crumbs
from app.ui.markup import NOTHING, download_link, join, link, name, sentence
from app.ui.shown import Notice, Refused
from data.facts import Refusal

MOST_FIELDS = 12
"""More fields of a row than this hide the one that is wrong; the file has them all."""
MOST_LETTERS = 200
"""As much of one value as a line or three can hold; the file has the rest."""

_COLUMNS = (Label.WHAT_IS_WRONG, Label.PLACE, Label.AS_IT_CAME)


def show(refused: Refused, notice: Notice, speech: Speech) -> None:
    """Everything of the page, top to bottom."""
    view.show(banners(notice, speech) + _page(refused, speech), key="refused")


def show_unknown(notice: Notice, speech: Speech) -> None:
    """The address names no source we know."""
    view.show(banners(notice, speech) + states.unknown_source(speech), key="refused")


def _page(refused: Refused, speech: Speech) -> Markup:
    source = refused.source
    told = none_refused(source.name, speech)
    if source.refused:
        told = refused_from(source.name, source.refused, speech)
    return Markup('{}<h1 tabindex="-1">{}</h1><p class="lead">{}</p>{}').format(
        _crumbs(refused, speech),
        sentence(told),
        label(Label.REFUSED_WHY, speech),
        _rows(refused, speech) if refused.rows else NOTHING,
    )


def _crumbs(refused: Refused, speech: Speech) -> Markup:
    above = link(to_sources(), label(Label.SOURCES, speech))
    return crumbs([above], name(refused.source.name), speech)


def _rows(refused: Refused, speech: Speech) -> Markup:
    first = (refused.page - 1) * PAGE_LENGTH + 1
    last = first + len(refused.rows) - 1
    shown = refused_showing(first, last, refused.source.refused, speech)
    file = download_link(to_refused_file(refused.source.id), label(Label.DOWNLOAD_REFUSED, speech))
    heads = join(Markup('<th scope="col">{}</th>').format(label(each, speech)) for each in _COLUMNS)
    return Markup(
        '<p class="results soft"><span>{}</span>{}</p>'
        '<table class="plain"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}'
    ).format(
        sentence(shown),
        file,
        heads,
        join(_row(each, speech) for each in refused.rows),
        _paging(refused, speech),
    )


def _row(refusal: Refusal, speech: Speech) -> Markup:
    cells = (
        sentence(problem_words(refusal.problem, speech)),
        name(refusal.place),
        _as_it_came(refusal.row, speech),
    )
    drawn = join(
        Markup('<td data-label="{}"><div>{}</div></td>').format(label(head, speech), cell)
        for head, cell in zip(_COLUMNS, cells, strict=True)
    )
    return Markup("<tr>{}</tr>").format(drawn)


def _as_it_came(row: Mapping[str, object], speech: Speech) -> Markup:
    fields = list(row.items())
    drawn = join(
        Markup("<div><dt>{}</dt><dd><code>{}</code></dd></div>").format(
            name(_clipped(key)), name(_clipped(str(value)))
        )
        for key, value in fields[:MOST_FIELDS]
    )
    left = len(fields) - MOST_FIELDS
    more = Markup('<p class="soft">{}</p>').format(not_shown(left, speech)) if left > 0 else NOTHING
    return Markup('<dl class="came">{}</dl>{}').format(drawn, more)


def _clipped(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def _paging(refused: Refused, speech: Speech) -> Markup:
    pages = -(-refused.source.refused // PAGE_LENGTH)
    if pages < 2:
        return NOTHING
    return Markup('<nav class="paging" aria-label="{}">{}<span>{}</span>{}</nav>').format(
        label(Label.PAGES, speech),
        _turn(refused, -1, Label.PREVIOUS_PAGE, speech) if refused.page > 1 else NOTHING,
        page_of(refused.page, pages, speech),
        _turn(refused, 1, Label.NEXT_PAGE, speech) if refused.page < pages else NOTHING,
    )


def _turn(refused: Refused, by: int, word: Label, speech: Speech) -> Markup:
    return link(to_sources(refused.source.id, refused.page + by), label(word, speech))
