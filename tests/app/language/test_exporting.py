"""Every fault of an export has a sentence that says what, where and how to mend it."""

import re
from datetime import UTC, datetime

import pytest

from app.language.exporting import failed, record_was_broken
from app.language.sentence import Speech
from data.export.faults import Fault

SPEECH = Speech(now=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
INPUTS: dict[str, str | int] = {
    "file": "readings.jsonl",
    "row": 1_204,
    "column": "value",
    "found": "x",
    "expected": 30,
}
INPUTS |= {"detail": "NOT NULL constraint failed", "number": 7}


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_says_what_and_how_to_mend_it(fault: Fault) -> None:
    told = str(failed(fault.value, INPUTS, "everything", SPEECH))
    assert told.startswith(("Nothing was written: ", "Nothing was brought in: "))
    assert re.search(r"Please|Name an empty one", told)
    assert "{" not in told


def test_a_row_is_named_with_its_file() -> None:
    told = str(failed("not_its_kind", INPUTS, "everything", SPEECH))
    assert "“x” in value, row 1,204 of readings.jsonl" in told


def test_a_record_that_was_broken_before_is_said_to_be() -> None:
    assert "from entry 7 on" in str(record_was_broken(7, SPEECH))
