"""The record speaks of every action, and of everything an entry may hold."""

import pytest

from app.actions.everything import ACTIONS
from app.language.record import DONE, SAID, done, said, value_told
from app.language.sentence import Speech
from tests.data.feeding import NOW

SPEECH = Speech(now=NOW)


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_has_words_for_when_it_is_done(action: str) -> None:
    assert action in DONE


@pytest.mark.parametrize("action", ACTIONS)
def test_every_field_of_a_form_has_words(action: str) -> None:
    """What is typed into a form stands in the record under the same name."""
    assert set(ACTIONS[action].fields.model_fields) - set(SAID) <= {"model"}


def test_what_has_no_words_is_still_told() -> None:
    assert done("later_action", SPEECH) == "later_action"
    assert said("later_part", SPEECH) == "later part"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (True, "yes"),
        (False, "no"),
        ("", "Not recorded"),
        (None, "Not recorded"),
        (0, "0"),
        ([1, 2], "1, 2"),
    ],
)
def test_values_stand_as_they_are(value: object, told: str) -> None:
    assert value_told(value, SPEECH) == told
