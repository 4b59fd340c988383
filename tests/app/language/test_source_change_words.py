"""What changed about a source has a sentence, whatever it is, and says what to do."""

from datetime import UTC, datetime

import pytest

from app.health.source_changes import SourceChange
from app.language.source_changes import change_told
from data.facts import Better, Holds, TraitKind
from tests.app.language.plausible import SPEECH

AT = datetime(2026, 11, 20, tzinfo=UTC)
K = TraitKind
CHANGES = [
    *(SourceChange(K.HOLDS, "recall", AT, was, now) for was in Holds for now in Holds),
    *(SourceChange(kind, "a", AT, None, "") for kind in (K.COLUMN, K.SECTION)),
    *(SourceChange(kind, "a", AT, "", None) for kind in (K.COLUMN, K.SECTION)),
    *(
        SourceChange(K.BETTER, "recall", AT, was.value, now.value)
        for was in Better
        for now in Better
    ),
    SourceChange(K.UNIT, "worth", AT, "money EUR", "count"),
    SourceChange(K.LABELS, "recall", AT, "model", "instance, model"),
    SourceChange(K.MARKS, "", AT, "stage Production", "alias champion"),
    *(SourceChange(kind, "recall", AT, "a", "b") for kind in (K.ASKED, K.SETTINGS, K.MEANING)),
]


@pytest.mark.parametrize(
    "change", CHANGES, ids=lambda each: f"{each.kind} {each.before} {each.now}"
)
def test_every_change_is_told_with_its_day(change: SourceChange) -> None:
    told = [str(each) for each in change_told(change, SPEECH)]
    assert told[0].startswith("Since 20 November 2026")
    assert all(each.endswith(".") and "{" not in each for each in told)
    assert len(told) == 2 or (change.kind, change.before) == (K.SECTION, None)


def test_every_kind_has_an_example() -> None:
    assert {each.kind for each in CHANGES} == set(TraitKind)


def test_a_column_that_holds_text_is_told_in_plain_words() -> None:
    change = SourceChange(K.HOLDS, "recall", AT, "numbers", "text")
    assert str(change_told(change, SPEECH)[0]) == (
        "Since 20 November 2026 (3 days ago) the column “recall” holds text;"
        " it held numbers before."
    )


def test_units_are_told_in_words() -> None:
    change = SourceChange(K.UNIT, "worth", AT, "money EUR", "count")
    assert "told as whole numbers; they were told as money (EUR) before" in str(
        change_told(change, SPEECH)[0]
    )
