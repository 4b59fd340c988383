"""What may stand where a report is expected: each is taken by its version, or refused by name."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.facts import Arrival, Reading, Refusal
from data.problems import Code, Problem, SourceFailed, Unreadable
from data.sources.evidently import read
from data.sources.evidently.days import END, START
from tests.evidently_reports import CONTEXT, DAYS, SHORT, connection, written

DRIFT = "evidently:metric_v2:DriftedColumnsCount"

Change = Callable[[dict[str, Any]], object]


def alone(folder: Path, content: str | bytes, **more: Any) -> list[Arrival]:
    """What is read where this is the only file."""
    path = folder / "report.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(connection(path, **{"model": "m", **more}), CONTEXT))


def failure(folder: Path, content: str | bytes, **more: Any) -> Problem:
    with pytest.raises(SourceFailed) as caught:
        alone(folder, content, **more)
    return caught.value.problem


def changed(change: Change, source: Path = DAYS[2]) -> str:
    report = written(source)
    change(report)
    return json.dumps(report)


def refusals(found: list[Arrival]) -> list[Problem]:
    return [each.problem for each in found if isinstance(each, Refusal)]


def measures(found: list[Arrival]) -> set[str]:
    return {each.measure for each in found if isinstance(each, Reading)}


def result(report: dict[str, Any], kind: str = DRIFT) -> dict[str, Any]:
    """The first result of a metric."""
    return next(
        each
        for each in report["metric_results"].values()
        if each["metric_value_location"]["metric"]["params"]["type"] == kind
    )


OLD_SNAPSHOT = {
    "id": "0190-…",
    "name": None,
    "timestamp": "2024-08-29 10:00:00",
    "metadata": {},
    "tags": [],
    "suite": {"metrics": [{"type": "evidently.metrics.DatasetDriftMetric"}]},
    "metrics_ids": [0],
}
OLD_DICT = {
    "metrics": [{"metric": "DatasetDriftMetric", "result": {"share_of_drifted_columns": 1}}]
}


def test_a_file_that_is_cut_off_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(DAYS[0].read_bytes())
    (tmp_path / "b.json").write_bytes(DAYS[1].read_bytes()[:9000])
    found = list(read(connection(tmp_path / "*.json", model="m"), CONTEXT))
    assert measures(found) == {"shift", "missing", "error"}
    (problem,) = refusals(found)
    assert problem.inputs["path"] == "b.json"
    (tmp_path / "b.json").write_bytes(DAYS[1].read_bytes())
    assert not refusals(list(read(connection(tmp_path / "*.json", model="m"), CONTEXT)))


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
    (outside / "secret.json").write_bytes(DAYS[0].read_bytes())
    (inside / "link.json").symlink_to(outside / "secret.json")
    (inside / "folder").symlink_to(outside)
    (inside / "fine.json").write_bytes(DAYS[1].read_bytes())
    (inside / "same.json").symlink_to(inside / "fine.json")
    found = list(read(connection(inside / "**" / "*.json", model="m"), CONTEXT))
    told = {each.place for each in found if isinstance(each, Reading)}
    assert told == {"fine.json", "same.json"}
    assert {each.inputs["path"]: each.inputs["why"] for each in refusals(found)} == {
        "link.json": Unreadable.OUTSIDE.value,
        "folder/secret.json": Unreadable.OUTSIDE.value,
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one project and one snapshot."""
    (tmp_path / "p" / "snapshots").mkdir(parents=True)
    (tmp_path / "p" / "snapshots" / "s.json").write_bytes(DAYS[0].read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    ("about", "code"),
    [
        (None, Code.VALUE_MISSING),
        ("{", Code.FILE_UNREADABLE),
        ("[]", Code.FILE_UNREADABLE),
        ("{}", Code.VALUE_MISSING),
        ('{"name": 1.5}', Code.NOT_PLAIN_TEXT),
        ('{"name": "a\\u202eb"}', Code.NOT_PLAIN_TEXT),
    ],
)
def test_a_project_without_a_name_is_refused(
    workspace: Path, about: str | None, code: Code
) -> None:
    if about is not None:
        (workspace / "p" / "metadata.json").write_text(about)
    try:
        problems = refusals(list(read(connection(workspace), CONTEXT)))
    except SourceFailed as caught:
        problems = [caught.problem]
    assert [each.code for each in problems] == [code]


def test_what_is_said_of_a_project_is_not_read_from_elsewhere(workspace: Path) -> None:
    (workspace / "elsewhere.json").write_text('{"name": "stolen"}')
    (workspace / "p" / "metadata.json").symlink_to(workspace / "elsewhere.json")
    with pytest.raises(SourceFailed) as caught:
        list(read(connection(workspace), CONTEXT))
    assert caught.value.problem.inputs["why"] == Unreadable.OUTSIDE


def set_(key: str, value: object) -> Change:
    return lambda report: report.update({key: value})


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (set_("timestamp", "yesterday"), Code.NOT_A_DATE, "timestamp"),
        (set_("timestamp", "04/03/2026"), Code.DATE_AMBIGUOUS, "timestamp"),
        (set_("timestamp", 1_764_000_000), Code.NOT_A_DATE, "timestamp"),
        (set_("timestamp", "1970-01-01T00:00:00"), Code.OUTSIDE_TIME, "timestamp"),
        (set_("timestamp", "2026-11-29T00:00:00"), Code.IN_THE_FUTURE, "timestamp"),
        (set_("timestamp", "2026-10-25T01:30:00"), Code.CLOCKS_CHANGE, "timestamp"),
        (set_("timestamp", "1990-01-01T00:00:00"), Code.OUTSIDE_TIME, "timestamp"),
        (
            set_("metadata", {START: "2026-11-01"}),
            Code.VALUE_MISSING,
            END,
        ),
        (
            set_("metadata", {END: "2026-11-01"}),
            Code.VALUE_MISSING,
            START,
        ),
    ],
)
def test_a_report_whose_days_are_not_clear_is_refused_as_a_whole(
    tmp_path: Path, change: Change, code: Code, field: str
) -> None:
    found = alone(tmp_path, changed(change))
    assert not measures(found)
    assert [(each.code, each.inputs["field"]) for each in refusals(found)] == [(code, field)]


def test_a_whole_report_without_its_time_is_refused_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "2026-11-25.json").write_text(changed(set_("timestamp", None)))
    with pytest.raises(SourceFailed) as caught:
        list(read(connection(tmp_path / "2026-11-25.json", model="m"), CONTEXT))
    assert caught.value.problem.code is Code.VALUE_MISSING
    assert caught.value.problem.inputs["field"] == "timestamp"


def test_days_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    days = {START: "2026-11-09", END: "2026-11-01"}
    (problem,) = refusals(alone(tmp_path, changed(set_("metadata", days))))
    assert problem.code is Code.PERIOD_BACKWARDS


def share(value: object) -> Change:
    return lambda report: result(report)["share"].update(value=value)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (10**400, Code.NOT_FINITE),
        ("0,5", Code.NOT_A_NUMBER),
        ([0.5], Code.NOT_A_NUMBER),
        ({"value": 0.5}, Code.NOT_A_NUMBER),
        (None, Code.NO_SUCH_RESULT),
    ],
)
def test_a_number_nobody_can_mean_costs_no_other(tmp_path: Path, value: object, code: Code) -> None:
    found = alone(tmp_path, changed(share(value)))
    assert measures(found) == {"missing", "error"}
    assert [(each.code, each.inputs["field"]) for each in refusals(found)] == [
        (code, "DriftedColumnsCount.share")
    ]


def test_a_result_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    def broken(report: dict[str, Any]) -> None:
        result(report)["metric_value_location"] = None

    found = alone(tmp_path, changed(broken))
    assert measures(found) == {"missing", "error"}
    (problem,) = refusals(found)
    assert problem.code is Code.VALUE_MISSING
    assert str(problem.inputs["field"]).endswith(".metric_value_location")


def test_a_metric_of_another_version_is_named(tmp_path: Path) -> None:
    def later(report: dict[str, Any]) -> None:
        asked = result(report)["metric_value_location"]["metric"]["params"]
        asked["type"] = "evidently:metric_v3:DriftedColumnsCount"

    (problem,) = refusals(alone(tmp_path, changed(later)))
    assert problem.code is Code.NOT_ONE_OF
    assert problem.inputs["found"] == "evidently:metric_v3:DriftedColumnsCount"


def test_a_report_made_without_anything_to_compare_with_has_no_drift(tmp_path: Path) -> None:
    def without(report: dict[str, Any]) -> None:
        kept = {
            key: each
            for key, each in report["metric_results"].items()
            if "Drift" not in each["metric_value_location"]["metric"]["params"]["type"]
        }
        report["metric_results"] = kept

    given = {"shift": "DriftedColumnsCount.share"}
    (problem,) = refusals(alone(tmp_path, changed(without), results=given))
    assert (problem.code, problem.inputs["field"]) == (Code.NO_SUCH_RESULT, given["shift"])


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        (lambda asked: asked.update(method="a new one"), ""),
        (lambda asked: asked.update(threshold=0), ""),
        (lambda asked: asked.update(column="bmi"), ""),
        (lambda asked: asked.update(column="<b>a\0ge\u202e</b>"), ""),
        (lambda asked: asked.update(threshold=0.01), "bmi, age, bp, s5"),
    ],
)
def test_columns_are_told_only_where_they_add_up(
    tmp_path: Path, change: Change, columns: str
) -> None:
    def one(report: dict[str, Any]) -> None:
        change(
            result(report, "evidently:metric_v2:ValueDrift")["metric_value_location"]["metric"][
                "params"
            ]
        )

    found = alone(tmp_path, changed(one), results={"shift": "DriftedColumnsCount.share"})
    told = [(each.value, each.columns) for each in found if isinstance(each, Reading)]
    assert told == [(1.0, columns)]


def test_a_name_without_a_day_or_with_two_says_nothing_of_time(tmp_path: Path) -> None:
    for name in ("drift.json", "2026-11-01-2026-11-07.json", "2026-13-40.json"):
        (tmp_path / name).write_bytes(SHORT.read_bytes())
        (problem,) = refusals(list(read(connection(tmp_path / name, model="m"), CONTEXT)))
        assert problem.inputs["field"] == "timestamp"


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceFailed) as caught:
        list(read(connection(tmp_path), CONTEXT))
    assert caught.value.problem.code is Code.FILE_MISSING
