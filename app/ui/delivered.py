"""How telling people goes, on the page of sources: that all were told, or who was not and why."""

from markupsafe import Markup

from app.language import deliveries as words
from app.language.deliveries import DeliveryLabel
from app.language.labels import label
from app.language.pages import and_more
from app.language.sentence import Speech
from app.ui.markup import NOTHING, join, sentences
from app.ui.shown import NotTold, Telling
from app.ui.tables import folded, section

AT_ONCE = 6
"""As many as one takes in; the others are one click away."""


def delivered(found: Telling, speech: Speech) -> Markup:
    """Nothing where nobody is told."""
    if not found.recipients:
        return NOTHING
    told = words.all_told(found.recipients, found.last_sent, speech)
    if found.waiting:
        some = words.some_not_told(found.failing, found.recipients, speech)
        told = (some, words.tried_again(speech), words.last_told(found.last_sent, speech))
    body = Markup("<p>{}</p>").format(sentences(told)) + _waiting(found.waiting, speech)
    return section(label(DeliveryLabel.HEADING, speech), body)


def _waiting(waiting: tuple[NotTold, ...], speech: Speech) -> Markup:
    lines = [_line(each, speech) for each in waiting]
    first, rest = lines[:AT_ONCE], lines[AT_ONCE:]
    if not first:
        return NOTHING
    drawn = Markup("<ul>{}</ul>").format(join(first))
    if not rest:
        return drawn
    return drawn + folded(and_more(len(rest), speech), Markup("<ul>{}</ul>").format(join(rest)))


def _line(each: NotTold, speech: Speech) -> Markup:
    told = words.waiting(each.called, each.why, each.since, each.tries, speech)
    return Markup("<li>{}</li>").format(sentences(told))
