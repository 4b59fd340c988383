"""From Airflow to the store: kept once, gone with its DAG, and refused with why."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data.connections import AirflowConnection
from data.facts import Model, ModelRef, RunEnd
from data.sync import SourceReport, sync
from tests.airflow_twin import PASSWORD, USER, Twin, dag, run, standing_in
from tests.data.feeding import case_of, churn, feed_registry

NOW = datetime(2026, 11, 28, 7, tzinfo=UTC)
TAGS = [{"name": "rollcall:churn"}]


@pytest.fixture
def twin(monkeypatch: pytest.MonkeyPatch) -> Twin:
    monkeypatch.setenv("AIRFLOW_USER", USER)
    monkeypatch.setenv("AIRFLOW_PASSWORD", PASSWORD)
    return Twin([dag(tags=TAGS)], [run(25), run(26, state="failed"), run(27)])


@pytest.fixture
def connection(twin: Twin) -> Iterator[AirflowConnection]:
    with standing_in(twin, registry="registry") as found:
        yield found


@pytest.fixture
def company(engine: Engine) -> Engine:
    """A store that knows one model."""
    feed_registry(engine, churn())
    return engine


def synced(engine: Engine, connection: AirflowConnection, after: int = 0) -> SourceReport:
    """One sync, so many minutes later."""
    now = NOW + timedelta(minutes=after)
    told = {"now": now, "time_zone": "UTC", "base": Path("/nowhere")}
    (report,) = sync(engine, [connection], **told).sources  # type: ignore[arg-type]
    return report


def test_runs_are_kept_once_and_what_is_wrong_is_kept_aside(
    company: Engine, connection: AirflowConnection, twin: Twin
) -> None:
    twin.runs.append(run(24, state="skipped"))
    report = synced(company, connection)
    assert (report.state, report.kept, report.refused) == ("published", 4, 1)
    twin.runs.append(run(28))
    synced(company, connection, after=15)
    case = case_of(company, as_of=NOW + timedelta(minutes=15))
    assert [(each.name, each.every) for each in case.pipelines] == [("features", "P1D")]
    ends = sorted((each.ended_at.day, each.outcome) for each in case.pipeline_runs)
    good = RunEnd.SUCCEEDED
    assert ends == [(25, good), (26, RunEnd.FAILED), (27, good), (28, good)]


def test_runs_that_end_at_the_same_moment_cost_no_other(
    company: Engine, connection: AirflowConnection, twin: Twin
) -> None:
    twin.runs.append(run(27, dag_run_id="again"))
    assert synced(company, connection).problem is None
    assert len(case_of(company, as_of=NOW).pipeline_runs) == 3


def test_a_step_whose_dag_is_gone_is_told_no_more(
    company: Engine, connection: AirflowConnection, twin: Twin
) -> None:
    synced(company, connection)
    twin.dags.clear()
    synced(company, connection, after=15)
    assert case_of(company, as_of=NOW + timedelta(minutes=15)).pipelines == ()


def test_a_tag_that_names_no_model_is_refused_and_the_others_are_kept(
    company: Engine, connection: AirflowConnection, twin: Twin
) -> None:
    feed_registry(company, [*churn(), Model(ModelRef("fraud", "registry"), NOW)])
    twin.dags.append(dag("more", tags=[{"name": "rollcall:frued"}]))
    report = synced(company, connection)
    assert (report.kept, report.refused) == (4, 1)


def test_what_was_told_stays_while_airflow_is_away(
    company: Engine, connection: AirflowConnection, twin: Twin
) -> None:
    synced(company, connection)
    twin.says = 1
    report = synced(company, connection, after=15)
    assert report.state == "failed"
    assert len(case_of(company, as_of=NOW + timedelta(minutes=15)).pipelines) == 1
