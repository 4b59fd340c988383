"""What befell a model together with others: when, with whom, and what they have in common."""

from collections.abc import Sequence

from markupsafe import Markup

from app.language.comparisons import no_candidate
from app.language.labels import Label, label
from app.language.pages import and_more
from app.language.sentence import Sentence, Speech
from app.language.shared_events import event_receipt, event_told, nothing_together, together_told
from app.reports.beside import Together
from app.ui import markup
from app.ui.address import to_model
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.shown import Record
from app.ui.tables import folded, section, soft

MOST_MODELS = 6
"""As many names as one takes in; the others are one click away."""


def together(record: Record, speech: Speech) -> Markup:
    """The shared events the model is part of, newest first; empty where there is none."""
    found = record.beside.together if record.beside else ()
    if not found:
        return NOTHING
    return section(label(Label.TOGETHER, speech), join(_event(each, speech) for each in found))


def nothing(record: Record, speech: Speech) -> Markup:
    """In one line what there is nothing to tell about, so that nobody looks for it."""
    beside = record.beside
    if beside is None:
        return NOTHING
    told = [] if beside.insight.comparison else [no_candidate(speech)]
    if not beside.together:
        told.append(nothing_together(speech))
    return soft(sentences(told)) if told else NOTHING


def event_of_fleet(found: Together, speech: Speech) -> Markup:
    """A shared event as the whole fleet sees it."""
    return _drawn(found, event_told(found.event, speech)[0], speech)


def _event(found: Together, speech: Speech) -> Markup:
    return _drawn(found, together_told(found.event, speech), speech)


def _drawn(found: Together, first: Sentence, speech: Speech) -> Markup:
    # The first sentence of the fleet counts the models that the model's own counts without itself.
    _, expected, *more = event_told(found.event, speech)
    return Markup("<p><strong>{}</strong> {}</p><p>{}</p>{}{}").format(
        sentence(first),
        sentence(expected),
        sentences(more),
        _models(found.others, speech),
        markup.receipt(event_receipt(found.event, speech), label(Label.SHOW_THE_NUMBERS, speech)),
    )


def _models(others: Sequence[tuple[str, str]], speech: Speech) -> Markup:
    first, rest = others[:MOST_MODELS], others[MOST_MODELS:]
    drawn = _links(first)
    return drawn + folded(and_more(len(rest), speech), _links(rest)) if rest else drawn


def _links(models: Sequence[tuple[str, str]]) -> Markup:
    links = join(
        Markup("<li>{}</li>").format(link(to_model(slug), name(called))) for slug, called in models
    )
    return Markup('<ul class="models">{}</ul>').format(links)
