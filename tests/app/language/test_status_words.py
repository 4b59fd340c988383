"""Every status, care line, question, field and fixed value has words of its own."""

from collections.abc import Callable
from enum import Enum

import pytest

from app.health.verdict import Care, Status
from app.language.fields import (
    better_words,
    field_words,
    impact_words,
    kind_words,
    origin_words,
    unit_words,
)
from app.language.questions import question_words
from app.language.sentence import Speech
from app.language.statuses import StatusWords, care_words, status_words
from data.facts import Better, FieldName, Impact, Kind, Origin, Question, Unit
from tests.app.language.plausible import SPEECH

TONES = {"good", "warn", "bad", "silent", "grey", "light", "blue"}


def _told(words: StatusWords) -> None:
    assert words.name
    assert words.told.endswith(".")
    assert len(words.icon) == 1
    assert words.tone in TONES


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words(status: Status) -> None:
    _told(status_words(status, SPEECH))


@pytest.mark.parametrize("care", Care)
def test_every_care_has_words(care: Care) -> None:
    _told(care_words(care, SPEECH))


def test_statuses_differ_in_name_and_icon() -> None:
    words = [status_words(each, SPEECH) for each in Status]
    assert len({each.name for each in words}) == len(Status)
    assert "".join(sorted(each.icon for each in words)) == "".join(sorted("✖◌▲◇○…‖✔–"))


def test_only_meeting_what_was_agreed_is_green() -> None:
    assert [each for each in Status if status_words(each, SPEECH).tone == "good"] == [Status.MEETS]


@pytest.mark.parametrize("question", Question)
def test_every_question_is_asked_with_its_worry(question: Question) -> None:
    words = question_words(question, SPEECH)
    assert words.asked.endswith("?")
    assert words.worry.endswith(".")
    assert words.whether


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FieldName, field_words),
        (Kind, kind_words),
        (Impact, impact_words),
        (Origin, origin_words),
        (Better, better_words),
        (Unit, unit_words),
    ],
)
def test_every_fixed_value_has_its_own_words(
    kind: type[Enum], words: Callable[[Enum, Speech], str]
) -> None:
    told = [words(each, SPEECH) for each in kind]
    assert all(told)
    assert len(set(told)) == len(told)
