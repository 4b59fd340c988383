"""Three books that must agree: the registry, the results, and the versions that answer."""

from collections.abc import Iterable

from markupsafe import Markup

from app.language.books import books_told, unregistered_told
from app.language.labels import Label, label
from app.language.pages import and_more
from app.language.sentence import Speech
from app.ui.address import to_model
from app.ui.markup import NOTHING, join, link, name, sentence
from app.ui.shown import Books
from app.ui.tables import folded, section

AT_ONCE = 6
"""As many names as one takes in; the others are one click away."""


def books(found: Books, speech: Speech) -> Markup:
    """Where they disagree, each with the models or names it is about; else that they agree."""
    never = [link(to_model(slug), name(called)) for slug, called in found.never_sent]
    strays = [sentence(unregistered_told(stray, at, speech)) for at, stray in found.unregistered]
    others = [link(to_model(slug), name(called)) for slug, called in found.other_version]
    told = books_told(len(never), len(strays), len(others), speech)
    about = [each for each in (never, strays, others) if each] or [[]]
    drawn = (
        Markup("<p>{}</p>{}").format(sentence(said), _listed(each, speech))
        for said, each in zip(told, about, strict=True)
    )
    return section(label(Label.BOOKS, speech), join(drawn))


def _listed(lines: Iterable[Markup], speech: Speech) -> Markup:
    every = [Markup("<li>{}</li>").format(each) for each in lines]
    if not every:
        return NOTHING
    first, rest = every[:AT_ONCE], every[AT_ONCE:]
    drawn = Markup("<ul>{}</ul>").format(join(first))
    if not rest:
        return drawn
    return drawn + folded(and_more(len(rest), speech), Markup("<ul>{}</ul>").format(join(rest)))
