"""Real reports of Evidently, from their files to the store: kept once, corrected, and refused."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import Engine

from app.health.verdict import ReasonCode
from app.health.world import judge_world
from data.connections import EvidentlyConnection
from data.facts import Measured, Model, ModelRef
from data.problems import Code, Problem
from data.store import sources
from data.store.engine import reading
from data.sync import SourceReport, sync
from tests.data.feeding import case_of, everything, feed_registry
from tests.evidently_reports import DAYS, NOW, WORKSPACE, connection

SLUG = "diabetes-progress"
SOON = datetime(2026, 11, 26, 6, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)


@pytest.fixture
def company(engine: Engine) -> Engine:
    """A store that knows one of the two models."""
    feed_registry(engine, [Model(ModelRef("diabetes-progress", "registry"))])
    return engine


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(copytree(WORKSPACE, tmp_path / "workspace"))


def read(engine: Engine, folder: Path, now: Any = NOW, **more: Any) -> SourceReport:
    source: EvidentlyConnection = connection("workspace", **more)
    base = folder.parent
    return sync(engine, [source], now=now, time_zone="Europe/London", base=base).sources[0]


def measured(engine: Engine, key: str, as_of: Any = NOW) -> Measured:
    (found,) = [each for each in case_of(engine, SLUG, as_of).measured if each.measure.key == key]
    return found


def problems(engine: Engine) -> list[Problem]:
    with reading(engine) as conn:
        return [each.problem for each in sources.refusals(conn, "reports", 100)]


def test_each_day_is_kept_and_a_model_nobody_knows_is_refused(
    company: Engine, workspace: Path
) -> None:
    report = read(company, workspace)
    assert (report.kind, report.state, report.problem) == ("evidently", "published", None)
    assert measured(company, "shift").overall.values.tolist() == [0.25, 0, 1]
    assert {each.code for each in problems(company)} == {Code.UNKNOWN_MODEL}
    assert {each.inputs["found"] for each in problems(company)} == {"tumours"}


def test_the_newest_value_says_which_columns_it_was_found_in(
    company: Engine, workspace: Path
) -> None:
    read(company, workspace)
    shift = measured(company, "shift")
    assert shift.columns == "bmi, age, bp, s5"
    assert shift.place.endswith(DAYS[2].name)
    assert measured(company, "missing").columns == "s5"
    assert measured(company, "error").columns == ""
    answer = judge_world(case_of(company, SLUG, NOW), SOON, (), False)
    told = {each.basis.get("value_columns") for each in answer.reasons}
    assert {each.code for each in answer.reasons} == {ReasonCode.MEASURE_UNAGREED}
    assert told == {"bmi, age, bp, s5", "s5"}


def test_reading_again_adds_nothing(company: Engine, workspace: Path) -> None:
    read(company, workspace)
    before = everything(company)["readings"]
    read(company, workspace, LATER)
    assert everything(company)["readings"] == before


def test_reports_that_did_not_change_are_not_read_again(company: Engine, workspace: Path) -> None:
    """Also where one is refused because a newer one is there; that stays refused."""
    known = [Model(ModelRef(name, "registry")) for name in (SLUG, "tumours")]
    feed_registry(company, known)
    older = DAYS[2].relative_to(WORKSPACE)
    report = json.loads((workspace / older).read_text())
    report["timestamp"] = "2026-11-25T05:00:00"
    whole = next(iter(report["metric_results"].values()))
    whole["count"]["value"], whole["share"]["value"] = 3, 0.75
    (workspace / older.with_name("older.json")).write_text(json.dumps(report))
    assert read(company, workspace).refused
    assert {each.code for each in problems(company)} == {Code.NEWER_REPORT}
    before = everything(company)
    assert read(company, workspace, LATER).read == 0
    assert everything(company) == before
    (workspace / older.with_name("older.json")).unlink()
    assert read(company, workspace, LATER).refused == 0
    assert problems(company) == []


def test_a_project_that_is_called_otherwise_is_read_again(company: Engine, workspace: Path) -> None:
    """It is what its model is called; not one report has changed."""
    known = [Model(ModelRef(name, "registry")) for name in (SLUG, "tumours", "lumps")]
    feed_registry(company, known)
    assert read(company, workspace).refused == 0
    assert read(company, workspace, LATER).read == 0
    for about in workspace.glob("*/metadata.json"):
        about.write_text(about.read_text().replace('"tumours"', '"lumps"'))
    assert read(company, workspace, LATER).read
    assert case_of(company, "lumps", LATER).measured
    assert read(company, workspace, LATER).read == 0


def test_a_report_that_was_written_anew_corrects_the_day(company: Engine, workspace: Path) -> None:
    read(company, workspace)
    path = workspace / DAYS[2].relative_to(WORKSPACE)
    report = json.loads(path.read_text())
    drifts = [
        each for each in report["metric_results"].values() if "Value drift" in each["display_name"]
    ]
    drifts[0]["value"] = 0.9
    whole = next(iter(report["metric_results"].values()))
    whole["count"]["value"], whole["share"]["value"] = 3, 0.75
    path.write_text(json.dumps(report))
    read(company, workspace, LATER)
    now, before = (measured(company, "shift", as_of) for as_of in (LATER, NOW))
    assert (now.overall.values[-1], now.columns) == (0.75, "bmi, bp, s5")
    assert (before.overall.values[-1], before.columns) == (1, "bmi, age, bp, s5")


def test_other_columns_alone_are_a_correction_as_well(company: Engine, workspace: Path) -> None:
    read(company, workspace)
    path = workspace / DAYS[2].relative_to(WORKSPACE)
    path.write_text(path.read_text().replace('"bmi"', '"weight"'))
    read(company, workspace, LATER)
    assert measured(company, "shift", LATER).columns == "weight, age, bp, s5"
    assert measured(company, "shift").columns == "bmi, age, bp, s5"


def test_a_workspace_that_is_away_leaves_what_it_told(company: Engine, workspace: Path) -> None:
    read(company, workspace)
    workspace.rename(workspace.with_name("elsewhere"))
    report = read(company, workspace, LATER)
    assert report.problem
    assert report.problem.code is Code.FILE_MISSING
    assert measured(company, "shift", LATER).overall.values.tolist() == [0.25, 0, 1]
