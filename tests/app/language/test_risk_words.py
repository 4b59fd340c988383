"""What would help, what moved and whether we would notice, in plain and short sentences."""

import re
from dataclasses import replace
from itertools import product

import pytest

from app.health.coverage import Cover, Watch, Worry
from app.health.insight import Likelihood, Risk, RiskStep, StepCode
from app.health.risk import likelihood
from app.health.risk_moves import Direction, Moved, moved, way_down
from app.health.verdict import Input, Reason, ReasonCode
from app.language import risks_page
from app.language.coverage import cover_told, watch_words, worry_words
from app.language.labels import label
from app.language.risk_moves import cure_told, moved_counted, moved_told, way_told
from app.language.risks_page import RiskLabel
from app.language.sentence import Sentence
from app.language.translating import joined
from app.language.word_list import NEVER_ON_SCREEN
from data.facts import Impact
from tests.app.language.plausible import SPEECH, day
from tests.app.language.plausible_insights import risk

LONGEST = 25
CODES = tuple(StepCode)


def of(steps: int, *, below: bool = False) -> Risk:
    found = risk(likelihood(steps, below=below), steps=CODES[:steps])
    return replace(found, below=below)


def way(steps: int, *, below: bool = False) -> str:
    found = way_down(of(steps, below=below))
    assert found is not None
    return str(way_told(found, SPEECH))


@pytest.mark.parametrize(
    ("steps", "below", "told"),
    [
        (1, False, "Once this is gone, the chance is low."),
        (2, False, "Once all of these are gone, the chance is low."),
        (3, False, "Once any one of these is gone, the chance is medium."),
        (5, False, "Once 3 of these 5 are gone, the chance is medium."),
        (2, True, "Once results are what was agreed again, the chance is medium."),
        (
            4,
            True,
            "Once results are what was agreed again and 2 of these 4 are gone, "
            "the chance is medium.",
        ),
    ],
)
def test_how_much_must_go(steps: int, below: bool, told: str) -> None:
    assert way(steps, below=below) == told


def test_one_step_that_moves_it_says_so() -> None:
    named = RiskStep(StepCode.NO_BACKUP)
    alone, others = way_down(of(3)), way_down(of(4))
    assert alone is not None
    assert others is not None
    assert str(cure_told(named, alone, SPEECH)) == (
        "Naming somebody who stands in for its owner would make the chance medium."
    )
    assert str(cure_told(named, others, SPEECH)) == (
        "Naming somebody who stands in for its owner would help."
    )


def test_was_medium_now_high_because() -> None:
    found = replace(
        risk(steps=(StepCode.RECENT_BREACH, StepCode.NO_OWNER)),
        steps=(
            RiskStep(StepCode.RECENT_BREACH, day(2026, 11, 2)),
            RiskStep(StepCode.NO_OWNER, day(2026, 11, 9), {"owner": "Ana", "left_on": "x"}),
        ),
        below=True,
    )
    change = moved(found)
    assert change is not None
    assert joined(moved_told(found, change, SPEECH)) == (
        "The chance was medium and is high now. Results are below what was agreed. "
        "Nobody owns it: Ana left."
    )


def test_less_likely_because_something_is_over() -> None:
    found = risk(Likelihood.LOW, Likelihood.MEDIUM, ())
    change = Moved(Direction.DOWN, (), (StepCode.SILENCE,), turned_bad=False)
    assert joined(moved_told(found, change, SPEECH)) == (
        "The chance was medium and is low now. Results come again."
    )


def test_what_does_not_apply_says_who_said_so_why_and_until_when() -> None:
    inputs: dict[str, Input] = {
        "question": "fairness",
        "by": "Ana Ruiz",
        "reason": "It sorts parcels.",
        "review_by": day(2026, 12, 1).date(),
    }
    cover = Cover(Worry.GROUPS, Watch.DOES_NOT_APPLY, Reason(ReasonCode.DOES_NOT_APPLY, inputs))
    told = joined(cover_told(cover, SPEECH))
    for word in ("Ana Ruiz", "It sorts parcels", "1 December 2026"):
        assert word in told


def test_an_owner_on_no_list_is_told() -> None:
    told = joined(cover_told(Cover(Worry.LEAVING, Watch.NOT_WATCHED, None), SPEECH))
    assert told == "Its owner is on no list of people: nobody tells us who leaves."


def _every() -> list[Sentence]:
    ways = [found for n in range(7) for b in (True, False) if (found := way_down(of(n, below=b)))]
    told = [way_told(each, SPEECH) for each in ways]
    told += [cure_told(RiskStep(code), each, SPEECH) for code, each in product(CODES, ways)]
    told += [
        line for each in Worry for line in cover_told(Cover(each, Watch.WATCHED, None), SPEECH)
    ]
    for n in (0, 1, 46):
        told += [risks_page.likely_harm(n, 46, SPEECH), risks_page.all_watched(n, 46, SPEECH)]
        told += [risks_page.assumed(n, SPEECH), risks_page.not_yet(n, SPEECH)]
    told += [risks_page.none_there(SPEECH)]
    told += [moved_counted(each, n, SPEECH) for each in Direction for n in (1, 3)]
    return told


@pytest.mark.parametrize("told", dict.fromkeys(map(str, _every())))
def test_every_sentence_is_short_whole_and_plain(told: str) -> None:
    assert told.endswith((".", ":"))
    assert "{" not in told
    assert len(told.split()) <= LONGEST, told
    words = [
        word for word in NEVER_ON_SCREEN if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told)
    ]
    assert not words


def test_every_word_and_every_narrowing_is_told() -> None:
    words = [label(each, SPEECH) for each in RiskLabel]
    words += [worry_words(each, SPEECH) for each in Worry]
    words += [watch_words(each, SPEECH) for each in Watch]
    assert all(words)
    cell = (Worry.GROUPS, Watch.NOT_WATCHED)
    chosen = risks_page.narrowed("Retail", Impact.HIGH, Likelihood.LOW, cell, Direction.UP, SPEECH)
    assert chosen == (
        ("Unit", "Retail"),
        ("It matters", "a lot"),
        ("Chance", "low"),
        ("Bad for a group", "Not watched"),
        ("What moved in four weeks", "likelier to go wrong"),
    )
    assert risks_page.narrowed("", None, None, None, None, SPEECH) == ()
