"""The eight questions as calm cards: the answer, its mark, and the numbers one click away."""

from collections.abc import Iterable

from markupsafe import Markup

from app.health.verdict import Answer, ReasonCode, Status, Verdict
from app.language.labels import Label, label
from app.language.questions import question_words
from app.language.receipts import receipt
from app.language.sentence import Speech
from app.language.sentences import answer
from app.language.statuses import status_words
from app.ui import markup
from app.ui.address import to_words
from app.ui.marks import icon
from app.ui.markup import join, link, sentences

_WITHOUT_NUMBERS = frozenset({ReasonCode.NOT_MEASURED})
"""All they know is which question is asked, and that stands above them."""


def question_cards(verdict: Verdict, speech: Speech) -> Markup:
    """Every question with its answer under a heading, in the order they are always asked."""
    heading = Markup("<h2>{}</h2>").format(label(Label.THE_EIGHT_QUESTIONS, speech))
    return heading + cards(verdict.answers, speech)


def cards(answers: Iterable[Answer], speech: Speech) -> Markup:
    """The answers by themselves."""
    drawn = join(_card(each, speech) for each in answers)
    return Markup('<ul class="cards">{}</ul>').format(drawn)


def _card(found: Answer, speech: Speech) -> Markup:
    asked = question_words(found.question, speech).asked
    told = (reason for reason in found.reasons if reason.code not in _WITHOUT_NUMBERS)
    lines = [line for reason in told for line in receipt(reason, speech)]
    mark, word = _mark(found, speech)
    return Markup(
        '<li class="tone-{}"><h3>{}<span class="unseen">{}: </span>{}</h3><p>{}</p>{}</li>'
    ).format(
        mark.value,
        icon(mark),
        word,
        link(to_words(found.question.value), asked, "quiet"),
        sentences(answer(found.reasons, speech)),
        markup.receipt(lines, label(Label.SHOW_THE_NUMBERS, speech)),
    )


def _mark(found: Answer, speech: Speech) -> tuple[Status, str]:
    """How a card looks, and its word. What does not apply was not measured to be good."""
    if found.lead.code is ReasonCode.DOES_NOT_APPLY:
        return Status.RETIRED, label(Label.DOES_NOT_APPLY, speech)
    return found.status, status_words(found.status, speech).name
