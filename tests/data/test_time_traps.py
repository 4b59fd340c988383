"""Days of 23 and 25 hours, and times that the clock change makes none or two, in every source.

What is ambiguous is refused with its field. What only looks otherwise than before, as times that
lost their zone, is taken as configured, and noted so that the page of sources tells it.
"""

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.connections import (
    EvidentlyConnection,
    FilesConnection,
    MeasureShape,
    RowMapping,
    SqlConnection,
)
from data.facts import Arrival, LiveSpell, ReadContext, Reading, Refusal, Trait, TraitKind
from data.problems import Code
from data.sources import company_file, evidently, files, sql

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BERLIN = "Europe/Berlin"
MEASURES = {"recall": MeasureShape()}
ROWS = RowMapping(
    model="model", end="day", period="P1D", values={"recall": "recall"}, time_zone=BERLIN
)
REPORTS = Path(__file__).parent / "sources" / "evidently" / "workspace"
REPORT = min(REPORTS.glob("01a22026-ea57*/snapshots/*.json"))

Written = Callable[[Path, str], Iterable[Arrival]]
"""What a source makes of a row whose period ends as written, in a folder of its own."""


def context(noted: list[Trait]) -> ReadContext:
    return ReadContext(NOW, NOW, BERLIN, note=noted.append)


def from_file(folder: Path, written: str, noted: list[Trait] | None = None) -> list[Arrival]:
    with (folder / "a.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["model", "day", "recall"], ["churn", written, 0.7]])
    connection = FilesConnection("exports", str(folder / "*.csv"), ROWS, MEASURES)
    return list(files.read(connection, context(noted if noted is not None else [])))


def from_table(folder: Path, written: str, noted: list[Trait] | None = None) -> list[Arrival]:
    with sqlite3.connect(folder / "a.db") as database:
        database.execute("DROP TABLE IF EXISTS metrics")
        database.execute("CREATE TABLE metrics (model TEXT, day TEXT, recall REAL)")
        database.execute("INSERT INTO metrics VALUES ('churn', ?, 0.7)", (written,))
    connection = SqlConnection("metrics", "TRAPS_URL", "metrics", ROWS, measures=MEASURES)
    return list(sql.read(connection, context(noted if noted is not None else [])))


def from_report(folder: Path, written: str, noted: list[Trait] | None = None) -> list[Arrival]:
    report = json.loads(REPORT.read_text()) | {"timestamp": written, "metadata": {}}
    (folder / "a.json").write_text(json.dumps(report))
    connection = EvidentlyConnection(
        "drift",
        str(folder / "*.json"),
        {"recall": "Recall"},
        model="churn",
        time_zone=BERLIN,
        measures=MEASURES,
    )
    return list(evidently.read(connection, context(noted if noted is not None else [])))


def from_company_file(folder: Path, written: str) -> list[Arrival]:
    entry = f"[[live]]\nmodel = 'churn'\nversion = '1'\nstart = {written}\nend = {written}\n"
    (folder / "company.toml").write_text(entry)
    return list(company_file.read(folder / "company.toml", context([])))


@pytest.fixture(autouse=True)
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAPS_URL", f"sqlite:///{tmp_path / 'a.db'}")


def hours(told: Iterable[Arrival]) -> float:
    (one,) = (each for each in told if isinstance(each, Reading | LiveSpell))
    assert one.end is not None
    return (one.end - one.start).total_seconds() / 3600


@pytest.mark.parametrize("source", [from_file, from_table, from_company_file])
@pytest.mark.parametrize(("day", "long"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_day_is_as_long_as_the_clocks_make_it(
    tmp_path: Path, source: Written, day: str, long: int
) -> None:
    assert hours(source(tmp_path, day)) == long


@pytest.mark.parametrize(("made", "long"), [("2026-03-30", 23), ("2026-10-26", 25)])
def test_the_day_before_a_report_is_as_long_as_the_clocks_make_it(
    tmp_path: Path, made: str, long: int
) -> None:
    assert hours(from_report(tmp_path, f"{made}T06:00:00")) == long


@pytest.mark.parametrize("source", [from_file, from_table, from_report])
@pytest.mark.parametrize("written", ["2026-03-29T02:30:00", "2026-10-25T02:30:00"])
def test_a_time_that_is_none_or_two_is_refused_with_its_field(
    tmp_path: Path, source: Written, written: str
) -> None:
    (refusal,) = (each for each in source(tmp_path, written) if isinstance(each, Refusal))
    assert refusal.problem.code is Code.CLOCKS_CHANGE
    assert refusal.problem.inputs["field"] in ("day", "timestamp")


def test_a_company_file_takes_no_time_without_a_zone_at_all(tmp_path: Path) -> None:
    told = from_company_file(tmp_path, "2026-11-02T02:30:00")
    assert {each.problem.code for each in told if isinstance(each, Refusal)} == {Code.NO_TIME_ZONE}


@pytest.mark.parametrize("source", [from_file, from_table])
def test_times_that_lost_their_zone_are_noted(
    tmp_path: Path, source: Callable[[Path, str, list[Trait]], list[Arrival]]
) -> None:
    noted: list[Trait] = []
    for written in ("2026-11-02T02:30:00+01:00", "2026-11-02T02:30:00", "2026-11-02"):
        assert any(isinstance(each, Reading) for each in source(tmp_path, written, noted))
    day = [each.value for each in noted if (each.kind, each.name) == (TraitKind.HOLDS, "day")]
    assert day == ["times", "local_times", "days"]


def test_whether_reports_name_their_zone_is_noted(tmp_path: Path) -> None:
    noted: list[Trait] = []
    for written in ("2026-11-20T06:00:00+01:00", "2026-11-20T06:00:00"):
        from_report(tmp_path, written, noted)
    at = [each.value for each in noted if (each.kind, each.name) == (TraitKind.HOLDS, "timestamp")]
    assert at == ["times", "local_times"]
