"""Workspaces and reports that Evidently 0.7 really wrote become readings."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from data.connections import MeasureShape
from data.facts import Arrival, Measure, ModelRef, Question, Reading, Refusal, Unit, Watermark
from data.problems import Code
from data.sources.evidently import read
from data.sources.evidently.results import asked_for
from tests.evidently_reports import (
    CONTEXT,
    HERE,
    MEASURES,
    RESULTS,
    SHORT,
    SINGLE,
    WEEK,
    WORKSPACE,
    connection,
)

ONE = {"size": MeasureShape(unit=Unit.NUMBER)}


def arrivals(path: Path | str, **more: Any) -> list[Arrival]:
    found = read(connection(path, **more), CONTEXT)
    return [each for each in found if not isinstance(each, Watermark)]


def taken(path: Path | str, **more: Any) -> list[Reading]:
    """Every reading, where nothing is refused."""
    found = arrivals(path, **more)
    assert not [each for each in found if isinstance(each, Refusal)]
    return [each for each in found if isinstance(each, Reading)]


def one_of(found: list[Reading], measure: str, day: int) -> Reading:
    (reading,) = [each for each in found if each.measure == measure and each.start.day == day]
    return reading


def test_a_workspace_is_read_by_project_and_day() -> None:
    found = taken(WORKSPACE)
    told = [(each.ref.name, each.measure, each.start.day, each.end.day) for each in found]
    days = [(23, 24), (24, 25), (25, 26)]
    assert told == [
        *(
            ("diabetes-progress", measure, *day)
            for day in days
            for measure in ("shift", "missing", "error")
        ),
        ("tumours", "shift", 16, 23),
        ("tumours", "found", 16, 23),
    ]
    assert {each.ref.registry for each in found} == {None}


def test_values_are_those_of_the_report_with_the_columns_they_were_found_in() -> None:
    found = [each for each in taken(WORKSPACE) if each.ref.name == "diabetes-progress"]
    shift = [one_of(found, "shift", day) for day in (23, 24, 25)]
    assert [(each.value, each.columns) for each in shift] == [
        (0.25, "age"),
        (0.0, ""),
        (1.0, "bmi, age, bp, s5"),
    ]
    missing = one_of(found, "missing", 25)
    assert (missing.value, missing.columns) == (9 / 51, "s5")
    assert one_of(found, "error", 25).columns == ""


def test_a_measure_comes_once_for_each_model_before_its_readings() -> None:
    told: set[tuple[ModelRef, str]] = set()
    for each in arrivals(WORKSPACE):
        assert isinstance(each, Measure | Reading)
        key = each.ref, each.key if isinstance(each, Measure) else each.measure
        assert isinstance(each, Measure) is (key not in told)
        told.add(key)
        if isinstance(each, Measure) and each.key == "shift":
            assert (each.question, each.unit) == (Question.DRIFT, Unit.SHARE)


def test_distances_count_from_their_limit_on_and_the_largest_comes_first() -> None:
    (shift,) = [each for each in taken(WEEK) if each.measure == "shift"]
    assert shift.columns == "mean texture, mean area, mean radius"


def test_each_place_leads_to_the_file() -> None:
    for each in taken(WORKSPACE):
        assert (WORKSPACE / each.place).is_file()


def test_the_number_of_cases_is_taken_where_it_is_asked_for() -> None:
    found = taken(WORKSPACE, counts={"error": "RowCount"})
    counts = {each.measure: each.count for each in found if each.start.day == 25}
    assert counts == {"shift": None, "missing": None, "error": 51}


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"model_key": "model"}, "tumour-check"),
        ({"model": "fixed"}, "fixed"),
        ({}, "tumours"),
        ({"rename": {"tumours": "tumour check, v2"}}, "tumour check, v2"),
        ({"model_key": "model", "rename": {"tumour-check": "t"}, "registry": "ours"}, "t"),
    ],
)
def test_the_model_is_the_one_that_is_told(more: dict[str, Any], name: str) -> None:
    refs = {each.ref for each in taken(WEEK, **more)}
    assert refs == {ModelRef(name, more.get("registry"))}


def test_a_tag_names_the_model_as_well() -> None:
    found = taken(
        SINGLE, model_key="model", results={"size": "MeanValue(column=mean area)"}, measures=ONE
    )
    assert [(each.ref.name, round(each.value)) for each in found] == [("tumour-check", 623)]


def test_a_report_without_a_time_is_about_the_day_in_its_name() -> None:
    found = taken(SHORT, model="diabetes")
    assert {each.measure for each in found} == {"shift", "missing", "error"}
    assert {(each.start, each.end) for each in found} == {
        (datetime(2026, 11, 25, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC))
    }
    same = [each for each in taken(WORKSPACE) if each.start.day == 25]
    assert [each.value for each in found] == [each.value for each in same]


def test_the_same_report_twice_is_no_quarrel(tmp_path: Path) -> None:
    copytree(HERE, tmp_path / "two")
    copytree(HERE / "workspace", tmp_path / "two" / "again")
    found = taken(str(tmp_path / "two" / "*" / "*" / "snapshots" / "*.json"))
    assert len(found) == 2 * len(taken(WORKSPACE))


@pytest.mark.parametrize(
    ("period", "start"),
    [("P7D", datetime(2026, 11, 19, tzinfo=UTC)), ("P2M", datetime(2026, 9, 25, 23, tzinfo=UTC))],
)
def test_a_report_looks_back_as_long_as_it_is_told(period: str, start: datetime) -> None:
    newest = max(taken(WORKSPACE, period=period, model="d"), key=lambda each: each.end)
    assert (newest.start, newest.end) == (start, datetime(2026, 11, 26, tzinfo=UTC))


def test_midnight_is_that_of_the_zone_of_the_times() -> None:
    found = taken(WORKSPACE, time_zone="Asia/Tokyo")
    assert found[0].end == datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "taken_apart"),
    [
        ("RowCount", ("RowCount", {}, "")),
        ("MAE.mean", ("MAE", {}, "mean")),
        ("M(column=a).share", ("M", {"column": "a"}, "share")),
        ("M(column=a (m), b, method=ks)", ("M", {"column": "a (m), b", "method": "ks"}, "")),
        (" M() ", ("M", {}, "")),
    ],
)
def test_a_result_is_named_by_metric_column_and_part(
    written: str, taken_apart: tuple[str, dict[str, str], str]
) -> None:
    found = asked_for(written)
    assert found
    assert (found.metric, found.asked, found.part) == taken_apart


@pytest.mark.parametrize("written", ["", "a b", "M(column=a", "M.", "M.a.b", ".share"])
def test_what_names_no_result_is_none(written: str) -> None:
    assert asked_for(written) is None


def test_a_result_of_one_column_needs_its_name() -> None:
    results = {"size": "MeanValue"}
    (refusal,) = arrivals(SINGLE, model="t", results=results, measures=ONE)
    assert isinstance(refusal, Refusal)
    assert refusal.problem.code is Code.SEVERAL_RESULTS
    results = {"size": "MeanValue(column=mean area)"}
    assert len(taken(SINGLE, model="t", results=results, measures=ONE)) == 1


def test_a_report_without_any_of_the_results_says_so() -> None:
    (refusal,) = arrivals(SINGLE, model="t")
    assert isinstance(refusal, Refusal)
    assert refusal.problem.code is Code.NO_SUCH_RESULT
    assert refusal.problem.inputs["field"] == ", ".join(RESULTS.values())


def test_a_part_that_is_not_there_is_named() -> None:
    given = {"found": "RecallByLabel.yes", "shift": "DriftedColumnsCount"}
    found = arrivals(WEEK, results=given)
    assert [
        (each.problem.code, each.problem.inputs["field"])
        for each in found
        if isinstance(each, Refusal)
    ] == [(Code.NO_SUCH_RESULT, "RecallByLabel.yes"), (Code.NO_SUCH_RESULT, "DriftedColumnsCount")]


def test_a_number_that_does_not_fit_its_unit_is_refused() -> None:
    share = {"error": replace(MEASURES["error"], unit=Unit.SHARE)}
    (refusal,) = arrivals(SHORT, model="d", results={"error": "MAE.mean"}, measures=share)
    assert isinstance(refusal, Refusal)
    assert refusal.problem.code is Code.NOT_A_SHARE


@pytest.mark.parametrize("period", ["P90Y", "P3000Y"])
def test_nobody_looks_back_beyond_the_calendar(period: str) -> None:
    found = arrivals(WORKSPACE, period=period, model="d")
    refused = [each for each in found if isinstance(each, Refusal)]
    assert {each.problem.code for each in refused} == {Code.OUTSIDE_TIME}
