"""CSV and Parquet files as people and systems really leave them, good and bad."""

import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from data.connections import FilesConnection, MeasureShape, RowMapping
from data.facts import Arrival, Measure, ReadContext, Reading, Refusal, Unit, Watermark
from data.problems import Code, Problem, SourceFailed, Unreadable
from data.sources.files import look, read
from tests.data.lists.workbooks import workbook

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "Europe/London")
MAPPING = RowMapping(
    model="model", end="date", period="P1D", measure="kpi", value="value", count="cases"
)
MEASURES = {"churn": MeasureShape(), "worth": MeasureShape(unit=Unit.MONEY)}
HEADER = "date,model,kpi,value,cases"
ROW = "2026-11-01,letters,churn,0.61,400"


def source(path: Path | str, mapping: RowMapping = MAPPING) -> FilesConnection:
    return FilesConnection(name="weekly files", path=str(path), rows=mapping, measures=MEASURES)


def arrivals(folder: Path, content: str | bytes, mapping: RowMapping = MAPPING) -> list[Arrival]:
    path = folder / "metrics.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = read(source(path, mapping), CONTEXT)
    return [each for each in found if not isinstance(each, Watermark)]


def taken(found: list[Arrival]) -> list[Reading]:
    return [each for each in found if isinstance(each, Reading)]


def refusals(found: list[Arrival]) -> list[Refusal]:
    return [each for each in found if isinstance(each, Refusal)]


def failure(folder: Path, content: str | bytes) -> Problem:
    with pytest.raises(SourceFailed) as caught:
        arrivals(folder, content)
    problem = caught.value.problem
    assert problem.inputs["source"] == "weekly files"
    return problem


def test_a_good_file_is_read(tmp_path: Path) -> None:
    found = arrivals(tmp_path, f"{HEADER}\n{ROW}\n2026-11-02,letters,churn,0.6,380\n")
    assert [type(each) for each in found] == [Measure, Reading, Reading]
    first = taken(found)[0]
    assert (first.ref.name, first.value, first.count) == ("letters", 0.61, 400)
    assert (first.start, first.end) == (
        datetime(2026, 11, 1, tzinfo=UTC),
        datetime(2026, 11, 2, tzinfo=UTC),
    )
    assert first.place == "metrics.csv, row 2"


def test_a_row_of_too_many_fields_keeps_them_all(tmp_path: Path) -> None:
    (refusal,) = refusals(arrivals(tmp_path, f"{HEADER}\n2026-11-01,letters,worth,1,2345,400\n"))
    assert refusal.problem.inputs == {"found": 6, "expected": 5}
    assert list(refusal.row.values()) == ["2026-11-01", "letters", "worth", "1", "2345", "400"]


SEPARATORS = [",", ";", "\t", "|"]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("end_of_line", ["\n", "\r\n", "\r"])
def test_every_usual_form_of_csv_is_read_alike(
    tmp_path: Path, separator: str, end_of_line: str
) -> None:
    lines = [HEADER, ROW, "", ",,,,", "2026-11-02,letters,churn,0.6,380"]
    content = end_of_line.join(lines).replace(",", separator)
    found = taken(arrivals(tmp_path, content))
    assert [(each.value, each.place) for each in found] == [
        (0.61, "metrics.csv, row 2"),
        (0.6, "metrics.csv, row 5"),
    ]


def test_line_ends_may_be_mixed(tmp_path: Path) -> None:
    found = arrivals(tmp_path, f"{HEADER}\r\n{ROW}\r2026-11-02,letters,churn,0.6,380\n")
    assert len(taken(found)) == 2


def test_a_semicolon_file_with_decimal_commas_is_refused_and_not_guessed(tmp_path: Path) -> None:
    found = arrivals(tmp_path, f"{HEADER}\n2026-11-01,letters,churn,0.61,400".replace(",", ";"))
    assert taken(found)[0].value == 0.61
    decimal = "date;model;kpi;value;cases\n2026-11-01;letters;churn;0,61;400\n"
    assert refusals(arrivals(tmp_path, decimal))[0].problem.code is Code.NOT_A_NUMBER


def test_many_rows_are_read_in_reasonable_time(tmp_path: Path) -> None:
    content = f"{HEADER}\n" + "".join(
        f"2026-11-01,model {number},churn,0.5,1\n" for number in range(20_000)
    )
    began = time.perf_counter()
    assert len(taken(arrivals(tmp_path, content))) == 20_000
    assert time.perf_counter() - began < 60


# Several files.


def test_all_matching_files_are_read_and_told_apart(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "metrics.csv").write_text(f"{HEADER}\n{ROW}\n")
    found = list(read(source(tmp_path / "*" / "*.csv"), CONTEXT))
    assert [each.place for each in taken(found)] == [
        "north/metrics.csv, row 2",
        "south/metrics.csv, row 2",
    ]
    assert len(taken(list(read(source(tmp_path / "**" / "*.csv"), CONTEXT)))) == 2


def test_one_broken_file_among_several_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.csv").write_text(f"{HEADER}\n{ROW}\n")
    (tmp_path / "c.csv").write_text("date,model\n")
    found = list(read(source(tmp_path / "*.csv"), CONTEXT))
    assert len(taken(found)) == 1
    assert [(each.place, each.problem.code) for each in refusals(found)] == [
        ("a.csv", Code.FILE_UNREADABLE),
        ("c.csv", Code.COLUMN_MISSING),
    ]


def test_no_file_at_all_fails_the_source(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").mkdir()
    with pytest.raises(SourceFailed) as caught:
        list(read(source(tmp_path / "*.csv"), CONTEXT))
    assert caught.value.problem.code is Code.FILE_MISSING
    assert caught.value.problem.inputs["path"] == str(tmp_path / "*.csv")


def test_a_link_to_nowhere_does_not_match(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").symlink_to(tmp_path / "gone.csv")
    with pytest.raises(SourceFailed) as caught:
        list(read(source(tmp_path / "metrics.csv"), CONTEXT))
    assert caught.value.problem.code is Code.FILE_MISSING


# Parquet.


def write(path: Path, **columns: pa.Array) -> Path:
    parquet.write_table(pa.table(columns), path)
    return path


def sound_columns() -> dict[str, pa.Array]:
    return {
        "date": pa.array([date(2026, 11, 1), date(2026, 11, 2)]),
        "model": pa.array(["letters", "letters"]).dictionary_encode(),
        "kpi": pa.array(["churn", "worth"], pa.large_string()),
        "value": pa.array([Decimal("0.61"), Decimal("12.50")], pa.decimal128(10, 2)),
        "cases": pa.array([400, None], pa.int32()),
        "nested": pa.array([[1], [2]]),
    }


def test_parquet_is_read_whatever_the_file_is_called(tmp_path: Path) -> None:
    found = list(read(source(write(tmp_path / "metrics.dat", **sound_columns())), CONTEXT))
    assert [(each.value, each.count, each.place) for each in taken(found)] == [
        (0.61, 400, "metrics.dat, row 1"),
        (12.5, None, "metrics.dat, row 2"),
    ]


def test_parquet_moments_keep_their_meaning(tmp_path: Path) -> None:
    columns = sound_columns()
    utc = pa.array([1762000000000000001] * 2, pa.timestamp("ns", "Europe/Berlin"))
    path = write(tmp_path / "a.parquet", **{**columns, "date": utc})
    first = taken(list(read(source(path), CONTEXT)))[0]
    assert first.end == datetime.fromtimestamp(1762000000, UTC)
    assert type(first.end) is datetime
    bare = pa.array([1762000000] * 2, pa.timestamp("s"))
    path = write(tmp_path / "b.parquet", **{**columns, "date": bare})
    found = refusals(list(read(source(path), CONTEXT)))
    assert [each.problem.code for each in found] == [Code.NO_TIME_ZONE] * 2
    zoned = replace(MAPPING, time_zone="Europe/Berlin")
    assert len(taken(list(read(source(path, zoned), CONTEXT)))) == 2


def test_odd_parquet_cells_are_refused_row_by_row(tmp_path: Path) -> None:
    columns = {
        **sound_columns(),
        "date": pa.array([2**50, 1762000000000], pa.timestamp("ms", "UTC")),
        "value": pa.array([float("nan"), float("nan")]),
    }
    found = refusals(list(read(source(write(tmp_path / "a.parquet", **columns)), CONTEXT)))
    assert [each.problem.code for each in found] == [Code.NOT_A_DATE, Code.NOT_FINITE]
    nested = {**sound_columns(), "value": pa.array([[1.0], None])}
    found = refusals(list(read(source(write(tmp_path / "a.parquet", **nested)), CONTEXT)))
    assert [each.problem.code for each in found] == [Code.NOT_A_NUMBER, Code.VALUE_MISSING]


def test_parquet_without_a_column_or_with_one_twice_is_refused(tmp_path: Path) -> None:
    columns = sound_columns()
    del columns["value"]
    with pytest.raises(SourceFailed) as caught:
        list(read(source(write(tmp_path / "a.parquet", **columns)), CONTEXT))
    assert caught.value.problem.inputs["column"] == "value"
    arrays = [*sound_columns().values(), pa.array([1, 2])]
    table = pa.Table.from_arrays(arrays, [*sound_columns(), "value"])
    parquet.write_table(table, tmp_path / "a.parquet")
    with pytest.raises(SourceFailed) as caught:
        list(read(source(tmp_path / "a.parquet"), CONTEXT))
    assert caught.value.problem.inputs["why"] == Unreadable.COLUMNS_REPEAT.value


@pytest.mark.parametrize("limit", ["MOST_ROWS", "LARGEST_UNPACKED"])
def test_parquet_that_unpacks_to_too_much_is_refused_before_it_is(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.parquet", **sound_columns())
    monkeypatch.setattr(f"data.rows.strict_parquet.{limit}", 1)
    monkeypatch.setattr(parquet.ParquetFile, "iter_batches", pytest.fail)
    with pytest.raises(SourceFailed) as caught:
        list(read(source(path), CONTEXT))
    assert caught.value.problem.code is Code.FILE_UNREADABLE
    assert caught.value.problem.inputs["why"] == Unreadable.TOO_LARGE


def test_parquet_is_never_held_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.parquet", **sound_columns())
    whole = list(read(source(path), CONTEXT))
    monkeypatch.setattr("data.rows.strict_parquet.ROWS_AT_ONCE", 1)
    monkeypatch.setattr(parquet.ParquetFile, "read", pytest.fail)
    assert list(read(source(path), CONTEXT)) == whole


def test_parquet_cut_or_scratched_anywhere_is_refused_or_read_and_never_raises(
    tmp_path: Path,
) -> None:
    whole = write(tmp_path / "a.parquet", **sound_columns()).read_bytes()
    outcomes: Counter[str] = Counter()
    for position in range(4, len(whole), 7):
        for broken in (
            whole[:position],
            whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :],
        ):
            (tmp_path / "b.parquet").write_bytes(broken)
            try:
                list(read(source(tmp_path / "b.parquet"), CONTEXT))
                outcomes["read"] += 1
            except SourceFailed:
                outcomes["refused"] += 1
    assert outcomes["refused"] >= len(whole) // 7


# Any content.

any_line = st.lists(
    st.sampled_from(["2026-11-01", "letters", "churn", "0.61", "1,2", '"', '"a""b"', "", "\t", "é"])
).map(",".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(),
        st.lists(any_line).map(lambda lines: "\n".join([HEADER, *lines]).encode()),
        st.binary().map(lambda end: f"{HEADER}\n{ROW}\n".encode() + end),
    )
)
def test_any_content_is_read_or_refused_and_never_raises_anything_else(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "metrics.csv").write_bytes(content)
    try:
        found = list(read(source(tmp_path / "metrics.csv"), CONTEXT))
    except SourceFailed:
        return
    for each in taken(found):
        assert (each.ref.name, each.value) == ("letters", 0.61)


# Excel.


def test_a_workbook_is_read_like_a_csv_file(tmp_path: Path) -> None:
    rows = [
        ("Figures of November",),
        (),
        ("date", "model", "kpi", "value", "cases", "note"),
        (date(2026, 11, 1), "letters", "churn", 0.61, 400, "x"),
        (date(2026, 11, 2), "letters", "churn", "#N/A", 380, None),
        (date(2026, 11, 3), "letters", "churn", "=1/2", 380, None),
        ("03/04/2026", "letters", "churn", 0.6, 380, None),
    ]
    (tmp_path / "metrics.dat").write_bytes(workbook(("Notes", [("Hi",)]), ("Figures", rows)))
    (tmp_path / "old.dat").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (tmp_path / "other.dat").write_bytes(workbook(("Figures", [("date", "model"), (1, 2)])))
    found = list(read(source(tmp_path / "*.dat"), CONTEXT))
    assert [(each.value, each.count, each.place) for each in taken(found)] == [
        (0.61, 400, "metrics.dat, Figures, row 4")
    ]
    assert [(each.problem.code, each.place) for each in refusals(found)] == [
        (Code.VALUE_MISSING, "metrics.dat, Figures, row 5"),
        (Code.FORMULA_UNSOLVED, "metrics.dat, Figures, row 6"),
        (Code.DATE_AMBIGUOUS, "metrics.dat, Figures, row 7"),
        (Code.FILE_UNREADABLE, "old.dat"),
        (Code.COLUMN_MISSING, "other.dat"),
    ]
    seen = look("figures", str(tmp_path / "metrics.dat"), 2)
    assert seen.columns[:4] == ("date", "model", "kpi", "value")
    assert len(seen.rows) == 2
