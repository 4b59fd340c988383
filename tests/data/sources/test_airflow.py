"""Airflow is read: steps with their rhythm, runs with their end, and what somebody has to see."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts import Arrival, Pipeline, PipelineRun, ReadContext, Refusal, RunEnd
from data.problems import Code, Problem
from data.sources import airflow
from data.sources.airflow.schedules import every
from tests.airflow_twin import LIST, PASSWORD, TOKEN, USER, Row, Twin, dag, run, standing_in

NOW = datetime(2026, 11, 28, 7, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW)
FEEDS = {"feeds": {"churn": ("features",)}}


@pytest.fixture(autouse=True)
def _signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_USER", USER)
    monkeypatch.setenv("AIRFLOW_PASSWORD", PASSWORD)


def read(twin: Twin, **more: object) -> list[Arrival]:
    with standing_in(twin, **more) as connection:
        return list(airflow.read(connection, CONTEXT))


def steps(found: Iterable[Arrival]) -> list[tuple[str, str, str]]:
    return [(each.ref.name, each.name, each.every) for each in found if isinstance(each, Pipeline)]


def runs(found: Iterable[Arrival]) -> list[tuple[int, RunEnd]]:
    """The day and the end of each run."""
    return [(each.ended_at.day, each.outcome) for each in found if isinstance(each, PipelineRun)]


def refusals(found: Iterable[Arrival]) -> list[Refusal]:
    return [each for each in found if isinstance(each, Refusal)]


def only_problem(found: Iterable[Arrival]) -> Problem:
    (refused,) = refusals(found)
    return refused.problem


def features(*told: Row, **more: object) -> Twin:
    """A server with one DAG and these runs."""
    return Twin([dag("features", **more)], list(told))


def test_a_tag_names_the_model_and_the_schedule_how_often() -> None:
    found = read(Twin(), feeds={"letters": ("by_hand", "gone")})
    assert steps(found) == [
        ("letters", "by_hand", ""),
        ("letters", "gone", ""),
        ("letters", "asleep", "P1DT12H"),
        ("churn", "churn_features", "P1D"),
        ("fraud", "fraud_features", "PT1H"),
        ("churn", "hangs", "PT1M"),
    ]
    assert [(each.place, each.problem) for each in refusals(found)] == [
        ("dag gone", Problem(Code.UNKNOWN_DAG, {"found": "gone"})),
        ("dag asleep", Problem(Code.DAG_PAUSED, {"found": "asleep"})),
        (
            "dag hangs",
            Problem(
                Code.RUN_GOES_ON,
                {"found": "hangs", "since": "2026-11-28T06:46:41.366964+00:00"},
            ),
        ),
    ]


def test_a_run_that_ended_counts_and_one_that_goes_on_does_not() -> None:
    found = [each for each in read(Twin()) if isinstance(each, PipelineRun)]
    ends = {(each.pipeline, each.outcome) for each in found}
    assert ends == {
        ("churn_features", RunEnd.SUCCEEDED),
        ("churn_features", RunEnd.FAILED),
        ("fraud_features", RunEnd.FAILED),
        ("hangs", RunEnd.FAILED),
    }
    assert len(found) == 11
    assert found[0].ended_at == datetime(2026, 11, 28, 6, 46, 14, 99384, tzinfo=UTC)
    assert found[0].place == "dag churn_features, run scheduled__2026-11-28T00:00:00+00:00"


def test_a_model_named_twice_is_fed_once_and_several_each() -> None:
    tags = [{"name": "rollcall:churn"}, {"name": "nightly"}, {"name": "rollcall:fraud"}]
    found = read(features(run(3), tags=tags), feeds={"churn": ("features", "features")})
    assert steps(found) == [("churn", "features", "P1D"), ("fraud", "features", "P1D")]
    assert len(runs(found)) == 2


def test_what_is_written_here_goes_before_the_schedule_and_tags_can_be_left() -> None:
    twin = features(tags=[{"name": "rollcall:fraud"}])
    assert steps(read(twin, **FEEDS, every={"features": "P7D"}, tag_prefix="")) == [
        ("churn", "features", "P7D")
    ]


def test_a_run_that_makes_up_for_old_days_says_nothing_of_today() -> None:
    twin = features(run(20), run(21, run_type="backfill", state="failed"))
    assert runs(read(twin, **FEEDS)) == [(20, RunEnd.SUCCEEDED)]


def test_runs_that_ended_long_ago_are_not_read_again() -> None:
    twin = features(run(1), run(20), run(27))
    assert [day for day, _ in runs(read(twin, **FEEDS, days_back=10))] == [27, 20]


def test_a_run_is_too_long_after_the_time_between_two() -> None:
    def going_on(since: str) -> Twin:
        return features(run(state="running", start_date=since, end_date=None))

    assert refusals(read(going_on("2026-11-27T08:00:00Z"), **FEEDS)) == []
    problem = only_problem(read(going_on("2026-11-27T06:00:00Z"), **FEEDS))
    assert problem.code is Code.RUN_GOES_ON


def test_a_backfill_that_goes_on_is_none_of_todays_runs() -> None:
    long_ago = {"state": "running", "start_date": "2026-11-20T06:00:00Z", "end_date": None}
    assert refusals(read(features({**run(), **long_ago, "run_type": "backfill"}), **FEEDS)) == []


def test_a_dag_of_tags_without_end_is_refused() -> None:
    tags = [{"name": f"rollcall:m{number}"} for number in range(201)]
    problem = only_problem(read(Twin([dag(tags=tags)], [])))
    assert (problem.code, problem.inputs["field"]) == (Code.NOT_ONE_OF, "tags")


def test_lists_come_in_pages_however_few_rows_the_server_gives() -> None:
    dags = [dag(f"d{number:03}", tags=[{"name": "rollcall:churn"}]) for number in range(7)]
    ended = [run(day, "d003") for day in range(1, 29)]
    found = read(Twin(dags, ended, most=3))
    assert len(steps(found)) == 7
    assert [day for day, _ in runs(found)] == list(range(28, 0, -1))


def test_of_each_step_the_newest_runs_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(airflow, "RUNS_READ", 5)
    twin = features(*(run(day) for day in range(1, 29)))
    twin.most = 4
    assert [day for day, _ in runs(read(twin, **FEEDS))] == [28, 27, 26, 25, 24]


def test_signs_in_with_a_name_or_with_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = features(run(3))
    assert len(runs(read(twin, **FEEDS))) == 1
    assert twin.asked[0].path == "/auth/token"
    assert "authorization" not in twin.asked[0].headers
    twin.asked.clear()
    monkeypatch.setenv("AIRFLOW_TOKEN", TOKEN)
    assert len(runs(read(twin, **FEEDS, token_env="AIRFLOW_TOKEN"))) == 1
    assert {each.path for each in twin.asked} == {"/api/v2/dags", LIST}


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ("@daily", "P1D"),
        ("@quarterly", "P3M"),
        ("30 4 * * *", "P1D"),
        ("5 * * * *", "PT1H"),
        ("*/15 * * * *", "PT15M"),
        ("0 */6 * * *", "PT6H"),
        ("0 6 * * MON", "P1W"),
        ("0 6 1 * *", "P1M"),
        ("7 days, 0:00:00", "P7D"),
        ("0:30:00", "PT30M"),
        ("0:00:00", ""),
        ("*/7 * * * *", ""),
        ("*/0 * * * *", ""),
        ("0 6 * * 1-5", ""),
        ("0 6 31 * *", ""),
        ("0 6,18 * * *", ""),
        ("@continuous", ""),
        ("Asset", ""),
        ("", ""),
    ],
)
def test_a_schedule_tells_how_often_where_it_does(schedule: str, expected: str) -> None:
    assert every(schedule) == expected


@given(st.text() | st.text("0123456789*/ ,-:days@", max_size=30))
def test_whatever_stands_for_a_schedule_is_a_length_or_nothing(schedule: str) -> None:
    assert every(schedule) == "" or every(schedule).startswith("P")
