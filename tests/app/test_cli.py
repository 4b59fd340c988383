"""Every command as somebody types it: what it says, what it does, and how it ends."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.terminal import harmless
from data.store.engine import open_store, reading
from data.store.lock import only_one
from data.store.sources import source_states
from tests.rollcall_process import COMMAND, environment, rollcall

SECRET = "hunter2-very-secret"
runner = CliRunner()


@pytest.fixture(scope="module")
def pretend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose store holds the pretend company, synced and judged."""
    folder = tmp_path_factory.mktemp("pretend")
    for command in ("init", "sync", "judge"):
        done = rollcall(command, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def end_of(*arguments: str) -> tuple[int, str]:
    """The exit code of a command and all it said."""
    result = runner.invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_the_store_can_be_made_twice(empty: Path) -> None:
    assert end_of("init")[0] == 0
    assert end_of("init")[0] == 0


def test_long_work_is_silent_where_nobody_watches(pretend: Path) -> None:
    done = rollcall("sync", cwd=pretend)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.splitlines()[1:] == ["Next: rollcall judge"]


def test_status_leads_with_the_headline(pretend: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pretend)
    code, said = end_of("status")
    assert code == 0
    assert "models do what was agreed" in said.splitlines()[0]


def test_status_as_json_is_one_line_for_each_model(
    pretend: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pretend)
    code, said = end_of("status", "--json")
    models = [json.loads(each) for each in said.splitlines()]
    assert code == 0
    assert len(models) >= 12
    assert len({model["slug"] for model in models}) == len(models)
    for model in models:
        assert len(model["questions"]) == 8
        assert {"slug", "name", "owner", "unit", "live_version", "status", "care"} <= model.keys()
        for answer in model["questions"].values():
            assert answer["status"]
            assert answer["sentence"]
            assert "receipt" in answer


def test_status_as_json_carries_what_stands_beside_the_verdicts(
    pretend: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pretend)
    models = {
        each["name"]: each for each in map(json.loads, end_of("status", "--json")[1].splitlines())
    }
    for model in models.values():
        assert model["risk"]["sentence"]
        for measure in model["measures"].values():
            assert {"changing", "meeting", "stretches", "flagged"} <= measure["behaviour"].keys()
    claims = models["Claims triage"]
    groups = [group for each in claims["measures"].values() for group in each["groups"]]
    assert "below" in {each["standing"] for each in groups}
    assert all(each["count"] and each["low"] < each["high"] for each in groups if each["value"])
    assert any(each["fixed"] is None and each["noticed"] for each in claims["incidents"])
    assert claims["acknowledged"] is None
    assert models["Renewal letters"]["acknowledged"]["by"] == "Ana Ruiz"
    late = models["Late payers"]["candidate"]
    assert any(each["better"] is False and each["group"] for each in late["differences"])
    assert [each["why"] for each in models["Driver rounds"]["candidate"]["refused"].values()]
    assert any(each["steps"] for each in (model["risk"] for model in models.values()))
    shared = [event for model in models.values() for event in model["shared_events"]]
    assert shared
    assert all(each["sentence"] and len(each["slugs"]) > 2 for each in shared)


def test_status_of_a_past_day_is_another_one(
    pretend: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pretend)
    now = datetime.now(UTC)
    past = now.replace(year=now.year - 1, month=max(now.month, 2) - 1, day=1).date()
    today = end_of("status", "--json")
    then = end_of("status", "--json", "--as-of", past.isoformat())
    assert then[0] == 0
    assert then[1] != today[1]


@pytest.mark.parametrize("day", ["2999-01-01", "yesterday", "2026-02-30"])
def test_a_day_that_cannot_be_is_wrong_use(
    day: str, pretend: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pretend)
    assert end_of("status", "--as-of", day)[0] == 2


@pytest.mark.parametrize("command", ["sync", "judge", "status"])
def test_without_a_store_the_cure_is_named(command: str, empty: Path) -> None:
    code, said = end_of(command)
    assert code == 2
    assert "rollcall init" in said


def test_a_second_sync_says_that_one_is_running(pretend: Path) -> None:
    engine = open_store(f"sqlite:///{pretend / 'var' / 'rollcall.db'}")
    with only_one(engine, datetime.now(UTC)):
        done = rollcall("sync", cwd=pretend)
    engine.dispose()
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1


def test_a_sync_says_why_rows_were_refused_and_still_ends_well(empty: Path) -> None:
    rows = [f"churn,2026-01-{day:02},oops{day},10" for day in range(1, 9)]
    (empty / "weekly.csv").write_text("\n".join(["model,day,recall,cases", *rows]))
    (empty / "rollcall.toml").write_text(
        "[[sources.files]]\nname = 'weekly'\npath = '*.csv'\n[sources.files.rows]\n"
        "model = 'model'\nend = 'day'\nperiod = 'P1D'\nvalues = { recall = 'recall' }\n"
        "[measures.recall]\nkind = 'recall'\n"
    )
    assert end_of("init")[0] == 0
    code, said = end_of("sync")
    assert code == 0
    assert said.count("weekly.csv") == 5
    assert "“oops1” in recall is not a number" in said
    assert "and 3 more: see the page Sources" in said
    assert said.splitlines()[-1] == "Next: rollcall judge"


def test_a_past_day_is_named_and_may_know_nothing(
    pretend: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pretend)
    assert end_of("status", "--as-of", "2001-03-01") == (
        0,
        "As of 1 March 2001:\nNothing was known by that day.\n",
    )


def test_status_says_what_is_late(empty: Path, free_port: Callable[[], int]) -> None:
    (empty / "rollcall.toml").write_text(
        "[[sources.mlflow]]\nname = 'registry'\n"
        f"url = 'http://127.0.0.1:{free_port()}'\ndeadline_seconds = 2\n"
    )
    assert end_of("init")[0] == 0
    assert end_of("sync")[0] == 1
    told = runner.invoke(app, ["status"]).stderr
    assert told.splitlines() == [
        "We have not checked anything yet.",
        "registry has never answered, so nothing here comes from it.",
    ]


def test_a_source_that_is_down_is_told_and_counted(
    empty: Path, free_port: Callable[[], int]
) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    (empty / "rollcall.toml").write_text(
        f"[[sources.mlflow]]\nname = 'registry'\nurl = '{url}'\ndeadline_seconds = 2\n"
    )
    assert end_of("init")[0] == 0
    code, said = end_of("sync")
    assert code == 1
    assert "registry could not be read" in said
    assert end_of("judge")[0] == 0
    assert end_of("status")[0] == 0


def test_a_store_that_is_away_is_told_without_its_password(
    empty: Path, free_port: Callable[[], int]
) -> None:
    url = f"postgresql://rollcall:{SECRET}@127.0.0.1:{free_port()}/rollcall"
    done = rollcall("init", cwd=empty, env={"ROLLCALL_DATABASE_URL": url})
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert SECRET not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_made_is_told(empty: Path) -> None:
    (empty / "var").write_text("a file, not a folder")
    code, said = end_of("init")
    assert code == 1
    assert "cannot be reached" in said


@pytest.mark.parametrize(
    "url", [f"mysql://u:{SECRET}@h/x", "nonsense", f"postgresql://u:{SECRET}@h/x?options=-c"]
)
def test_a_store_we_do_not_open_is_wrong_use(url: str, empty: Path) -> None:
    done = rollcall("init", cwd=empty, env={"ROLLCALL_DATABASE_URL": url})
    assert done.returncode == 2
    assert SECRET not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_broken_configuration_ends_every_command(empty: Path) -> None:
    file = empty / "other.toml"
    file.write_text(f"[company]\ntimezone = 'UTC'\ncurrency = 'Pounds'\npassword = '{SECRET}'\n")
    for command in ("init", "sync", "judge", "status", "serve"):
        code, said = end_of("--config", str(file), command)
        assert code == 2
        assert "3 things" in said
        assert "perhaps you meant time_zone" in said
        assert "company.currency" in said
        assert SECRET not in said


def test_a_file_to_import_that_is_not_there_is_told(empty: Path) -> None:
    assert end_of("init")[0] == 0
    for given in ("people.toml", "var"):
        code, said = end_of("import", given)
        assert code == 2
        assert given in said
    engine = open_store(f"sqlite:///{empty / 'var' / 'rollcall.db'}")
    with reading(engine) as conn:
        assert source_states(conn) == []
    engine.dispose()


def test_pages_of_the_other_company_are_not_served(pretend: Path, empty: Path) -> None:
    store = {"ROLLCALL_DATABASE_URL": f"sqlite:///{pretend / 'var' / 'rollcall.db'}"}
    (empty / "rollcall.toml").write_text(
        "[[sources.mlflow]]\nname = 'registry'\nurl = 'http://127.0.0.1:1'\n"
    )
    done = rollcall("serve", cwd=empty, env=store)
    assert done.returncode == 2
    assert "Name another store in ROLLCALL_DATABASE_URL" in done.stderr


def test_real_models_without_a_configuration_are_not_served(empty: Path) -> None:
    assert end_of("init")[0] == 0
    (empty / "people.toml").write_text("[[people]]\nname = 'Ana'\n")
    assert end_of("import", "people.toml")[0] == 0
    code, said = end_of("serve")
    assert code == 2
    assert f"no rollcall.toml in {empty}" in said
    assert "--config" in said
    (empty / "rollcall.toml").write_text("[company]\nname = 'Acme'\n")
    code, said = end_of("serve")
    assert code == 2
    assert "names no sources" in said


FAILS = """
import app.cli
def fail():
    raise RuntimeError("the password is {secret}")
app.cli._now = fail
app.cli.main()
"""


def test_what_nobody_foresaw_is_told_without_a_trace(empty: Path) -> None:
    url = f"postgresql://u:{SECRET}@127.0.0.1:1/x"
    done = subprocess.run(
        [sys.executable, "-c", FAILS.format(secret=SECRET), "init"],
        env=environment({"ROLLCALL_DATABASE_URL": url}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    event, told = done.stderr.splitlines()
    assert json.loads(event)["detail"] == "the password is •••"
    assert json.loads(event)["error"] == "RuntimeError"
    assert "please report it" in told


@pytest.mark.parametrize("command", ["init", "sync", "judge", "import", "serve", "status"])
def test_every_command_explains_itself(command: str) -> None:
    code, said = end_of(command, "--help")
    assert code == 0
    assert len(said.split()) > 15


def test_exit_codes_are_in_the_help() -> None:
    code, said = end_of("--help")
    assert code == 0
    assert "Exit codes" in said


@pytest.mark.parametrize("wrong", ["15", "PT0S", "P1M", "-PT5M"])
def test_a_duration_that_is_none_is_wrong_use(wrong: str, empty: Path) -> None:
    code, said = end_of("sync", f"--every={wrong}")
    assert code == 2
    assert "PT15M" in said


def test_rounds_go_on_until_the_one_who_started_them_is_gone(pretend: Path) -> None:
    with (pretend / "rounds.txt").open("w+b") as log:
        process = subprocess.Popen(
            [*COMMAND, "sync", "--every", "PT10S", "--while-input-open"],
            cwd=pretend,
            env=environment(),
            stdin=subprocess.PIPE,
            stderr=log,
        )
        ends = time.monotonic() + 60
        done: list[str] = []
        while len(done) < 3 and time.monotonic() < ends and process.poll() is None:
            time.sleep(0.2)
            lines = (pretend / "rounds.txt").read_text().splitlines()
            done = [line for line in lines if json.loads(line).get("step")]
        assert [json.loads(line)["step"] for line in done] == ["sync", "judge", "tell"]
        assert process.poll() is None
        assert process.stdin
        process.stdin.close()
        assert process.wait(10) != 0


def test_rounds_without_a_store_say_so_in_the_log(empty: Path) -> None:
    done = rollcall("sync", "--every", "PT10S", cwd=empty)
    assert done.returncode == 2
    (event,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert "rollcall init" in event["event"]


def test_a_name_cannot_steer_the_terminal() -> None:
    assert harmless("a\x1b[31mred\u202ebackwards\r\n") == "a�[31mred�backwards��"
    assert harmless("模型 👩\u200d💻 – Ünïcode") == "模型 👩\u200d💻 – Ünïcode"


def test_a_terminal_without_our_letters_gets_all_lines(pretend: Path) -> None:
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = rollcall("status", cwd=pretend, env=plain)
    assert done.returncode == 0, done.stderr
