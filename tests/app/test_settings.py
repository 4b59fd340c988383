"""What is configured arrives checked; what is wrong is told all at once and without secrets."""

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel

from app.language.sentence import Speech
from app.language.terminal import expected_words, fault_line
from app.logs import OneLine
from app.setting_faults import Expected, Fault
from app.settings import NotConfigured, Settings, load
from data.connections import (
    AirflowConnection,
    EvidentlyConnection,
    FilesConnection,
    MlflowConnection,
    OpenLineageConnection,
    PrometheusConnection,
    SampleConnection,
    SqlConnection,
    StaffColumns,
    StaffConnection,
)
from data.facts import Question, Unit
from data.members import Role

EXAMPLE = Path(__file__).parents[2] / "rollcall.example.toml"
SECRET = "hunter2-very-secret"
SECRETS = {
    "ROLLCALL_CLIENT_SECRET": SECRET,
    "ROLLCALL_COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
}


@pytest.fixture
def english() -> Speech:
    return Speech(now=datetime(2026, 3, 4, tzinfo=UTC))


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The rollcall.toml of the folder the test runs in; a test writes what it needs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "rollcall.toml"


def faults(text: str, file: Path) -> dict[str, Fault]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotConfigured) as refused:
        load()
    return {fault.key: fault for fault in refused.value.faults}


def settings(text: str, file: Path) -> Settings:
    file.write_text(text, encoding="utf-8")
    return load()


def test_nothing_configured_reads_the_pretend_company(write: Path) -> None:
    found = load()
    assert found.connections == (SampleConnection(),)
    assert found.pretend
    assert found.database_url == f"sqlite:///{write.parent / 'var' / 'rollcall.db'}"
    assert found.sync.every == timedelta(minutes=15)
    assert (found.serve.address, found.serve.port) == ("127.0.0.1", 8501)


def test_the_example_is_valid_as_it_stands() -> None:
    assert load(EXAMPLE).connections == (SampleConnection(),)


def test_the_example_is_valid_with_every_line_switched_on(
    write: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    switched_on = [line.removeprefix("#") for line in lines if not line.startswith("# ")]
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    found = settings("\n".join(switched_on), write)
    assert found.sign_in
    assert found.sign_in.roles.by_role()[Role.EXPERT] == ("data-experts",)
    assert [each.name for each in found.notices.to] == ["Retention, Slack", "Heads"]
    assert found.notices.mail
    kinds = {type(connection) for connection in found.connections}
    readings = {MlflowConnection, PrometheusConnection, SqlConnection, FilesConnection}
    readings |= {EvidentlyConnection}
    assert kinds == readings | {StaffConnection, OpenLineageConnection, AirflowConnection}


def test_a_source_gets_its_measures_and_paths_from_the_folder_of_the_file(
    write: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write.write_text(
        """
        [measures.found]
        unit = "share"
        question = "value"
        [[sources.files]]
        name = "weekly"
        path = "results/*.csv"
        rows = { model = "m", end = "until", period = "P7D", values = { found = "f" } }
        """
    )
    monkeypatch.chdir("/")
    (connection,) = load(write).connections
    assert isinstance(connection, FilesConnection)
    assert connection.path == str(write.parent / "results/*.csv")
    assert connection.measures["found"].question is Question.VALUE
    assert connection.measures["found"].unit is Unit.SHARE


def test_a_staff_list_gets_its_path_from_the_folder_of_the_file(
    write: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write.write_text(STAFF)
    monkeypatch.chdir("/")
    path = str(write.parent / "staff/*.csv")
    assert load(write).connections == (StaffConnection("c", path, StaffColumns("n")),)


def test_every_fault_is_told_at_once(write: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_SERVE__PORT", "99999")
    monkeypatch.setenv("ROLLCALL_DATABSE_URL", f"postgresql://u:{SECRET}@h/x")
    found = faults(
        """
        [company]
        nme = "Acme"
        time_zone = "Europe/Londn"
        currency = "gbp"
        locale = "xx_QQ"
        [serve]
        address = "nowhere"
        hosts = ["not a host"]
        [sync]
        every = "15 minutes"
        [measures.found]
        unit = "shares"
        [[sources.mlflow]]
        nam = "main"
        [[sources.files]]
        name = "weekly"
        path = "x.csv"
        rows = { model = "m", end = "e", value = "v", scal = "percent" }
        [[sources.staff]]
        name = "staff"
        pth = "staff.csv"
        columns = { name = "n", left = "last day" }
        """,
        write,
    )
    told = {key: (fault.expected, fault.nearest) for key, fault in found.items()}
    assert told == {
        "ROLLCALL_DATABSE_URL": (Expected.KNOWN_KEY, "ROLLCALL_DATABASE_URL"),
        "ROLLCALL_SERVE__PORT": (Expected.PORT, ""),
        "company.nme": (Expected.KNOWN_KEY, "name"),
        "company.time_zone": (Expected.TIME_ZONE, "Europe/London"),
        "company.currency": (Expected.CURRENCY, "GBP"),
        "company.locale": (Expected.LOCALE, ""),
        "serve.address": (Expected.ADDRESS, ""),
        "serve.hosts[1]": (Expected.HOST_NAME, ""),
        "sync.every": (Expected.DURATION, ""),
        "measures.found.unit": (Expected.ONE_OF, "share"),
        "sources.mlflow[1].nam": (Expected.KNOWN_KEY, "name"),
        "sources.mlflow[1].name": (Expected.SOME_VALUE, ""),
        "sources.mlflow[1].url": (Expected.SOME_VALUE, ""),
        "sources.files[1].rows.scal": (Expected.KNOWN_KEY, "scale"),
        "sources.staff[1].pth": (Expected.KNOWN_KEY, "path"),
        "sources.staff[1].path": (Expected.SOME_VALUE, ""),
        "sources.staff[1].columns.left": (Expected.KNOWN_KEY, "left_on"),
    }
    assert found["company.time_zone"].found == '"Europe/Londn"'


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("[company]\ntime_zone = 'EST5'", "company.time_zone", Expected.TIME_ZONE),
        ("[serve]\nport = 'eight'", "serve.port", Expected.WHOLE_NUMBER),
        ("[serve]\nhosts = 'one'", "serve.hosts", Expected.LIST),
        ("company = 'Acme'", "company", Expected.TABLE),
        ("[sync]\nevery = 'P1M'", "sync.every", Expected.DURATION),
        ("[sync]\nevery = 'P32D'", "sync.every", Expected.DURATION),
        ("[sync]\nevery = 'P999999999999D'", "sync.every", Expected.DURATION),
        ("[measures.m]\nphrase = 'finds many'", "measures.m.phrase", Expected.PHRASE),
        ("[measures.m]\nphrase = '{value} {x}'", "measures.m.phrase", Expected.PHRASE),
        ("[sources.mlflow]\nname = 'a'", "sources.mlflow", Expected.LIST),
        ("[company", "", Expected.TOML),
    ],
)
def test_a_fault_names_its_key(text: str, key: str, expected: Expected, write: Path) -> None:
    assert [(each.key, each.expected) for each in faults(text, write).values()] == [(key, expected)]


MLFLOW = "[[sources.mlflow]]\nname = 'a'\nurl = 'http://mlflow:5000'\n"
ROWS = "model = 'm', end = 'e', period = 'P7D', measure = 'k', value = 'v'"
SQL = "[[sources.sql]]\nname = 'b'\nurl_env = 'B_URL'\ntable = 't'\nrows = { " + ROWS + " }\n"
EVIDENTLY = """
[measures.shift]
[[sources.evidently]]
name = 'e'
path = 'workspace'
results = { shift = 'DriftedColumnsCount.share' }
counts = { shift = 'RowCount' }
"""
PROMETHEUS = """
[measures.errors]
[[sources.prometheus]]
name = 'd'
url = 'http://d:9090'
queries = { errors = 'f([{window}])' }
counts = { errors = 'n([{window}])' }
"""
LINEAGE = (
    "[[sources.openlineage]]\nname = 'd'\npath = 'lineage/*'\nfeeds = { churn = ['features'] }\n"
    "every = { features = 'P1D' }\n"
)
AIRFLOW = (
    "[[sources.airflow]]\nname = 'd'\nurl = 'http://a:8080'\nfeeds = { churn = ['features'] }\n"
    "every = { features = 'P1D' }\n"
)
STAFF = "[[sources.staff]]\nname = 'c'\npath = 'staff/*.csv'\ncolumns = { name = 'n' }\n"


@pytest.mark.parametrize(
    ("text", "old", "new", "key", "expected"),
    [
        (MLFLOW, "'a'", "' '", "name", Expected.SOME_VALUE),
        (MLFLOW, "http:", "ftp:", "url", Expected.WEB_ADDRESS),
        (MLFLOW, "//", "//u:p@", "url", Expected.WEB_ADDRESS),
        (MLFLOW, ":5000", ":x", "url", Expected.WEB_ADDRESS),
        (MLFLOW, "name", "token_env = 'a b'\nname", "token_env", Expected.VARIABLE_NAME),
        (MLFLOW, "name", "deadline_seconds = 0\nname", "deadline_seconds", Expected.ABOVE_ZERO),
        (MLFLOW, "name", "deadline_seconds = nan\nname", "deadline_seconds", Expected.ABOVE_ZERO),
        (MLFLOW, "name", "deadline_seconds = inf\nname", "deadline_seconds", Expected.ABOVE_ZERO),
        (MLFLOW, "name", "deadline_seconds = 3601\nname", "deadline_seconds", Expected.ABOVE_ZERO),
        (SQL, "'P7D'", "'P999999999999D'", "rows.period", Expected.DURATION),
        (SQL, "'B_URL'", "''", "url_env", Expected.VARIABLE_NAME),
        (SQL, "'t'", "''", "table", Expected.SOME_VALUE),
        (SQL, "'P7D'", "'P7'", "rows.period", Expected.DURATION),
        (SQL, ", period = 'P7D'", "", "rows", Expected.A_PERIOD),
        (SQL, ", value = 'v'", "", "rows", Expected.VALUE_COLUMNS),
        (SQL, "model = 'm'", "model = ''", "rows.model", Expected.SOME_VALUE),
        (SQL, " }", ", scale = 'per cent' }", "rows.scale", Expected.SCALE),
        (SQL, " }", ", dates = 'month' }", "rows.dates", Expected.DATE_ORDER),
        (SQL, " }", ", decimals = ',' }", "rows.decimals", Expected.DECIMALS),
        (SQL, " }", ", time_zone = 'X' }", "rows.time_zone", Expected.TIME_ZONE),
        (EVIDENTLY, "'e'", "''", "name", Expected.SOME_VALUE),
        (EVIDENTLY, "'workspace'", "''", "path", Expected.SOME_VALUE),
        (EVIDENTLY, "'RowCount'", "'Row Count'", "counts.shift", Expected.RESULT),
        (EVIDENTLY, "Count.share", "Count.", "results.shift", Expected.RESULT),
        (EVIDENTLY, "counts = { shift", "counts = { shft", "counts.shft", Expected.KNOWN_KEY),
        (EVIDENTLY, "name", "model = 'm'\nmodel_key = 'k'\nname", "model_key", Expected.MODEL_ONCE),
        (EVIDENTLY, "name", "period = 'weekly'\nname", "period", Expected.DURATION),
        (EVIDENTLY, "name", "time_zone = 'X'\nname", "time_zone", Expected.TIME_ZONE),
        (PROMETHEUS, "'d'", "''", "name", Expected.SOME_VALUE),
        (PROMETHEUS, "http:", "ftp:", "url", Expected.WEB_ADDRESS),
        (PROMETHEUS, "//", "//u:p@", "url", Expected.WEB_ADDRESS),
        (PROMETHEUS, "name", "token_env = 'a b'\nname", "token_env", Expected.VARIABLE_NAME),
        (PROMETHEUS, "name", "period = 'P3D'\nname", "period", Expected.ONE_OF),
        (PROMETHEUS, "name", "days_back = 0\nname", "days_back", Expected.DAYS_BACK),
        (PROMETHEUS, "name", "days_back = 401\nname", "days_back", Expected.DAYS_BACK),
        (PROMETHEUS, "name", "days_back = 'all'\nname", "days_back", Expected.WHOLE_NUMBER),
        (PROMETHEUS, "name", "model_label = ''\nname", "model_label", Expected.SOME_VALUE),
        (PROMETHEUS, "f([{window}])", "f([1d])", "queries.errors", Expected.WINDOW_IN_QUERY),
        (PROMETHEUS, "n([{window}])", "n([1d])", "counts.errors", Expected.WINDOW_IN_QUERY),
        (PROMETHEUS, "f(", "f({model}", "queries.errors", Expected.MODEL_IN_QUERY),
        (PROMETHEUS, "counts = { errors", "counts = { erors", "counts.erors", Expected.KNOWN_KEY),
        (PROMETHEUS, "name", "deadline_seconds = 0\nname", "deadline_seconds", Expected.ABOVE_ZERO),
        (STAFF, "'c'", "''", "name", Expected.SOME_VALUE),
        (STAFF, "'staff/*.csv'", "''", "path", Expected.SOME_VALUE),
        (LINEAGE, "'lineage/*'", "''", "path", Expected.SOME_VALUE),
        (LINEAGE, "churn = ['features']", "", "feeds", Expected.SOME_VALUE),
        (LINEAGE, "'P1D'", "'daily'", "every.features", Expected.DURATION),
        (AIRFLOW, "http:", "ftp:", "url", Expected.WEB_ADDRESS),
        (AIRFLOW, "name", "password_env = 'a b'\nname", "password_env", Expected.VARIABLE_NAME),
        (AIRFLOW, "{ churn = ['features'] }", "{}\ntag_prefix = ''", "feeds", Expected.SOME_VALUE),
        (AIRFLOW, "'P1D'", "'daily'", "every.features", Expected.DURATION),
        (AIRFLOW, "name", "days_back = 401\nname", "days_back", Expected.DAYS_BACK),
        (AIRFLOW, "name", "deadline_seconds = 0\nname", "deadline_seconds", Expected.ABOVE_ZERO),
        (STAFF, "'n'", "''", "columns.name", Expected.SOME_VALUE),
    ],
)
def test_a_source_must_make_sense(
    text: str, old: str, new: str, key: str, expected: Expected, write: Path
) -> None:
    found = faults(text.replace(old, new), write)
    kinds = {MLFLOW: "mlflow", SQL: "sql", PROMETHEUS: "prometheus", STAFF: "staff"}
    kind = {**kinds, LINEAGE: "openlineage", AIRFLOW: "airflow", EVIDENTLY: "evidently"}[text]
    assert [(each.key, each.expected) for each in found.values()] == [
        (f"sources.{kind}[1].{key}", expected)
    ]


def test_a_report_fills_a_measure_that_has_a_meaning(write: Path) -> None:
    found = faults(EVIDENTLY.replace("[measures.shift]", "[measures.shfit]"), write)
    assert {key: (each.expected, each.nearest) for key, each in found.items()} == {
        "sources.evidently[1].results.shift": (Expected.KNOWN_MEASURE, "shfit")
    }
    (connection,) = settings(EVIDENTLY, write).connections
    assert isinstance(connection, EvidentlyConnection)
    assert Path(connection.path) == write.parent / "workspace"
    assert connection.measures.keys() == {"shift"}


def test_a_source_of_reports_reads_at_least_one_result(write: Path) -> None:
    text = "[[sources.evidently]]\nname='e'\npath='p'\nresults={}"
    (found,) = faults(text, write).values()
    assert (found.key, found.expected) == ("sources.evidently[1].results", Expected.SOME_VALUE)


def test_a_source_without_a_query_reads_nothing(write: Path) -> None:
    (found,) = faults(
        "[[sources.prometheus]]\nname='d'\nurl='http://d'\nqueries={}", write
    ).values()
    assert (found.key, found.expected) == ("sources.prometheus[1].queries", Expected.SOME_VALUE)


def test_where_models_are_listed_every_query_has_a_place_for_their_names(write: Path) -> None:
    listed = PROMETHEUS.replace("name =", "models = ['a', 'b\"c', ' ', 'd\\']\nname =")
    found = faults(listed, write)
    assert {
        key.removeprefix("sources.prometheus[1]."): each.expected for key, each in found.items()
    } == {
        "models[2]": Expected.NAME_IN_QUERY,
        "models[3]": Expected.NAME_IN_QUERY,
        "models[4]": Expected.NAME_IN_QUERY,
        "queries.errors": Expected.MODEL_IN_QUERY,
        "counts.errors": Expected.MODEL_IN_QUERY,
    }
    placed = PROMETHEUS.replace("name =", "models = ['a']\nname =").replace("([", "({model}[")
    (connection,) = settings(placed, write).connections
    assert isinstance(connection, PrometheusConnection)
    assert connection.models == ("a",)
    assert connection.measures.keys() == {"errors"}


def test_a_query_fills_a_measure_that_has_a_meaning(write: Path) -> None:
    found = faults(PROMETHEUS.replace("[measures.errors]", "[measures.eror]"), write)
    assert {key: (each.expected, each.nearest) for key, each in found.items()} == {
        "sources.prometheus[1].queries.errors": (Expected.KNOWN_MEASURE, "eror")
    }


def test_two_sources_need_two_names(write: Path) -> None:
    found = faults(MLFLOW + MLFLOW + STAFF.replace("'c'", "'a'"), write)
    told = {key: fault.expected for key, fault in found.items()}
    assert told == dict.fromkeys(
        ("sources.mlflow[2].name", "sources.staff[1].name"), Expected.UNIQUE_NAME
    )


def test_a_reading_fills_a_measure_that_has_a_meaning(write: Path) -> None:
    reading = "readings = [{ metric = 'm', measure = 'customers_fond' }]\n"
    meaning = "[measures.customers_found]\n"
    wide = SQL.replace("measure = 'k', value = 'v'", "values = { found = 'f' }")
    found = faults(MLFLOW + reading + wide + meaning, write)
    assert {key: fault.nearest for key, fault in found.items()} == {
        "sources.mlflow[1].readings[1].measure": "customers_found",
        "sources.sql[1].rows.values.found": "",
    }


def test_a_secret_in_the_wrong_place_is_not_repeated(
    write: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_DATABASE_URL", f"mysql://u:{SECRET}@h/x")
    found = faults(
        f"""
        database_url = "postgresql://u:{SECRET}@h/x"
        password = "{SECRET}"
        [[sources.mlflow]]
        name = "a"
        url = "http://u:{SECRET}@mlflow:5000"
        token_env = "{SECRET}"
        token = "{SECRET}"
        [[sources.mlflow]]
        name = "a"
        url = "http://u:{SECRET}@mlflow:5000"
        token_env = "{SECRET}"
        """,
        write,
    )
    assert len(found) >= 6
    assert SECRET not in repr(found)


def test_settings_do_not_print_their_secrets(write: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"postgresql://u:{SECRET}@h/x"
    monkeypatch.setenv("ROLLCALL_DATABASE_URL", url)
    monkeypatch.setenv("MLFLOW_SECRET", " token-in-a-variable\n")
    found = settings(MLFLOW + "token_env = 'MLFLOW_SECRET'", write)
    assert {SECRET, "token-in-a-variable", url} <= set(found.secrets)
    assert SECRET not in repr(found)
    assert "token-in-a-variable" not in repr(found)


def test_a_log_keeps_a_secret_in_every_form_it_is_written_in(
    write: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql://u:p%40ss+w%2Frd@h/x"
    monkeypatch.setenv("ROLLCALL_DATABASE_URL", url)
    log = OneLine(load().secrets)
    for said in (url, "p@ss+w/rd", "p%40ss%2Bw%2Frd", "p%40ss%2Bw/rd"):
        event = logging.LogRecord("x", logging.INFO, "f", 1, f"sent {said}", None, None)
        assert json.loads(log.format(event))["event"] == "sent •••"


def test_a_source_whose_address_is_broken_does_not_end_the_command(
    write: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("B_URL", f"postgresql://u:{SECRET}@h:54x2/db")
    assert settings(SQL + "[measures.k]", write).connections
    monkeypatch.setenv("ROLLCALL_DATABASE_URL", f"postgresql://u:{SECRET}@h:54x2/db")
    assert faults("", write)["ROLLCALL_DATABASE_URL"].expected is Expected.STORE_URL


def test_a_variable_named_for_a_secret_is_no_mistyped_setting(
    write: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_MLFLOW_TOKEN", SECRET)
    assert settings(MLFLOW + "token_env = 'ROLLCALL_MLFLOW_TOKEN'", write).secrets == (SECRET,)


TOKEN = MLFLOW + "token_env = 'MLFLOW_TOKEN'"


def test_a_secret_may_be_kept_in_a_file(write: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = write.with_name("token")
    kept.write_text(f"\ufeff{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("MLFLOW_TOKEN_FILE", str(kept))
    assert settings(TOKEN, write).secrets == (SECRET,)
    assert load().secrets == (SECRET,)


def test_so_may_our_own(write: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = write.with_name("store")
    kept.write_text("sqlite:///elsewhere.db", encoding="utf-8")
    monkeypatch.setenv("ROLLCALL_DATABASE_URL_FILE", str(kept))
    assert load().database_url == "sqlite:///elsewhere.db"


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"a\x00b"])
def test_a_file_that_cannot_be_taken_is_a_fault_and_is_not_repeated(
    write: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    kept = write.with_name(SECRET)
    if content is not None:
        kept.write_bytes(content)
    monkeypatch.setenv("MLFLOW_TOKEN_FILE", str(kept))
    fault = faults(TOKEN, write)["MLFLOW_TOKEN_FILE"]
    assert fault.expected is Expected.READABLE_FILE
    assert SECRET not in str(fault)


def test_a_secret_is_not_given_twice(write: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TOKEN", SECRET)
    monkeypatch.setenv("MLFLOW_TOKEN_FILE", "/anywhere")
    assert faults(TOKEN, write)["MLFLOW_TOKEN_FILE"].expected is Expected.NOT_BOTH


def test_a_variable_goes_before_the_file(write: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLLCALL_SERVE__PORT", "8600")
    assert settings("[serve]\nport = 8700\naddress = '::1'", write).serve.port == 8600


def test_a_section_that_is_not_json_is_a_fault(
    write: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_SERVE", "{")
    assert faults("", write)["ROLLCALL_SERVE"].expected is Expected.TABLE


def test_a_file_that_is_named_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLLCALL_CONFIG", str(tmp_path / "nowhere.toml"))
    with pytest.raises(NotConfigured) as refused:
        load()
    assert [fault.expected for fault in refused.value.faults] == [Expected.READABLE_FILE]


def test_settings_cannot_be_changed(write: Path) -> None:
    found = load()
    assert isinstance(found.serve, BaseModel)
    with pytest.raises(Exception, match="frozen"):
        found.serve.port = 1


@pytest.mark.parametrize("expected", list(Expected))
def test_every_expectation_has_words(expected: Expected, english: Speech) -> None:
    assert expected_words(expected.value, ("one", "two"), english)


def test_a_fault_reads_as_a_sentence(english: Speech) -> None:
    line = fault_line("company.time_zone", "time_zone", '"X/Y"', "Asia/Y", (), english)
    assert line == (
        'company.time_zone: found "X/Y"; a time zone, such as Europe/London; '
        "perhaps you meant Asia/Y"
    )
