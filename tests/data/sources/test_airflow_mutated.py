"""Answers changed at random keep their meaning or are refused by name; no run is made up."""

import json
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.connections import AirflowConnection
from data.facts import Arrival, Pipeline, PipelineRun, ReadContext, Refusal
from data.problems import Code, Problem, SourceFailed
from data.reach import Params, Server
from data.sources.airflow import read
from data.sources.airflow.schedules import every
from data.strict_json import Parsed, strict
from tests.airflow_twin import recorded
from tests.mutating import mutated

NOW = datetime(2026, 11, 28, 7, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW)
ODD: st.SearchStrategy[object] = st.sampled_from(
    [
        *(None, True, False, "", " ", [], {}, 0, -1, 2, 3, 7, 0.5, 1e308, 10**400, "7", "a\0b"),
        *("\u202e", "success", "failed", "running", "backfill", "scheduled", "@weekly", "0:20:00"),
        *("churn_features", "hangs", "rollcall:churn", "rollcall:", {"name": "rollcall:fraud"}),
        *("2026-11-28", "2026-11-28T06:00:00", "2026-11-28T06:00:00Z", "2036-11-28T06:00:00Z"),
    ]
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


class Line(Server):
    """A server reached without a network: what goes wrong on the way is tried elsewhere."""

    answers: dict[str, Any]

    def __init__(self) -> None:
        self._named = {"source": "twin", "address": "http://twin"}

    def get(self, path: str, params: Params) -> Parsed:
        return self._sent("dags")

    def search(self, path: str, body: Mapping[str, object]) -> Parsed:
        dags = body["dag_ids"]
        assert isinstance(dags, list)
        return self._sent("going on" if "states" in body else dags[0])

    def carry(self, token: str) -> None:
        assert token == ""

    def _sent(self, about: str) -> Parsed:
        try:
            return strict(json.dumps(self.answers.get(about)).encode())
        except ValueError:
            raise self.failed(Code.NOT_THE_EXPECTED_ANSWER, expected="JSON") from None


CONNECTION = AirflowConnection("twin", "http://twin", {"letters": ("fraud_features",)})


@pytest.fixture(scope="module")
def reached() -> Iterator[Line]:
    line = Line()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.sources.airflow.connected", lambda *_, **__: nullcontext(line))
        yield line


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=mutated(whole(), ODD, NAMES))
def test_a_changed_answer_means_the_same_or_is_refused_by_name(
    reached: Line, answers: dict[str, Any]
) -> None:
    reached.answers = answers
    arrivals, problem = taken()
    assert problem is None or named(problem)
    for each in arrivals:
        check(each, answers)


def taken() -> tuple[list[Arrival], Problem | None]:
    """What came, until nothing did any more, and why."""
    found = []
    try:
        for each in read(CONNECTION, CONTEXT):
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
    reached: Line,
) -> None:
    reached.answers = whole()
    arrivals, problem = taken()
    assert problem is None
    assert [each.name for each in arrivals if isinstance(each, Pipeline)] == [
        *("fraud_features", "fraud_features"),
        *("churn_features", "hangs"),
    ]
    assert len([each for each in arrivals if isinstance(each, PipelineRun)]) == 10
