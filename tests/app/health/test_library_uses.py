"""What a change of software means to a model: by its own list, and by what runs."""

from datetime import date

import pytest

from app.health.library_uses import (
    WORST_FIRST,
    Fit,
    LibraryUse,
    allows,
    chosen_version,
    fit,
    goes_up,
    last_days,
    normal_name,
    uses_of,
)
from tests.app.health.case_making import case
from tests.app.health.footing_making import listed, runs


def meant(version: str, *requirements: str, pinned: str = "", installed: str = "") -> Fit:
    chosen = chosen_version(version)
    assert chosen
    use = LibraryUse(
        "pandas",
        "3",
        requirements or ((f"pandas=={pinned}",) if pinned else ()),
        (pinned,) if pinned else (),
        (installed,) if installed else (),
    )
    return fit(use, chosen)


@pytest.mark.parametrize(
    ("version", "pinned", "installed", "found"),
    [
        ("3", "2.2.3", "2.2.3", Fit.PINNED),
        ("3", "2.2.3", "", Fit.PINNED),
        ("3", "3.1.1", "3.1.1", Fit.THERE),
        ("3", "3.1.1", "3.0.0", Fit.THERE),
        ("3.1", "3.1.1", "3.0.0", Fit.LISTED),
        ("3", "3.1.1", "", Fit.THERE),
        ("3", "3.1.1", "2.2.3", Fit.LISTED),
        ("3", "2.2.3", "3.1.1", Fit.PINNED),
        ("2.2", "2.2.3", "2.2.3", Fit.THERE),
        ("2.2.4", "2.2.3", "2.2.3", Fit.PINNED),
        ("22", "2.2.3", "", Fit.PINNED),
    ],
)
def test_an_exact_version_is_there_or_stands_against_it(
    version: str, pinned: str, installed: str, found: Fit
) -> None:
    assert meant(version, pinned=pinned, installed=installed) is found


@pytest.mark.parametrize(
    ("requirement", "found"),
    [
        ("pandas", Fit.OPEN),
        ("pandas>=2.0", Fit.OPEN),
        ("pandas>=3.0.2", Fit.OPEN),
        ("pandas>2,<3.5", Fit.OPEN),
        ("pandas~=3.1", Fit.OPEN),
        ("pandas==3.*", Fit.OPEN),
        ("pandas=3", Fit.OPEN),
        ("pandas!=3.0.0", Fit.OPEN),
        ("pandas>=2; python_version > '3.8'", Fit.OPEN),
        ("pandas>=2,<3", Fit.EXCLUDED),
        ("pandas~=2.1", Fit.EXCLUDED),
        ("pandas=2.2", Fit.EXCLUDED),
        ("pandas==2.*", Fit.EXCLUDED),
        ("a folder of ours", Fit.UNREADABLE),
    ],
)
def test_a_range_allows_it_or_not(requirement: str, found: Fit) -> None:
    assert meant("3", requirement, installed="2.2.3") is found


def test_an_open_list_that_runs_with_it_already_is_there() -> None:
    assert meant("3", "pandas>=2", installed="3.1.1") is Fit.THERE


def test_of_several_lines_every_one_must_allow_it() -> None:
    assert meant("3", "pandas", "pandas<3") is Fit.EXCLUDED
    assert meant("3", "pandas", "???") is Fit.UNREADABLE


def test_what_stands_on_no_list_is_touched_all_the_same() -> None:
    assert meant("3", installed="2.2.3") is Fit.UNLISTED


def test_a_whole_version_is_meant_exactly() -> None:
    chosen = chosen_version("3.0.1")
    assert chosen
    assert allows("pandas>=3.0.2", chosen) is False
    assert allows("pandas<=3.0.1", chosen) is True


@pytest.mark.parametrize("text", ["3", " 3 ", "3.x", "3.*", "v3"])
def test_a_version_may_be_typed_in_several_ways(text: str) -> None:
    chosen = chosen_version(text)
    assert chosen
    assert chosen.release == (3,)


@pytest.mark.parametrize("text", ["", "three", "3; DROP TABLE", ">=3", "3.x.1"])
def test_what_is_no_version_is_none(text: str) -> None:
    assert chosen_version(text) is None


def test_names_are_compared_in_their_normal_form_and_installers_left_out() -> None:
    one = case(
        tested_with=(
            listed("Scikit_Learn", "1.5.2"),
            listed("scikit.learn", file="conda.yaml"),
            listed("pip", "24.0"),
            listed("numpy"),
        ),
        runs_with=(
            runs("scikit-learn", "1.5.2"),
            runs("Torch", "2.5.1", "a"),
            runs("torch", "2.4"),
        ),
    )
    assert uses_of(one) == [
        LibraryUse("numpy", "3", ("numpy",), (), ()),
        LibraryUse(
            "scikit-learn", "3", ("Scikit_Learn==1.5.2", "scikit.learn"), ("1.5.2",), ("1.5.2",)
        ),
        LibraryUse("torch", "3", (), (), ("2.4", "2.5.1")),
    ]


@pytest.mark.parametrize(
    ("pinned", "installed", "differs"),
    [("1.5.2", "1.5.9", False), ("1.5.2", "1.6.0", True), ("1.5.2", "", False), ("", "1", False)],
)
def test_repairs_aside_it_runs_with_what_it_was_tested_with(
    pinned: str, installed: str, differs: bool
) -> None:
    use = LibraryUse("x", "3", (), (pinned,) * bool(pinned), (installed,) * bool(installed))
    assert use.differs is differs


def test_the_end_of_repairs_is_known_of_some() -> None:
    assert last_days("numpy", ["1.24.4", "abc", "9.9"]) == {"1.24.4": date(2024, 12, 19)}
    assert last_days("pandas", ["1.5.3"]) == {}


def test_what_somebody_decided_against_comes_first_and_what_is_there_last() -> None:
    assert (WORST_FIRST[0], WORST_FIRST[-1]) == (Fit.EXCLUDED, Fit.THERE)


@pytest.mark.parametrize(
    ("versions", "up"),
    [(["2.2.3"], True), (["3.9.1"], True), (["4.0"], False), (["abc"], True), ([], True)],
)
def test_an_upgrade_goes_to_a_version_that_nobody_is_beyond(versions: list[str], up: bool) -> None:
    chosen = chosen_version("3")
    assert chosen
    assert goes_up(versions, chosen) is up


def test_software_is_looked_up_by_its_normal_name() -> None:
    assert normal_name(" Scikit_Learn ") == "scikit-learn"
