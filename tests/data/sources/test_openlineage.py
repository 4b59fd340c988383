"""Logs of OpenLineage events, as its own client writes them and as nobody should."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import (
    InputDataset,
    Job,
    OutputDataset,
    Run,
    RunEvent,
    RunState,
)
from openlineage.client.facet_v2 import data_quality_assertions_dataset as checks
from openlineage.client.facet_v2 import output_statistics_output_dataset as statistics
from openlineage.client.transport.file import FileConfig, FileTransport
from openlineage.client.uuid import generate_new_uuid

from data.connections import OpenLineageConnection
from data.facts import (
    Arrival,
    ModelRef,
    Pipeline,
    PipelineRun,
    ReadContext,
    Refusal,
    RunEnd,
    Watermark,
)
from data.problems import Code, Rejected, SourceFailed, Unreadable
from data.sources import openlineage
from data.sources.openlineage import flows
from data.sources.openlineage.events import Event, event
from data.sources.openlineage.flows import RUNS_KEPT

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW)
CHURN = ModelRef("churn")
ONE = "01a22020-cf1d-72d9-8cd4-7452002bd68f"
FEEDS: dict[str, tuple[str, ...]] = {"churn": ("features",)}


class Log:
    """A log that the real client writes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "events.jsonl"
        way = FileTransport(FileConfig(log_file_path=str(self.path), append=True))
        self.client = OpenLineageClient(transport=way)

    def tell(
        self,
        job: str,
        state: RunState = RunState.COMPLETE,
        *,
        at: datetime = NOW - timedelta(hours=1),
        run: str = "",
        reads: Iterable[str] = (),
        writes: Iterable[str] = (),
        rows: int | None = None,
        holds: bool = True,
        namespace: str = "nightly",
    ) -> None:
        self.client.emit(
            RunEvent(
                eventType=state,
                eventTime=at.isoformat(),
                run=Run(runId=run or str(generate_new_uuid())),
                job=Job(namespace=namespace, name=job),
                producer="https://example.com/tests",
                inputs=[_input(name, holds) for name in reads],
                outputs=[_output(name, rows) for name in writes],
            )
        )


def _input(name: str, holds: bool) -> InputDataset:
    asserted = checks.DataQualityAssertionsDatasetFacet(
        assertions=[checks.Assertion(assertion="not_null", success=holds, column="age")]
    )
    return InputDataset("db", name, inputFacets={"dataQualityAssertions": asserted})


def _output(name: str, rows: int | None) -> OutputDataset:
    counted = statistics.OutputStatisticsOutputDatasetFacet(rowCount=rows)
    return OutputDataset(
        "db", name, outputFacets={"outputStatistics": counted} if rows is not None else {}
    )


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)


def arrivals(
    log: Log, feeds: dict[str, tuple[str, ...]] = FEEDS, every: dict[str, str] | None = None
) -> list[Arrival]:
    connection = OpenLineageConnection("pipelines", str(log.path), feeds, every or {})
    found = openlineage.read(connection, CONTEXT)
    return [each for each in found if not isinstance(each, Watermark)]


def steps(found: list[Arrival]) -> dict[str, Pipeline]:
    return {each.name: each for each in found if isinstance(each, Pipeline)}


def test_a_step_and_those_before_it_belong_to_the_model(log: Log) -> None:
    log.tell("load", writes=["customers"])
    log.tell("clean", reads=["customers"], writes=["clean customers"])
    log.tell("features", reads=["clean customers", "calendar"], writes=["churn features"], rows=9)
    log.tell("reports", reads=["clean customers"], writes=["report"])
    found = arrivals(log, every={"features": "P1D"})
    assert steps(found) == {
        "features": Pipeline(
            CHURN,
            "features",
            "P1D",
            reads="calendar; clean customers",
            writes="churn features",
            place="pipelines",
        ),
        "clean": Pipeline(
            CHURN, "clean", reads="customers", writes="clean customers", place="pipelines"
        ),
        "load": Pipeline(CHURN, "load", writes="customers", place="pipelines"),
    }
    runs = [each for each in found if isinstance(each, PipelineRun)]
    assert (
        PipelineRun(
            CHURN,
            "features",
            NOW - timedelta(hours=1),
            RunEnd.SUCCEEDED,
            9,
            "events.jsonl, line 3",
        )
        in runs
    )
    assert len(runs) == 3


@pytest.mark.parametrize(
    ("state", "holds", "end"),
    [
        (RunState.COMPLETE, True, RunEnd.SUCCEEDED),
        (RunState.COMPLETE, False, RunEnd.CHECKS_FAILED),
        (RunState.FAIL, True, RunEnd.FAILED),
        (RunState.ABORT, False, RunEnd.FAILED),
        (RunState.RUNNING, True, None),
    ],
)
def test_how_a_run_ended(log: Log, state: RunState, holds: bool, end: RunEnd | None) -> None:
    log.tell("features", state, reads=["customers"], holds=holds)
    ends = [each.outcome for each in arrivals(log) if isinstance(each, PipelineRun)]
    assert ends == ([end] if end else [])


def test_of_one_run_the_last_event_counts_in_whatever_order_they_are_written(log: Log) -> None:
    log.tell("features", at=NOW - timedelta(hours=1), run=ONE, writes=["f"], rows=7)
    log.tell("features", RunState.FAIL, at=NOW - timedelta(hours=2), run=ONE)
    log.tell("features", RunState.START, at=NOW - timedelta(hours=3), run=ONE, reads=["in"])
    found = arrivals(log)
    (run,) = [each for each in found if isinstance(each, PipelineRun)]
    assert (run.outcome, run.rows) == (RunEnd.SUCCEEDED, 7)
    assert (steps(found)["features"].reads, steps(found)["features"].writes) == ("in", "f")


def test_a_circle_of_steps_ends(log: Log) -> None:
    log.tell("features", reads=["scores"], writes=["f"])
    log.tell("score", reads=["f"], writes=["scores"])
    assert set(steps(arrivals(log))) == {"features", "score"}


def test_two_jobs_of_one_name_are_told_apart(log: Log) -> None:
    log.tell("features", namespace="test")
    log.tell("features", namespace="live")
    assert set(steps(arrivals(log))) == {"test/features", "live/features"}
    assert set(steps(arrivals(log, {"churn": ("live/features",)}))) == {"live/features"}


def test_a_job_nobody_heard_of_is_a_step_that_never_ran_and_is_told(log: Log) -> None:
    log.tell("else")
    found = arrivals(log, every={"features": "P1D"})
    assert steps(found)["features"].every == "P1D"
    (refusal,) = [each for each in found if isinstance(each, Refusal)]
    assert refusal.problem.code is Code.UNKNOWN_JOB
    assert not any(isinstance(each, PipelineRun) for each in found)


def test_of_each_job_the_newest_runs_are_kept(log: Log) -> None:
    log.tell("features")
    line = json.loads(log.path.read_text())
    with log.path.open("w") as file:
        for number in range(2 * RUNS_KEPT + 50):
            at = NOW - timedelta(days=3_000) + timedelta(days=number)
            changed = line | {"eventTime": at.isoformat(), "run": {"runId": str(number)}}
            file.write(json.dumps(changed) + "\n")
    runs = [each for each in arrivals(log) if isinstance(each, PipelineRun)]
    assert len(runs) == RUNS_KEPT
    assert runs[-1].ended_at == NOW - timedelta(days=3_000) + timedelta(days=2 * RUNS_KEPT + 49)


def test_events_that_tell_of_no_run_are_passed_over(log: Log) -> None:
    log.path.write_text('{"eventTime": "2026-11-01T00:00:00Z", "dataset": {"name": "x"}}\n\n')
    assert [each for each in arrivals(log) if not isinstance(each, Pipeline)][1:] == []


GOOD: dict[str, Any] = {
    "eventType": "COMPLETE",
    "eventTime": "2026-11-22T03:00:00+01:00",
    "run": {"runId": "one"},
    "job": {"namespace": "nightly", "name": "features"},
    "inputs": [{"namespace": "db", "name": "in"}],
    "outputs": [
        {
            "namespace": "db",
            "name": "out",
            "outputFacets": {"outputStatistics": {"rowCount": 7}},
        }
    ],
}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"eventTime": "2026-11-22T03:00:00"}, Code.NO_TIME_ZONE, "eventTime"),
        ({"eventTime": "yesterday"}, Code.NOT_A_DATE, "eventTime"),
        ({"eventTime": 1763780400}, Code.NOT_A_DATE, "eventTime"),
        ({"eventTime": None}, Code.VALUE_MISSING, "eventTime"),
        ({"eventTime": "2027-01-01T00:00:00Z"}, Code.IN_THE_FUTURE, "eventTime"),
        ({"eventType": "DONE"}, Code.NOT_ONE_OF, "eventType"),
        ({"eventType": ["COMPLETE"]}, Code.NOT_PLAIN_TEXT, "eventType"),
        ({"run": {}}, Code.VALUE_MISSING, "run.runId"),
        ({"run": "one"}, Code.NOT_ONE_OF, "run"),
        ({"job": None}, Code.VALUE_MISSING, "job"),
        ({"job": {"namespace": "n", "name": "x" * 300}}, Code.TEXT_TOO_LONG, "job.name"),
        ({"inputs": {"name": "in"}}, Code.NOT_ONE_OF, "inputs"),
        ({"outputs": ["out"]}, Code.NOT_ONE_OF, "outputs"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(
    log: Log, change: dict[str, Any], code: Code, field: str
) -> None:
    log.path.write_text(json.dumps(GOOD | change) + "\n" + json.dumps(GOOD) + "\n")
    found = arrivals(log)
    (refusal,) = [each for each in found if isinstance(each, Refusal)]
    assert (refusal.problem.code, refusal.problem.inputs["field"]) == (code, field)
    assert refusal.place == "events.jsonl, line 1"
    assert [each.rows for each in found if isinstance(each, PipelineRun)] == [7]


@pytest.mark.parametrize("rows", [-1, 1.5, "many", True, 10**30])
def test_a_count_that_is_none_is_refused(log: Log, rows: object) -> None:
    text = json.dumps(GOOD).replace('"rowCount": 7', f'"rowCount": {json.dumps(rows)}')
    log.path.write_text(text)
    (refusal,) = [each for each in arrivals(log) if isinstance(each, Refusal)][:1]
    assert refusal.problem.inputs["field"] == "outputStatistics.rowCount"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"<html>", Unreadable.NOT_JSON),
        (b"[1]", Unreadable.NOT_JSON),
        (b'{"a": NaN}', Unreadable.NOT_JSON),
        (b'{"a": 1, "a": 2}', Unreadable.NOT_JSON),
        (b"[" * 200_000, Unreadable.NOT_JSON),
        (b"\xff\xfe", Unreadable.NOT_JSON),
        (b'{"eventTime": "2026-11-', Unreadable.NOT_JSON),
        (b'{"a": "' + b"x" * 3 * 2**20, Unreadable.TOO_LARGE),
    ],
)
def test_a_line_that_is_no_event_costs_only_itself(log: Log, line: bytes, why: Unreadable) -> None:
    log.path.write_bytes(line + b"\n" + json.dumps(GOOD).encode())
    found = arrivals(log)
    (refusal,) = [each for each in found if isinstance(each, Refusal)]
    assert (refusal.problem.inputs["why"], refusal.problem.inputs["line"]) == (why, 1)
    assert any(isinstance(each, PipelineRun) for each in found)


def test_a_log_that_names_no_end_of_jobs_is_a_failure(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows, "MOST_JOBS", 2)
    for number in range(3):
        log.tell(f"job {number}")
    with pytest.raises(SourceFailed) as failed:
        arrivals(log)
    assert failed.value.problem.code is Code.LIST_TOO_LONG


def test_no_file_is_a_failure(log: Log) -> None:
    with pytest.raises(SourceFailed) as failed:
        arrivals(log)
    assert failed.value.problem.code is Code.FILE_MISSING


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "namespace", "facets", "runId"]), inside)
    ),
    max_leaves=8,
)


def changed(found: Any, path: list[Any], to: object) -> Any:
    """``found`` with another value at a place in it."""
    if not path:
        return to
    first, *rest = path
    copy = dict(found) if isinstance(found, dict) else list(found)
    copy[first] = changed(copy[first], rest, to)
    return copy


def places(found: Any, before: tuple[Any, ...] = ()) -> list[list[Any]]:
    inside = found.items() if isinstance(found, dict) else enumerate(found)
    below = [
        place
        for key, each in inside
        if isinstance(each, dict | list)
        for place in places(each, (*before, key))
    ]
    keys = found if isinstance(found, dict) else range(len(found))
    return [[*before, key] for key in keys] + below


def taken(found: dict[str, Any]) -> Event | Rejected | None:
    try:
        return event(found, NOW)
    except Rejected as refused:
        return refused


@given(st.sampled_from(places(GOOD)), ANYTHING)
def test_any_change_keeps_its_meaning_or_is_refused_by_its_field(
    place: list[Any], to: object
) -> None:
    found = taken(changed(GOOD, place, to))
    if isinstance(found, Rejected):
        assert found.problem.inputs["field"]
        return
    assert found
    assert found.rows is None or found.rows >= 0
    assert found.at <= NOW + timedelta(minutes=5)
    assert found.end is RunEnd.SUCCEEDED or place[0] in ("eventType", "inputs", "outputs")
