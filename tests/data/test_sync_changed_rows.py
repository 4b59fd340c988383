"""A table that tells when its rows were changed is read from there on, and nothing is missed."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from data.connections import MeasureShape, RowMapping, SqlConnection
from data.problems import Code
from data.sources.sql.address import address_of
from data.sources.sql.changes import WHOLE_AGAIN
from tests.data.feeding import NOW, everything
from tests.data.hourly import HOUR, Company, fresh, listed

VARIABLE = "METRICS_DATABASE_URL"
METRICS = SqlConnection(
    "metrics",
    VARIABLE,
    "metrics",
    RowMapping(model="model", end="day", period="P1D", values={"recall": "recall"}),
    changed="changed",
    measures={"recall": MeasureShape()},
)
TABLE = "CREATE TABLE metrics (model TEXT, day DATE, recall TEXT, changed {})"
ADD = "INSERT INTO metrics VALUES ('{}', '{}', '{}', {})"
DAY = timedelta(days=1)
TODAY = NOW.date()
OLD = TODAY - 30 * DAY
FIRST, SECOND, THIRD = (date(2026, 6, number) for number in (1, 2, 3))


class Table:
    """The table of a company in a real database."""

    def __init__(self, path: Path, column: str = "TIMESTAMP", server: str = "") -> None:
        self.path, self.server = path, server
        self.url = server or f"sqlite:///{path}"
        self.do("DROP TABLE IF EXISTS metrics", TABLE.format(column))

    def do(self, *statements: str) -> None:
        if self.server:
            with psycopg.connect(self.server) as server:
                for each in statements:
                    server.execute(each.encode())
            return
        with closing(sqlite3.connect(self.path)) as file, file:
            for each in statements:
                file.execute(each)

    def add(self, day: date, recall: str, changed: date | None, model: str = "churn") -> None:
        moment = f"'{changed.isoformat()} 07:30:00'" if changed else "NULL"
        self.do(ADD.format(model, day.isoformat(), recall, moment))


@pytest.fixture
def company(engine: Engine, tmp_path: Path) -> Company:
    return Company(engine, tmp_path, METRICS)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    found = Table(tmp_path / "metrics.db")
    monkeypatch.setenv(VARIABLE, found.url)
    return found


@pytest.mark.parametrize("column", ["TIMESTAMP", "TIMESTAMPTZ", "DATE", "TEXT"])
@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_only_what_changed_lately_is_read_again(
    template_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    where: str,
    column: str,
) -> None:
    server = request.getfixturevalue("postgres") if where == "postgresql" else ""
    table = Table(tmp_path / "metrics.db", column, server)
    monkeypatch.setenv(VARIABLE, table.url)
    table.add(FIRST, "0.5", OLD)
    table.add(SECOND, "0.6", TODAY - 5 * DAY)
    with fresh(template_file, METRICS) as company:
        assert company.sync().read == 3  # Two values, and what the measure is.
        table.add(THIRD, "0.7", TODAY - DAY)
        assert company.sync().read == 3
        assert company.sync().read == 2
        assert company.values() == [(0.5, True), (0.6, True), (0.7, True)]


def test_without_the_column_everything_is_read(company: Company, table: Table) -> None:
    company.source = SqlConnection(
        "metrics", VARIABLE, "metrics", METRICS.rows, measures=METRICS.measures
    )
    table.add(FIRST, "0.5", OLD)
    assert [company.sync().read for _ in range(2)] == [2, 2]
    assert company.known() == set()


def test_a_corrected_row_corrects_and_has_the_table_read(company: Company, table: Table) -> None:
    table.add(FIRST, "0.5", OLD)
    table.add(SECOND, "0.6", TODAY)
    company.sync()
    table.do(f"UPDATE metrics SET recall = '0.9', changed = '{TODAY}' WHERE day = '{FIRST}'")
    assert company.sync().read == 3
    assert company.values() == [(0.5, False), (0.6, True), (0.9, True)]


def test_a_row_that_contradicts_an_old_one_corrects_nothing(company: Company, table: Table) -> None:
    table.add(FIRST, "0.5", OLD)
    company.sync()
    table.add(FIRST, "0.9", TODAY)
    company.sync()
    assert [code for code, _ in company.refused()] == [Code.READINGS_DISAGREE] * 2
    assert company.values() == [(0.5, True)]
    table.do(f"DELETE FROM metrics WHERE changed < '{TODAY}'")
    company.sync()
    assert (company.refused(), company.values()) == ([], [(0.5, False), (0.9, True)])


def test_a_refused_row_is_read_until_it_is_taken(company: Company, table: Table) -> None:
    table.add(FIRST, "many", OLD)
    table.add(SECOND, "0.6", OLD + DAY, model="late")
    table.add(THIRD, "0.7", TODAY)
    company.sync()
    before = company.refused()
    assert (company.sync().refused, company.refused()) == (2, before)
    assert (Code.NOT_A_NUMBER, f"table metrics, changed {OLD}, row 1") in before
    company.models = listed("churn", "late")
    assert company.sync().refused == 1
    table.do("UPDATE metrics SET recall = '0.5' WHERE recall = 'many'")
    assert company.sync().refused == 0
    assert company.sync().read == 2


def test_a_row_of_a_model_nobody_lists_has_its_own_day_read_and_none_before(
    company: Company, table: Table
) -> None:
    table.add(FIRST, "0.5", OLD)
    table.add(SECOND, "0.6", TODAY)
    table.add(THIRD, "0.7", TODAY, model="nobody")
    assert [company.sync().read for _ in range(2)] == [4, 3]
    assert company.refused() == [(Code.UNKNOWN_MODEL, f"table metrics, changed {TODAY}, row 2")]
    table.do("DELETE FROM metrics WHERE model = 'nobody'")
    assert (company.sync().read, company.refused()) == (2, [])


def test_a_row_that_tells_no_day_is_read_each_time(company: Company, table: Table) -> None:
    table.add(FIRST, "0.5", None)
    table.add(SECOND, "0.6", OLD)
    table.add(THIRD, "0.7", TODAY)
    assert [company.sync().read for _ in range(2)] == [4, 3]


def test_where_a_cell_is_no_day_everything_is_read(company: Company, table: Table) -> None:
    table.add(FIRST, "0.5", OLD)
    table.do(ADD.format("churn", SECOND, "0.6", "'last Tuesday'"))
    assert [company.sync().read for _ in range(2)] == [3, 3]


def test_a_moment_to_come_hides_nothing(company: Company, table: Table) -> None:
    table.add(FIRST, "0.5", date(2999, 1, 1))
    company.sync()
    table.add(SECOND, "0.6", TODAY)
    assert company.sync().read == 3


def test_now_and_then_everything_is_read(company: Company, table: Table) -> None:
    """What was written with a day long gone is found then."""
    table.add(FIRST, "0.5", TODAY)
    company.sync()
    table.add(SECOND, "0.6", OLD)
    assert company.sync().read == 2
    company.hours += WHOLE_AGAIN // HOUR
    assert company.sync().read == 3


def test_a_table_in_another_database_is_read_whole(
    company: Company, table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.models = listed("churn", "fraud")
    table.add(FIRST, "0.5", TODAY)
    company.sync()
    other = Table(tmp_path / "other.db")
    other.add(FIRST, "0.7", OLD, model="fraud")
    other.add(SECOND, "0.8", TODAY, model="fraud")
    monkeypatch.setenv(VARIABLE, other.url)
    assert company.sync().read == 3
    assert company.values() == [(0.5, True), (0.7, True), (0.8, True)]
    assert company.sync().read == 2


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("postgresql://reader:another@host/metrics", True),
        ("postgresql://reader:once@host:5433/metrics", False),
        ("postgresql://reader:once@other/metrics", False),
        ("postgresql://reader:once@host/other", False),
        ("postgresql://auditor:once@host/metrics", False),
        ("postgresql://reader:once@host/metrics?port=5433", False),
    ],
)
def test_only_a_password_leaves_a_database_the_same(
    monkeypatch: pytest.MonkeyPatch, url: str, same: bool
) -> None:
    def digest(written: str) -> str:
        monkeypatch.setenv(VARIABLE, written)
        return address_of(METRICS).digest

    assert (digest("postgresql://reader:once@host/metrics") == digest(url)) is same


WRITTEN = st.tuples(
    st.sampled_from(["churn", "churn", "churn", "late"]),
    st.sampled_from([FIRST, SECOND]),
    st.sampled_from(["0.5", "0.5", "0.7", "many"]),
)
DAYS = st.lists(st.tuples(st.lists(WRITTEN, max_size=2), st.booleans()), min_size=3, max_size=3)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    days=st.lists(st.tuples(st.lists(WRITTEN, max_size=2), st.booleans()), min_size=3, max_size=3)
)
def test_going_on_from_what_is_known_changes_nothing(
    template_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    days: list[tuple[list[tuple[str, date, str]], bool]],
) -> None:
    """Each third day rows are written; a model is listed or not."""
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'metrics.db'}")

    def state(*, forgetting: bool) -> dict[str, list[tuple[str, ...]]]:
        table = Table(tmp_path / "metrics.db")
        with fresh(template_file, METRICS) as company:
            for number, (written, late) in enumerate(days):
                for model, day, recall in written:
                    table.add(day, recall, TODAY + 3 * number * DAY, model)
                if forgetting:
                    company.forget()
                company.models = listed("churn", *(["late"] if late else []))
                company.hours = 72 * number
                company.sync()
            found = everything(company.engine, numbers=False)
        # When all of it was read last is the very thing that differs, and what the columns hold is
        # noted only then.
        del found["watermarks"], found["traits"]
        return found

    assert state(forgetting=False) == state(forgetting=True)
