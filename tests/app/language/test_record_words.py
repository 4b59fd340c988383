"""The record speaks of every action, and of everything an entry may hold."""

from dataclasses import fields

import pytest

from app.actions.everything import ACTIONS
from app.actions.feedback import told
from app.language.record import DONE, SAID, done, said
from app.language.sentence import Speech
from data.facts import Agreement, FeedbackState
from data.store.feedback import Step
from data.store.feedback_tables import FeedbackAct
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


def test_everything_else_that_actions_write_has_words() -> None:
    agreed = {each.name for each in fields(Agreement)} - {"ref", "agreed_by", "place"}
    step = Step(
        1, NOW, FeedbackAct.LINKED, "ana", FeedbackState.OPEN, "ana", "Ana", NOW.date(),
        answer="x", changed="x", theme="x", merged_into=1, linked_slug="x", linked_began=NOW,
        why="x",
    )  # fmt: skip
    decided = {"issuer", "subject", "name", "shut_out", "role", "granted"}
    others = {"confirmed_on", "ended", "each", "with", "values", "models", "on", "by", "number"}
    assert (agreed | set(told(step)) | decided | others) - set(SAID) == set()
