"""Every problem says what is wrong, where, and how to mend it."""

import re

import pytest

from app.language.problems import problem_words
from data.problems import Code, Problem, Unreadable
from tests.app.language.plausible import SPEECH

INPUTS: dict[str, str | int | float] = {
    "source": "Shop metrics {0}",
    "address": "http://mlflow:5000",
    "seconds": 120.0,
    "hours": 4,
    "status": 401,
    "to": "http://elsewhere",
    "expected": "a list of models",
    "limit": 16_777_216,
    "table": "readings",
    "column": "<b>value</b>",
    "found": "sixty",
    "path": "metrics/*.csv",
    "why": "excel",
    "line": 7,
    "variable": "MLFLOW_TOKEN",
    "driver": "odbc",
    "allowed": "postgresql, sqlite",
    "before": 40,
    "after": 2,
    "since": "2026-11-23T06:00:00+00:00",
    "nearest": "renewal-letters",
    "letter": "cyrillic small letter es",
    "meant": "1234",
    "zone": "Europe/Berlin",
    "known": "accuracy, revenue",
    "field": "value",
    "first": "0.61",
    "second": "0.62",
    "start": "2026-11-23",
    "end": "soon",
    "key": "measre",
    "minimum": 0.7,
    "file": "requirements.txt",
    "other": "people.csv, row 3",
    "label": "model",
    "reason": "execution",
    "series": 2,
}


@pytest.mark.parametrize("code", Code)
def test_every_problem_has_words_with_a_way_to_mend_it(code: Code) -> None:
    told = str(problem_words(Problem(code, INPUTS), SPEECH))
    parts = re.split(r"(?<=[.])\s+(?=[A-Z])", told)
    assert told.endswith(".")
    assert len(parts) > 1 or ", so " in told
    assert all(len(part.split()) <= 25 for part in parts), told


@pytest.mark.parametrize("code", Code)
def test_a_problem_without_its_inputs_still_reads(code: Code) -> None:
    given = {"why": Unreadable.EMPTY.value} if code is Code.FILE_UNREADABLE else {}
    told = str(problem_words(Problem(code, given), SPEECH))
    assert "{" not in told
    assert "  " not in told


@pytest.mark.parametrize("why", Unreadable)
def test_every_unreadable_file_says_why(why: Unreadable) -> None:
    problem = Problem(Code.FILE_UNREADABLE, {"source": "Shop", "path": "a.csv", "why": why.value})
    assert ", so " in str(problem_words(problem, SPEECH))


def test_what_a_source_wrote_is_literal() -> None:
    told = str(problem_words(Problem(Code.COLUMN_MISSING, INPUTS), SPEECH))
    assert told.startswith("metrics/*.csv (Shop metrics {0}) has no column called <b>value</b>.")


def test_moments_read_as_people_write_them() -> None:
    told = str(problem_words(Problem(Code.SYNC_RUNNING, INPUTS), SPEECH))
    assert "since 23 November 2026, 06:00" in told
    assert "to soon does not end after" in str(
        problem_words(Problem(Code.PERIOD_BACKWARDS, INPUTS), SPEECH)
    )
