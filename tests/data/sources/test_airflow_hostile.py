"""Whatever Airflow answers, each row arrives, is refused by name, or stops the source."""

import time
from datetime import UTC, datetime

import pytest

from data.facts import Arrival, Pipeline, PipelineRun, ReadContext, Refusal
from data.problems import Code, Problem, SourceFailed
from data.sources import airflow
from tests.airflow_twin import (
    DAGS,
    LIST,
    PASSWORD,
    TOKEN,
    USER,
    Row,
    Twin,
    dag,
    run,
    standing_in,
)
from tests.loopback import as_json, plain

NOW = datetime(2026, 11, 28, 7, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW)
FEEDS = {"churn": ("features",)}


@pytest.fixture(autouse=True)
def _signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_USER", USER)
    monkeypatch.setenv("AIRFLOW_PASSWORD", PASSWORD)
    monkeypatch.setenv("AIRFLOW_TOKEN", TOKEN)


def read(twin: Twin, **more: object) -> list[Arrival]:
    with standing_in(twin, **{"feeds": FEEDS, **more}) as connection:
        return list(airflow.read(connection, CONTEXT))


def failure_of(twin: Twin, **more: object) -> Problem:
    began = time.monotonic()
    with pytest.raises(SourceFailed) as raised:
        read(twin, **more)
    assert time.monotonic() - began < 5
    return raised.value.problem


def only_refusal(found: list[Arrival]) -> Refusal:
    (refused,) = [each for each in found if isinstance(each, Refusal)]
    return refused


def runs(found: list[Arrival]) -> list[int]:
    return [each.ended_at.day for each in found if isinstance(each, PipelineRun)]


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"end_date": "2026-11-03"}, Code.NO_TIME_ZONE, "end_date"),
        ({"end_date": "2026-11-03T02:00:00"}, Code.NO_TIME_ZONE, "end_date"),
        ({"end_date": "2026-11-03, soon"}, Code.NOT_A_DATE, "end_date"),
        ({"state": "upstream_failed"}, Code.NOT_ONE_OF, "state"),
        ({"state": None}, Code.VALUE_MISSING, "state"),
        ({"state": ["success"]}, Code.NOT_PLAIN_TEXT, "state"),
        ({"dag_run_id": "a\0b"}, Code.NOT_PLAIN_TEXT, "dag_run_id"),
        ({"dag_run_id": "x" * 300}, Code.TEXT_TOO_LONG, "dag_run_id"),
    ],
)
def test_a_run_that_is_odd_costs_no_other(more: Row, code: Code, field: str) -> None:
    found = read(Twin([dag()], [run(2), run(3, **more), run(4)]))
    assert sorted(runs(found)) == [2, 4]
    refused = only_refusal(found)
    assert (refused.problem.code, refused.problem.inputs["field"]) == (code, field)
    assert (refused.place, refused.row["dag_id"]) == ("dag features", "features")
    assert all("\0" not in each for each in refused.row.values())


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"of": "another"}, Code.NOT_ONE_OF),
        ({"end_date": None}, Code.VALUE_MISSING),
        ({"end_date": 1795831200}, Code.NOT_A_DATE),
        ({"end_date": "2027-11-03T02:00:00Z"}, Code.IN_THE_FUTURE),
        ({"end_date": "1970-01-01T00:00:00Z"}, Code.OUTSIDE_TIME),
    ],
)
def test_a_server_that_sends_what_was_not_asked_for_is_not_believed(more: Row, code: Code) -> None:
    answer = as_json({"dag_runs": [run(3, **more)], "total_entries": 1})
    found = read(Twin([dag(timetable_summary=None)], instead={LIST: answer}))
    assert (only_refusal(found).problem.code, runs(found)) == (code, [])


def test_a_run_that_ended_is_not_told_as_one_that_goes_on() -> None:
    answer = as_json({"dag_runs": [run(3)], "total_entries": 1})
    found = read(Twin([dag()], instead={LIST: answer}))
    assert runs(found) == [3]
    assert only_refusal(found).problem.code is Code.NOT_ONE_OF


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"dag_id": None}, "dag_id"),
        ({"dag_id": 7}, "dag_id"),
        ({"dag_id": " features"}, "dag_id"),
        ({"is_paused": "no"}, "is_paused"),
        ({"is_paused": None}, "is_paused"),
        ({"timetable_summary": 7}, "timetable_summary"),
        ({"tags": None}, "tags"),
        ({"tags": "rollcall:churn"}, "tags"),
        ({"tags": [{"name": 7}]}, "tags"),
        ({"tags": [{"name": "rollcall:"}]}, "tags"),
        ({"tags": [{"name": "rollcall:\u202e"}]}, "tags"),
    ],
)
def test_a_dag_that_is_odd_costs_no_other(more: Row, field: str) -> None:
    found = read(Twin([dag("odd", **more), dag()], [run(3)]))
    assert runs(found) == [3]
    assert only_refusal(found).problem.inputs["field"] == field


def test_a_dag_that_is_odd_is_listed_all_the_same() -> None:
    found = read(Twin([dag(is_paused="no")], []))
    assert only_refusal(found).problem.code is Code.NOT_ONE_OF
    assert [each.name for each in found if isinstance(each, Pipeline)] == ["features"]


def test_the_name_of_a_dag_never_becomes_part_of_an_address() -> None:
    name = "../../users?limit=1#'; DROP TABLE models; --"
    twin = Twin([dag(name, tags=[{"name": "rollcall:churn"}])], [run(3, name)])
    found = read(twin, feeds={})
    assert [each.name for each in found if isinstance(each, Pipeline)] == [name]
    assert runs(found) == [3]
    assert {each.path for each in twin.asked} == {"/auth/token", DAGS, LIST}


def test_a_list_of_dags_that_lacks_some_is_not_taken() -> None:
    problem = failure_of(Twin([dag()], says=2))
    assert problem.code is Code.COUNT_DISAGREES
    told = {key: problem.inputs[key] for key in ("source", "field", "expected", "found")}
    assert told == {"source": "twin", "field": "dags", "expected": 3, "found": "1"}


def test_a_list_of_runs_that_lacks_some_costs_only_these() -> None:
    answer = as_json({"dag_runs": [run(3), run(3)], "total_entries": 2})
    found = read(Twin([dag(timetable_summary=None)], instead={LIST: answer}))
    assert runs(found) == []
    assert only_refusal(found).problem == Problem(
        Code.COUNT_DISAGREES, {"field": "dag_runs", "found": "1", "expected": 2}
    )


def test_a_server_that_repeats_a_page_is_left() -> None:
    answer = as_json({"dags": [dag()], "total_entries": 5})
    assert failure_of(Twin(instead={DAGS: answer})).code is Code.PAGES_REPEAT


def test_a_list_without_an_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(airflow, "MOST_DAGS", 10)
    problem = failure_of(Twin([dag(str(number)) for number in range(11)], most=3))
    assert (problem.code, problem.inputs["limit"]) == (Code.LIST_TOO_LONG, 10)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({}, "Airflow (dags)"),
        ({"dags": None, "total_entries": 0}, "Airflow (dags)"),
        ({"dags": [7], "total_entries": 1}, "Airflow (dags)"),
        ({"dags": []}, "Airflow (dags, total_entries)"),
        ({"dags": [], "total_entries": True}, "Airflow (dags, total_entries)"),
        ({"dags": [], "total_entries": -1}, "Airflow (dags, total_entries)"),
        ({"dags": [], "total_entries": 10**400}, "Airflow (dags, total_entries)"),
        ({"dags": [], "total_entries": "0"}, "Airflow (dags, total_entries)"),
    ],
)
def test_answers_that_are_not_of_airflow(answer: Row, expected: str) -> None:
    problem = failure_of(Twin(instead={DAGS: as_json(answer)}))
    assert (problem.code, problem.inputs["expected"]) == (Code.NOT_THE_EXPECTED_ANSWER, expected)


GONE = {"error": "/api/v1 has been removed in Airflow 3"}


@pytest.mark.parametrize("path", ["/auth/token", DAGS, LIST])
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (as_json({"detail": "Not authenticated"}, "401 Unauthorized"), Code.REFUSED_SIGN_IN),
        (as_json({"detail": "Forbidden"}, "403 Forbidden"), Code.REFUSED_SIGN_IN),
        (as_json(GONE, "404 Not Found"), Code.WRONG_ADDRESS),
        (as_json({}, "405 Method Not Allowed"), Code.WRONG_ADDRESS),
        (plain(b"", "302 Found", Location="/auth/login"), Code.REDIRECTED),
        (plain(b"<html>Sign in</html>", Content_Type="text/html"), Code.NOT_THE_EXPECTED_ANSWER),
        (as_json({"detail": "it broke"}, "500 Internal Server Error"), Code.SERVER_FAILED),
    ],
)
def test_what_keeps_us_out_is_named_wherever_it_comes(path: str, answer: bytes, code: Code) -> None:
    problem = failure_of(Twin([dag()], instead={path: answer}))
    assert (problem.code, problem.inputs["source"]) == (code, "twin")


@pytest.mark.parametrize("token", [None, "", 7, ["a"], "a b", "a\r\nX-Evil: 1", "ä", "a" * 20_001])
def test_a_token_that_cannot_be_one_is_not_sent(token: object) -> None:
    twin = Twin(instead={"/auth/token": as_json({"access_token": token}, "201 Created")})
    problem = failure_of(twin)
    assert problem.inputs["expected"] == "Airflow (access_token)"
    assert len(twin.asked) == 1


def test_no_secret_is_in_what_is_told_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    problem = failure_of(Twin(instead={DAGS: as_json({"detail": TOKEN}, "401 Unauthorized")}))
    told = [str(problem), caplog.text]
    assert not [text for text in told if TOKEN in text or PASSWORD in text]


def test_a_variable_that_is_not_set_stops_the_source_before_anything_is_asked() -> None:
    twin = Twin()
    problem = failure_of(twin, password_env="NOT_SET_ANYWHERE")
    assert (problem.code, twin.asked) == (Code.SECRET_MISSING, [])
