"""Files of figures as they should not be: what of them is taken, and what a person reads."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.language.terminal import source_read
from data.facts import Arrival, Model, ModelRef, Watermark
from data.sources.files import LARGEST_FILE, read
from data.store.engine import reading
from data.store.sources import refusals
from tests.app.language.plausible import SPEECH
from tests.bad_input.telling import readings, told, words
from tests.data.feeding import FILES, REGISTRY, feed
from tests.data.sources.test_files import CONTEXT, HEADER, MAPPING, ROW, source

CANNOT = "weekly files cannot read metrics.csv: "
NOT_UTF8 = "its letters are not UTF-8, so save it as UTF-8"
NOT_TEXT = "it is not text, so check that it is the right file"
NO_WORKBOOK = (
    "it is not an Excel file that we can open, so save it again as an Excel workbook (.xlsx)."
)
OLD = "it is a file of an old Excel (.xls), so save it as an Excel workbook (.xlsx)."
GOOD = f"{HEADER}\n{ROW}\n"


def arrivals(folder: Path, content: str | bytes, name: str = "metrics.csv") -> Iterator[Arrival]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(source(path), CONTEXT)


WHOLE_FILES = [
    pytest.param(b"", "there is nothing in it, so write it again.", id="1 empty"),
    pytest.param(b" \n\n", "there is nothing in it, so write it again.", id="1 blank"),
    pytest.param(
        f"{ROW}\n{ROW}\n",
        "its first row names no column we need, so put the names there (line 1).",
        id="3 no header",
    ),
    pytest.param(
        f"{HEADER},value\n{ROW},1\n",
        "two columns have the same name, so rename one (line 1).",
        id="6 a column twice",
    ),
    pytest.param(GOOD.encode("utf-16"), f"{NOT_UTF8}.", id="21 UTF-16"),
    pytest.param(GOOD.encode("utf-16-be"), f"{NOT_TEXT}.", id="21 UTF-16 without its mark"),
    pytest.param(
        f"{GOOD}2026-11-01,Zürich,churn,1,1\n".encode("cp1252"),
        f"{NOT_UTF8} (line 3).",
        id="21 Windows-1252",
    ),
    pytest.param(
        f"{HEADER}\n2026-11-01,解約,churn,1,1\n".encode("shift-jis"),
        f"{NOT_UTF8} (line 2).",
        id="21 Shift-JIS",
    ),
    pytest.param(
        f"{HEADER}\n2026-11-01,解約,churn,1,1\n".encode("iso2022_jp"),
        f"{NOT_TEXT}.",
        id="21 ISO-2022-JP",
    ),
    pytest.param(f"{HEADER}\n{ROW}\0\n", f"{NOT_TEXT}.", id="22 NUL"),
    pytest.param(
        f"{HEADER}\n" + f"{ROW}\n" * 500 + f"{ROW}\0\n", f"{NOT_TEXT} (line 502).", id="22 NUL late"
    ),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", f"{NOT_TEXT}.", id="23 PNG"),
    pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", f"{NOT_TEXT}.", id="23 PDF"),
    pytest.param(b"MZ\x90\x00\x03\x00", f"{NOT_TEXT}.", id="23 EXE"),
    pytest.param(b"PK\x03\x04\x14\x00", NO_WORKBOOK, id="23 XLSX"),
    pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1", OLD, id="23 XLS"),
    pytest.param(
        b"PAR1 and nothing more",
        "it is not a Parquet file, so check that it is the right file.",
        id="23 broken Parquet",
    ),
    pytest.param(
        f"{GOOD}2026-11-01,{'x' * 200_000},churn,1,1\n",
        "a cell has more than 131,072 letters, so shorten it (line 3).",
        id="25 one huge cell",
    ),
    pytest.param(
        f'{GOOD}2026-11-01,"letters,churn,0.6,1\n{ROW}\n{ROW}',
        "a quotation mark is not closed, so close it (line 3).",
        id="26 unclosed quote",
    ),
    pytest.param(
        f'{GOOD}2026-11-01,"let"ters,churn,0.6,1\n',
        "a quotation mark stands inside a cell, so write it twice (line 3).",
        id="26 quote within",
    ),
]


@pytest.mark.parametrize(("content", "why"), WHOLE_FILES)
def test_a_broken_file_is_refused_as_a_whole(
    tmp_path: Path, content: str | bytes, why: str
) -> None:
    assert told(arrivals(tmp_path, content)) == [CANNOT + why]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        pytest.param("date,model,kpi,cases", "date, model, kpi, cases", id="4 missing"),
        pytest.param(
            "date,model,kpi,Value,cases", "date, model, kpi, Value, cases", id="4 letters"
        ),
    ],
)
def test_a_missing_column_is_named_with_those_found(
    tmp_path: Path, header: str, found: str
) -> None:
    assert told(arrivals(tmp_path, f"{header}\n{ROW}\n")) == [
        "metrics.csv (weekly files) has no column called value. "
        f"These are there: {found}. Correct the mapping."
    ]


UNMEASURED = "in value is not a number anybody can measure. Leave it out."
NO_NUMBER = "in value is not a number. Write it like 0.61."
FAR = "in date lies too far away in time to be right. Correct it."
NO_COUNT = "in cases is no count. Write a whole number, 0 or more."
ODD_SIGNS = "in model has signs that are not plain text. Write it again without them."
NO_SHARE = (
    "in value is no share. Write 12 percent as 0.12, or set the scale of its table to percent."
)
NOTHING_THERE = "value is empty. Fill it in, or leave the row out."

ROWS = [
    pytest.param(
        "2026-11-01,letters,churn,0.61,400,7",
        "The row has 6 fields, and the heading has 5. Add or take away the rest.",
        id="7 one too many",
    ),
    pytest.param(
        "2026-11-01,letters,churn,0.61",
        "The row has 4 fields, and the heading has 5. Add or take away the rest.",
        id="8 one too few",
    ),
    pytest.param(
        "2026-11-01,letters,worth,1,234,400",
        "The comma in 1,234 makes two fields of it, so the row has too many. "
        "If it is one number, write 1234.",
        id="9 thousands",
    ),
    pytest.param('2026-11-01,letters,worth,"1,234",4', f"“1,234” {NO_NUMBER}", id="10 quoted"),
    pytest.param('2026-11-01,letters,worth,"1.234,56",4', f"“1.234,56” {NO_NUMBER}", id="10 comma"),
    pytest.param("2026-11-01,letters,churn,12 %,400", f"“12 %” {NO_NUMBER}", id="11 percent sign"),
    pytest.param("2026-11-01,letters,churn,12,400", f"“12” {NO_SHARE}", id="11 percent"),
    pytest.param("2026-11-01,letters,churn,NA,400", NOTHING_THERE, id="12 NA"),
    pytest.param("2026-11-01,letters,churn,null,400", NOTHING_THERE, id="12 null"),
    pytest.param("2026-11-01,letters,churn,-,400", NOTHING_THERE, id="12 dash"),
    pytest.param("2026-11-01,letters,churn,n/a,400", NOTHING_THERE, id="12 n/a"),
    pytest.param("2026-11-01,letters,churn,,400", NOTHING_THERE, id="12 empty"),
    pytest.param("2026-11-01,letters,churn,#N/A,400", NOTHING_THERE, id="12 #N/A"),
    pytest.param("2026-11-01,letters,churn,#DIV/0!,400", NOTHING_THERE, id="12 #DIV/0!"),
    pytest.param("2026-11-01,letters,churn,NaN,400", f"“NaN” {UNMEASURED}", id="12 NaN"),
    pytest.param("2026-11-01,letters,churn,inf,400", f"“inf” {UNMEASURED}", id="13 inf"),
    pytest.param("2026-11-01,letters,worth,-inf,400", f"“-inf” {UNMEASURED}", id="13 -inf"),
    pytest.param("2026-11-01,letters,worth,1e400,400", f"“1e400” {UNMEASURED}", id="13 1e400"),
    pytest.param(
        "01/02/2026,letters,churn,0.61,400",
        "“01/02/2026” in date can be read as two dates. Write it like 2026-03-15.",
        id="16 two dates",
    ),
    pytest.param(
        "13/02/2026,letters,churn,0.61,400",
        "“13/02/2026” in date is no date. Write it like 2026-03-15.",
        id="16 not ISO",
    ),
    pytest.param(
        "2026-02-30,letters,churn,0.61,400",
        "“2026-02-30” in date is no date. Write it like 2026-03-15.",
        id="17 no such day",
    ),
    pytest.param(
        "2026-03-29T01:30,letters,churn,0.61,400",
        "“2026-03-29T01:30” in date has no time zone. Add one, or name it in the mapping.",
        id="18 no zone",
    ),
    pytest.param("1970-01-01,letters,churn,0.61,4", f"“1970-01-01” {FAR}", id="19 1970"),
    pytest.param("2206-01-01,letters,churn,0.61,4", f"“2206-01-01” {FAR}", id="19 2206"),
    pytest.param(
        '2026-11-01,"let\nters",churn,0.61,400', f"“let\ufffdters” {ODD_SIGNS}", id="27 line in it"
    ),
    pytest.param(
        "2026-11-01,abc\u202etxt,churn,0.61,4", f"“abc\ufffdtxt” {ODD_SIGNS}", id="33 override"
    ),
    pytest.param(
        f"2026-11-01,{'x' * 10_000},churn,0.61,400",
        "The text in model is longer than 250 letters. Shorten it.",
        id="34 long",
    ),
    pytest.param("2026-11-01,letters,churn,4.3,400", f"“4.3” {NO_SHARE}", id="37 beyond its range"),
    pytest.param("2026-11-01,letters,churn,0.61,-4", f"“-4” {NO_COUNT}", id="38 negative"),
    pytest.param("2026-11-01,letters,churn,0.61,4.5", f"“4.5” {NO_COUNT}", id="38 fraction"),
    pytest.param(
        "2026-11-01,letters,chrun,0.61,400",
        "No measure is called “chrun”. These are known: churn, worth. "
        "Correct it or add the measure.",
        id="36 unknown measure",
    ),
]


@pytest.mark.parametrize(("row", "why"), ROWS)
def test_a_bad_row_is_told_with_its_number_and_the_others_are_taken(
    tmp_path: Path, row: str, why: str
) -> None:
    found = list(arrivals(tmp_path, f"{GOOD}{row}\n2026-11-02,letters,churn,0.6,380\n"))
    assert told(found) == [f"metrics.csv, row 3: {why}"]
    assert [each.place for each in readings(found)] == ["metrics.csv, row 2", "metrics.csv, row 4"]


@pytest.mark.parametrize("written", ["2026-03-29T01:30", "2026-10-25T01:30"])
def test_18_a_time_in_the_hour_of_the_clock_change(tmp_path: Path, written: str) -> None:
    path = tmp_path / "metrics.csv"
    path.write_text(f"{HEADER}\n{written},letters,churn,0.61,400\n")
    zoned = replace(MAPPING, time_zone="Europe/London")
    assert told(read(source(path, zoned), CONTEXT)) == [
        f"metrics.csv, row 2: “{written}” in date fell into the hour when the clocks of "
        "Europe/London changed, so it is no moment or two. "
        "Add its distance from UTC, such as +01:00."
    ]


def test_2_column_names_alone_bring_nothing_and_fail_nothing(tmp_path: Path) -> None:
    (known,) = arrivals(tmp_path, f"{HEADER}\n")
    assert isinstance(known, Watermark)
    assert (
        source_read("weekly files", 0, 0, 0, SPEECH)
        == "weekly files: no values found. What it told before stays."
    )


def test_5_20_more_columns_and_a_byte_order_mark_are_no_trouble(tmp_path: Path) -> None:
    content = f"\ufeff{HEADER},note,,\n{ROW},=cmd(),,\n"
    assert len(readings(arrivals(tmp_path, content))) == 1


def test_14_15_31_32_names_stay_as_they_are_written(tmp_path: Path) -> None:
    names = ["007", "1e5", "NA", "=HYPERLINK(1)", "@SUM", "<script>", "信用", "＝1", "+1"]
    names += ["<img onerror=x>", "![](https://evil/p.png)", "javascript:alert(1)"]
    rows = "".join(f"2026-11-01,{name},churn,0.5,1\n" for name in names)
    found = readings(arrivals(tmp_path, f"{HEADER}\n{rows}"))
    assert [each.ref.name for each in found] == names


def test_24_a_file_larger_than_we_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert told(read(source(path), CONTEXT)) == [f"{CANNOT}it is too large, so split it."]


def test_25_too_many_columns_are_no_trouble(tmp_path: Path) -> None:
    extra = ",".join(f"c{number}" for number in range(20_000))
    content = f"{HEADER},{extra}\n{ROW},{','.join(['1'] * 20_000)}\n"
    assert len(readings(arrivals(tmp_path, content))) == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\r\nb.csv", "a\ufffd\ufffdb.csv"),
        ("a.csv:stream", "a.csv:stream"),
        ("CON.csv", "CON.csv"),
        ("x.exe.csv", "x.exe.csv"),
        (f"{'n' * 240}.csv", f"{'n' * 240}.csv"),
    ],
)
def test_35_a_name_of_a_file_is_shown_and_leads_nowhere(
    tmp_path: Path, name: str, shown: str
) -> None:
    (found,) = readings(arrivals(tmp_path, GOOD, name))
    assert found.place == f"{shown}, row 2"


COMPOSED, APART = "Z\u00fcrich", "Zu\u0308rich"
REGISTERED = [Model(ModelRef(name, "registry")) for name in ("letters", "credit", APART)]


def test_29_33_34_36_what_only_shows_beside_what_is_known(engine: Engine, tmp_path: Path) -> None:
    rows = [
        "2026-11-01,letters,churn,0.61,400",
        "2026-11-01,letters,churn,0.62,400",
        "2026-11-01,\u0441redit,churn,0.5,1",
        "2026-11-01,credit\u200b,churn,0.5,1",
        f"2026-11-01,{COMPOSED},churn,0.5,1",
        "2026-11-01,lettres,churn,0.5,1",
    ]
    found = list(arrivals(tmp_path, "\n".join([HEADER, *rows])))
    report = feed(engine, (REGISTRY, REGISTERED), (FILES, found), now=CONTEXT.now)
    with reading(engine) as conn:
        refused = [each for each in refusals(conn, FILES.name, 9) if each.place]
    said = {f"{each.place}: {words(each.problem)}" for each in refused}
    disagree = "Two results for the same period disagree: 0.61 and 0.62. Keep the right one."
    assert said == {
        f"metrics.csv, row 2: {disagree}",
        f"metrics.csv, row 3: {disagree}",
        "metrics.csv, row 4: “\u0441redit” looks like credit, but has a sign that credit has not: "
        "cyrillic small letter es. Write the name again.",
        "metrics.csv, row 5: “credit\u200b” looks like credit, but has a sign that credit has not: "
        "zero width space. Write the name again.",
        "metrics.csv, row 7: No model is called “lettres”. Perhaps letters is meant.",
    }
    assert not any(COMPOSED in str(each.row) for each in refused)
    assert report.sources[1].kept == 3, "what the measure of two models is, and one reading"
