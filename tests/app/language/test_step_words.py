"""What is said of steps that bring data: of all of them, and of each state."""

from datetime import timedelta
from typing import Any

import pytest

from app.health.steps import NEED_SOMEBODY, Ran, Step, StepState
from app.language.pipelines import (
    StepLabel,
    picture_caption,
    picture_told,
    picture_too_wide,
    steps_found,
    steps_headline,
    steps_lead,
)
from app.language.sentence import Sentence
from app.language.step_words import (
    about_rows,
    end_words,
    every_told,
    first_of,
    how_it_stands,
    path_told,
    ran,
    rows_told,
    runs_told,
    state_words,
    step_means,
    step_title,
    usual_told,
)
from data.facts import RunEnd
from tests.app.language.plausible import NOW, SPEECH

LONGEST = 25
DAY = timedelta(days=1)
GOOD = Ran(NOW - DAY, RunEnd.SUCCEEDED, 182_491)


def step(**changes: Any) -> Step:
    standard: dict[str, Any] = {
        "name": "Tills overnight",
        "reads": "Till receipts; Members",
        "writes": "Sales by shop",
        "place": "pipeline log",
        "every": "P1D",
        "assumed": False,
        "state": StepState.FINE,
        "late_state": StepState.LATE,
        "late_from": NOW - DAY / 2,
        "runs": (GOOD,),
        "usual_rows": 413_704,
        "last_good": NOW - 9 * DAY,
        "failing_since": NOW - 8 * DAY,
    }
    return Step(**(standard | changes))


def told(sentences: tuple[Sentence, ...]) -> str:
    return " ".join(map(str, sentences))


def test_the_headline_says_how_many_need_somebody_and_why() -> None:
    counts = dict.fromkeys(NEED_SOMEBODY, 1) | {StepState.FINE: 11}
    assert str(steps_headline(counts, SPEECH)) == (
        "4 of 15 steps need somebody: 1 failed last time, 1 failed its checks, 1 is late and "
        "1 wrote far fewer rows."
    )
    assert told(steps_lead(counts, SPEECH)) == (
        "A step fetches or prepares the data that models need. "
        "Where one needs somebody, models may work with old or missing data. "
        "11 ran as they should: nothing for you to do there."
    )


@pytest.mark.parametrize(
    ("counts", "headline"),
    [
        ({}, "We know of no step that brings data."),
        ({StepState.FINE: 1}, "The one step that brings data ran as it should."),
        ({StepState.FINE: 1200}, "All 1,200 steps that bring data ran as they should."),
        ({StepState.FINE: 3, StepState.UNHEARD: 2}, "3 of 5 steps ran as they should."),
        ({StepState.UNHEARD: 2}, "0 of 2 steps ran as they should."),
        ({StepState.LATE: 1}, "1 of 1 step needs somebody: 1 is late."),
        ({StepState.LATE: 2, StepState.FINE: 1}, "2 of 3 steps need somebody: 2 are late."),
    ],
)
def test_the_headline_of_few_and_of_many(counts: dict[StepState, int], headline: str) -> None:
    assert str(steps_headline(counts, SPEECH)) == headline


def test_of_unknown_steps_nothing_good_is_said() -> None:
    lead = told(steps_lead({StepState.UNHEARD: 2}, SPEECH))
    assert lead.endswith("Of 2 nobody has told us when they ran.")
    assert "nothing for you to do" not in lead


@pytest.mark.parametrize(
    ("state", "changes", "said"),
    [
        ("fine", {}, "It ended well and in time; it runs daily."),
        ("fine", {"assumed": True}, "It ended well and in time; it runs daily, we assume."),
        (
            "fine",
            {"every": "", "late_from": None},
            "It ended well. "
            "Nobody has said how often it should run, so we cannot say if it is late.",
        ),
        (
            "late",
            {},
            "It last ran on 22 November 2026 (1 day ago); since 22 November it is late. "
            "We expect it daily.",
        ),
        (
            "failed",
            {},
            "Its newest run failed on 22 November 2026 (1 day ago). It has been so since 15 "
            "November 2026 (8 days ago). Its last good run was on 14 November 2026 (9 days ago).",
        ),
        (
            "checks_failed",
            {"failing_since": GOOD.ended_at, "last_good": None},
            "What it brought on 22 November 2026 (1 day ago) failed its checks. "
            "We know of no good run.",
        ),
        (
            "fewer_rows",
            {},
            "It wrote 182,000 rows on 22 November 2026 (1 day ago); 414,000 are usual.",
        ),
        ("unheard", {"runs": ()}, "Nobody has told us when it ran."),
    ],
)
def test_how_a_step_stands(state: str, changes: dict[str, Any], said: str) -> None:
    assert told(how_it_stands(step(**changes), StepState(state), SPEECH)) == said


@pytest.mark.parametrize("state", StepState)
def test_every_state_has_a_word_a_title_and_an_end(state: StepState) -> None:
    assert state_words(state, SPEECH)
    assert "Tills overnight" in str(step_title(step(), state, SPEECH))
    end = told(step_means(state, SPEECH))
    assert end.endswith("Ask whoever runs it.") is (state is not StepState.FINE)
    assert ("Nothing for you to do." in end) is (state is StepState.FINE)
    assert len({state_words(each, SPEECH) for each in StepState}) == len(StepState)


@pytest.mark.parametrize("state", StepState)
def test_sentences_are_short(state: StepState) -> None:
    counts = dict.fromkeys(StepState, 1200)
    every = [
        steps_headline(counts, SPEECH),
        *steps_lead(counts, SPEECH),
        *how_it_stands(step(), state, SPEECH),
        *step_means(state, SPEECH),
        *picture_caption(SPEECH),
        picture_too_wide(SPEECH),
    ]
    assert [str(each) for each in every if len(str(each).split()) > LONGEST] == []
    assert all(len(label.value.split()) <= LONGEST for label in StepLabel)


def test_where_data_comes_from_and_goes() -> None:
    assert told(path_told(step(), ["Renewal letters", "Weekly offers"], 7, SPEECH)) == (
        "Reads Till receipts and Members. Writes Sales by shop. "
        "Feeds Renewal letters, Weekly offers and 5 more."
    )
    assert path_told(step(reads="", writes=" ; "), [], 0, SPEECH) == ()
    assert first_of(["a", "b"], 2, SPEECH) == "a and b"


def test_rows_are_exact_in_the_receipt_and_short_beside_a_name() -> None:
    assert (rows_told(0, SPEECH), rows_told(1, SPEECH)) == ("0 rows", "1 row")
    assert rows_told(182_491, SPEECH) == "182,491 rows"
    assert about_rows(182_491, SPEECH) == "182,000 rows"
    assert about_rows(1_897_624, SPEECH) == "1.9 million rows"
    assert usual_told(413_704, SPEECH) == "usually 414,000"


def test_the_newest_runs_are_counted_by_how_they_ended() -> None:
    bad = Ran(NOW, RunEnd.CHECKS_FAILED, None)
    assert runs_told([GOOD, GOOD, bad], SPEECH) == (
        "Of the newest 3 runs, 2 ended well and 1 failed its checks."
    )
    assert runs_told([GOOD], SPEECH) == "Of the newest run, 1 ended well."
    assert len({end_words(each, SPEECH) for each in RunEnd}) == len(RunEnd)


def test_when_it_ran_is_told_briefly() -> None:
    assert ran(NOW, SPEECH) == "today, 09:30"
    assert ran(NOW - 3 * DAY, SPEECH) == "20 November"


def test_a_rhythm_nobody_wrote_is_not_recorded() -> None:
    assert every_told(step(every=""), SPEECH) == "Not recorded"


def test_what_was_found_says_which_part_is_shown() -> None:
    assert str(steps_found(1, 25, 25, SPEECH)) == "25 steps found."
    assert str(steps_found(26, 50, 60, SPEECH)) == "60 steps found, 26 to 50 shown, worst first."


def test_the_picture_is_told_in_words() -> None:
    assert picture_told(15, 1, SPEECH) == (
        "Which data goes through 15 steps to 1 model. The list below says the same."
    )
