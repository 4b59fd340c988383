"""What letters say: never more than twenty models by name, and never a dead end."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.health.verdict import Brief, Reason, ReasonCode, Status
from app.language import notices as words
from app.language.notices import Why
from app.language.sentence import Speech
from app.language.word_list import NEVER_ON_SCREEN
from app.reports.digest import Changed, Changes, Checked, Digest
from app.reports.letters import (
    Reader,
    changes_letter,
    plain_of,
    stopped_letter,
    to_facts,
    to_model,
    weekly_letter,
)
from app.reports.today import News
from app.ui import address
from tests.data.feeding import NOW

SPEECH = Speech(now=NOW)
READER = Reader(Why.LISTED, "Heads")
CHECKED = Checked(NOW, 120, ("Churn", "Fraud"))
RETIRED = Reason(ReasonCode.RETIRED, {"since": NOW.date()})


def changed(name: str, after: Status, before: Status | None = Status.MEETS) -> Changed:
    news = News("m", name, NOW, before, after, RETIRED)
    return Changed(news, "Ana Ruiz", Brief(RETIRED, (), None, ()))


def test_silence_is_provably_alive() -> None:
    nothing = Changes((), 0, {})
    since = NOW - timedelta(days=7)
    found = Digest({Status.MEETS: 120}, 0, (), 0, since, nothing, CHECKED, ())
    letter = weekly_letter(found, READER, SPEECH)
    assert letter.subject == "Rollcall: this week 120 of 120 models do what was agreed"
    said = plain_of(letter)
    assert "Nothing changed since 16 November." in said
    assert "118 of 120 checked at 09:30; 2 could not be. We could not check: Churn, Fraud." in said


def test_a_company_that_knows_nothing_is_not_told_that_all_is_well() -> None:
    empty = Checked(None, 0, ())
    found = Digest({}, 0, (), 0, NOW, Changes((), 0, {}), empty, ("A source is late.",))
    letter = weekly_letter(found, READER, SPEECH)
    assert letter.subject == "Rollcall: no model is in use"
    assert "We have not checked anything yet. A source is late." in plain_of(letter)
    assert letter.parts == ()


@pytest.mark.parametrize("after", Status)
@pytest.mark.parametrize("count", [1, 2])
def test_every_status_has_a_subject(after: Status, count: int) -> None:
    before = Status.MEETS if after is not Status.MEETS else Status.BELOW
    rows = tuple(changed(f"Model {n}", after, before) for n in range(count))
    letter = changes_letter(Changes(rows, 0, {after: count}), CHECKED, (), READER, SPEECH)
    told = letter.subject.removeprefix("Rollcall: ")
    assert told
    assert not told.endswith(".")
    assert ("Model 0" in told) is (count == 1)
    assert not [each for each in NEVER_ON_SCREEN if each in told]


@given(st.dictionaries(st.sampled_from(Status), st.integers(0, 10_000)))
def test_a_subject_counts_every_change_and_stays_short(counts: dict[Status, int]) -> None:
    told = words.changes_counted(counts, SPEECH, words.MOST_IN_SUBJECT)
    numbers = [int(part.split()[0].replace(",", "")) for part in _parts(told)]
    assert sum(numbers) == sum(counts.values())
    assert len(told) < 160


def _parts(told: str) -> list[str]:
    return told.split(", ") if told else []


@given(st.text(max_size=500))
def test_a_name_in_a_subject_is_one_short_line(name: str) -> None:
    short = words.shortened(name)
    assert len(short) <= words.LONGEST_IN_SUBJECT
    assert "\n" not in short
    assert "\r" not in short


def test_what_stopped_is_said_first() -> None:
    letter = stopped_letter(("We last checked on 3 May.", "Ask whoever runs it."), READER, SPEECH)
    assert plain_of(letter) == "We last checked on 3 May. Ask whoever runs it."


@pytest.mark.parametrize(("why", "paths"), [(Why.LISTED, ["/"]), (Why.MINE, ["/", "/me"])])
def test_whoever_can_choose_finds_where(why: Why, paths: list[str]) -> None:
    letter = stopped_letter(("Late.",), Reader(why, "Ana"), SPEECH)
    assert [each.path for each in letter.ways] == paths


def test_links_lead_to_pages_there_are() -> None:
    for slug in ("churn", "a b&c=d", "续保"):
        assert to_model(slug) == address.to_model(slug)
        assert to_facts(slug) == address.to_model(slug) + "&part=facts"


def test_many_that_could_not_be_checked_are_counted() -> None:
    names = tuple(f"Model {n}" for n in range(9))
    (_, named) = words.checked_told(NOW, 9, names, SPEECH)
    assert str(named).endswith("Model 4, and 4 more.")
