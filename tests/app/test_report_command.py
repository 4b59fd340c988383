"""``rollcall report`` and its Python function: what they say, and how they end."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from typer.testing import CliRunner

from app.cli import app
from app.reporting import Cell, NotTaken, report, report_all
from data.store.engine import reading
from data.store.tables import readings
from tests.data.feeding import PRETEND, churn, feed, feed_registry
from tests.rollcall_process import rollcall

PERIOD = ("--period", "2026-11-16/2026-11-22")
TAKEN = "1 result is taken."


@pytest.fixture
def known(
    store_url: str, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Engine:
    """The configured store, which knows the model churn and its measure."""
    feed_registry(engine, churn())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROLLCALL_DATABASE_URL", store_url)
    return engine


def said(*arguments: str, given: bytes = b"") -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["report", *arguments], input=given)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, " ".join(done.stdout.split()), " ".join(done.stderr.split())


def test_it_says_what_became_of_a_report(known: Engine) -> None:
    told = ("churn", "recall", "0.7", *PERIOD)
    assert said(*told) == (0, TAKEN, "")
    assert said(*told) == (0, f"{TAKEN} 1 of them was known already.", "")
    corrected = f"{TAKEN} 1 of them corrects what was reported before; both are kept."
    assert said("churn", "recall", "0.6", *PERIOD) == (0, corrected, "")


def test_what_is_refused_is_told_and_ends_in_a_one(known: Engine) -> None:
    code, out, err = said("chrun", "recall", "0.7", *PERIOD)
    assert (code, out) == (1, "")
    assert err == (
        "1 result is not taken. It is kept with its reason on the page Sources: "
        "rollcall report: No model is called “chrun”. Perhaps churn is meant."
    )


def test_a_value_below_zero_is_a_value(known: Engine) -> None:
    assert "“-0.5” in value is no share" in said("churn", "recall", "-0.5", *PERIOD)[2]


@pytest.mark.parametrize(
    "told",
    [
        [],
        ["churn", "recall", "0.7"],
        ["churn", "recall", *PERIOD],
        ["--file", "-", "--cases", "5"],
        ["churn", "recall", "0.7", "--period", "2026-11-16"],
        ["churn", "recall", "0.7", *PERIOD, "--case", "5"],
        ["--file", "nowhere.csv"],
    ],
)
def test_wrong_use_does_nothing(known: Engine, told: list[str]) -> None:
    code, out, err = said(*told)
    assert (code, out) == (2, "")
    assert "report" in err
    with reading(known) as conn:
        assert conn.execute(select(readings)).all() == []


def test_many_come_through_a_pipe(known: Engine) -> None:
    rows = b"model,measure,value,start,end\nchurn,recall,0.7,2026-11-16,2026-11-22\n"
    rows += b"churn,recall,0.6,2026-11-09,2026-11-15\nchurn,recall,six,2026-11-02,2026-11-08\n"
    code, out, err = said("--file", "-", given=rows)
    assert (code, out) == (1, "2 results are taken.")
    assert "standard input, row 4: “six” in value is not a number" in err


def test_a_long_list_of_refusals_is_cut(known: Engine) -> None:
    rows = "".join(f"m{number},recall,1,2026-11-16,2026-11-22\n" for number in range(30))
    told = said("--file", "-", given=f"model,measure,value,start,end\n{rows}".encode())
    assert told[2].endswith("and 10 more: see the page Sources")


def test_a_broken_file_is_named(known: Engine, tmp_path: Path) -> None:
    (tmp_path / "weekly.jsonl").write_text('{"model": "churn"\n')
    code, _, err = said("--file", "weekly.jsonl")
    assert code == 2
    assert err == (
        "rollcall report cannot read weekly.jsonl: it is not one JSON object, so write it anew "
        "(line 1)."
    )


def test_the_pretend_company_takes_no_report(
    engine: Engine, store_url: str, tmp_path: Path
) -> None:
    feed(engine, (PRETEND, churn()))
    done = rollcall(
        *("report", "churn", "recall", "0.7", *PERIOD),
        cwd=tmp_path,
        env={"ROLLCALL_DATABASE_URL": store_url},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("The pretend company and real models do not share a store.")


def test_python_says_the_same(known: Engine) -> None:
    told = report("churn", "recall", 0.7, start="2026-11-16", end="2026-11-22", cases=40)
    assert (told.new, told.known) == (1, 0)
    assert report("churn", "recall", 0.7, start="2026-11-16", end="2026-11-22", cases=40).known == 1
    one: dict[str, Cell] = {"model": "churn", "measure": "recall", "value": 0.6}
    one |= {"start": "2026-11-09"}
    with pytest.raises(NotTaken, match="row 2: end is empty") as refused:
        report_all([{**one, "end": "2026-11-15"}, one])
    assert refused.value.reported is not None
    assert refused.value.reported.new == 1


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ROLLCALL_DATABASE_URL", "sqlite:///new.db", "Make it: rollcall init"),
        ("ROLLCALL_DATABASE_URL", "mysql://x/y", "must be mended first"),
        ("ROLLCALL_DATABASE_URL", "postgresql://127.0.0.1:1/x", "cannot be reached"),
        ("ROLLCALL_COMPANY__TIME_ZONE", "Mars", "must be mended first"),
    ],
)
def test_python_raises_whatever_stops_it(
    known: Engine, name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(NotTaken, match=says) as stopped:
        report("churn", "recall", 0.7, start="2026-11-16", end="2026-11-22")
    assert stopped.value.reported is None
