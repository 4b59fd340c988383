"""What is said of software, and of whom a change of it touches."""

from datetime import date

import pytest

from app.health.library_uses import Fit, LibraryUse
from app.language.library_meaning import fit_words, list_told, means
from app.language.library_words import (
    LibraryLabel,
    all_software,
    built_with,
    differing_told,
    ended_told,
    models_found,
    overview_lead,
    software_counted,
    software_found,
    touches,
    try_first,
    versions_listed,
    versions_told,
)
from tests.app.language.plausible import SPEECH

LONGEST = 25
PINNED = LibraryUse("pandas", "3", ("pandas==2.2.3",), ("2.2.3",), ("2.2.4",))
LOOSE = LibraryUse("pandas", "3", ("pandas>=2,<3",), (), ("2.2.3",))
APART = LibraryUse("pandas", "3", ("pandas==2.2.3",), ("2.2.3",), ("3.1.1",))
UNLISTED = LibraryUse("pandas", "3", (), (), ("2.2.3",))


def told(use: LibraryUse, fit: Fit | None) -> str:
    return " ".join(map(str, means(use, fit, "3", SPEECH)))


@pytest.mark.parametrize(
    ("counts", "up", "said"),
    [
        (
            (37, 6, 4),
            True,
            "Upgrading pandas to 3 touches 37 models: 6 where a mistake matters a lot, "
            "4 without an owner.",
        ),
        ((1, 0, 1), False, "Changing pandas to 3 touches 1 model: 1 without an owner."),
        ((2, 0, 0), True, "Upgrading pandas to 3 touches 2 models."),
        ((0, 0, 0), True, "No model is touched: whoever is built with pandas has 3 already."),
    ],
)
def test_the_headline_says_whom_a_change_touches(
    counts: tuple[int, int, int], up: bool, said: str
) -> None:
    assert str(touches("pandas", "3", *counts, up, SPEECH)) == said


@pytest.mark.parametrize(
    ("use", "fit", "said"),
    [
        (PINNED, Fit.PINNED, "Its list names 2.2.3 exactly. Test it with 3 first."),
        (LOOSE, Fit.EXCLUDED, "Its list says “pandas>=2,<3”, which does not allow 3."),
        (
            LOOSE,
            Fit.OPEN,
            "Its list says “pandas>=2,<3”, which is no exact version. "
            "When it is put together again, it may get 3 by itself.",
        ),
        (APART, Fit.LISTED, "Its list names 2.2.3; it runs with 3.1.1."),
        (
            APART,
            Fit.PINNED,
            "Its list names 2.2.3 exactly. Test it with 3 first. "
            "It runs with 3.1.1, another version than it was tested with.",
        ),
        (
            UNLISTED,
            Fit.UNLISTED,
            "It runs with 2.2.3, and its list does not name it. "
            "We cannot say whether it works with 3.",
        ),
        (LOOSE, Fit.UNREADABLE, "We cannot read what its list allows: “pandas>=2,<3”."),
        (PINNED, Fit.THERE, "It has 2.2.4 already: nothing for you to do."),
        (PINNED, None, "Its list names 2.2.3 exactly."),
        (UNLISTED, None, "It runs with 2.2.3, and its list does not name it."),
    ],
)
def test_what_a_version_means_to_a_model(use: LibraryUse, fit: Fit | None, said: str) -> None:
    assert told(use, fit) == said


def test_everything_it_may_mean_has_its_own_words() -> None:
    assert len({fit_words(each, SPEECH) for each in Fit}) == len(Fit)


def test_sentences_are_short() -> None:
    every = [
        touches("scikit-learn", "1.6", 1200, 1100, 1000, True, SPEECH),
        *(each for fit in Fit for each in means(APART, fit, "3", SPEECH)),
        *overview_lead(SPEECH),
        *versions_told({f"1.{n}": 3 for n in range(9)}, SPEECH),
        *differing_told(12, SPEECH),
        try_first(SPEECH),
        ended_told("1.24.4", date(2024, 12, 19), SPEECH),
    ]
    assert [str(each) for each in every if len(str(each).split()) > LONGEST] == []
    assert all(len(label.value.split()) <= LONGEST for label in LibraryLabel)


def test_the_rarest_versions_are_counted_together() -> None:
    models = {"2.2.3": 27, "2.1.4": 5, "1.5.3": 1, "1.4": 1, "1.3": 1, "1.2": 1}
    assert versions_listed(models, SPEECH) == [
        "2.2.3 (27)",
        "2.1.4 (5)",
        "1.5.3 (1)",
        "1.4 (1)",
        "2 other versions",
    ]
    assert versions_told({}, SPEECH) == ()


def test_one_and_many_and_none() -> None:
    assert str(all_software(1, SPEECH)) == "Models in use are built with 1 piece of software."
    assert str(all_software(0, SPEECH)).startswith("Nobody has told us")
    assert str(built_with("numpy", 1, SPEECH)) == "1 model in use is built with numpy."
    assert str(built_with("numpy", 0, SPEECH)) == "No model in use is built with numpy."
    assert [str(each) for each in differing_told(1, SPEECH)] == [
        "1 runs with another version than it was tested with."
    ]
    assert differing_told(0, SPEECH) == ()
    assert software_counted(1, SPEECH) == "1 piece of software"


def test_the_end_of_repairs_carries_its_age() -> None:
    said = str(ended_told("1.24.4", date(2024, 12, 19), SPEECH))
    assert said == "1.24.4 has had no security repairs since 19 December 2024 (704 days ago)."


def test_what_was_found_says_which_part_is_shown() -> None:
    assert str(models_found(1, 25, 33, SPEECH)) == "33 models found, 1 to 25 shown."
    assert str(software_found(1, 16, 16, SPEECH)) == "16 pieces of software found."


def test_what_stands_on_no_list_is_said() -> None:
    assert list_told(UNLISTED, SPEECH) == "not on its list"
    assert list_told(LOOSE, SPEECH) == "pandas>=2,<3"
