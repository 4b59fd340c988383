"""Nine faults of a network, each source that speaks over one, in three phases.

Each ends by its deadline with its cause in a sentence; no thread is left, and what the source told
before stays.
"""

import gc
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, make_url

from data import reach
from data.connections import (
    AirflowConnection,
    MeasureShape,
    MetricMapping,
    MlflowConnection,
    PrometheusConnection,
    RowMapping,
    SqlConnection,
)
from data.facts import Model, ModelRef, Unit
from data.sources.sql import database
from data.store.engine import open_store
from data.sync import SourceReport, sync
from tests.airflow_twin import PASSWORD, USER, dag
from tests.airflow_twin import Twin as Steps
from tests.airflow_twin import run as dag_run
from tests.bad_input.telling import words
from tests.data.feeding import FILES, everything, feed
from tests.loopback import Script, serving
from tests.mlflow_twin import Twin as Registry
from tests.mlflow_twin import run
from tests.prometheus_twin import Twin as Metrics
from tests.prometheus_twin import row
from tests.stores import another_database
from tests.toxics import Begins, Reached, Toxic, proxied, threads_left

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 15, 13, tzinfo=UTC)
DEADLINE = 0.3
PATIENT = 20.0
"""Seconds for what ends, one way or the other, long before."""
WEEK = {"model": "churn", "period_start": "2026-03-02", "period_end": "2026-03-08"}
ROWS = RowMapping(model="model", end="day", period="P1D", values={"worth": "value"})
URL = "WAREHOUSE_URL"
OF_A_BUSY_MACHINE = 12
"""Seconds more than on a quiet one; without a deadline it would be all of PATIENT and more."""
CONNECT_SECONDS = 4
"""PostgreSQL's own client waits for a connection at least so long: twice two seconds."""

REGISTRY = MlflowConnection(
    "registry",
    "",
    experiments=("monitoring",),
    readings=(MetricMapping("accuracy", "accuracy"),),
    measures={"accuracy": MeasureShape()},
)
METRICS = PrometheusConnection(
    "metrics",
    "",
    {"errors": "q"},
    days_back=1,
    measures={"errors": MeasureShape()},
)
STEPS = AirflowConnection(
    "steps",
    "",
    {"churn": ("features",)},
    username_env="AIRFLOW_USER",
    password_env="AIRFLOW_PASSWORD",
)
WAREHOUSE = SqlConnection(
    "warehouse",
    URL,
    "metrics",
    ROWS,
    measures={"worth": MeasureShape(unit=Unit.MONEY)},
)

HARMLESS = (Toxic.SLOW_CLOSE, Toxic.SLICER)
LATE = (Toxic.LATENCY, Toxic.BANDWIDTH, Toxic.TIMEOUT)
SLOW = f"took longer than {DEADLINE} seconds to answer. Try again, or allow it more time."
AWAY = "does not answer at"

OverHttp = MlflowConnection | PrometheusConnection | AirflowConnection
Moved = Callable[[int], OverHttp | SqlConnection]


@dataclass
class Source:
    """How a source is reached, and after how many bytes its answer begins and is halfway.

    ``engine`` is a store that knows what it told before.
    """

    reach: Reached
    at: Moved
    headers: int
    body: Begins
    engine: Engine
    told: Mapping[str, object] = field(default_factory=dict)

    def begins(self, phase: str) -> Begins:
        fixed = {"connect": 0, "headers": self.headers}
        return self.body if phase == "mid-body" else lambda _: fixed[phase]

    def read(self, port: int, now: datetime, deadline: float = PATIENT) -> SourceReport:
        """What one sync says of it, where it is reached at this port."""
        connection = replace(self.at(port), deadline_seconds=deadline)
        return sync(
            self.engine, [connection], now=now, time_zone="UTC", base=Path("/nowhere")
        ).sources[0]


@pytest.fixture(params=["mlflow", "prometheus", "airflow", "sql"], scope="module")
def source(request: pytest.FixtureRequest, template_file: Path) -> Iterator[Source]:
    """Each source in turn, read once without any fault."""
    folder = request.getfixturevalue("tmp_path_factory").mktemp("faults")
    engine = open_store(f"sqlite:///{shutil.copy(template_file, folder / 'store.db')}")
    feed(engine, (FILES, []), (REGISTRY, [Model(ModelRef("churn", "registry"))]), now=NOW)
    made: dict[str, Callable[[], AbstractContextManager[Source]]] = {
        "mlflow": lambda: over_http(engine, registry().answer, REGISTRY),
        "prometheus": lambda: over_http(engine, metrics().answer, METRICS),
        "airflow": lambda: over_http(engine, steps().answer, STEPS),
        "sql": lambda: warehouse(engine, request.getfixturevalue("postgres")),
    }
    with pytest.MonkeyPatch.context() as patch, made[request.param]() as found:
        # What is tried again, and how long a line is left to end by itself, is tested elsewhere.
        patch.setattr(reach, "ATTEMPTS", 1)
        patch.setattr(database, "ATTEMPTS", 1)
        patch.setattr(database, "LAST_GRACE", 0.1)
        patch.setenv("AIRFLOW_USER", USER)
        patch.setenv("AIRFLOW_PASSWORD", PASSWORD)
        with proxied(found.reach, Toxic.SLOW_CLOSE, lambda _: 0) as port:
            assert found.read(port, NOW).state == "published"
        yield replace(found, told=everything(engine))
    engine.dispose()


def registry() -> Registry:
    aliases = [{"alias": "champion", "version": "1"}]
    found = Registry(models=[{"name": "churn", "aliases": aliases, "description": "x" * 300}])
    found.versions = [{"name": "churn", "version": "1"}]
    found.runs = [run(WEEK, {"accuracy": 0.5})]
    return found


def metrics() -> Metrics:
    return Metrics([row("0.25")])


def steps() -> Steps:
    return Steps([dag()], [dag_run(3)])


@contextmanager
def over_http(engine: Engine, script: Script, connection: OverHttp) -> Iterator[Source]:
    with serving(script) as url:
        place = "127.0.0.1", int(url.rpartition(":")[2])
        yield Source(
            lambda: socket.create_connection(place, 5),
            lambda port: replace(connection, url=f"http://127.0.0.1:{port}"),
            12,
            in_the_body,
            engine,
        )


def in_the_body(seen: bytes) -> int:
    """Ten bytes behind the head of an HTTP answer."""
    head = seen.find(b"\r\n\r\n")
    return len(seen) if head < 0 else head + 14


@contextmanager
def warehouse(engine: Engine, postgres: str) -> Iterator[Source]:
    """A table of a real PostgreSQL, whose answer is some hundred thousand bytes long."""
    url = another_database(postgres)
    with psycopg.connect(url, autocommit=True) as made:
        made.execute("CREATE TABLE metrics (model text, day date, value numeric)")
        made.execute(
            "INSERT INTO metrics SELECT 'churn', date '2020-01-01' + n, n "
            "FROM generate_series(1, 1500) AS n"
        )
    found = make_url(url)
    home = f"{found.query['host']}/.s.PGSQL.{found.port or 5432}"

    def connected() -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        line.connect(home)
        return line

    with pytest.MonkeyPatch.context() as patch:

        def at(port: int) -> SqlConnection:
            patch.setenv(URL, f"postgresql://postgres@127.0.0.1:{port}/{found.database}")
            return WAREHOUSE

        yield Source(connected, at, 10, lambda _: 20_000, engine)


# psycopg warns of a cursor left open, which it cannot close on a connection that is gone.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("phase", ["connect", "headers", "mid-body"])
@pytest.mark.parametrize("toxic", Toxic)
def test_every_fault_ends_in_time_with_its_cause(source: Source, toxic: Toxic, phase: str) -> None:
    threads = set(threading.enumerate())
    began = time.monotonic()
    with proxied(source.reach, toxic, source.begins(phase)) as port:
        report = source.read(port, LATER, DEADLINE if toxic in LATE else PATIENT)
        assert time.monotonic() - began < CONNECT_SECONDS + OF_A_BUSY_MACHINE
    assert everything(source.engine) == source.told
    gc.collect()
    assert not threads_left(threads)
    if toxic in HARMLESS:
        assert report.state == "published"
        return
    assert report.problem
    sentence = words(report.problem)
    assert sentence.startswith(report.name)
    assert cause(toxic, phase, report.name) in sentence


def cause(toxic: Toxic, phase: str, name: str) -> str:
    """What the sentence says it was."""
    if toxic in LATE:
        return SLOW
    if toxic is Toxic.NOISE and phase == "mid-body":
        expected = "postgresql" if name == WAREHOUSE.name else "JSON"
        return f"answered with something other than {expected}. Check that the address is right."
    return AWAY
