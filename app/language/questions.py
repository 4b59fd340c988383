"""The eight questions as the reader sees them; yes is always the good answer."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from app.language.sentence import Speech
from app.language.translating import N_, text
from data.facts import Question


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question, how it ends a sentence that began "whether it", and the worry it answers."""

    asked: str
    whether: str
    worry: str


_QUESTIONS: Mapping[Question, QuestionWords] = {
    Question.AVAILABILITY: QuestionWords(
        N_("Is it running?"), N_("is running"), N_("A model can be down for a time.")
    ),
    Question.FRESHNESS: QuestionWords(
        N_("Is it reporting?"),
        N_("is reporting"),
        N_("Models have stopped for years and nobody noticed."),
    ),
    Question.PERFORMANCE: QuestionWords(
        N_("Is it getting things right?"),
        N_("gets things right"),
        N_("Results can fall below what was agreed."),
    ),
    Question.FAIRNESS: QuestionWords(
        N_("Does it treat groups alike?"),
        N_("treats groups alike"),
        N_("It can be good on average and bad for some."),
    ),
    Question.DRIFT: QuestionWords(
        N_("Is the world still as it learned it?"),
        N_("still fits the world"),
        N_("It may have learned from a world that is gone."),
    ),
    Question.VALUE: QuestionWords(
        N_("Is it paying off?"), N_("pays off"), N_("Numbers can be good without any benefit.")
    ),
    Question.FOOTING: QuestionWords(
        N_("Is it on solid ground?"),
        N_("is on solid ground"),
        N_("Software ages, data stops, and results cannot always be explained."),
    ),
    Question.OWNERSHIP: QuestionWords(
        N_("Does somebody answer for it?"), N_("is answered for"), N_("People leave.")
    ),
}

_NOT_MEASURED: Mapping[Question, str] = {
    Question.AVAILABILITY: N_("Nobody measures yet whether {name} is running."),
    Question.FRESHNESS: N_("Nobody measures yet whether {name} is reporting."),
    Question.PERFORMANCE: N_("Nobody measures yet whether {name} gets things right."),
    Question.FAIRNESS: N_("Nobody measures yet whether {name} treats groups alike."),
    Question.DRIFT: N_("Nobody measures yet whether the world is still as {name} learned it."),
    Question.VALUE: N_("Nobody measures yet whether {name} pays off."),
    Question.FOOTING: N_("Nobody measures yet whether {name} is on solid ground."),
    Question.OWNERSHIP: N_("Nobody has recorded yet who answers for {name}."),
}


def question_words(question: Question, speech: Speech) -> QuestionWords:
    """The question as asked, its short name, and the worry behind it."""
    words = _QUESTIONS[question]
    return QuestionWords(*(text(getattr(words, each.name), speech) for each in fields(words)))


def not_measured(question: Question) -> str:
    """The marked text for a question nobody measures; it holds {name}."""
    return _NOT_MEASURED[question]
