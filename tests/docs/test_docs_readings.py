"""docs/readings.md does what it says: its configuration loads and its examples give its results."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.settings import Settings, load
from data.connections import (
    FilesConnection,
    MeasureShape,
    MetricMapping,
    MlflowConnection,
    RowMapping,
    SqlConnection,
)
from data.facts import Arrival, Question, ReadContext, Reading, Refusal, Unit
from data.sources import files, sql

PAGE = (Path(__file__).parents[2] / "docs" / "readings.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ZONE = "Europe/Berlin"
COMPANY = f'[company]\ntime_zone = "{ZONE}"\n'


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "rollcall.toml"
    path.write_text("\n".join([COMPANY, *blocks("toml")]), encoding="utf-8")
    return load(path)


def lines(found: Iterator[Arrival]) -> list[str]:
    """What came, as the page tells it."""
    told = []
    for each in found:
        if isinstance(each, Refusal):
            inputs = each.problem.inputs
            what = f"{inputs['field']} is {inputs['found']}"
            told.append(f"refused: {each.place}: {each.problem.code.value}: {what}")
        elif isinstance(each, Reading):
            told.append(_line(each))
    return told


def _line(reading: Reading) -> str:
    zone = ZoneInfo(ZONE)
    first = reading.start.astimezone(zone).date()
    last = (reading.end - timedelta(seconds=1)).astimezone(zone).date()
    name = ", ".join(filter(None, (reading.ref.name, reading.measure, reading.group)))
    cases = f" of {reading.count}" if reading.count is not None else ""
    return f"{name}: {reading.value}{cases}, {first} to {last}"


def connection(settings: Settings, kind: type) -> object:
    return next(each for each in settings.connections if isinstance(each, kind))


def test_the_example_table_gives_what_the_page_says(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(tmp_path / "metrics.db") as database:
        database.executescript(blocks("sql")[0])
    database.close()
    monkeypatch.setenv("METRICS_DATABASE_URL", f"sqlite:///{tmp_path / 'metrics.db'}")
    source = connection(settings, SqlConnection)
    assert isinstance(source, SqlConnection)
    found = lines(sql.read(source, ReadContext(NOW, NOW, ZONE)))
    assert sorted(found) == sorted(blocks("text")[0].splitlines())


def test_the_example_file_gives_what_the_page_says(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "november.csv").write_text(blocks("csv")[0], encoding="utf-8")
    source = connection(settings, FilesConnection)
    assert isinstance(source, FilesConnection)
    found = lines(files.read(source, ReadContext(NOW, NOW, ZONE)))
    assert found == blocks("text")[1].splitlines()


def test_the_example_registry_is_configured(settings: Settings) -> None:
    source = connection(settings, MlflowConnection)
    assert isinstance(source, MlflowConnection)
    assert source.readings == (MetricMapping("weekly_recall", "recall", "weekly_cases"),)
    assert set(source.measures) == {"recall", "saved", "false_alarms"}


@pytest.mark.parametrize(
    "shape", [MeasureShape, RowMapping, SqlConnection, FilesConnection, MetricMapping]
)
def test_every_key_is_on_the_page(shape: type) -> None:
    for each in fields(shape):
        written = f"`{each.name}`" in PAGE or f"\n{each.name} = " in PAGE
        assert written or each.name == "rows", each.name


@pytest.mark.parametrize("member", [*Unit, *Question])
def test_every_unit_and_question_is_on_the_page(member: Unit | Question) -> None:
    assert f"`{member.value}`" in PAGE
