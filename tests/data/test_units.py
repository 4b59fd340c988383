"""Which unit is meant by a word that is none of ours."""

import pytest

from data.facts import Unit, unit_meant


@pytest.mark.parametrize("unit", list(Unit))
def test_a_unit_means_itself_however_it_is_written(unit: Unit) -> None:
    assert unit_meant(f" {unit.value.upper()}. ") is unit


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Pct.", Unit.SHARE),
        ("%", Unit.SHARE),
        ("percents", Unit.SHARE),
        ("EUR", Unit.MONEY),
        ("hrs", Unit.HOURS),
        ("minuts", Unit.MINUTES),
        ("furlongs", None),
        ("", None),
    ],
)
def test_another_word_is_taken_for_the_nearest_or_for_none(word: str, meant: Unit | None) -> None:
    assert unit_meant(word) is meant
