"""What sources note of what they look like is so, also where only a part of them was read."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from data.connections import FilesConnection, MeasureShape, PrometheusConnection, RowMapping
from data.facts import ReadContext, Trait, TraitKind
from data.sources import company_file, files, prometheus

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def noting() -> tuple[list[Trait], ReadContext]:
    found: list[Trait] = []
    return found, ReadContext(NOW, NOW, note=found.append)


def of(kind: TraitKind, found: list[Trait]) -> set[tuple[str, str]]:
    return {(each.name, each.value) for each in found if each.kind is kind}


def test_columns_of_a_parquet_file_that_are_not_mapped_are_there(tmp_path: Path) -> None:
    rows = pa.table({"model": ["churn"], "day": ["2026-11-20"], "delay": [3.0], "extra": ["x"]})
    parquet.write_table(rows, tmp_path / "november.parquet")
    mapping = RowMapping(model="model", end="day", period="P1D", values={"delay": "delay"})
    connection = FilesConnection(
        "files", str(tmp_path / "*.parquet"), mapping, measures={"delay": MeasureShape()}
    )
    found, context = noting()
    list(files.read(connection, context))
    names = {name for name, _ in of(TraitKind.COLUMN, found)}
    assert names == {"model", "day", "delay", "extra"}


def test_labels_are_those_that_all_answers_of_the_newest_period_carry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(_server: Any, _text: str, end: datetime, _field: str) -> list[dict[str, object]]:
        value = [end.timestamp(), "0.5"]
        long_past = {"pod": "a"} if end < NOW - timedelta(days=20) else {}
        return [
            {"metric": {"model": "churn", **long_past}, "value": value},
            {"metric": {"model": "fraud", "zone": "b", **long_past}, "value": value},
        ]

    monkeypatch.setattr(prometheus, "asked", asked)
    monkeypatch.setattr(prometheus, "connected", lambda *_, **__: nullcontext(None))
    found, context = noting()
    measures = {"errors": MeasureShape()}
    connection = PrometheusConnection("metrics", "http://x", {"errors": "q"}, measures=measures)
    list(prometheus.read(connection, context))
    assert of(TraitKind.LABELS, found) == {("errors", "model")}


def test_a_section_whose_entries_are_refused_is_still_there(tmp_path: Path) -> None:
    path = tmp_path / "company.toml"
    path.write_text('[[people]]\nkye = "ana"\n', encoding="utf-8")
    found, context = noting()
    list(company_file.read(path, context))
    assert of(TraitKind.SECTION, found) == {("people", "")}
