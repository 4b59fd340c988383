"""What is said of groups over the fleet: short, plain, and never better than it is known."""

import re
from dataclasses import replace

import pytest

from app.health.compared_groups import ComparedGroups
from app.health.insight import GroupStanding
from app.language import group_checks as words
from app.language.group_checks import GroupLabel
from app.language.groups import standing_words
from app.language.sentence import Sentence
from app.language.translating import joined
from app.language.word_list import NEVER_ON_SCREEN
from data.facts import Better, Unit
from tests.app.language.plausible import SPEECH
from tests.app.language.plausible_insights import group, measure

LONGEST = 25
_BANNED = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in NEVER_ON_SCREEN]


def compared(*standings: GroupStanding, minimum: float | None = 0.7) -> ComparedGroups:
    everybody = replace(group(GroupStanding.UNAGREED, 0.82), group="")
    found = tuple(group(each) for each in standings)
    return ComparedGroups(measure(), found, len(found), minimum, everybody)


ONE = [compared(each) for each in GroupStanding]
TWO = [compared(each, each) for each in GroupStanding]
EVERY: list[Sentence] = [
    *(words.groups_checked(*n, SPEECH) for n in ((0, 1, 0), (0, 46, 0), (1, 1, 0), (12, 46, 0))),
    *(words.groups_checked(12, 46, below, SPEECH) for below in (1, 2)),
    *(each(n, SPEECH) for n in (1, 3) for each in (words.excused, words.people_unknown)),
    *(words.everybody_checked(n, SPEECH) for n in (0, 1, 9)),
    *(line for each in (*ONE, *TWO) for line in words.what_to_see(each, SPEECH)),
    *(line for each in ONE for line in words.beside_everybody(each, SPEECH)),
    words.results_are_old(SPEECH),
]


@pytest.mark.parametrize("sentence", dict.fromkeys(map(str, EVERY)))
def test_every_sentence_is_short_whole_and_plain(sentence: str) -> None:
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert len(sentence.split()) <= LONGEST
    assert not [word.pattern for word in _BANNED if word.search(sentence)], sentence


@pytest.mark.parametrize("which", GroupLabel)
def test_every_label_is_plain(which: GroupLabel) -> None:
    assert not [word.pattern for word in _BANNED if word.search(which.value)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            words.groups_checked(12, 46, 2, SPEECH),
            "Groups are checked for 12 of 46 models; 2 treat a group clearly worse than agreed.",
        ),
        (words.groups_checked(0, 46, 0, SPEECH), "Nobody checks groups for any of the 46 models."),
        (
            words.beside_everybody(compared(GroupStanding.BELOW), SPEECH)[0],
            "For customers over 65 it is 61 in 100; for everybody together it is 82 in 100.",
        ),
    ],
)
def test_sentences_read_as_agreed(told: Sentence, expected: str) -> None:
    assert str(told) == expected


def test_meeting_is_said_only_where_every_group_meets() -> None:
    meets = GroupStanding.MEETS
    assert joined(words.what_to_see(compared(meets, meets), SPEECH)) == (
        "Both groups meet what was agreed."
    )
    for other in set(GroupStanding) - {meets}:
        told = joined(words.what_to_see(compared(meets, other), SPEECH))
        assert told
        assert "meet" not in told


def test_nothing_is_compared_of_a_group_that_cannot_be_told() -> None:
    for standing in (GroupStanding.TOO_FEW, GroupStanding.NOT_MEASURED):
        assert words.beside_everybody(compared(standing), SPEECH) == ()


def test_what_the_lines_are_has_its_value_and_its_side() -> None:
    assert words.picture_keys(compared(GroupStanding.MEETS), SPEECH) == {
        "everybody": "everybody together: 82 in 100",
        "agreed": "agreed: at least 70 in 100",
    }
    slower = replace(compared(), measure=measure(Unit.MINUTES, Better.LOWER), everybody=None)
    assert words.picture_keys(slower, SPEECH) == {"agreed": "agreed: at most 42 seconds"}
    assert words.picture_keys(replace(slower, minimum=None), SPEECH) == {}


@pytest.mark.parametrize("standing", GroupStanding)
def test_no_standing_but_meeting_is_green(standing: GroupStanding) -> None:
    assert (standing_words(standing, SPEECH)[1] == "good") is (standing is GroupStanding.MEETS)
