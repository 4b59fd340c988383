"""Text from anywhere becomes HTML here, escaped: names, sentences and receipts."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from app.language.sentence import ReceiptLine, Sentence
from app.language.wording import key_of

NOTHING = Markup("")


def name(text: str) -> Markup:
    """A name from outside. It keeps its own reading direction and cannot bend its neighbours."""
    return Markup("<bdi>{}</bdi>").format(text)


def sentence(said: Sentence) -> Markup:
    """One sentence, its slots escaped and the strong ones stressed.

    It carries the key of its wording, by which readers say whether it was clear.
    """
    slots = {key: _slot(value, key in said.strong) for key, value in said.slots.items()}
    told = escape(said.template).format(**slots)
    return Markup('<span data-said="{}">{}</span>').format(key_of(said.template), told)


def sentences(said: Iterable[Sentence]) -> Markup:
    """Sentences after one another, as running text."""
    return Markup(" ").join(sentence(one) for one in said)


def join(parts: Iterable[Markup]) -> Markup:
    return NOTHING.join(parts)


def blank(why: str) -> Markup:
    """Nothing to tell in a cell, and why: seen as a dash, and read aloud."""
    return Markup('<span aria-hidden="true">–</span><span class="unseen">{}</span>').format(why)


def link(href: str, text: str | Markup, kind: str = "") -> Markup:
    return Markup('<a href="{}" class="{}">{}</a>').format(href, kind, text)


def download_link(href: str, text: str) -> Markup:
    """A link to a file; the browser keeps the file and the reader stays on the page."""
    return Markup('<a href="{}" download>{}</a>').format(href, text)


def search_field(value: str, word: str, longest: int) -> Markup:
    """A field to search in, for a form; the address calls what is searched for q."""
    return Markup(
        '<span class="search"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true">'
        '<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5L14 14"/></svg>'
        '<input type="search" name="q" value="{}" aria-label="{}" placeholder="{}"'
        ' maxlength="{}" autocomplete="off" spellcheck="false"></span>'
    ).format(value, word, word, longest)


def receipt(found: Iterable[ReceiptLine], summary: str) -> Markup:
    """The numbers behind a sentence, one click away."""
    drawn = lines(found)
    if not drawn:
        return NOTHING
    return Markup('<details class="numbers"><summary>{}</summary>{}</details>').format(
        summary, drawn
    )


def lines(found: Iterable[ReceiptLine]) -> Markup:
    """The lines of a receipt; empty where there are none."""
    rows = join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(line.label, name(line.value))
        for line in found
    )
    return Markup("<dl>{}</dl>").format(rows) if rows else NOTHING


def _slot(value: str, strong: bool) -> Markup:
    drawn = name(value)
    return Markup("<strong>{}</strong>").format(drawn) if strong else drawn
