"""``rollcall connect`` as somebody types it, and what a sync then makes of what it wrote."""

import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from sqlalchemy import create_engine, make_url, text
from typer.testing import CliRunner

from app.cli import app
from app.settings import load
from data.connections import FilesConnection, MlflowConnection, SqlConnection
from data.facts import Model, ModelRef
from data.store.engine import open_store, reading
from data.store.sources import source_states
from data.sync import sync
from tests.rollcall_process import rollcall

runner = CliRunner()
ADDRESS = "WAREHOUSE_URL"

WIDE = """Modell;Woche bis;Trefferquote %;Kosten EUR;Anzahl;Region
churn;01.11.2026;61,5;1.234,50;400;
churn;08.11.2026;62,5;2.234,50;1.300;Nord
churn;15.11.2026;163,5;12,5;300;Nord
Fraud v2;15.11.2026;64,5;n/a;300;
"""
LONG = [
    ("churn", "2026-11-01", "recall", 0.61, 400),
    ("churn", "2026-11-08", "recall", 64, 380),
    ("churn", "2026-11-08", "saved", 18250, None),
    ("churn", "2026-11-08", "saved", 18260, None),
    ("unheard of", "2026-11-15", "recall", 0.6, 380),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, template_file: Path) -> Path:
    """A folder with a configuration and a store whose registry knows two models."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rollcall.toml").write_text('[company]\ntime_zone = "Europe/Berlin"', "utf-8")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "rollcall.db").write_bytes(template_file.read_bytes())
    engine = open_store(f"sqlite:///{tmp_path / 'var' / 'rollcall.db'}")
    known = [Model(ModelRef(name, "registry")) for name in ("churn", "fraud")]
    sync(
        engine,
        [MlflowConnection("registry", "")],
        now=datetime.now(UTC),
        time_zone="Europe/Berlin",
        base=tmp_path,
        readers={MlflowConnection: lambda *_: iter(known)},
    )
    engine.dispose()
    return tmp_path


@pytest.fixture(params=["sqlite", "postgresql"])
def warehouse(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of a database with one table of readings, as the environment holds it."""
    if request.param == "sqlite":
        address = f"sqlite:///{folder / 'metrics.db'}"
        sqlite3.connect(folder / "metrics.db").close()
    else:
        address = request.getfixturevalue("postgres")
    url = make_url(address)
    driver = "postgresql+psycopg" if request.param == "postgresql" else url.drivername
    engine = create_engine(url.set(drivername=driver))
    with engine.begin() as conn:
        conn.execute(
            text(
                "CREATE TABLE weekly_metrics (model_name TEXT, week_ending DATE, metric TEXT, "
                "metric_value NUMERIC, cases INTEGER)"
            )
        )
        for row in LONG:
            values = dict(zip("abcde", row, strict=True))
            conn.execute(text("INSERT INTO weekly_metrics VALUES (:a, :b, :c, :d, :e)"), values)
    yield address
    with engine.begin() as conn:
        conn.execute(text("DROP TABLE weekly_metrics"))
    engine.dispose()


def ran(*arguments: str, typed: str = "") -> tuple[int, str]:
    result = runner.invoke(app, list(arguments), input=typed or None)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def told(said: str) -> int:
    """How many values a sync would refuse, as it was told the last time."""
    *_, last = re.findall(r"rows? (none|[\d,]+) would be refused", said)
    return 0 if last == "none" else int(last.replace(",", ""))


def refused_by_sync(folder: Path, name: str) -> int:
    code, said = ran("sync")
    assert code == 0, said
    engine = open_store(f"sqlite:///{folder / 'var' / 'rollcall.db'}")
    with reading(engine) as conn:
        (state,) = (each for each in source_states(conn) if each.name == name)
    engine.dispose()
    assert state.problem is None
    return state.last_run.refused


def only(kind: type) -> SqlConnection | FilesConnection:
    (found,) = (each for each in load().connections if isinstance(each, kind))
    assert isinstance(found, SqlConnection | FilesConnection)
    return found


def test_a_table_of_a_database(
    folder: Path, warehouse: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, warehouse)
    table = ("--url-env", ADDRESS, "--table", "weekly_metrics")
    code, said = ran(
        "connect", "sql", *table, "--name", "warehouse", "--yes", "--set", "scale=share"
    )
    assert code == 0, said
    rows = only(SqlConnection).rows
    assert (rows.model, rows.end, rows.period) == ("model_name", "week_ending", "P7D")
    assert (rows.measure, rows.value, rows.count) == ("metric", "metric_value", "cases")
    assert "“64” in metric_value is no share" in said
    assert "No registry knows this model" in said
    assert "unheard of" in said
    # 64, the two that disagree, and the unknown model.
    assert told(said) == 4
    assert refused_by_sync(folder, "warehouse") == told(said)
    written = Path("rollcall.toml").read_text("utf-8")
    assert ADDRESS in written
    assert warehouse not in written


def csv_file(folder: Path) -> None:
    (folder / "weekly.csv").write_text(WIDE, "utf-8")


def parquet_file(folder: Path) -> None:
    columns, *rows = (each.split(";") for each in WIDE.splitlines())
    table = pa.table(dict(zip(columns, zip(*rows, strict=True), strict=True)))
    parquet.write_table(table, folder / "weekly.parquet")


@pytest.mark.parametrize("made", [csv_file, parquet_file])
def test_files_written_the_german_way(folder: Path, made: Callable[[Path], None]) -> None:
    made(folder)
    code, said = ran("connect", "files", "weekly.*", "--name", "weekly", "--yes")
    assert code == 0, said
    rows = only(FilesConnection).rows
    assert (rows.dates, rows.decimals, rows.scale) == ("day first", "comma", "percent")
    assert rows.values == {"trefferquote": "Trefferquote %", "kosten_eur": "Kosten EUR"}
    assert "the week to 1 November" in said
    assert "€1,230" in said
    assert "“163,5” in Trefferquote % is no share" in said
    assert refused_by_sync(folder, "weekly") == told(said) > 0


def test_a_model_is_called_what_the_registry_calls_it(folder: Path) -> None:
    csv_file(folder)
    typed = "fraud\n\ny\n"
    code, said = ran("connect", "files", "weekly.csv", "--name", "weekly", typed=typed)
    assert code == 0, said
    assert "What does the registry call “Fraud v2”?" in said
    rows = only(FilesConnection).rows
    assert rows.rename == {"Fraud v2": "fraud"}
    assert "No model is called" not in said.split("What does the registry call")[-1]
    assert refused_by_sync(folder, "weekly") == told(said) == 2


def test_what_is_unclear_is_asked_once_and_remembered(folder: Path) -> None:
    lines = ["model,end,recall", "churn,03/04/2026,0.6", "churn,10/04/2026,0.7"]
    (folder / "a.csv").write_text("\n".join(lines), "utf-8")
    code, said = ran("connect", "files", "a.csv", "--yes")
    assert code == 2
    assert "03/04/2026 could be two dates" in said
    assert '--set "dates = day first"' in said
    code, said = ran("connect", "files", "a.csv", typed="neither\nday first\n\ny\n")
    assert code == 0, said
    assert "neither will not do. Say one of these: day first, month first." in said
    rows = only(FilesConnection).rows
    assert (rows.dates, rows.period) == ("day first", "P7D")
    assert refused_by_sync(folder, "files") == told(said) == 0


def test_everything_is_asked_where_nothing_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(folder / "m.db") as database:
        database.execute("CREATE TABLE t (model, at, mae)")
        database.execute("INSERT INTO t VALUES ('churn', '2026-11-01 06:00', 1.5)")
    database.close()
    monkeypatch.setenv(ADDRESS, f"sqlite:///{folder / 'm.db'}")
    typed = f"sql\n{ADDRESS}\nt\n\nP1D\nend = att\nmeasures.mae.better = higher\n\ny\n"
    code, said = ran("connect", typed=typed)
    assert code == 0, said
    assert "There is no column att. These are there: model, at, mae." in said
    found = only(SqlConnection)
    assert (found.rows.time_zone, found.rows.period) == ("Europe/Berlin", "P1D")
    assert found.measures["mae"].better.value == "higher"
    assert refused_by_sync(folder, "t") == told(said) == 0


def test_what_stands_in_the_file_is_not_touched(folder: Path) -> None:
    csv_file(folder)
    file = folder / "rollcall.toml"
    before = '# Ours.\r\n[company]\nname = "Ä"   # no line after this'
    file.write_bytes(before.encode())
    assert ran("connect", "files", "weekly.csv", "--yes")[0] == 0
    assert ran("connect", "files", "weekly.csv", "--yes")[0] == 0
    assert file.read_bytes().startswith(before.encode() + b"\n\n#")
    names = [each.name for each in load().connections]
    assert names == ["files", "files 2"]
    # Measures are described once.
    assert file.read_text("utf-8").count("[measures.trefferquote]") == 1


def test_it_can_be_printed_alone(folder: Path) -> None:
    csv_file(folder)
    before = (folder / "rollcall.toml").read_bytes()
    done = rollcall("connect", "files", "weekly.csv", "--yes", "--print", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "the week to 1 November" in done.stderr
    assert tomllib.loads(done.stdout)["sources"]["files"][0]["path"] == "weekly.csv"
    assert (folder / "rollcall.toml").read_bytes() == before


def test_a_file_that_cannot_be_added_to_is_left_alone(folder: Path) -> None:
    csv_file(folder)
    file = folder / "rollcall.toml"
    file.write_text("measures = { found = { unit = 'share' } }\n", "utf-8")
    code, said = ran("connect", "files", "weekly.csv", "--yes")
    assert code == 1
    assert "Put it in by hand" in said
    assert "[[sources.files]]" in said
    assert file.read_text("utf-8") == "measures = { found = { unit = 'share' } }\n"


REFUSED = [
    (("files", "nothing/*.csv"), "finds no file at"),
    (("files", "weekly.csv", "--set", "model"), "Write it like model = name_of_a_column."),
    (("files", "weekly.csv", "--set", "modle=Modell"), "Perhaps model is meant."),
    (("files", "weekly.csv", "--set", "model=x"), "There is no column x."),
    (("files", "weekly.csv", "--set", "period=soon"), "soon will not do."),
    (("files", "weekly.csv", "--set", "measures.kosten_eur.unit=x"), "x will not do."),
    (("files", "weekly.csv", "--set", "measures.kosten_eur.unit=Eur"), "Perhaps money is meant."),
    (("files", "weekly.csv", "--set", "model="), "Which column holds the name of the model?"),
    (("files", "empty.csv"), "There are no rows yet"),
    (
        ("sql", "--url-env", "NOWHERE_URL", "--table", "t"),
        "Set the environment variable NOWHERE_URL",
    ),
    (("sql", "--url-env", "sqlite:///x", "--table", "t"), "the name of a variable in capitals"),
    (("sql", "--table", "t"), "Which environment variable"),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    folder: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    csv_file(folder)
    (folder / "empty.csv").write_text("model,end\n", "utf-8")
    before = (folder / "rollcall.toml").read_bytes()
    code, said = ran("connect", *arguments, "--yes")
    assert code == 2
    assert sentence in " ".join(said.replace("│", " ").split())
    assert (folder / "rollcall.toml").read_bytes() == before


def test_names_are_not_checked_where_no_registry_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    csv_file(tmp_path)
    code, said = ran("connect", "files", "weekly.csv", "--yes")
    assert code == 0, said
    assert "No registry has been read into this store yet" in said
    assert "No model is called" not in said
    assert load().file == tmp_path / "rollcall.toml"
