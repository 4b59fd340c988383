"""The refused rows of a source as a file: everything as it came, and nothing that runs."""

import csv
import io
from datetime import UTC, datetime

from app.language.sentence import Speech
from app.reports.exports import Kind, Table, written
from app.reports.refused_list import refused_list
from data.facts import Refusal
from data.problems import Code, Problem

SPEECH = Speech(now=datetime(2026, 5, 4, 9, 0, tzinfo=UTC), time_zone="Europe/London")
SHARE = Problem(Code.NOT_A_SHARE, {"field": "found", "found": "61"})
ROWS = [
    Refusal(SHARE, "results.csv, line 3", {"model": "letters", "found": "61"}),
    Refusal(SHARE, "=1+1", {"model": '=HYPERLINK("http://evil.example")', "@week": "-2"}),
]


def table() -> Table:
    return refused_list("results", ROWS, len(ROWS), False, SPEECH)


def test_every_field_of_every_row_has_a_column() -> None:
    made = table()
    assert made.title == "2 rows of results are refused."
    assert made.heads[2:] == ("model", "found", "@week")
    assert made.rows[0][1:] == ("results.csv, line 3", "letters", "61", None)
    assert str(made.rows[0][0]).startswith("“61” in found is no share.")


def test_no_cell_and_no_head_is_a_formula() -> None:
    told = written(table(), Kind.CSV, SPEECH).decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(told, newline="")) for cell in line]
    assert "'@week" in cells
    assert [cell for cell in cells if cell.startswith(("=", "@", "-", "+"))] == []


def test_a_source_without_refused_rows_says_so() -> None:
    made = refused_list("results", [], 0, False, SPEECH)
    assert made.title == "No row of results is refused."
    assert made.rows == []
