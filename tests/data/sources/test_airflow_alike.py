"""The twin of Airflow answers as a real one does: see tests/airflow_server.py."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.connections import AirflowConnection
from data.facts import Arrival, Pipeline, PipelineRun, ReadContext, Refusal, RunEnd
from data.problems import Code, SourceFailed
from data.sources import airflow
from data.sources.airflow import answers
from tests.airflow_server import COMMAND, started
from tests.airflow_twin import PASSWORD, USER, Twin
from tests.loopback import serving

Served = tuple[str, datetime]


@pytest.fixture(scope="module", params=["twin", "real"])
def served(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    free_port: Callable[[], int],
) -> Iterator[Served]:
    """An address, and the moment at which it is read."""
    if request.param == "twin":
        with serving(Twin().answer) as url:
            yield url, datetime(2026, 11, 28, 7, tzinfo=UTC)
        return
    if not COMMAND:
        pytest.skip("AIRFLOW_COMMAND does not name an Airflow to start.")
    folder: Path = tmp_path_factory.mktemp("airflow")
    with started(folder, free_port()) as url:
        yield url, datetime.now(UTC)


@pytest.fixture
def connection(served: Served, monkeypatch: pytest.MonkeyPatch) -> AirflowConnection:
    monkeypatch.setenv("AIRFLOW_USER", USER)
    monkeypatch.setenv("AIRFLOW_PASSWORD", PASSWORD)
    feeds = {"letters": ("by_hand", "gone")}
    signs_in = {"username_env": "AIRFLOW_USER", "password_env": "AIRFLOW_PASSWORD"}
    return AirflowConnection("airflow", served[0], feeds, **signs_in)  # type: ignore[arg-type]


def read(connection: AirflowConnection, served: Served) -> list[Arrival]:
    return list(airflow.read(connection, ReadContext(served[1], served[1])))


def test_steps_runs_and_what_somebody_has_to_look_at(
    connection: AirflowConnection, served: Served
) -> None:
    found = read(connection, served)
    steps = [(each.ref.name, each.name, each.every) for each in found if isinstance(each, Pipeline)]
    assert steps == [
        ("letters", "by_hand", ""),
        ("letters", "gone", ""),
        ("letters", "asleep", "P1DT12H"),
        ("churn", "churn_features", "P1D"),
        ("fraud", "fraud_features", "PT1H"),
        ("churn", "hangs", "PT1M"),
    ]
    assert [(each.place, each.problem.code) for each in found if isinstance(each, Refusal)] == [
        ("dag gone", Code.UNKNOWN_DAG),
        ("dag asleep", Code.DAG_PAUSED),
        ("dag hangs", Code.RUN_GOES_ON),
    ]
    newest: dict[str, RunEnd] = {}
    for each in found:
        if isinstance(each, PipelineRun):
            newest.setdefault(each.pipeline, each.outcome)
    assert newest["churn_features"] is RunEnd.SUCCEEDED
    assert newest["fraud_features"] is RunEnd.FAILED
    assert not {"asleep", "by_hand", "gone"} & newest.keys()


def test_pages_of_two_rows_hold_the_same(
    connection: AirflowConnection, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(connection, served)
    monkeypatch.setattr(answers, "PAGE", 2)
    assert read(connection, served) == whole


def test_a_wrong_password_a_wrong_token_and_none_are_refused(
    connection: AirflowConnection, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW_PASSWORD", "guessed")
    nobody = replace(connection, username_env="", password_env="")
    guessed = replace(nobody, token_env="AIRFLOW_PASSWORD")
    for tried, status in ((connection, 401), (nobody, 401), (guessed, 403)):
        with pytest.raises(SourceFailed) as raised:
            read(tried, served)
        assert raised.value.problem.code is Code.REFUSED_SIGN_IN
        assert raised.value.problem.inputs["status"] == status


def test_the_address_of_something_else_is_a_wrong_one(
    connection: AirflowConnection, served: Served
) -> None:
    elsewhere = replace(connection, url=f"{served[0]}/api/v1")
    with pytest.raises(SourceFailed) as raised:
        read(elsewhere, served)
    assert raised.value.problem.code is Code.WRONG_ADDRESS
