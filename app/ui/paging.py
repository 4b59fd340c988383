"""Below a long list: turning its pages; above it: the same list as files."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from app.language.labels import Label, label
from app.language.pages import page_of
from app.language.sentence import Speech
from app.ui.address import PAGE_LENGTH
from app.ui.markup import NOTHING, download_link

FILES = {"xlsx": Label.EXCEL, "csv": Label.CSV}


def paging(
    page: int,
    matching: int,
    to: Callable[[int], str],
    speech: Speech,
    length: int = PAGE_LENGTH,
) -> Markup:
    """Links to the pages before and after; ``to`` gives the address of a page by its number.

    ``length`` is how much stands on one page.
    """
    pages = -(-matching // length)
    if pages < 2:
        return NOTHING
    back = _turn(to(page - 1), Label.PREVIOUS_PAGE, speech) if page > 1 else NOTHING
    on = _turn(to(page + 1), Label.NEXT_PAGE, speech) if page < pages else NOTHING
    return Markup('<nav class="paging" aria-label="{}">{}<span>{}</span>{}</nav>').format(
        label(Label.PAGES, speech), back, page_of(page, pages, speech), on
    )


def _turn(address: str, word: Label, speech: Speech) -> Markup:
    """The reader goes on where the list begins."""
    return Markup('<a href="{}" data-down>{}</a>').format(address, label(word, speech))


def files(addresses: Mapping[str, str], speech: Speech) -> Markup:
    """Links to a list as files, from the address of each kind: xlsx, csv."""
    links = Markup(", ").join(
        download_link(address, label(FILES[kind], speech)) for kind, address in addresses.items()
    )
    return Markup('<span class="download">{} {}</span>').format(
        label(Label.DOWNLOAD, speech), links
    )
