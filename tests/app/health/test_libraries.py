"""Software: names written in other ways, how far versions are apart, and what has ended."""

from datetime import UTC, date, datetime

import pytest

from app.health.end_of_life import LAST_DAYS, TABLE_ON, last_day
from app.health.libraries import judge_libraries, release_of
from app.health.verdict import Reason, ReasonCode
from data.facts import Case
from tests.app.health.footing_making import NOW, listed, runs, sound


def worry(one: Case, code: ReasonCode, at: datetime = NOW) -> Reason | None:
    found = [each for each in judge_libraries(one, at).worries if each.code is code]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("pinned", "installed", "differs"),
    [
        ("1.5.2", "1.5.2", False),
        ("1.5.2", "1.5.0", False),
        ("1.5.2", "1.6.0", True),
        ("1.5.2", "2.5.2", True),
        ("0.4.1", "0.4.9", False),
        ("0.4.1", "0.5.0", True),
        ("2.3.1", "2.3.1+cu121", False),
        ("2.3.1", "2.3.1.post1", False),
        ("2", "2.0.0", False),
        ("2.0.0rc1", "2.0.0", False),
        ("2024.1", "2024.2", True),
        ("odd one", "odd one", False),
        ("odd one", "odd two", True),
    ],
)
def test_how_far_apart_counts(pinned: str, installed: str, differs: bool) -> None:
    one = sound(
        tested_with=(listed("torch", pinned),),
        runs_with=(runs("torch", installed),),
    )
    assert bool(worry(one, ReasonCode.LIBRARIES_DIFFER)) is differs


def test_one_name_is_written_in_many_ways() -> None:
    one = sound(
        tested_with=(listed("Scikit_Learn", "1.5.2"),),
        runs_with=(runs("scikit.learn", "1.3.2"),),
    )
    reason = worry(one, ReasonCode.LIBRARIES_DIFFER)
    assert reason is not None
    assert reason.inputs["library"] == "scikit-learn"


def test_what_differs_most_is_told_and_the_rest_is_listed_with_the_small_ones() -> None:
    one = sound(
        tested_with=(
            listed("numpy", "2.3.1"),
            listed("pandas", "2.2.3"),
            listed("xgboost", "2.1.3"),
            listed("pip", "24.0"),
        ),
        runs_with=(
            runs("numpy", "2.4.0"),
            runs("pandas", "1.5.3", "node-2"),
            runs("xgboost", "2.1.4"),
            runs("pip", "9.0"),
        ),
    )
    reason = worry(one, ReasonCode.LIBRARIES_DIFFER)
    assert reason is not None
    assert reason.inputs == {
        "library": "pandas",
        "tested_with": "2.2.3",
        "runs_with": "1.5.3",
        "others": 1,
    }
    assert reason.basis == {
        "differing": "pandas 2.2.3 → 1.5.3; numpy 2.3.1 → 2.4.0; xgboost 2.1.3 → 2.1.4",
        "version": "3",
        "place": "node-2",
    }


def test_one_of_several_places_that_differs_is_enough() -> None:
    one = sound(
        tested_with=(listed("torch", "2.5.1"),),
        runs_with=(runs("torch", "2.5.1", "node-1"), runs("torch", "2.3.1", "node-2")),
    )
    reason = worry(one, ReasonCode.LIBRARIES_DIFFER)
    assert reason is not None
    assert reason.basis["place"] == "node-2"


def test_software_with_a_pin_in_one_list_is_pinned() -> None:
    lists = (listed("torch", file="conda.yaml"), listed("torch", "2.5.1"))
    assert judge_libraries(sound(tested_with=lists), NOW).told == ()


def test_what_runs_has_ended_and_not_what_was_tested() -> None:
    """Python 3.9 had repairs until 31 October 2025, 3.10 for another year."""
    one = sound(tested_with=(listed("python", "3.9.2"),), runs_with=(runs("python", "3.10.4"),))
    assert worry(one, ReasonCode.LIBRARY_ENDED) is None
    one = sound(tested_with=(listed("python", "3.10.4"),), runs_with=(runs("python", "3.9.2"),))
    reason = worry(one, ReasonCode.LIBRARY_ENDED)
    assert reason is not None
    assert reason.inputs == {
        "library": "python",
        "installed": "3.9.2",
        "ended_on": date(2025, 10, 31),
        "others": 0,
    }
    assert reason.basis["table_on"] == TABLE_ON
    last = datetime(2025, 10, 31, 23, tzinfo=UTC)
    assert worry(one, ReasonCode.LIBRARY_ENDED, last) is None


def test_where_nobody_knows_what_runs_what_was_tested_counts() -> None:
    one = sound(tested_with=(listed("numpy", "1.26.4"),), runs_with=(runs("python", "3.12.1"),))
    reason = worry(one, ReasonCode.LIBRARY_ENDED)
    assert reason is not None
    assert reason.inputs["ended_on"] == date(2025, 9, 17)


def test_of_what_the_table_does_not_hold_nothing_is_said() -> None:
    assert last_day("scikit-learn", (0, 1)) is None
    assert last_day("python", (4, 0)) is None
    assert release_of("no number") is None


def test_the_table_is_in_order() -> None:
    """Of each project the later release lasts longer, but for Django's with long support."""
    for name, days in LAST_DAYS.items():
        assert sorted(days) == list(days)
        if name not in ("django", "python"):
            assert sorted(days.values()) == list(days.values())
