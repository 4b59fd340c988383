"""Somebody's own list as a file: what is read of it, and what is refused with which reason."""

import csv
import io
import shutil
import subprocess
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.language.problems import problem_words
from app.language.sentence import Speech
from data.lists.columns import Key, understood
from data.lists.entries import entries
from data.problems import Rejected, Unreadable
from data.sheets import LARGEST_FILE, LONGEST_FILE_NAME, file_name
from data.sheets.grid import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Grid
from data.sources.inventory import read
from tests.data.feeding import NOW
from tests.data.lists.workbooks import repacked, workbook

HEADINGS = ("Technical name", "Owner", "Impact")
LIST = (HEADINGS, ("churn", "Ana Ruiz", "high"), ("parcels", "Tom Field", "low"))


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Rejected) as caught:
        read(name, content)
    problem = caught.value.problem
    told = str(problem_words(problem, Speech(now=NOW)))
    assert "{" not in told
    assert problem.inputs["path"] == file_name(name)
    return str(problem.inputs["why"])


def as_csv(rows: Any, separator: str = ",") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue().encode()


def told(grid: Grid) -> list[tuple[str, ...]]:
    return [row.cells for row in grid.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_and_a_workbook_are_read_alike(separator: str) -> None:
    written = read("list.csv", as_csv(LIST, separator))
    excel = read("list.xlsx", workbook(("Models", LIST)))
    assert written.headings == excel.headings == HEADINGS
    assert told(written) == told(excel) == list(LIST[1:])
    assert [row.number for row in written.rows] == [row.number for row in excel.rows] == [2, 3]
    assert (written.sheet, excel.sheet) == ("", "Models")


def test_headings_below_a_title_are_found_and_rows_keep_their_numbers() -> None:
    rows = [("Models of the group",), (), *LIST[:2], (), LIST[2]]
    grid = read("list.xlsx", workbook(("Models", rows)))
    assert grid.headings[: len(HEADINGS)] == HEADINGS
    assert [row.number for row in grid.rows] == [4, 6]


def test_of_several_sheets_the_one_with_the_list_is_read_and_hidden_ones_never() -> None:
    def hide(book: Any) -> None:
        book["Old"].sheet_state = "hidden"

    old = (HEADINGS, *[("old", "Nobody", "low")] * 9)
    content = workbook(("Notes", [("Hello",), ("to all",)]), ("Old", old), ("Now", LIST), then=hide)
    grid = read("list.xlsx", content)
    assert (grid.sheet, told(grid)) == ("Now", list(LIST[1:]))


def test_what_a_cell_shows_is_read_as_a_person_would_write_it() -> None:
    moment = datetime(2026, 3, 15, 9, 30)  # noqa: DTZ001 - as Excel keeps it
    row = ("007", 7, 7.0, 0.1, True, date(2026, 3, 15), moment, "a\nb", None, "x")
    grid = read("list.xlsx", workbook(("Models", [[f"c{n}" for n in range(10)], row])))
    expected = ("007", "7", "7", "0.1", "true", "2026-03-15", "2026-03-15 09:30", "a\nb", "", "x")
    assert told(grid) == [expected]


def test_a_formula_without_its_result_is_named() -> None:
    content = workbook(("Models", [HEADINGS, ("churn", "=A2", "high")]))
    grid = read("list.xlsx", content)
    assert grid.rows[0].unsolved == (1,)
    found = entries(grid, understood(grid.headings))
    assert not found.taken
    assert found.refused[0].place == "list.xlsx, Models, row 2, column B"


def test_merged_headings_and_repeated_ones_leave_a_column_to_be_named() -> None:
    def merge(book: Any) -> None:
        book["Models"].merge_cells("B1:C1")

    rows = [("Technical name", "Owner", None, "Owner"), ("churn", "Ana", "Retention", "Tom")]
    grid = read("list.xlsx", workbook(("Models", rows), then=merge))
    assert grid.headings == ("Technical name", "Owner", "", "Owner")
    assert set(understood(grid.headings)) == {0, 1}


def test_a_sheet_of_a_million_empty_rows_is_read_at_once() -> None:
    def stretch(part: str, content: bytes) -> bytes:
        last = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t/></is></c></row></sheetData>'
        return content.replace(b"</sheetData>", last) if part.endswith("sheet1.xml") else content

    grid = read("list.xlsx", repacked(workbook(("Models", LIST)), stretch))
    assert told(grid) == list(LIST[1:])


def test_a_workbook_with_macros_is_read_and_nothing_of_it_runs() -> None:
    def macro(book: Any) -> None:
        book.create_sheet("zz")

    content = workbook(("Models", LIST), then=macro)
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 not for us")
    assert told(read("list.xlsm", buffer.getvalue())) == list(LIST[1:])


def bomb(size: int) -> bytes:
    return repacked(
        workbook(("Models", LIST)),
        lambda part, content: b"<x>" + b" " * size if part.endswith("sheet1.xml") else content,
    )


def entities(part: str, content: bytes) -> bytes:
    if not part.endswith("sheet1.xml"):
        return content
    lol = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return (
        content[: content.index(b"?>") + 2] + lol + content if b"?>" in content else lol + content
    )


WIDE = [[f"c{number}" for number in range(MOST_COLUMNS + 1)], ["x"] * (MOST_COLUMNS + 1)]
LONG = [HEADINGS, *[("churn", "Ana", "low")] * (MOST_ROWS + 1)]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Unreadable.EMPTY),
        (b" \r\n", Unreadable.EMPTY),
        (as_csv(LIST[:1]), Unreadable.NO_ROWS),
        (workbook(("Models", LIST[:1])), Unreadable.NO_ROWS),
        (workbook(("Models", [])), Unreadable.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), Unreadable.NOT_TEXT),
        (b"%PDF-1.7 ...", Unreadable.NOT_TEXT),
        (b"MZ\x90\x00" + bytes(64), Unreadable.NOT_TEXT),
        (b"Modell;Verantwortlich\nK\xfcndigung;Ana\n", Unreadable.NOT_UTF8),
        ("Name,Owner\nx,y\n".encode("utf-16"), Unreadable.NOT_UTF8),
        (b'Name,Owner\n"x,y\n', Unreadable.OPEN_QUOTE),
        (b"Owner,Owner\nx,y\n", Unreadable.COLUMNS_REPEAT),
        (b"Name,Owner\n" + b"x" * LARGEST_FILE, Unreadable.TOO_LARGE),
        (as_csv(WIDE), Unreadable.TOO_MANY_COLUMNS),
        (workbook(("Models", WIDE)), Unreadable.TOO_MANY_COLUMNS),
        (as_csv(LONG), Unreadable.TOO_MANY_ROWS),
        (workbook(("Models", LONG)), Unreadable.TOO_MANY_ROWS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), Unreadable.OLD_EXCEL),
        (
            b"\xd0\xcf\x11\xe0" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
            Unreadable.LOCKED,
        ),
        (b"PK\x03\x04 and nothing else", Unreadable.NOT_EXCEL),
        (workbook(("Models", LIST))[:-200], Unreadable.NOT_EXCEL),
        (bomb(101 * 2**20), Unreadable.TOO_LARGE),
        (repacked(workbook(("Models", LIST)), entities), Unreadable.NOT_EXCEL),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, why: Unreadable) -> None:
    assert refused("list.xlsx", content) == why


def test_a_zip_that_is_no_workbook_is_none() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("readme.txt", "hello")
    assert refused("list.xlsx", buffer.getvalue()) == Unreadable.NOT_EXCEL


def test_a_text_that_a_small_file_holds_ten_thousand_times_fills_no_memory() -> None:
    rows = [HEADINGS, *[("x" * 30_000, "y" * 30_000, "low")] * 3_000]
    content = workbook(("Models", rows))
    assert len(content) < 2**20
    tracemalloc.start()
    assert refused("list.xlsx", content) == Unreadable.TOO_LARGE
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 300 * 2**20


def test_a_cell_is_kept_as_long_as_is_needed_to_say_that_it_is_too_long() -> None:
    grid = read("list.csv", as_csv([HEADINGS, ("x" * 20_000, "Ana\x1b", "low")]))
    assert len(grid.rows[0].cells[0]) == LONGEST_CELL


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\lists\\models.xlsx", "models.xlsx"),
        ("a\r\nb.csv", "a\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}b.csv"),
        ("", "list"),
        ("/", "list"),
        ("客户.xlsx", "客户.xlsx"),
    ],
)
def test_the_name_of_a_file_is_shown_and_leads_nowhere(name: str, shown: str) -> None:
    assert file_name(name) == shown
    assert len(file_name("x" * 500)) <= LONGEST_FILE_NAME


CELL = st.one_of(
    st.text(max_size=40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.none(),
    st.sampled_from(["high", "churn", "=A1", "#REF!", "n/a", "weekly", "\x00", "\ud800", "'=1"]),
)
ROWS = st.lists(st.lists(CELL, max_size=6), max_size=8)


def taken_or_named(name: str, content: bytes) -> Unreadable | None:
    """Either every row is taken or refused with its place, or the whole file with its reason."""
    try:
        grid = read(name, content)
    except Rejected as fault:
        return Unreadable(str(fault.problem.inputs["why"]))
    mapping = {**understood(grid.headings), 0: Key.NAME}
    found = entries(grid, mapping)
    numbers = {row.number for row in grid.rows}
    assert {each.row for each in found.taken} <= numbers
    for each in found.refused:
        assert f"row {next(n for n in numbers if f'row {n}' in each.place)}" in each.place
        assert "{" not in str(problem_words(each.problem, Speech(now=NOW)))
    return None


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_any_rows_of_a_csv_are_taken_or_refused(rows: list[list[object]]) -> None:
    text = [[str(cell).replace("\ud800", "?") for cell in row] for row in [HEADINGS, *rows]]
    taken_or_named("list.csv", as_csv(text))


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_any_rows_of_a_workbook_are_taken_or_refused(rows: list[list[object]]) -> None:
    def possible(cell: object) -> object:
        """What openpyxl writes at all."""
        if not isinstance(cell, str):
            return cell
        kept = "".join(letter for letter in cell if letter >= " ")
        return kept.encode("utf-8", "ignore").decode()

    made = [[possible(cell) for cell in row] for row in rows]
    taken_or_named("list.xlsx", workbook(("Models", [HEADINGS, *made])))


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"a,b\n"])
)
@example(b"\x00", b"")
def test_any_bytes_are_read_or_refused(content: bytes, beginning: bytes) -> None:
    taken_or_named("list.xlsx", beginning + content)


WHOLE = workbook(("Models", LIST))
PARTS = zipfile.ZipFile(io.BytesIO(WHOLE)).namelist()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PARTS), st.integers(0, 4_000), st.binary(max_size=12))
def test_a_workbook_with_any_part_damaged_is_read_or_refused(
    damaged: str, at: int, by: bytes
) -> None:
    def damage(part: str, content: bytes) -> bytes:
        cut = at % (len(content) + 1)
        return content[:cut] + by + content[cut + len(by) :] if part == damaged else content

    taken_or_named("list.xlsx", repacked(WHOLE, damage))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_damaged_anywhere_is_read_or_refused(at: int, by: bytes) -> None:
    taken_or_named("list.xlsx", WHOLE[:at] + by + WHOLE[at + len(by) :])


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine")
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_what_libreoffice_saves_is_read_and_its_old_format_is_refused(
    tmp_path: Path, kind: str
) -> None:
    source = tmp_path / "list.csv"
    source.write_bytes(as_csv([(*HEADINGS, "Sum"), ("churn", "Ana Ruiz", "high", "=1+1")]))
    settings_of = (tmp_path / "office").as_uri()
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={settings_of}"),
            "--infilter=CSV:44,34,76,1,,0,false,true,false,false,0,-1,true",
            *("--convert-to", kind, "--outdir", str(tmp_path), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    content = (tmp_path / f"list.{kind}").read_bytes()
    if kind == "xls":
        assert refused("list.xls", content) == Unreadable.OLD_EXCEL
    else:
        assert told(read("list.xlsx", content)) == [("churn", "Ana Ruiz", "high", "2")]
