"""Reports changed at random keep their meaning or are refused by name; no number is made up."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data.connections import EvidentlyConnection
from data.facts import Arrival, Measure, Reading, Refusal, Watermark
from data.problems import Problem, SourceFailed
from data.sources.evidently import read
from tests.evidently_reports import CONTEXT, DAYS, SHORT, SINGLE, WEEK, connection, written
from tests.mutations import ODD, as_json, every, plainly

OURS = (
    *(*ODD, "age", "ks", "evidently:metric_v2:MAE", "evidently:metric_result_v2:CountValue"),
    {"value": 0.5},
)
WEB_PAGE = ("widget", "widgets", "tests_widgets")
NAMES = ("value", "share", "count", "type", "column", "params", "timestamp", "metrics", "x")
GIVEN = {
    "results": {
        "shift": "DriftedColumnsCount.share",
        "missing": "DatasetMissingValueCount.share",
        "error": "MAE.mean",
        "found": "RecallByLabel.1",
        "size": "MeanValue(column=mean area)",
    },
    "counts": {"error": "RowCount"},
    "rename": {"diabetes-progress": "d"},
}
PARTS = {"shift": "share", "missing": "share", "error": "mean", "found": "1", "size": ""}


@cache
def whole(path: Path) -> dict[str, Any]:
    return written(path)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> EvidentlyConnection:
    """One file, named as short reports have to be."""
    path = tmp_path_factory.mktemp("reports") / "report-2026-11-25.json"
    measures = connection(path).measures
    return connection(path, **GIVEN, model="m", measures={**measures, "size": measures["error"]})


def test_a_changed_report_means_the_same_or_is_refused_by_name(
    source: EvidentlyConnection,
) -> None:
    reports = [whole(path) for path in (*DAYS[2:], WEEK, SINGLE, SHORT)]
    for chance, report in every(lambda chance: chance.choice(reports), NAMES, OURS, WEB_PAGE):
        content = as_json(report, chance)
        Path(source.path).write_bytes(content)
        arrivals, problem = taken(source)
        assert problem is None or problem.inputs.get("field") or problem.inputs.get("why")
        for each in arrivals:
            check(each, plainly(content))


def taken(source: EvidentlyConnection) -> tuple[list[Arrival], Problem | None]:
    """What came, or why nothing did."""
    try:
        return list(read(source, CONTEXT)), None
    except SourceFailed as failure:
        return [], failure.problem


def check(arrival: Arrival, report: dict[str, Any]) -> None:
    assert isinstance(arrival, Reading | Refusal | Measure | Watermark)
    if isinstance(arrival, Refusal):
        assert arrival.problem.inputs.get("field") or "start" in arrival.problem.inputs
        assert all("\0" not in text for text in arrival.row.values())
    if isinstance(arrival, Reading):
        metric = GIVEN["results"][arrival.measure].split("(")[0].split(".")[0]
        found = list(values(report, metric, PARTS[arrival.measure]))
        assert arrival.value in found
        assert all(each == found[0] for each in found) or arrival.measure == "size"
        if arrival.count is not None:
            assert arrival.count in list(values(report, "RowCount", ""))


def values(report: dict[str, Any], metric: str, part: str) -> Iterator[float]:
    """Every number a metric has in a report, read as simply as can be."""
    short = None if "metric_results" in report else report.get("metrics")
    results = short if isinstance(short, list) else report["metric_results"].values()
    for each in results:
        try:
            asked = each["config"] if short else each["metric_value_location"]["metric"]["params"]
            value = each["value"] if short or not part else each.get("values", each)[part]
            value = value[part] if short and part else value
            value = value["value"] if part and not short else value
            if asked["type"] == f"evidently:metric_v2:{metric}":
                yield float(value)
        except (KeyError, TypeError, ValueError, OverflowError):
            continue
