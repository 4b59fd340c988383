"""What of a source looks otherwise than before."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.health.source_changes import TOLD_FOR, SourceChange, source_changes
from data.facts import Trait, TraitHeld, TraitKind

NOW = datetime(2026, 11, 28, tzinfo=UTC)
BEGUN = NOW - timedelta(days=200)
K = TraitKind


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def held(
    kind: TraitKind, name: str, value: str, start: datetime, end: datetime | None = None
) -> TraitHeld:
    return TraitHeld(Trait(kind, name, value), start, end)


def test_what_a_source_first_looked_like_is_no_change() -> None:
    first = [held(K.COLUMN, "day", "", BEGUN), held(K.UNIT, "recall", "share", BEGUN)]
    assert source_changes(first, NOW) == ()


def test_other_contents_are_told_with_the_day() -> None:
    rows = [
        held(K.HOLDS, "recall", "numbers", BEGUN, ago(1)),
        held(K.HOLDS, "recall", "text", ago(1)),
    ]
    assert source_changes(rows, NOW) == (
        SourceChange(K.HOLDS, "recall", ago(1), "numbers", "text"),
    )


def test_columns_come_and_go_and_come_again() -> None:
    rows = [
        held(K.COLUMN, "day", "", BEGUN),
        held(K.COLUMN, "notes", "", BEGUN, ago(2)),
        held(K.COLUMN, "segment", "", ago(2)),
        held(K.COLUMN, "score", "", BEGUN, ago(9)),
        held(K.COLUMN, "score", "", ago(3)),
    ]
    told = {each.name: (each.before, each.now) for each in source_changes(rows, NOW)}
    assert told == {"notes": ("", None), "segment": (None, ""), "score": (None, "")}


def test_a_measure_that_is_new_is_no_change_of_the_source() -> None:
    rows = [held(K.UNIT, "recall", "share", BEGUN), held(K.UNIT, "delay", "days", ago(1))]
    assert source_changes(rows, NOW) == ()


def test_the_gravest_of_one_moment_comes_first() -> None:
    rows = [
        held(K.COLUMN, "day", "", BEGUN),
        held(K.COLUMN, "notes", "", ago(1)),
        held(K.UNIT, "delay", "days", BEGUN, ago(1)),
        held(K.UNIT, "delay", "hours", ago(1)),
        held(K.HOLDS, "old", "numbers", BEGUN, ago(5)),
        held(K.HOLDS, "old", "text", ago(5)),
    ]
    assert [each.name for each in source_changes(rows, NOW)] == ["delay", "notes", "old"]


def test_after_a_quarter_of_a_year_it_is_what_is_usual() -> None:
    at = NOW - TOLD_FOR
    rows = [held(K.ASKED, "recall", "a", BEGUN, at), held(K.ASKED, "recall", "b", at)]
    assert source_changes(rows, NOW) == ()
    assert len(source_changes(rows, NOW - timedelta(seconds=1))) == 1


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["numbers", "text", "days"]), min_size=1, max_size=6))
def test_the_last_change_of_a_column_is_told_and_no_other(values: list[str]) -> None:
    days = len(values)
    rows = [
        held(K.HOLDS, "x", value, ago(days - place), ago(days - place - 1))
        for place, value in enumerate(values)
    ]
    rows[-1] = held(K.HOLDS, "x", values[-1], ago(1))
    changes = source_changes(rows, NOW)
    places = [at for at in range(1, days) if values[at] != values[at - 1]]
    assert [each.at for each in changes] == [ago(days - at) for at in places[-1:]]
