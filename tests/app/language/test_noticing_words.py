"""What is said of incidents over the fleet: short, plain, and of a few that they are few."""

import re
from datetime import date

import pytest

from app.health.insight import IncidentKind
from app.health.noticing import Month
from app.language import noticing as words
from app.language.noticing import KINDS, NoticingLabel
from app.language.sentence import Sentence
from app.language.translating import joined
from app.language.word_list import NEVER_ON_SCREEN
from tests.app.language.plausible import SPEECH

LONGEST = 25
_BANNED = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in NEVER_ON_SCREEN]


def months(*began: int) -> list[Month]:
    return [Month(date(2026, n, 1), each, None, 0) for n, each in enumerate(began, start=1)]


EVERY: list[Sentence] = [
    *(words.wrong_now(n, days, SPEECH) for n in (0, 1, 8) for days in (None, 0, 1, 9, 100)),
    *(words.usually(n, None, SPEECH) for n in (0, 1, 4)),
    *(words.usually(26, days, SPEECH) for days in (0, 1, 9)),
    *(words.gone_silent(n, SPEECH) for n in (1, 2)),
    *(words.never_heard(n, 46, SPEECH) for n in (1, 2)),
    *(words.found(1, 25, n, SPEECH) for n in (25, 60)),
    *(line for who in ("", "Ana Ruiz") for line in words.nobody_on_it(who, SPEECH)),
    *(line for n in (0, 1, 3) for line in words.rebuilt_history(n, SPEECH)),
    *(
        line
        for n in ((0,), (1, 2), (9, 1), (5, 5))
        for line in words.months_told(months(*n), SPEECH)
    ),
    *(words.unnoticed_worst(days, SPEECH) for days in (None, 1, 214)),
    words.unnoticed_why(SPEECH),
    words.of_unit("Retail", SPEECH),
]


@pytest.mark.parametrize("sentence", dict.fromkeys(map(str, EVERY)))
def test_every_sentence_is_short_whole_and_plain(sentence: str) -> None:
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert len(sentence.split()) <= LONGEST
    assert not [word.pattern for word in _BANNED if word.search(sentence)], sentence


@pytest.mark.parametrize("which", NoticingLabel)
def test_every_label_is_plain(which: NoticingLabel) -> None:
    assert not [word.pattern for word in _BANNED if word.search(which.value)]


def test_every_kind_has_words_of_its_own() -> None:
    assert {*KINDS} == {*IncidentKind}
    assert len({words.kind_words(each, SPEECH) for each in IncidentKind}) == len(KINDS)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (words.wrong_now(6, 9, SPEECH), "6 things are wrong now; we usually notice within 9 days."),
        (words.wrong_now(1, 0, SPEECH), "1 thing is wrong now; we usually notice the same day."),
        (words.wrong_now(2, None, SPEECH), "2 things are wrong now."),
        (words.wrong_now(0, 9, SPEECH), "Nothing is wrong that we know of."),
        (
            words.usually(26, 14, SPEECH),
            "Of the 26 that began in the last 12 months, at least half were noticed within "
            "2 weeks.",
        ),
        (
            words.usually(3, None, SPEECH),
            "3 began in the last 12 months: too few to say how fast we usually notice.",
        ),
    ],
)
def test_sentences_read_as_agreed(told: Sentence, expected: str) -> None:
    assert str(told) == expected


def test_what_to_see_in_the_months_is_said_and_of_a_few_that_they_are_few() -> None:
    assert "Most began in February 2026: 9 of 12." in joined(
        words.months_told(months(3, 9), SPEECH)
    )
    assert "So few show no habit." in joined(words.months_told(months(1, 2), SPEECH))
    assert "Most" not in joined(words.months_told(months(5, 5), SPEECH))


def test_the_present_month_is_not_over() -> None:
    assert words.month_told(date(2026, 11, 1), SPEECH) == "November 2026, so far"
    assert words.month_told(date(2025, 11, 1), SPEECH) == "November 2025"


def test_never_is_no_number_of_days() -> None:
    assert words.known_after(None, SPEECH) == "never"
    assert words.known_after(214, SPEECH) == "7 months"
    assert words.noticed_within(None, SPEECH) == "None began"
    assert words.noticed_within(0, SPEECH) == "the same day"
