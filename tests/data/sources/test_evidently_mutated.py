"""Reports changed at random keep their meaning or are refused by name; no number is made up."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.connections import EvidentlyConnection
from data.facts import Arrival, Measure, Reading, Refusal
from data.problems import Problem, SourceFailed
from data.sources.evidently import read
from tests.evidently_reports import CONTEXT, DAYS, SHORT, SINGLE, WEEK, connection, written
from tests.mutating import mutated

ODD: st.SearchStrategy[object] = st.sampled_from(
    [
        *(None, True, "", " ", [], {}, 0, -1, 7, 0.5, 1.7, 1e308, 10**400, float("nan")),
        *(float("-inf"), "0.5", "1,5", "NaN", "a\0b", "\u202e", "age", "ks", "2026-11-24"),
        *("evidently:metric_v2:MAE", "evidently:metric_result_v2:CountValue", {"value": 0.5}),
    ]
)
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


REPORTS = st.sampled_from([*DAYS[2:], WEEK, SINGLE, SHORT])
CHANGED: st.SearchStrategy[dict[str, Any]] = REPORTS.map(cache(written)).flatmap(
    # What belongs to its web page is never read.
    lambda whole: mutated(whole, ODD, NAMES, aside=("widget", "widgets", "tests_widgets"))
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> EvidentlyConnection:
    """One file, named as short reports have to be."""
    path = tmp_path_factory.mktemp("reports") / "report-2026-11-25.json"
    measures = connection(path).measures
    return connection(path, **GIVEN, model="m", measures={**measures, "size": measures["error"]})


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=CHANGED)
def test_a_changed_report_means_the_same_or_is_refused_by_name(
    source: EvidentlyConnection, report: dict[str, Any]
) -> None:
    Path(source.path).write_text(json.dumps(report))
    arrivals, problem = taken(source)
    assert problem is None or problem.inputs.get("field") or problem.inputs.get("why")
    for each in arrivals:
        check(each, report)


def taken(source: EvidentlyConnection) -> tuple[list[Arrival], Problem | None]:
    """What came, or why nothing did."""
    try:
        return list(read(source, CONTEXT)), None
    except SourceFailed as failure:
        return [], failure.problem


def check(arrival: Arrival, report: dict[str, Any]) -> None:
    assert isinstance(arrival, Reading | Refusal | Measure)
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
