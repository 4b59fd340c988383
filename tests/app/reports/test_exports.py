"""What is downloaded: nothing runs as a formula, nothing is lost, numbers stay numbers."""

import csv
import io
import re
from datetime import UTC, date, datetime

import openpyxl
import pandas
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.language.lists import Column, column
from app.language.sentence import Speech
from app.reports.exports import MEDIA, Cell, Kind, Table, guarded, written
from tests.app.reports.payloads import PAYLOADS

SPEECH = Speech(now=datetime(2026, 3, 4, 12, 30, tzinfo=UTC), time_zone="Europe/Berlin")
HEADS = ("Name", "Value")


def table(*rows: tuple[Cell, ...], heads: tuple[str, ...] = HEADS) -> Table:
    return Table("Models", ("Made just now.",), heads, rows)


def csv_rows(content: bytes) -> list[list[str]]:
    """The rows below the heads, as a strict reader has them."""
    assert content.startswith(b"\xef\xbb\xbf")
    told = io.StringIO(content.decode("utf-8-sig"), newline="")
    lines = list(csv.reader(told, strict=True))
    return lines[1:]


def excel_rows(content: bytes) -> list[list[object]]:
    """The rows below the heads; a formula in any cell of the file fails."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = list(sheet.iter_rows())
    assert not [each.coordinate for row in cells for each in row if each.data_type == "f"]
    return [[each.value for each in row] for row in cells[4:]]


# What a formula-minded program passes over, and then a sign it acts on; said apart from the code.
SIGN = re.compile(r"[\s\ufeff\u200b]*[=+\-@＝＋－＠﹦]|[\t\r\n\x00]")


def test_there_are_at_least_sixty_payloads() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_a_csv_begins_like_a_formula(payload: str) -> None:
    for cell, *_ in csv_rows(written(table((payload, 1.0)), Kind.CSV, SPEECH)):
        assert not SIGN.match(cell)
        assert not any(SIGN.match(part) for part in re.split(r"[;\t\r\n]", cell) if part)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_excel_file_holds_it_as_a_text(payload: str) -> None:
    ((cell, _),) = excel_rows(written(table((payload, 1.0)), Kind.EXCEL, SPEECH))
    assert isinstance(cell, str)
    kept = cell.replace("\r\n", "\n").replace("\r", "\n").rstrip(" ")
    assert kept == payload.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("plain", ["Ana Ruiz", "客户流失", "a, -b", "2 - 1", "a=b", ""])
def test_ordinary_text_stays_as_it_is(plain: str) -> None:
    assert guarded(plain) == plain


def test_heads_titles_and_lines_are_guarded_too() -> None:
    risky = Table("=1+1", ("=2+2",), ("=3+3",), [("a",)], (("=4+4", "=5+5"),))
    told = written(risky, Kind.CSV, SPEECH).decode("utf-8-sig")
    assert told.splitlines() == ['"\'=3+3","\'=4+4"', '"a","\'=5+5"']
    assert excel_rows(written(risky, Kind.EXCEL, SPEECH)) == [["a"]]


def test_pandas_reads_a_csv_by_default() -> None:
    stamp = (("Made at", SPEECH.now), ("Shown", "All."))
    made = Table("Models", ("Made just now.",), HEADS, [("a", 1.5), ("b", None)], stamp)
    read = pandas.read_csv(io.BytesIO(written(made, Kind.CSV, SPEECH)))
    assert list(read.columns) == ["Name", "Value", "Made at", "Shown"]
    assert read["Value"].sum() == 1.5
    assert set(read["Made at"]) == {"2026-03-04 13:30"}
    assert set(read["Shown"]) == {"All."}


def test_numbers_stay_numbers() -> None:
    rows = table(("a", -5.2), ("b", 7), ("c", None), ("d", float("nan")), ("e", float("inf")))
    told = written(rows, Kind.CSV, SPEECH).decode("utf-8-sig")
    assert '"a",-5.2\r\n"b",7\r\n"c",""\r\n"d",""\r\n"e",""\r\n' in told
    values = [row[1] for row in excel_rows(written(rows, Kind.EXCEL, SPEECH))]
    assert values == [-5.2, 7, None, None, None]


def test_moments_stand_in_the_companys_zone_and_days_stay_days() -> None:
    rows = table((datetime(2026, 7, 1, 22, 30, tzinfo=UTC), date(2026, 7, 1)))
    assert csv_rows(written(rows, Kind.CSV, SPEECH)) == [["2026-07-02 00:30", "2026-07-01"]]
    assert excel_rows(written(rows, Kind.EXCEL, SPEECH)) == [
        [datetime(2026, 7, 2, 0, 30), datetime(2026, 7, 1)]  # noqa: DTZ001 - Excel has no zones
    ]


def test_a_text_too_long_for_excel_is_cut_where_one_sees_it() -> None:
    long = "😀" * 20_000
    ((cell, _),) = excel_rows(written(table((long, 1)), Kind.EXCEL, SPEECH))
    assert isinstance(cell, str)
    assert cell.endswith("😀…")
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert csv_rows(written(table((long, 1)), Kind.CSV, SPEECH)) == [[long, "1"]]


def test_a_text_of_nothing_but_line_ends_is_guarded_quickly() -> None:
    assert guarded("\n" * 50_000 + "=1+1").startswith("'")


# Excel files are XML, in which control characters and lone halves of characters cannot stand.
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")),
        st.sampled_from("\t\n;,\"'=+-@＝ _x0041_"),
    ),
    max_size=30,
)
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(-1e15, 1e15, allow_subnormal=False),
)
ROWS = st.lists(st.tuples(TEXTS, NUMBERS, st.dates(date(1950, 1, 1), date(2100, 1, 1))), max_size=8)
MARK = re.compile(
    r"""^'(?=[\t\r\n]|[\s\ufeff\u200b-\u200f\u2060\x00-\x20"'“”„‘’‚«»＂＇`´]*[=+\-@−＝＋－＠﹦﹢﹣﹫])"""
    r"""|(?<=[;\t\r\n])'(?=[\s\ufeff\u200b-\u200f\u2060\x00-\x20"'“”„‘’‚«»＂＇`´]{0,100}"""
    r"""[=+\-@−＝＋－＠﹦﹢﹣﹫])"""
)


@given(rows=ROWS)
@example(rows=[("<r><t>x</t></r>", 0, date(2026, 1, 1)), ("_x0041_", -5.2, date(2026, 1, 1))])
@settings(deadline=None, max_examples=150)
def test_nothing_is_lost_on_the_way(rows: list[tuple[str, float, date]]) -> None:
    made = table(*rows, heads=("Text", "Number", "Day"))
    read = csv_rows(written(made, Kind.CSV, SPEECH))
    assert [
        (MARK.sub("", text), float(number), date.fromisoformat(day)) for text, number, day in read
    ] == rows
    in_excel = excel_rows(written(made, Kind.EXCEL, SPEECH))
    assert [(_unescaped(text), number, _day(day)) for text, number, day in in_excel] == [
        (text, float(f"{number:.16G}"), day) for text, number, day in rows
    ]


def _unescaped(text: object) -> str:
    """Excel writes _x0041_ in a text as _x005F_x0041_; the reader used here leaves that be."""
    told = str(text or "").replace("_x005F_", "_")
    return told[:-1] if told.endswith("</r> ") else told


def _day(at: object) -> date:
    assert isinstance(at, datetime)
    return at.date()


def test_every_kind_of_file_has_a_type() -> None:
    assert set(MEDIA) == set(Kind)


def test_every_column_has_words() -> None:
    told = [column(each, SPEECH) for each in Column]
    assert len(set(told)) == len(told)
