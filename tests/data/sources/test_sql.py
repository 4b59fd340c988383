"""Tables of a real SQLite and a real PostgreSQL become readings."""

import gc
import logging
import os
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from data.connections import MeasureShape, RowMapping, SqlConnection
from data.facts import Arrival, Measure, ReadContext, Reading, Refusal, Unit
from data.problems import Code, Problem, SourceFailed
from data.sources.sql import read
from tests.toxics import Toxic, proxied

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "Europe/Berlin")
VARIABLE = "METRICS_DATABASE_URL"
MAPPING = RowMapping(
    model="model_name",
    end="week_ending",
    period="P7D",
    measure="kpi",
    value="value",
    count="cases",
)
CONNECTION = SqlConnection(
    name="warehouse",
    url_env=VARIABLE,
    table="model_metrics",
    rows=MAPPING,
    measures={"recall": MeasureShape(), "worth": MeasureShape(unit=Unit.MONEY)},
)
TABLE = """
CREATE TABLE model_metrics (
    model_name VARCHAR(80), week_ending DATE, kpi VARCHAR(20), value NUMERIC(12, 4),
    cases INTEGER, "Secret note" TEXT
)
"""
ROWS = """
INSERT INTO model_metrics VALUES
    ('letters', '2026-11-15', 'recall', 0.61, 400, 'x'),
    ('letters', '2026-11-08', 'recall', 0.64, 380, 'x'),
    ('letters', '2026-11-15', 'worth', 1250.5, NULL, 'x'),
    ('branch', '2026-11-15', 'recall', 61, 12, 'x'),
    ('branch', '2026-11-08', 'precision', 0.5, 12, 'x')
"""


@pytest.fixture
def sqlite_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A SQLite database with the table; the environment points at it."""
    path = tmp_path / "metrics of 2026?.db"
    with sqlite3.connect(path) as database:
        database.execute(TABLE)
        database.execute(ROWS)
    database.close()
    monkeypatch.setenv(VARIABLE, "sqlite:///" + str(path).replace("?", "%3F"))
    return path


@pytest.fixture(scope="module")
def warehouse(postgres: str) -> Iterator[str]:
    """The address of a database of our own on the PostgreSQL of the test run."""
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute("CREATE DATABASE warehouse")
        yield postgres.replace("/postgres?", "/warehouse?")
        server.execute("DROP DATABASE warehouse WITH (FORCE)")


@pytest.fixture
def tables(warehouse: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[psycopg.Connection]:
    """A connection to change tables with; the environment points at the same database."""
    monkeypatch.setenv(VARIABLE, warehouse)
    with psycopg.connect(warehouse, autocommit=True) as database:
        database.execute("DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS mart CASCADE")
        database.execute("CREATE SCHEMA public; CREATE SCHEMA mart")
        database.execute(TABLE)
        database.execute(ROWS)
        yield database


def arrivals(connection: SqlConnection = CONNECTION) -> list[Arrival]:
    return list(read(connection, CONTEXT))


def failure(connection: SqlConnection = CONNECTION) -> Problem:
    with pytest.raises(SourceFailed) as caught:
        arrivals(connection)
    assert caught.value.problem.inputs["source"] == "warehouse"
    assert caught.value.problem.inputs["address"]
    return caught.value.problem


def told(found: list[Arrival]) -> list[tuple[object, ...]]:
    """What came, in a few words."""
    lines: list[tuple[object, ...]] = []
    for each in found:
        match each:
            case Measure():
                lines.append(("measure", each.ref.name, each.key, each.unit.value))
            case Reading():
                lines.append((each.place, each.ref.name, each.measure, each.value, each.count))
            case Refusal():
                lines.append((each.place, each.problem.code.value))
    return lines


EXPECTED = [
    ("table model_metrics, row 1", "unknown_measure"),
    ("measure", "letters", "recall", "share"),
    ("table model_metrics, row 2", "letters", "recall", 0.64, 380),
    ("table model_metrics, row 3", "not_a_share"),
    ("table model_metrics, row 4", "letters", "recall", 0.61, 400),
    ("measure", "letters", "worth", "money"),
    ("table model_metrics, row 5", "letters", "worth", 1250.5, None),
]


def test_a_sqlite_table_is_read(sqlite_file: Path) -> None:
    found = arrivals()
    assert told(found) == EXPECTED
    first = next(each for each in found if isinstance(each, Reading))
    assert first.start == datetime(2026, 11, 1, 23, tzinfo=UTC)
    assert first.end == datetime(2026, 11, 8, 23, tzinfo=UTC)


def test_a_postgresql_table_is_read_alike(tables: psycopg.Connection) -> None:
    assert told(arrivals()) == EXPECTED


def test_a_refused_row_keeps_the_mapped_columns_only(sqlite_file: Path) -> None:
    refusal = next(each for each in arrivals() if isinstance(each, Refusal))
    assert refusal.row == {
        "week_ending": "2026-11-08",
        "model_name": "branch",
        "kpi": "precision",
        "value": "0.5",
        "cases": "12",
    }


def test_a_view_in_a_schema_with_names_that_need_quotes_is_read(
    tables: psycopg.Connection,
) -> None:
    tables.execute(
        'CREATE VIEW mart."Model metrics" AS SELECT model_name AS "select", week_ending '
        'AS "Week; ending", value AS "value""s" FROM model_metrics WHERE kpi = \'worth\''
    )
    rows = RowMapping(model="select", end="Week; ending", period="P7D", values={"worth": 'value"s'})
    connection = replace(CONNECTION, table="Model metrics", schema="mart", rows=rows)
    assert told(arrivals(connection)) == [
        ("measure", "letters", "worth", "money"),
        ("table mart.Model metrics, row 1", "letters", "worth", 1250.5, None),
    ]


def test_no_row_means_nothing_came_and_nothing_failed(tables: psycopg.Connection) -> None:
    tables.execute("DELETE FROM model_metrics")
    assert arrivals() == []


def test_more_rows_than_one_batch_come_in_order(tables: psycopg.Connection) -> None:
    tables.execute("DELETE FROM model_metrics")
    tables.execute(
        "INSERT INTO model_metrics SELECT 'm' || n, '2026-11-15', 'worth', n, NULL, '' "
        "FROM generate_series(1, 3500) AS n ORDER BY n DESC"
    )
    found = [each for each in arrivals() if isinstance(each, Reading)]
    assert len(found) == 3500
    assert len({each.place for each in found}) == 3500
    assert [each.ref.name for each in found] == sorted(each.ref.name for each in found)


def test_moments_and_odd_cells_of_postgresql_are_taken_or_refused_by_row(
    tables: psycopg.Connection,
) -> None:
    tables.execute("DELETE FROM model_metrics")
    tables.execute(
        "ALTER TABLE model_metrics ALTER week_ending TYPE timestamptz, ALTER value TYPE float"
    )
    tables.execute(
        "INSERT INTO model_metrics VALUES"
        " ('1', '2026-06-01 00:00+02', 'worth', 1, 1, ''),"
        " ('2', '2026-06-02 00:00+02', 'worth', 'NaN', 1, ''),"
        " ('3', '2026-06-03 00:00+02', 'worth', 'Infinity', 1, ''),"
        " ('4', '2026-06-04 00:00+02', NULL, 1, 1, ''),"
        " ('5', 'infinity', 'worth', 1, 1, ''),"
        " ('6', '20000-01-01', 'worth', 1, 1, '')"
    )
    tables.execute("ALTER DATABASE warehouse SET TimeZone = 'Asia/Tokyo'")
    found = arrivals()
    assert [each.problem.code for each in found if isinstance(each, Refusal)] == [
        Code.NOT_FINITE,
        Code.NOT_FINITE,
        Code.VALUE_MISSING,
        Code.NOT_A_DATE,
        Code.NOT_A_DATE,
    ]
    (reading,) = [each for each in found if isinstance(each, Reading)]
    assert reading.end == datetime(2026, 5, 31, 22, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["date", "timestamp"])
def test_infinite_dates_of_postgresql_refuse_their_row_alone(
    tables: psycopg.Connection, kind: str
) -> None:
    tables.execute(f"ALTER TABLE model_metrics ALTER week_ending TYPE {kind}")
    tables.execute("UPDATE model_metrics SET week_ending = '-infinity' WHERE cases = 400")
    found = arrivals(replace(CONNECTION, rows=replace(MAPPING, time_zone="Europe/Berlin")))
    assert len([each for each in found if isinstance(each, Reading)]) == 2


@pytest.mark.parametrize("database", ["sqlite_file", "tables"])
def test_a_missing_table_or_column_is_named_with_those_found(
    database: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(database)
    problem = failure(replace(CONNECTION, table="metrics"))
    assert (problem.code, problem.inputs["table"]) == (Code.TABLE_MISSING, "metrics")
    rows = replace(MAPPING, value="score", count="n")
    problem = failure(replace(CONNECTION, rows=rows))
    assert (problem.code, problem.inputs["column"]) == (Code.COLUMN_MISSING, "score, n")
    assert problem.inputs["found"] == "model_name, week_ending, kpi, value, cases, Secret note"


def test_nothing_can_be_written(sqlite_file: Path) -> None:
    before = sqlite_file.read_bytes()
    arrivals()
    assert sqlite_file.read_bytes() == before
    assert [path.name for path in sqlite_file.parent.iterdir()] == [sqlite_file.name]


def test_a_view_that_writes_is_stopped_by_the_transaction(tables: psycopg.Connection) -> None:
    tables.execute(
        "CREATE FUNCTION sneaky() RETURNS integer LANGUAGE sql AS "
        "$$ DELETE FROM model_metrics RETURNING 1 $$"
    )
    tables.execute("CREATE VIEW bad AS SELECT *, sneaky() AS hit FROM model_metrics")
    problem = failure(replace(CONNECTION, table="bad", rows=replace(MAPPING, count="hit")))
    assert (problem.code, problem.inputs["status"]) == (Code.SERVER_FAILED, "25006")
    left = tables.execute("SELECT count(*) FROM model_metrics").fetchone()
    assert left == (5,)


REFUSED_ADDRESSES = [
    ("", Code.SECRET_MISSING),
    ("  ", Code.SECRET_MISSING),
    ("hunter2", Code.NOT_ONE_OF),
    ("postgresql://u:hunter2@h:port/d", Code.NOT_ONE_OF),
    ("postgres://u:hunter2@h/d", Code.DRIVER_NOT_ALLOWED),
    ("postgresql+psycopg2://u:hunter2@h/d", Code.DRIVER_NOT_ALLOWED),
    ("postgresql+asyncpg://u:hunter2@h/d", Code.DRIVER_NOT_ALLOWED),
    ("mysql://u:hunter2@h/d", Code.DRIVER_NOT_ALLOWED),
    ("sqlite+aiosqlite:///hunter2", Code.DRIVER_NOT_ALLOWED),
    ("sqlite+pysqlcipher://:hunter2@/x", Code.DRIVER_NOT_ALLOWED),
    ("shillelagh:///hunter2", Code.DRIVER_NOT_ALLOWED),
    ("mysql+pymysql://u:hunter2@h/d?local_infile=1", Code.DRIVER_NOT_ALLOWED),
    ("postgresql://u:hunter2@h/d?options=-c%20x", Code.NOT_ONE_OF),
    ("postgresql://u@h/d?password=hunter2", Code.NOT_ONE_OF),
    ("postgresql://u:hunter2@h/d?passfile=/etc/passwd", Code.NOT_ONE_OF),
    ("sqlite:///x?mode=rwc", Code.NOT_ONE_OF),
    ("sqlite://", Code.FILE_MISSING),
    ("sqlite:////nowhere/metrics.db", Code.FILE_MISSING),
]


@pytest.mark.parametrize(("url", "code"), REFUSED_ADDRESSES)
def test_an_address_we_do_not_open_is_refused_without_telling_it(
    url: str, code: Code, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(VARIABLE, url)
    problem = failure()
    assert problem.code is code
    assert "hunter2" not in str(problem) + caplog.text
    assert problem.inputs["address"] == VARIABLE


def test_only_what_can_be_used_here_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "duckdb:///x")
    problem = failure()
    assert problem.inputs["driver"] == "duckdb"
    assert "postgresql+psycopg" in str(problem.inputs["allowed"])


def test_a_server_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, free_port: Callable[[], int]
) -> None:
    port = free_port()
    monkeypatch.setenv(VARIABLE, f"postgresql://ana:hun@ter2@127.0.0.1:{port}/metrics")
    with caplog.at_level(logging.DEBUG):
        problem = failure()
    assert problem.code is Code.UNREACHABLE
    assert "ter2" not in str(problem)
    monkeypatch.setenv(VARIABLE, f"postgresql://ana:hunter2@127.0.0.1:{port}/metrics")
    problem = failure()
    assert problem.inputs["address"] == f"127.0.0.1:{port}/metrics"
    assert "hunter2" not in str(problem) + caplog.text


def test_a_wrong_database_and_a_refused_user_are_told_apart(
    tables: psycopg.Connection, warehouse: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, warehouse.replace("/warehouse?", "/nowhere?"))
    problem = failure()
    assert (problem.code, problem.inputs["status"]) == (Code.WRONG_ADDRESS, "3D000")
    tables.execute("DROP ROLE IF EXISTS reader")
    tables.execute("CREATE ROLE reader LOGIN")
    monkeypatch.setenv(VARIABLE, warehouse.replace("postgres:@", "reader:@"))
    assert failure().code is Code.TABLE_MISSING
    tables.execute("GRANT USAGE ON SCHEMA public TO reader")
    problem = failure()
    assert (problem.code, problem.inputs["status"]) == (Code.REFUSED_SIGN_IN, "42501")
    tables.execute("GRANT SELECT ON model_metrics TO reader")
    assert told(arrivals()) == EXPECTED
    tables.execute("DROP OWNED BY reader; DROP ROLE reader")


def test_a_wrong_password_is_told_as_such(
    tables: psycopg.Connection, warehouse: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = tables.execute("SHOW hba_file").fetchone()
    assert answer
    rules = Path(answer[0])
    before = rules.read_text()
    tables.execute("CREATE ROLE locked LOGIN PASSWORD 'right'")
    try:
        rules.write_text("local all locked scram-sha-256\n" + before)
        tables.execute("SELECT pg_reload_conf()")
        time.sleep(0.2)
        monkeypatch.setenv(VARIABLE, warehouse.replace("postgres:@", "locked:hunter2@"))
        problem = failure()
    finally:
        rules.write_text(before)
        tables.execute("SELECT pg_reload_conf()")
        tables.execute("DROP ROLE locked")
    assert problem.code is Code.REFUSED_SIGN_IN
    assert "hunter2" not in str(problem)


# psycopg warns of a cursor left open, which it cannot close on a connection that is gone. Such a
# test collects garbage itself, so that the warning falls to no other.
loses_its_connection = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def test_a_server_that_starts_again_is_asked_again(
    warehouse: str, tables: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = make_url(warehouse)
    tries: list[float] = []

    def starting() -> socket.socket:
        tries.append(time.monotonic())
        if len(tries) < 3:
            raise OSError
        line = socket.socket(socket.AF_UNIX)
        line.connect(f"{found.query['host']}/.s.PGSQL.{found.port or 5432}")
        return line

    with proxied(starting, Toxic.SLICER, lambda _: 0) as port:
        url = f"postgresql://postgres@127.0.0.1:{port}/{found.database}"
        monkeypatch.setenv(VARIABLE, url)
        assert any(isinstance(each, Reading) for each in arrivals())
    assert len(tries) >= 3


def test_a_slow_query_ends_at_the_deadline(tables: psycopg.Connection) -> None:
    tables.execute("CREATE VIEW slow AS SELECT m.* FROM model_metrics m, pg_sleep(30)")
    began = time.monotonic()
    problem = failure(replace(CONNECTION, table="slow", deadline_seconds=1))
    assert (problem.code, problem.inputs["seconds"]) == (Code.TIMED_OUT, 1)
    assert time.monotonic() - began < 20


@loses_its_connection
def test_a_server_that_stands_still_is_left_at_the_deadline(tables: psycopg.Connection) -> None:
    """The connection stays open, so no network setting ends the wait."""
    tables.execute("CREATE VIEW slow AS SELECT m.* FROM model_metrics m, pg_sleep(30)")
    stopped: list[int] = []

    def stop_the_worker() -> None:
        for _ in range(150):
            found = tables.execute(
                "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
            ).fetchone()
            if found:
                os.kill(found[0], signal.SIGSTOP)
                stopped.append(found[0])
                return
            time.sleep(0.02)

    stopper = threading.Thread(target=stop_the_worker)
    stopper.start()
    began = time.monotonic()
    try:
        problem = failure(replace(CONNECTION, table="slow", deadline_seconds=3))
    finally:
        stopper.join()
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
            tables.execute("SELECT pg_terminate_backend(%s)", [pid])
        gc.collect()
    assert stopped
    assert problem.code is Code.TIMED_OUT
    assert time.monotonic() - began < 20


def test_a_server_that_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setenv(VARIABLE, f"postgresql://ana@127.0.0.1:{port}/metrics")
        began = time.monotonic()
        problem = failure(replace(CONNECTION, deadline_seconds=1))
    assert problem.code is Code.TIMED_OUT
    assert time.monotonic() - began < 20


def test_what_is_done_with_the_rows_does_not_count_against_the_database(
    tables: psycopg.Connection,
) -> None:
    found = []
    for each in read(replace(CONNECTION, deadline_seconds=2), CONTEXT):
        time.sleep(0.4)
        found.append(each)
    assert told(found) == EXPECTED


@loses_its_connection
def test_a_connection_cut_while_reading_is_told(tables: psycopg.Connection) -> None:
    tables.execute("DELETE FROM model_metrics")
    tables.execute(
        "INSERT INTO model_metrics SELECT 'm' || n, '2026-11-15', 'worth', n, NULL, '' "
        "FROM generate_series(1, 50000) AS n"
    )
    stream = read(CONNECTION, CONTEXT)
    next(stream)
    tables.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    with pytest.raises(SourceFailed) as caught:
        list(stream)
    assert caught.value.problem.code in (Code.UNREACHABLE, Code.SERVER_FAILED)
    del stream, caught
    gc.collect()


def test_a_reader_who_stops_halfway_leaves_no_connection(tables: psycopg.Connection) -> None:
    stream = read(CONNECTION, CONTEXT)
    next(stream)
    assert isinstance(stream, Iterator)
    del stream
    others = (
        "SELECT pid FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    patience = time.monotonic() + 5
    while tables.execute(others).fetchall():
        assert time.monotonic() < patience
        time.sleep(0.02)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b""])
def test_a_file_that_is_no_database(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "metrics.db"
    path.write_bytes(content)
    monkeypatch.setenv(VARIABLE, f"sqlite:///{path}")
    problem = failure()
    assert problem.code in (Code.NOT_THE_EXPECTED_ANSWER, Code.TABLE_MISSING)
    assert problem.inputs["address"] == str(path)
    assert path.read_bytes() == content
