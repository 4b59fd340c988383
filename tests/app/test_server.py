"""A real ``rollcall serve``: who is answered, with what, and what is left when it ends."""

import json
import logging
import os
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from streamlit import config
from streamlit.testing.v1 import AppTest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from app.keeper import Keeper
from app.logs import OneLine
from app.protection import Protection, content_policy
from app.readiness import Check, checks
from app.server import readiness_route
from app.settings import load
from app.streamlit_options import FILE, REQUIRED, configure
from data.store import runs
from data.store.engine import open_store, writing
from data.store.schema import upgrade
from data.store.sources import mark_judged
from data.store.tables import SourceKind
from tests.apart import run_apart
from tests.rollcall_process import Served, rollcall, served

SECRET = "hunter2-very-secret"
EVERY = timedelta(minutes=15)
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def pretend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose store holds the pretend company, synced and judged."""
    folder = tmp_path_factory.mktemp("served")
    for command in ("init", "sync", "judge"):
        done = rollcall(command, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def running(pretend: Path, free_port: Callable[[], int]) -> Iterator[Served]:
    """Pages served from that folder, without the process beside them."""
    (pretend / "rollcall.toml").write_text("[company]\nname = 'Example Ltd'\n")
    with served(pretend, free_port(), "--no-sync") as found:
        yield found


def test_it_says_where_it_is(running: Served) -> None:
    assert running.url in running.out.read_text()


def test_it_is_ready_once_synced_and_judged(running: Served) -> None:
    answer = running.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "checks": {"store": "ok", "schema": "ok", "sync": "ok", "judging": "ok"},
    }


@pytest.mark.parametrize(
    "path", ["/", "/models", "/livez", "/readyz", "/nothing-here", "/export/models.csv"]
)
def test_every_answer_carries_safe_headers(path: str, running: Served) -> None:
    headers = running.get(path).headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]


def test_streamlits_own_files_are_kept_by_browsers(running: Served) -> None:
    page = running.get("/").text
    script = page.split('src="./static/js/')[1].split('"')[0]
    answer = running.get(f"/static/js/{script}")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/app/static/main.py",
        "/media/0.csv",
    ],
)
def test_what_nobody_needs_is_not_answered(path: str, running: Served) -> None:
    answer = running.get(path)
    assert answer.status_code == 404 or "<title>" in answer.text
    assert "import streamlit" not in answer.text
    if path.startswith("/_stcore"):
        assert (answer.status_code, answer.text) == (404, "")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "10.1.2.3", "0.0.0.0", "[::]", "", "a b", "[::1"],
)
def test_another_name_is_not_answered(host: str, running: Served) -> None:
    assert running.get("/", host=host).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "127.1.2.3:5", "[::1]:85"])
def test_names_of_this_machine_are(host: str, running: Served) -> None:
    assert running.get("/livez", host=host).status_code == 200


@pytest.mark.parametrize(
    ("host", "local", "answered"),
    [
        ("rollcall.example.com", False, True),
        ("ROLLCALL.example.com.", False, True),
        ("10.1.2.3:80", False, True),
        ("other.example.com", False, False),
        ("10.1.2.3:80", True, False),
    ],
)
def test_with_a_sign_in_its_name_and_addresses_are_answered(
    host: str, local: bool, answered: bool
) -> None:
    async def ours(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    names = [] if local else ["rollcall.example.com"]
    guard = Protection(ours, names, lambda: "", local=local)
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "headers": [(b"host", host.encode())],
    }
    run_apart(guard(scope, receive, send))
    assert sent[0]["status"] == (200 if answered else 421)


@pytest.mark.parametrize(
    "options", [("--address", "0.0.0.0"), ("--address", "::"), ("--address", "10.1.2.3")]
)
def test_others_are_not_let_in_without_a_sign_in(options: tuple[str, str], pretend: Path) -> None:
    done = rollcall("serve", "--no-sync", *options, cwd=pretend)
    assert done.returncode == 2
    assert f"Not started: {options[1]} would let others in" in done.stderr
    assert "[sign_in]" in done.stderr
    assert "127.0.0.1" in done.stderr


def test_nor_is_another_name_served(pretend: Path, tmp_path: Path) -> None:
    file = tmp_path / "named.toml"
    file.write_text("[serve]\nhosts = ['rollcall.example.com']\n")
    done = rollcall("--config", str(file), "serve", "--no-sync", cwd=pretend)
    assert done.returncode == 2
    assert "Not started: rollcall.example.com would let others in" in done.stderr


async def _opens(url: str, origin: str | None) -> bool:
    stream = url.replace("http", "ws") + "/_stcore/stream"
    said = Origin(origin) if origin else None
    try:
        async with connect(stream, origin=said, subprotocols=[Subprotocol("streamlit")]):
            return True
    except InvalidStatus:
        return False


def test_only_our_own_page_may_open_a_session(running: Served) -> None:
    other = running.url[:-1] + ("1" if running.url[-1] != "1" else "2")
    tried = {
        running.url: True,
        None: False,
        "null": False,
        "http://evil.example": False,
        "http://localhost:3000": False,
        other: False,
    }
    assert {origin: run_apart(_opens(running.url, origin)) for origin in tried} == tried


def test_it_listens_where_it_was_told_only(running: Served) -> None:
    port = int(running.url.rsplit(":", 1)[1])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.2", port)) != 0


def test_the_log_is_one_line_of_json_for_each_event(running: Served) -> None:
    events = [json.loads(line) for line in running.log.read_text().splitlines()]
    assert any(event["event"] == "serving" for event in events)
    assert all({"time", "level", "logger"} <= event.keys() for event in events)


def test_a_taken_port_is_told_and_nothing_starts(running: Served, tmp_path: Path) -> None:
    port = running.url.rsplit(":", 1)[1]
    done = rollcall("serve", "--port", port, cwd=tmp_path)
    assert done.returncode == 2
    assert f"Port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_serves_without_a_store_and_says_so(
    tmp_path: Path, free_port: Callable[[], int]
) -> None:
    with served(tmp_path, free_port(), "--no-sync") as empty:
        answer = empty.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["checks"]["schema"].startswith("behind")
        assert empty.get("/").status_code == 200
        assert "rollcall init" in empty.log.read_text()


def test_a_store_that_is_away_makes_it_not_ready(
    tmp_path: Path, free_port: Callable[[], int]
) -> None:
    url = f"postgresql://rollcall:{SECRET}@127.0.0.1:{free_port()}/rollcall"
    with served(tmp_path, free_port(), "--no-sync", env={"ROLLCALL_DATABASE_URL": url}) as away:
        answer = away.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["checks"]["store"] == "unreachable"
        assert away.get("/livez").status_code == 200
        assert SECRET not in answer.text + away.log.read_text() + away.out.read_text()


def children_of(process: int) -> list[int]:
    """Processes started by this one (Linux)."""
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for each in found for number in each.read_text().split()]


def is_gone(process: int) -> bool:
    """True for a process that has ended and was waited for."""
    return not Path(f"/proc/{process}").exists()


def wait_until(done: Callable[[], bool], seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(0.1)


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")


@needs_proc
def test_the_process_beside_it_syncs_and_ends_with_it(
    tmp_path: Path, free_port: Callable[[], int]
) -> None:
    assert rollcall("init", cwd=tmp_path).returncode == 0
    with served(tmp_path, free_port()) as found:
        (child,) = children_of(found.process.pid)
        assert found.get("/readyz").status_code == 200, "a new store is filled before it is shown"
        wait_until(lambda: '"step": "judge"' in found.log.read_text(), seconds=60)
        found.process.send_signal(signal.SIGTERM)
        assert found.process.wait(20) == 0
        assert is_gone(child)


@needs_proc
def test_the_process_beside_it_ends_when_it_is_killed(
    tmp_path: Path, free_port: Callable[[], int]
) -> None:
    assert rollcall("init", cwd=tmp_path).returncode == 0
    with served(tmp_path, free_port()) as found:
        (child,) = children_of(found.process.pid)
        found.process.kill()
        found.process.wait()
        # Nobody waits for it any more; the machine's first process takes it.
        wait_until(lambda: is_gone(child) or "Z (zombie)" in _state_of(child))


def _state_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return "Z (zombie)"


@needs_proc
def test_a_past_day_that_is_being_judged_does_not_keep_it_from_ending(
    pretend: Path, tmp_path: Path, free_port: Callable[[], int]
) -> None:
    day = (datetime.now(UTC) - timedelta(days=40)).date()
    with served(pretend, free_port(), "--no-sync", env={"TMPDIR": str(tmp_path)}) as found:
        assert found.get(f"/export/models.csv?day={day}").status_code == 503
        wait_until(lambda: len(children_of(found.process.pid)) == 1)
        (child,) = children_of(found.process.pid)
        assert list(tmp_path.glob("rollcall-past-*"))
        found.process.send_signal(signal.SIGTERM)
        assert found.process.wait(20) == 0
        assert is_gone(child)
        assert list(tmp_path.glob("rollcall-past-*")) == []
        assert "could not be judged" not in found.log.read_text()


def test_a_child_that_ends_is_started_again(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    code = f"open({str(marks)!r}, 'a').write('x')"
    keeper = Keeper([sys.executable, "-c", code], dict(os.environ), restart_after=0.05)
    keeper.start()
    wait_until(lambda: marks.exists() and len(marks.read_text()) >= 3)
    keeper.stop()
    after = marks.read_text()
    time.sleep(0.3)
    assert marks.read_text() == after


def test_stopping_waits_for_the_child(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code = f"import time; open({str(mark)!r}, 'w').write('x'); time.sleep(600)"
    keeper = Keeper([sys.executable, "-c", code], dict(os.environ))
    keeper.start()
    wait_until(mark.exists)
    began = time.monotonic()
    keeper.stop()
    assert time.monotonic() - began < 5


def _judged(tmp_path: Path, *, synced: datetime | None, judged: datetime | None) -> Path:
    file = tmp_path / "store.db"
    engine = open_store(f"sqlite:///{file}")
    upgrade(engine)
    with writing(engine) as conn:
        if judged:
            mark_judged(conn, judged)
    engine.dispose()
    if synced:
        _say_synced(file, synced)
    return file


def _say_synced(file: Path, at: datetime) -> None:
    engine = open_store(f"sqlite:///{file}")
    with writing(engine) as conn:
        runs.claim_store(conn, pretend=False, time_zone="UTC")
        run = runs.start(conn, SourceKind.MLFLOW, "registry", pretend=False, now=at)
        runs.publish(conn, run, runs.Tally())
    engine.dispose()


@pytest.mark.parametrize(
    ("synced", "judged", "expected"),
    [
        (None, None, (Check.NEVER, Check.NEVER)),
        (NOW, None, (Check.OK, Check.NEVER)),
        (NOW - 3 * EVERY, NOW - 3 * EVERY, (Check.OK, Check.OK)),
        (NOW - 4 * EVERY, NOW, (Check.OLD, Check.OK)),
        (NOW, NOW - 4 * EVERY, (Check.OK, Check.OLD)),
    ],
)
def test_what_is_too_long_ago_is_told(
    synced: datetime | None,
    judged: datetime | None,
    expected: tuple[Check, Check],
    tmp_path: Path,
) -> None:
    engine = open_store(f"sqlite:///{_judged(tmp_path, synced=synced, judged=judged)}")
    found = checks(engine, now=NOW, every=EVERY, sources=["registry"])
    engine.dispose()
    assert (found["sync"], found["judging"]) == expected


def test_a_newer_schema_is_told(tmp_path: Path) -> None:
    file = _judged(tmp_path, synced=NOW, judged=NOW)
    with sqlite3.connect(file) as conn:
        conn.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
    conn.close()
    engine = open_store(f"sqlite:///{file}")
    found = checks(engine, now=NOW, every=EVERY, sources=["registry"])
    engine.dispose()
    assert found["schema"] is Check.NEWER


async def _asked(app: Starlette, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://rollcall") as client:
        return await client.get(path)


def test_a_store_that_hangs_does_not_hang_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("app.server.checks", lambda *_, **__: time.sleep(3))
    monkeypatch.setattr("app.server.STORE_DEADLINE_SECONDS", 0.2)
    engine = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    route = Route("/readyz", readiness_route(load(), engine))
    began = time.monotonic()
    answer = run_apart(_asked(Starlette(routes=[route]), "/readyz"))
    assert time.monotonic() - began < 2
    assert answer.status_code == 503
    assert answer.json()["checks"]["store"] == "unreachable"
    engine.dispose()


def test_our_options_are_safe() -> None:
    assert configure("127.0.0.1", 8501) == ()
    assert config.get_option("server.address") == "127.0.0.1"


@pytest.mark.parametrize(
    ("key", "line", "wrong"),
    [
        ("client.showErrorDetails", 'showErrorDetails = "none"', 'showErrorDetails = "full"'),
        ("server.enableXsrfProtection", "enableXsrfProtection = true", ""),
        ("server.enableCORS", "enableCORS = true", "enableCORS = false"),
        ("browser.gatherUsageStats", "gatherUsageStats = false", "gatherUsageStats = true"),
    ],
)
def test_an_unsafe_option_is_found(
    key: str, line: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "config.toml"
    text = FILE.read_text()
    assert line in text
    changed.write_text(text.replace(line, wrong))
    monkeypatch.setattr("app.streamlit_options.FILE", changed)
    config.set_option(key, "as somebody else left it")
    found = configure("127.0.0.1", 8501)
    assert [option.key for option in found] == [key]
    assert found[0].expected == REQUIRED[key]
    monkeypatch.undo()
    assert configure("127.0.0.1", 8501) == ()


@pytest.mark.parametrize(
    "origin",
    [
        "http://[evil",
        "ftp://rollcall",
        "//rollcall",
        "null",
        "",
        "http://rollcall:1",
        "http://evil",
    ],
)
def test_a_strange_origin_is_turned_away(origin: str) -> None:
    sent: list[Message] = []

    async def never(*_: object) -> None:
        raise AssertionError("let in")

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    headers = [(b"host", b"rollcall"), (b"origin", origin.encode())]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    guard = Protection(never, ["rollcall"], lambda: "", local=False)
    run_apart(guard(scope, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_only_scripts_that_come_with_streamlit_may_stand_in_the_page() -> None:
    policy = content_policy("<script>alert(1)</script>")
    assert "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in policy


FAILS = """
from datetime import UTC, datetime
from app.language.sentence import Speech
from app.server import tell_failure
try:
    raise RuntimeError("the password is hunter2-very-secret")
except RuntimeError as error:
    tell_failure(error, Speech(now=datetime(2026, 3, 4, tzinfo=UTC)))
"""


def test_a_page_that_fails_says_a_number_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    page = AppTest.from_string(FAILS, default_timeout=20).run()
    (told,) = [each.value for each in page.error]
    (event,) = [record for record in caplog.records if record.message == "a page failed"]
    number: str = event.__dict__["error_number"]
    assert number in told
    assert SECRET not in told
    assert "RuntimeError" not in told


def test_a_log_line_stays_one_line_and_keeps_secrets() -> None:
    event = logging.LogRecord("x", logging.INFO, "f", 1, f"a\nb\x1b[31m {SECRET}", None, None)
    line = OneLine([SECRET]).format(event)
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert SECRET not in line
    assert json.loads(line)["event"] == "a\nb\x1b[31m •••"
