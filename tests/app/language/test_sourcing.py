"""What is said of sources and of our own checking."""

from datetime import datetime, timedelta

import pytest

from app.language.sourcing import (
    Answering,
    answered,
    answering_words,
    brought,
    found_models,
    next_check,
    refused_from,
    source_kind,
    sources_answer,
    what_is_read,
)
from data.store.tables import SourceKind
from tests.app.language.plausible import NOW, SPEECH


@pytest.mark.parametrize("kind", SourceKind)
def test_every_kind_of_source_has_words(kind: SourceKind) -> None:
    assert source_kind(kind.value, SPEECH)
    assert what_is_read(kind.value, SPEECH).endswith(".")


def test_every_way_of_answering_has_its_own_words() -> None:
    assert len({answering_words(each, SPEECH) for each in Answering}) == len(Answering)


def test_a_source_that_never_answered_has_no_age() -> None:
    assert answered(None, SPEECH) == "It has never answered"


def test_when_a_source_answered_carries_its_age() -> None:
    assert answered(NOW, SPEECH).startswith("today, ")
    assert answered(NOW - timedelta(days=84), SPEECH).endswith("(84 days ago)")


def test_nothing_refused_is_said_in_words() -> None:
    assert brought(1, 1, 0, SPEECH) == "1 value read, 1 kept, none refused"
    assert brought(1204, 1204, 0, SPEECH) == "1,204 values read, 1,204 kept, none refused"
    assert brought(1204, 1200, 4, SPEECH) == "1,204 values read, 1,200 kept, 4 refused"


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "1 row of results is refused."), (1200, "1,200 rows of results are refused.")],
)
def test_refused_rows_are_counted(count: int, told: str) -> None:
    assert str(refused_from("results", count, SPEECH)) == told


def test_sources_are_counted() -> None:
    assert str(sources_answer(0, 1, SPEECH)) == "0 of 1 source answers."
    assert str(sources_answer(4, 5, SPEECH)) == "4 of 5 sources answer."


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (None, "The next check begins any moment."),
        (NOW - timedelta(seconds=1), "The next check begins any moment."),
        (NOW + timedelta(days=2), "(in 2 days)."),
    ],
)
def test_the_next_check_is_announced(at: datetime | None, told: str) -> None:
    assert str(next_check(at, SPEECH)).endswith(told)


def test_found_names_are_counted() -> None:
    assert found_models(0, False, SPEECH) == "No model has this name, owner or unit."
    assert found_models(1, False, SPEECH) == "1 model"
    assert found_models(8, True, SPEECH) == "The first 8 models"
