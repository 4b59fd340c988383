"""Everything a proposal, a question or a refusal of ``rollcall connect`` needs has words."""

import re

import pytest

from app.connect_changes import Wrong
from app.language import connecting as words
from data.facts import Better, Question, Unit
from data.rows.proposals import Why
from tests.app.language.plausible import SPEECH

INPUTS: dict[str, str | int] = {"found": 7, "of": 9, "example": "13/04/2026"}


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words(why: Why) -> None:
    said = words.choice("end", "day", why.value, INPUTS, SPEECH)
    assert re.fullmatch(r"end = day   \([^{}]+\)", said)


def test_a_day_apart_is_one_day() -> None:
    assert "1 day apart" in words.choice("period", "P1D", "apart", {"found": 1}, SPEECH)


@pytest.mark.parametrize("key", ["dates", "decimals", "time_zone", "scale"])
def test_every_open_question_is_one(key: str) -> None:
    assert words.asked(key, "1.234", SPEECH).endswith("?")
    assert (
        words.answer_with(key, ("a", "b"), SPEECH) == f'Answer with --set "{key} = a", or {key} = b'
    )


@pytest.mark.parametrize("key", ["model", "end", "period", "value", "values"])
def test_everything_missing_is_asked_for(key: str) -> None:
    assert "?" in words.missing(key, SPEECH)


@pytest.mark.parametrize("why", Wrong)
def test_every_wrong_answer_has_words(why: Wrong) -> None:
    given = {"found": "x", "allowed": "a, b", "nearest": "model"}
    assert words.wrong(why.value, given, SPEECH).endswith(".")


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_words(unit: Unit) -> None:
    said = words.measure("saved", Question.VALUE, unit, Better.HIGHER, "EUR", SPEECH)
    assert said.startswith("saved is new: “Is it paying off?”, ")
    assert "{" not in said
