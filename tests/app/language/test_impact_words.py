"""What is said of whether models pay off: every sentence short, whole, and with what it covers."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from app.health.insight import Cost
from app.language import impact_page as words
from app.language.impact_page import ImpactLabel, Sum
from app.language.sentence import Sentence
from app.language.word_list import NEVER_ON_SCREEN
from tests.app.language.plausible import NOW, SPEECH

NEVER = re.compile(rf"\b({'|'.join(map(re.escape, NEVER_ON_SCREEN))})\b")
OCTOBER = date(2026, 10, 1)
POUNDS, EUROS = Sum("", 1_240_000.0, 1_326_000.0), Sum("EUR", 300_000.0, 200_000.0)
SUMS: dict[str, list[Sum]] = {
    "one": [POUNDS],
    "loss": [Sum("", -3_000.0, 4_000.0)],
    "none": [Sum("", 0.0, 4_000.0)],
    "several": [POUNDS, EUROS],
    "missing": [],
}


def every() -> Iterator[Sentence]:
    for unit in ("", "Customer care"):
        for sums in SUMS.values():
            yield words.title(sums, 27, OCTOBER, unit, SPEECH)
        yield words.title([], 0, OCTOBER, unit, SPEECH)
    yield words.none_of_unit("Customer care", SPEECH)
    yield from words.against(SUMS["several"], SPEECH)
    for count in (0, 1, 8):
        yield from words.months_told(count, 11, count, count, SPEECH)
        yield from words.months_told(count, 11, count, None, SPEECH)
    for count in (1, 3):
        since = NOW - timedelta(days=81)
        yield words.waiting_told(12_000.0, 18_000.0, "", count, since, SPEECH)
        yield from words.cannot_price(count, True, SPEECH)
        yield from words.cannot_price(count, False, SPEECH)
        yield words.listed(1, count, count, SPEECH)
        yield words.listed(26, 46, 46, SPEECH)
    yield words.waiting_alone(12_000.0, 18_000.0, "EUR", NOW - timedelta(days=81), SPEECH)
    yield words.not_all_counted(SPEECH)
    for name, is_expert in (("Ana Ruiz", True), ("Ana Ruiz", False), ("", False)):
        yield from words.no_worth(name, is_expert, SPEECH)


@pytest.mark.parametrize("said", sorted({str(each) for each in every()}))
def test_sentences_are_short_and_whole(said: str) -> None:
    assert said.endswith(".")
    assert "{" not in said
    for each in said.rstrip(".").split(". "):
        assert len(each.split()) <= 25, each
    assert not NEVER.search(said)


@pytest.mark.parametrize("each", ImpactLabel)
def test_labels_are_short(each: ImpactLabel) -> None:
    assert not NEVER.search(each.value)
    for said in each.value.split(". "):
        assert len(said.split()) <= 25


@pytest.mark.parametrize(
    ("sums", "told"),
    [
        ("one", "Models brought in or saved £1.24M in October 2026: £86,000 less than agreed."),
        ("loss", "Models lost £3,000 in October 2026: £7,000 less than agreed."),
        ("none", "Models brought in or saved £0 in October 2026: £4,000 less than agreed."),
        ("several", "Models brought in or saved £1.24M and €300,000 in October 2026."),
        ("missing", "We cannot tell what models brought in or saved in October 2026."),
    ],
)
def test_the_heading_answers_with_a_number(sums: str, told: str) -> None:
    assert str(words.title(SUMS[sums], 27, OCTOBER, "", SPEECH)) == told


def test_several_currencies_are_each_held_against_what_was_agreed() -> None:
    told = [str(each) for each in words.against(SUMS["several"], SPEECH)]
    assert told == ["£1.24M is £86,000 less than agreed.", "€300,000 is €100,000 more than agreed."]
    assert words.against(SUMS["one"], SPEECH) == ()


def test_a_sum_says_what_it_covers() -> None:
    models = words.rests_on(24, 27, SPEECH)
    assert words.amount_from("£1.24M", models, SPEECH) == "£1.24M from 24 of 27 models"
    assert words.rests_on(1, 1, SPEECH) == "1 of 1 model"


def test_months_that_rest_on_other_models_are_said_not_to_compare() -> None:
    told = " ".join(str(each) for each in words.months_told(10, 12, 1, 3, SPEECH))
    assert "3 months rest on other models than the newest, so their sums do not compare." in told
    assert "that is not a zero" in told
    same = " ".join(str(each) for each in words.months_told(10, 12, 0, 0, SPEECH))
    assert same.endswith("Every month rests on the same models.")


def test_a_month_for_who_cannot_see_the_chart() -> None:
    told = words.month_told("June 2026", "£200 from 2 of 2 models", "£10 less than agreed", SPEECH)
    assert told == "June 2026: £200 from 2 of 2 models, £10 less than agreed."
    assert words.month_told("June 2026", "No full results", "", SPEECH) == (
        "June 2026: No full results."
    )


def test_waiting_is_told_as_a_range_with_its_age() -> None:
    since = NOW - timedelta(days=81)
    told = str(words.waiting_told(12_000.0, 18_000.0, "", 2, since, SPEECH))
    assert "We estimate" in told
    assert "£12,000 to £18,000" in told
    assert "(81 days ago)" in told


@pytest.mark.parametrize(
    ("against", "told"),
    [("expected", "against what was expected"), ("minimum", "against the agreed limit")],
)
def test_a_cost_says_what_it_is_measured_by(against: str, told: str) -> None:
    assert words.against_what(Cost(1.0, 2.0, against), SPEECH) == told
