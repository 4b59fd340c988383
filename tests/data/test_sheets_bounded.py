"""A short file that somebody sends cannot make much of itself: names and rows have an end."""

import io
import sys

import pyarrow as pa
import pytest
from pyarrow import parquet

from data import sheets
from data.facts import Refusal
from data.problems import Rejected, Unreadable
from data.rows import cells
from data.sheets import apart
from data.sheets.grid import MOST_COLUMNS
from data.sheets.records import records
from tests.data.lists.workbooks import repacked, workbook

ENDLESS = 50_000


def test_the_name_of_a_sheet_ends() -> None:
    name = b"N" * ENDLESS
    book = repacked(
        workbook(("Sheet", [("model", "day"), ("churn", "2026-11-20")])),
        lambda _, part: part.replace(b'name="Sheet"', b'name="' + name + b'"'),
    )
    grid = sheets.read("results.xlsx", book, ())
    assert grid.sheet.startswith("NNN")
    assert len(grid.sheet) <= sheets.LONGEST_FILE_NAME


def test_headings_of_parquet_are_those_of_any_file() -> None:
    file = io.BytesIO()
    parquet.write_table(pa.table({"H" * ENDLESS: ["1"], "a\u202e  b": ["2"]}), file)
    grid = sheets.read("results.parquet", file.getvalue(), ())
    assert len(grid.headings[0]) <= cells.LONGEST_NAME
    assert "\u202e" not in grid.headings[1]


def test_no_row_is_wider_than_a_table_may_be() -> None:
    content = b"model,day\nchurn,2026-11-20\nx" + b"," * MOST_COLUMNS + b"\n"
    with pytest.raises(Rejected) as refused:
        sheets.read("results.csv", content, ())
    assert refused.value.problem.inputs["why"] == Unreadable.TOO_MANY_COLUMNS


def test_of_an_uneven_row_only_what_was_asked_for_is_kept() -> None:
    grid = sheets.read("results.csv", b"model,Customer,day\nchurn,Jane Roe,2026-11-20,more\n", ())
    ((_, refused),) = records(grid, ("model", "day"))
    assert isinstance(refused, Refusal)
    assert refused.row == {"model": "churn", "day": "2026-11-20"}


def test_whoever_reads_a_file_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_DATABASE_URL", "postgresql://ana:hunter2@store/rollcall")
    says = (
        'import json, os; print(json.dumps({"file": " ".join(os.environ.values()), "sheet": "",'
        ' "headings": [], "rows": []}))'
    )
    monkeypatch.setattr(apart, "_COMMAND", (sys.executable, "-c", says))
    assert "hunter2" not in apart.read("results.csv", b"model\n", ()).file
