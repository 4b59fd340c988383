"""What models have in common is what most of them share and others do not."""

from app.health.alike import in_common
from app.health.insight import CommonTrait

DATA, TEAM, UNIT = CommonTrait.DATA, CommonTrait.TEAM, CommonTrait.UNIT
OURS, OTHERS = ["a", "b", "c", "d", "e"], ["v", "w", "x", "y", "z"]


def test_four_of_five_are_most_and_three_are_not() -> None:
    four = {name: [(DATA, "sales")] for name in "abcd"}
    assert in_common(OURS, OTHERS, four) == ((DATA, "sales", 4),)
    assert in_common(OURS, OTHERS, {name: [(DATA, "sales")] for name in "abc"}) == ()


def test_what_everybody_else_has_too_tells_nothing() -> None:
    half = {name: [(TEAM, "risk")] for name in "abcdevw"}
    assert in_common(OURS, OTHERS, half) == ((TEAM, "risk", 5),)
    more = {name: [(TEAM, "risk")] for name in "abcdevwx"}
    assert in_common(OURS, OTHERS, more) == ()


def test_the_most_telling_comes_first() -> None:
    traits = {
        **{name: [(UNIT, "retail"), (DATA, "sales"), (TEAM, "risk")] for name in "abcd"},
        "e": [(DATA, "sales"), (UNIT, "retail")],
        "v": [(UNIT, "retail")],
    }
    assert in_common(OURS, OTHERS, traits) == (
        (DATA, "sales", 5),
        (UNIT, "retail", 5),
        (TEAM, "risk", 4),
    )


def test_a_trait_listed_twice_counts_once() -> None:
    twice = {name: [(DATA, "sales"), (DATA, "sales")] for name in "ab"}
    assert in_common(OURS, OTHERS, twice) == ()


def test_where_there_is_nobody_else_all_they_share_is_told() -> None:
    assert in_common(["a"], [], {"a": [(TEAM, "risk")]}) == ((TEAM, "risk", 1),)
