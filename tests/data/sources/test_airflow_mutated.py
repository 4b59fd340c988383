"""Answers changed at random keep their meaning or are refused by name; no run is made up."""

import json
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

import pytest

from data.connections import AirflowConnection
from data.facts import Arrival, Pipeline, PipelineRun, ReadContext, Refusal
from data.problems import Code, Problem, SourceFailed
from data.sources.airflow import read
from data.sources.airflow.schedules import every
from tests.airflow_twin import recorded
from tests.mutations import Straight
from tests.mutations import every as every_one

NOW = datetime(2026, 11, 28, 7, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW)
ODD: tuple[object, ...] = (
    *(None, True, False, "", " ", [], {}, 0, -1, 2, 3, 7, 0.5, 1e308, 10**400, "7", "a\0b"),
    *("\u202e", "success", "failed", "running", "backfill", "scheduled", "@weekly", "0:20:00"),
    *("churn_features", "hangs", "rollcall:churn", "rollcall:", {"name": "rollcall:fraud"}),
    *("2026-11-28", "2026-11-28T06:00:00", "2026-11-28T06:00:00Z", "2036-11-28T06:00:00Z"),
)
NAMES = ("dag_id", "dag_run_id", "name", "tags", "state", "end_date", "total_entries", "x")
ENDS = {"success": "succeeded", "failed": "failed"}


def whole() -> dict[str, Any]:
    """What Airflow sends for three of its DAGs, and for the runs of each."""
    dags = recorded("dags", "dags")[2:]
    runs = recorded("runs", "dag_runs")[2:]
    ended = [row for row in runs if row["end_date"]]
    answers = {"dags": counted("dags", dags)}
    for row in dags:
        name = row["dag_id"]
        answers[name] = counted("dag_runs", [each for each in ended if each["dag_id"] == name])
    answers["going on"] = counted("dag_runs", [row for row in runs if not row["end_date"]])
    return answers


def counted(key: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {key: rows, "total_entries": len(rows)}


class Airflow:
    """What is answered, which a test changes while it is asked."""

    answers: dict[str, Any]

    def answer(self, _path: str, wanted: Any) -> bytes:
        return json.dumps(self.answers.get(_about(wanted))).encode()


def _about(wanted: Any) -> str:
    if wanted is None:
        return "dags"
    return "going on" if "states" in wanted else str(wanted["dag_ids"][0])


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> tuple[Airflow, AirflowConnection]:
    """An Airflow that is asked without a network."""
    found = Airflow()
    line = Straight(found.answer)
    monkeypatch.setattr("data.sources.airflow.connected", lambda *_, **__: nullcontext(line))
    return found, AirflowConnection("twin", "http://twin", {"letters": ("fraud_features",)})


def test_a_changed_answer_means_the_same_or_is_refused_by_name(
    reached: tuple[Airflow, AirflowConnection],
) -> None:
    server, connection = reached
    for _, answers in every_one(lambda _: whole(), NAMES, ODD):
        server.answers = answers
        arrivals, problem = taken(connection)
        assert problem is None or named(problem)
        for each in arrivals:
            check(each, answers)


def taken(connection: AirflowConnection) -> tuple[list[Arrival], Problem | None]:
    """What came, until nothing did any more, and why."""
    found = []
    try:
        for each in read(connection, CONTEXT):
            found.append(each)  # noqa: PERF402 - what came before a failure is looked at too
    except SourceFailed as failure:
        return found, failure.problem
    return found, None


def named(problem: Problem) -> bool:
    """Whether it says which field is wrong, or which DAG somebody has to look at."""
    told = problem.inputs
    return bool(told.get("field") or told.get("expected") or problem.code is Code.PAGES_REPEAT)


def check(arrival: Arrival, answers: dict[str, Any]) -> None:
    assert isinstance(arrival, Pipeline | PipelineRun | Refusal)
    if isinstance(arrival, Refusal):
        looked_at = (Code.UNKNOWN_DAG, Code.DAG_PAUSED, Code.RUN_GOES_ON)
        assert named(arrival.problem) or arrival.problem.code in looked_at
        assert all("\0" not in text for text in arrival.row.values())
    if isinstance(arrival, Pipeline):
        check_step(arrival, answers["dags"]["dags"])
    if isinstance(arrival, PipelineRun):
        rows = answers[arrival.pipeline]["dag_runs"]
        found = [row for row in rows if arrival.place.endswith(f", run {row.get('dag_run_id')}")]
        assert any(is_of(row, arrival) for row in found)


def check_step(step: Pipeline, rows: list[dict[str, Any]]) -> None:
    found = [row for row in rows if row.get("dag_id") == step.name]
    assert found or (step.ref.name, step.every) == ("letters", "")
    schedules = [row.get("timetable_summary") for row in found]
    assert step.every in ["", *(every(each) for each in schedules if isinstance(each, str))]
    if step.ref.name != "letters":
        assert f"rollcall:{step.ref.name}" in json.dumps([row.get("tags") for row in found])


def is_of(row: dict[str, Any], run: PipelineRun) -> bool:
    """Whether this row says what we took from it, read as simply as can be."""
    told = (row.get("dag_id"), ENDS.get(str(row.get("state"))), row.get("end_date"))
    at = run.ended_at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return told in [(run.pipeline, run.outcome, at), (run.pipeline, run.outcome, _short(at))]


def _short(at: str) -> str:
    return at.replace(".000000", "")


def test_what_is_not_changed_is_taken_whole(
    reached: tuple[Airflow, AirflowConnection],
) -> None:
    server, connection = reached
    server.answers = whole()
    arrivals, problem = taken(connection)
    assert problem is None
    assert [each.name for each in arrivals if isinstance(each, Pipeline)] == [
        *("fraud_features", "fraud_features"),
        *("churn_features", "hangs"),
    ]
    assert len([each for each in arrivals if isinstance(each, PipelineRun)]) == 10
