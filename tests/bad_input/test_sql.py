"""A table as it should not be: what of it is taken, and what a person reads."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.connections import MeasureShape, RowMapping, SqlConnection
from data.facts import ReadContext, Unit
from data.sources.sql import read
from tests.bad_input.telling import readings, told

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "Europe/Berlin")
ROWS = RowMapping(model="model", end="day", period="P1D", values={"worth": "value", "hit": "hit"})
MEASURES = {"worth": MeasureShape(unit=Unit.MONEY), "hit": MeasureShape()}
CONNECTION = SqlConnection("warehouse", "METRICS_URL", "metrics", ROWS, measures=MEASURES)
GOOD = ("letters", "2026-11-01", 12.5, 0.61)
FOUND = "model, day, value, hit"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with one good row; the environment points at it."""
    path = tmp_path / "metrics.db"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE metrics (model, day, value, hit)")
        made.execute("INSERT INTO metrics VALUES (?, ?, ?, ?)", GOOD)
        made.execute("CREATE VIEW sums AS SELECT model, max(day), sum(value) FROM metrics")
    monkeypatch.setenv("METRICS_URL", f"sqlite:///{path}")
    return path


ODD_ROWS = [
    pytest.param(
        ("letters", "2026-11-02", b"\xff\xfe", 0.6),
        r"“b'\xff\xfe'” in value is not a number. Write it like 0.61.",
        id="64 bytes",
    ),
    pytest.param(
        ("letters", "2026-11-02", "12 €", 0.6),
        "“12 €” in value is not a number. Write it like 0.61.",
        id="64 a unit in the cell",
    ),
    pytest.param(
        ("letters", "2026-11-02 09:00:00", 1, 0.6),
        "“2026-11-02 09:00:00” in day has no time zone. Add one, or name it in the mapping.",
        id="64 a time without its zone",
    ),
    pytest.param(
        ("letters", "01/02/2026", 1, 0.6),
        "“01/02/2026” in day can be read as two dates. Write it like 2026-03-15.",
        id="64 text for a date",
    ),
    pytest.param(
        ("letters", 1_793_000_000, 1, 0.6),
        "“1793000000” in day is no date. Write it like 2026-03-15.",
        id="64 a number for a date",
    ),
    pytest.param(
        ("letters\0", "2026-11-02", 1, 0.6),
        "“letters\ufffd” in model has signs that are not plain text. Write it again without them.",
        id="64 NUL",
    ),
    pytest.param(
        (None, "2026-11-02", 1, 0.6),
        "model is empty. Fill it in, or leave the row out.",
        id="64 nothing",
    ),
    pytest.param(
        ("letters", "2026-11-02", float("inf"), 0.6),
        "“inf” in value is not a number anybody can measure. Leave it out.",
        id="64 infinity",
    ),
    pytest.param(
        ("letters", "2026-11-02", 1, 61),
        "“61” in hit is no share. Write 12 percent as 0.12, or set the scale of its table to "
        "percent.",
        id="64 percent",
    ),
]


@pytest.mark.parametrize(("row", "sentence"), ODD_ROWS)
def test_an_odd_cell_is_told_with_its_row_and_the_others_are_taken(
    database: Path, row: tuple[object, ...], sentence: str
) -> None:
    with closing(sqlite3.connect(database)) as changed, changed:
        changed.execute("INSERT INTO metrics VALUES (?, ?, ?, ?)", row)
    found = list(read(CONNECTION, CONTEXT))
    assert [each.partition(": ")[2] for each in told(found)] == [sentence]
    assert {each.value for each in readings(found)} >= {12.5, 0.61}


OTHERWISE = "Correct the mapping."
INJECTED = "metrics; DROP TABLE metrics"

WHOLE = [
    pytest.param(
        replace(CONNECTION, table="metric"),
        "warehouse has no table called metric. Check its name, and that we may read it.",
        id="64 no such table",
    ),
    pytest.param(
        replace(CONNECTION, rows=replace(ROWS, values={"worth": "score"}, count="n")),
        f"warehouse has no column called n, score. These are there: {FOUND}. {OTHERWISE}",
        id="64 columns renamed",
    ),
    *[
        pytest.param(
            replace(CONNECTION, table=text),
            f"warehouse has no table called {text}. Check its name, and that we may read it.",
            id=f"65 {text.split('(')[0]}",
        )
        for text in (
            INJECTED,
            "(SELECT pg_sleep(60))",
            "pg_read_file('/etc/passwd')",
            "metrics TO PROGRAM 'id'",
        )
    ],
    pytest.param(
        replace(CONNECTION, rows=replace(ROWS, values={"worth": "value; DROP TABLE metrics"})),
        "warehouse has no column called value; DROP TABLE metrics. "
        f"These are there: {FOUND}. {OTHERWISE}",
        id="65 in a column",
    ),
]


@pytest.mark.parametrize(("connection", "sentence"), WHOLE)
def test_what_cannot_be_asked_for_is_told_and_does_nothing(
    database: Path, connection: SqlConnection, sentence: str
) -> None:
    before = database.read_bytes()
    assert told(read(connection, CONTEXT)) == [sentence]
    assert database.read_bytes() == before


ADDRESSES = [
    pytest.param(
        "", "warehouse needs a secret that is not set. Set the environment variable METRICS_URL."
    ),
    pytest.param(
        "hunter2",
        "“…” in METRICS_URL is not one of these: postgresql://name:password@host/database, "
        "sqlite:////folder/file.db. Choose one.",
    ),
    pytest.param(
        "sqlite:////nowhere/metrics.db",
        "warehouse finds no file at /nowhere/metrics.db. Check the path.",
    ),
    pytest.param(
        "postgresql://u:hunter2@h/d?options=-c%20x",
        "“options” in METRICS_URL is not one of these: application_name, channel_binding, "
        "gssencmode, host, port, sslcert, sslkey, sslmode, sslrootcert, target_session_attrs. "
        "Choose one.",
    ),
    pytest.param(
        "postgresql://u:hunter2@127.0.0.1:1/d",
        "warehouse does not answer at 127.0.0.1:1/d. "
        "Check that it runs and that the address is right.",
    ),
]


@pytest.mark.parametrize(("url", "sentence"), ADDRESSES)
def test_64_an_address_that_leads_nowhere(
    url: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METRICS_URL", url)
    assert told(read(CONNECTION, CONTEXT)) == [sentence]


def test_64_a_query_that_takes_too_long(database: Path) -> None:
    with closing(sqlite3.connect(database)) as changed, changed:
        changed.execute(
            "CREATE VIEW slow AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT m.* FROM metrics m, n WHERE n.i < 0"
        )
    slow = replace(CONNECTION, table="slow", deadline_seconds=0.3)
    assert told(read(slow, CONTEXT)) == [
        "warehouse took longer than 0.3 seconds to answer. Try again, or allow it more time."
    ]
