"""Above a long list: how many match, the way back to everything, and the same list as files."""

from collections.abc import Callable

from markupsafe import Markup

from app.language.labels import Label, label
from app.language.sentence import Sentence, Speech
from app.ui.markup import NOTHING, link, sentence
from app.ui.paging import FILES, files


def results(told: Sentence, clear: Markup, to_file: Callable[[str], str], speech: Speech) -> Markup:
    """``clear`` is a link, or nothing; ``to_file`` gives the address of a kind of file."""
    addresses = {kind: to_file(kind) for kind in FILES}
    return Markup(
        '<p class="results soft" role="status" tabindex="-1" data-landing><span>{}</span>{}{}</p>'
    ).format(sentence(told), clear, files(addresses, speech))


def clearing(href: str, word: str, *, narrowed: bool) -> Markup:
    """The way back to everything, where the list is narrowed."""
    return link(href, word) if narrowed else NOTHING


def not_understood(understood: bool, speech: Speech) -> Markup:
    """That a part of the address was left out."""
    if understood:
        return NOTHING
    return Markup('<p class="soft">{}</p>').format(label(Label.NOT_UNDERSTOOD, speech))
