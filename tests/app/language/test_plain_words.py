"""Plain words: every status and question is explained by the rules that are really used."""

import re

import pytest

from app.health import judge
from app.health.verdict import Care, Status
from app.language import rules
from app.language.plain_words import Entry, Shelf, entries, found
from app.language.rules import care_rules, question_rules, status_rules
from app.language.sentence import Sentence
from data.facts import Impact, Question
from tests.app.language.plausible import SPEECH

EVERY = entries(SPEECH)
LONGEST = 25
ALL_RULES: list[Sentence] = [
    *(rule for status in Status for rule in status_rules(status, SPEECH)),
    *(rule for care in Care for rule in care_rules(care, SPEECH)),
    *(rule for question in Question for rule in question_rules(question, SPEECH)),
]


def entry(key: str) -> Entry:
    (one,) = [each for each in EVERY if each.key == key]
    return one


def told(entry: Entry) -> str:
    return " ".join(map(str, entry.rules))


def test_every_status_care_and_question_is_explained_once() -> None:
    about = [each.about for each in EVERY if each.about is not None]
    assert sorted(about, key=str) == sorted([*Status, *Care, *Question], key=str)
    assert all(each.rules for each in EVERY if each.about is not None)


def test_every_entry_has_an_address_of_its_own() -> None:
    keys = [each.key for each in EVERY]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9_-]+", key) for key in keys)


def test_no_word_is_explained_twice() -> None:
    words = [each.word for each in EVERY]
    assert len(set(words)) == len(words)


def test_entries_stand_shelf_by_shelf() -> None:
    shelves = [each.shelf for each in EVERY]
    assert shelves == sorted(shelves, key=list(Shelf).index)


@pytest.mark.parametrize("rule", ALL_RULES, ids=str)
def test_rules_are_short_and_whole(rule: Sentence) -> None:
    assert str(rule).endswith(".")
    assert len(str(rule).split()) <= LONGEST


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("BREACHES", Status.BELOW),
        ("OUT_OF", Status.BELOW),
        ("NEAR_SHARE", Status.ATTENTION),
        ("GRACE_SHARE", Status.SILENT),
        ("JOIN_AT_MOST", Status.TOO_FEW),
        ("ENOUGH_CASES", Status.TOO_FEW),
    ],
)
def test_numbers_in_rules_are_those_the_rules_use(
    name: str, status: Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(map(str, status_rules(status, SPEECH)))
    monkeypatch.setattr(rules, name, getattr(rules, name) * 7)
    assert list(map(str, status_rules(status, SPEECH))) != before


def test_the_rule_of_below_names_its_numbers() -> None:
    assert told(entry("below")).startswith(
        "2 of the last 3 results lie clearly beyond the agreed minimum."
    )


def test_which_models_need_an_answer_is_told_as_it_is_judged() -> None:
    for question in Question:
        asked_of_all = all(question in judge.REQUIRED[impact] for impact in Impact)
        said = told(entry(question.value))
        assert ("matters little, somewhat or a lot" in said) is asked_of_all
        assert ("must be answered" in said) is any(
            question in asked for asked in judge.REQUIRED.values()
        )
    assert "where people are affected" in told(entry("fairness"))


@pytest.mark.parametrize(
    ("search", "key"),
    [
        ("no recent results", "silent"),
        ("RECENT no", "silent"),
        ("recall", "cases-that-matter-and-were-found"),
        ("stop line", "below"),
        ("paying off", "value"),
        ("nobody owner", ""),
        ("zzzz", ""),
    ],
)
def test_words_are_found_by_what_is_said_of_them(search: str, key: str) -> None:
    keys = [each.key for each in found(EVERY, search)]
    assert key in keys if key else not keys


def test_an_empty_search_finds_everything() -> None:
    assert found(EVERY, "  ") == EVERY
