"""The candidate versions of the fleet, each with what a decision needs."""

from collections.abc import Sequence

from markupsafe import Markup

from app.language.candidates import standing_look
from app.language.changes_page import ChangesLabel, more_candidates, no_candidates
from app.language.comparisons import (
    difference_told,
    hidden_losses_told,
    refused_told,
    versions_told,
)
from app.language.labels import label
from app.language.sentence import Sentence, Speech
from app.reports.changes import Waiting
from app.ui.address import to_model
from app.ui.marks import toned_mark
from app.ui.markup import NOTHING, join, link, name, sentence, sentences
from app.ui.tables import section, soft


def candidates(found: Sequence[Waiting], in_all: int, speech: Speech) -> Markup:
    """Every candidate as a card, the one to decide on first."""
    if not found:
        body = soft(sentence(no_candidates(speech)))
    else:
        cards = join(_card(each, speech) for each in found)
        body = Markup('<ul class="cards">{}</ul>').format(cards)
    if in_all > len(found):
        body += soft(more_candidates(in_all - len(found), speech))
    return section(label(ChangesLabel.CANDIDATES, speech), body)


def _card(one: Waiting, speech: Speech) -> Markup:
    words, tone = standing_look(one.standing, speech)
    losses = hidden_losses_told(one.comparison, speech)
    lines = join(Markup("<p>{}</p>").format(sentences(each)) for each in _told(one, speech))
    return Markup(
        '<li><div class="heading"><h3>{}</h3>{}</div><p class="soft">{}</p>{}{}</li>'
    ).format(
        link(to_model(one.slug), name(one.name)),
        toned_mark(tone, words),
        sentence(versions_told(one.comparison, speech)),
        Markup("<p>{}</p>").format(sentences(losses)) if losses else NOTHING,
        lines,
    )


def _told(one: Waiting, speech: Speech) -> list[tuple[Sentence, ...]]:
    """Everybody's result of every measure, and why others cannot be compared."""
    compared = [
        difference_told(each, one.comparison, one.measures.get(each.measure), speech)
        for each in one.comparison.differences
        if not each.group
    ]
    refused = [
        refused_told(why, one.measures.get(key), speech)
        for key, why in one.comparison.refused.items()
    ]
    return [*compared, *refused]
