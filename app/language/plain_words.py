"""Everything the page of plain words explains: statuses, care, questions, and single words."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.health.verdict import WORST_FIRST, Care, Status
from app.language.glossary import Term, glossary
from app.language.questions import question_words
from app.language.rules import care_rules, question_rules, status_rules
from app.language.sentence import Sentence, Speech
from app.language.statuses import care_words, status_words
from data.facts import Question


class Shelf(StrEnum):
    """Where an entry stands on the page, in this order."""

    STATUS = "status"
    CARE = "care"
    QUESTION = "question"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Entry:
    """One explained word. ``key`` names it in an address; ``about`` is what it stands for in code.

    ``rules`` say when it applies or how it is judged; ``technical`` is the field's own term.
    """

    key: str
    shelf: Shelf
    word: str
    plain: str
    rules: tuple[Sentence, ...] = ()
    technical: str = ""
    about: Status | Care | Question | None = None


def entries(speech: Speech) -> tuple[Entry, ...]:
    """Every entry, shelf by shelf; statuses worst first, words by their letters."""
    terms = glossary(speech)
    technical = {each.word: each.technical for each in terms}
    named = [_status(each, technical, speech) for each in WORST_FIRST]
    named += [_care(each, speech) for each in (Care.NEEDS_CARE, Care.LOOKED_AFTER)]
    named += [_question(each, speech) for each in Question]
    # A status that is also a word of the glossary is explained once, where its rules are.
    taken = {each.word for each in named}
    return (*named, *(_word(each) for each in terms if each.word not in taken))


def found(among: Iterable[Entry], search: str) -> tuple[Entry, ...]:
    """The entries that hold every word looked for, in any case and order."""
    wanted = search.casefold().split()
    return tuple(each for each in among if all(word in _text(each) for word in wanted))


def _text(entry: Entry) -> str:
    told = (entry.word, entry.plain, entry.technical, *map(str, entry.rules))
    return "\n".join(told).casefold()


def _status(status: Status, technical: dict[str, str], speech: Speech) -> Entry:
    words = status_words(status, speech)
    return Entry(
        status.value,
        Shelf.STATUS,
        words.name,
        words.told,
        status_rules(status, speech),
        technical.get(words.name, ""),
        status,
    )


def _care(care: Care, speech: Speech) -> Entry:
    words = care_words(care, speech)
    rules = care_rules(care, speech)
    return Entry(care.value, Shelf.CARE, words.name, words.told, rules, about=care)


def _question(question: Question, speech: Speech) -> Entry:
    words = question_words(question, speech)
    rules = question_rules(question, speech)
    return Entry(
        question.value, Shelf.QUESTION, words.asked, words.worry, rules, question.value, question
    )


def _word(term: Term) -> Entry:
    return Entry(term.key, Shelf.WORD, term.word, term.plain, technical=term.technical)
