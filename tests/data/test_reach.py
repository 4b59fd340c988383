"""HTTP for sources: every fault ends in time, under its own code, without a secret."""

import base64
import json
import logging
import socket
import time

import pytest

from data import reach
from data.problems import Code, Problem, SourceFailed
from data.reach import Credentials, connected
from data.strict_json import Parsed
from tests.apart import run_apart
from tests.loopback import Asked, Reply, Script, as_json, packed, plain, serving

DEADLINE = 2.0
NOBODY = Credentials()
SIGN_IN_PAGE = b"<!doctype html><title>Sign in</title><form></form>"


def problem_of(url: str, deadline: float = DEADLINE, credentials: Credentials = NOBODY) -> Problem:
    """The problem one GET ends in, which must come within the deadline and a little."""
    began = time.monotonic()
    with pytest.raises(SourceFailed) as raised, connected("r", url, credentials, deadline) as at:
        at.get("things", {})
    assert time.monotonic() - began < deadline + 1.5
    return raised.value.problem


def always(content: bytes) -> Script:
    """A server with one answer for everything."""
    return lambda asked, reply: reply.send(content)


def hang(asked: Asked, reply: Reply) -> None:
    reply.over.wait()


def drip(before: bytes) -> Script:
    """A server that sends a byte every now and then, for ever, after ``before``."""

    def script(asked: Asked, reply: Reply) -> None:
        reply.send(before)
        while not reply.over.wait(0.05):
            reply.send(b"a")

    return script


def stop_midway(asked: Asked, reply: Reply) -> None:
    reply.send(plain(b'{"a": [1, 2', Content_Length="5000"))


def test_reads_an_object_and_asks_for_what_it_was_told() -> None:
    def script(asked: Asked, reply: Reply) -> None:
        assert asked.headers["accept-encoding"] == "gzip"
        reply.send(as_json({"path": asked.path, "query": asked.query, "body": asked.body.decode()}))

    with serving(script) as url, connected("r", f"{url}/base", NOBODY, DEADLINE) as at:
        assert at.get("things", {"name": "ü &/?#", "n": 2}) == {
            "path": "/base/things",
            "query": {"name": "ü &/?#", "n": "2"},
            "body": "",
        }
        assert json.loads(str(at.search("search", {"x": [1]})["body"])) == {"x": [1]}


def test_reads_a_packed_answer_and_a_small_text() -> None:
    with serving(always(packed(b'{"a": 1}'))) as url, connected("r", url, NOBODY, 2) as at:
        assert at.get("things", {}) == {"a": 1}
        assert at.text("things", {}, 8) == '{"a": 1}'


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    problem = problem_of(f"http://127.0.0.1:{port}")
    assert problem == Problem(
        Code.UNREACHABLE, {"source": "r", "address": f"http://127.0.0.1:{port}"}
    )


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(hang, id="silence"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\nX-Long: "), id="slow headers"),
        pytest.param(drip(plain(b"", Content_Length="100000")), id="slow body"),
    ],
)
def test_a_slow_server_ends_at_the_deadline(script: Script) -> None:
    with serving(script) as url:
        problem = problem_of(url, deadline=0.6)
    assert problem.code is Code.TIMED_OUT
    assert problem.inputs["seconds"] == 0.6


def test_a_connection_nobody_takes_up_ends_at_the_deadline() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        try:
            problem = problem_of(f"http://127.0.0.1:{full.getsockname()[1]}", deadline=0.6)
        finally:
            for each in waiting:
                each.close()
    assert problem.code is Code.TIMED_OUT


def test_the_deadline_covers_all_requests_together() -> None:
    def script(asked: Asked, reply: Reply) -> None:
        reply.over.wait(0.3)
        reply.send(as_json({}))

    with serving(script) as url, connected("r", url, NOBODY, 1.0) as at:
        at.get("things", {})
        at.get("things", {})
        with pytest.raises(SourceFailed) as raised:
            [at.get("things", {}) for _ in range(2)]
    assert raised.value.problem.code is Code.TIMED_OUT


def test_time_the_caller_takes_is_not_the_servers() -> None:
    with serving(always(as_json({}))) as url, connected("r", url, NOBODY, 0.5) as at:
        at.get("things", {})
        time.sleep(0.6)
        assert at.get("things", {}) == {}


def test_long_silence_inside_an_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "READ_SECONDS", 0.3)
    with serving(hang) as url:
        problem = problem_of(url, deadline=5)
    assert (problem.code, problem.inputs["seconds"]) == (Code.TIMED_OUT, 0.3)


def explained(answer: Parsed) -> bool:
    return answer.get("status") == "error"


@pytest.mark.parametrize("status", ["400 No", "422 No", "500 Oh", "503 Away"])
def test_a_failure_that_the_server_explains_is_an_answer(status: str) -> None:
    said = {"status": "error", "error": "no such thing"}
    with (
        serving(always(as_json(said, status))) as url,
        connected("r", url, NOBODY, DEADLINE, explains=explained) as at,
    ):
        assert at.get("things", {}) == said


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (as_json({"message": "away"}, "503 Away"), Code.SERVER_FAILED),
        (plain(b"", "400 No"), Code.WRONG_ADDRESS),
        (plain(b'{"status": "error"', "422 No"), Code.WRONG_ADDRESS),
        (plain(b'{"status": "error"}', "400 No", Content_Type="text/html"), Code.WRONG_ADDRESS),
        (plain(b"x", "500 Oh", Content_Encoding="gzip, gzip"), Code.NOT_THE_EXPECTED_ANSWER),
        (as_json({"status": "error"}, "302 Found"), Code.REDIRECTED),
    ],
)
def test_a_failure_without_an_explanation_is_told_as_ever(content: bytes, code: Code) -> None:
    with (
        serving(always(content)) as url,
        connected("r", url, NOBODY, DEADLINE, explains=explained) as at,
        pytest.raises(SourceFailed) as raised,
    ):
        at.get("things", {})
    assert raised.value.problem.code is code


def test_a_sign_in_redirect_is_told_and_not_followed() -> None:
    asked: list[str] = []

    def script(each: Asked, reply: Reply) -> None:
        asked.append(each.path)
        target = "https://me:pw@login.example.com:8443/sso?code=secret"
        reply.send(plain(b"", "302 Found", Location=target))

    with serving(script) as url:
        problem = problem_of(url)
    assert problem.code is Code.REDIRECTED
    assert problem.inputs["to"] == "https://login.example.com:8443"
    assert asked == ["/things"]


@pytest.mark.parametrize("content", [stop_midway, lambda _, reply: reply.reset()])
def test_a_broken_connection_is_tried_again_and_then_told(content: Script) -> None:
    asked: list[int] = []

    def script(each: Asked, reply: Reply) -> None:
        asked.append(each.nth)
        content(each, reply)

    with serving(script) as url:
        assert problem_of(url, deadline=4).code is Code.UNREACHABLE
    assert len(asked) == reach.ATTEMPTS


@pytest.mark.parametrize(
    ("status", "after"),
    [
        ("429 Slow down", "0"),
        ("502 Bad", "0"),
        ("503 Away", "Mon, 02 Mar 2026 09:00:00 GMT"),
        ("504 Late", "soon"),
        ("429 Slow down", ""),
    ],
)
def test_a_busy_server_is_asked_again(status: str, after: str) -> None:
    def script(asked: Asked, reply: Reply) -> None:
        busy = plain(b"", status, Retry_After=after, Date="Mon, 02 Mar 2026 09:00:00 GMT")
        reply.send(as_json({"nth": asked.nth}) if asked.nth == 2 else busy)

    with serving(script) as url, connected("r", url, NOBODY, DEADLINE) as at:
        assert at.search("things", {}) == {"nth": 2}


def test_a_wait_as_long_as_the_server_asks() -> None:
    asked: list[float] = []

    def script(each: Asked, reply: Reply) -> None:
        asked.append(time.monotonic())
        busy = plain(b"", "429 Slow down", Retry_After="1")
        reply.send(as_json({}) if each.nth == 2 else busy)

    with serving(script) as url, connected("r", url, NOBODY, 5) as at:
        at.get("things", {})
    assert 0.9 < asked[1] - asked[0] < 2.5


@pytest.mark.parametrize(
    ("status", "code"),
    [("429 Slow down", Code.TOO_MANY_REQUESTS), ("503 Away", Code.SERVER_FAILED)],
)
def test_a_wait_beyond_the_deadline_is_not_begun(status: str, code: Code) -> None:
    with serving(always(plain(b"", status, Retry_After="3600"))) as url:
        began = time.monotonic()
        problem = problem_of(url)
    assert problem.code is code
    assert problem.inputs["status"] == int(status[:3])
    assert time.monotonic() - began < 1


def test_a_gzip_bomb_stops_at_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "MOST_BYTES", 1_000_000)
    with serving(always(packed(b" " * 50_000_000))) as url:
        problem = problem_of(url)
    assert problem.code is Code.ANSWER_TOO_LARGE
    assert problem.inputs["limit"] == 1_000_000


def test_a_small_text_has_its_own_cap() -> None:
    with (
        serving(always(plain(b"a" * 101))) as url,
        connected("r", url, NOBODY, DEADLINE) as at,
        pytest.raises(SourceFailed) as raised,
    ):
        at.text("things", {}, 100)
    assert raised.value.problem.code is Code.ANSWER_TOO_LARGE


def test_a_text_that_is_none() -> None:
    with (
        serving(always(plain(b"\xff\xfe"))) as url,
        connected("r", url, NOBODY, DEADLINE) as at,
        pytest.raises(SourceFailed) as raised,
    ):
        at.text("things", {}, 100)
    assert raised.value.problem.inputs["expected"] == "UTF-8"


@pytest.mark.parametrize(
    ("credentials", "sent"),
    [
        (NOBODY, None),
        (Credentials(token="tök"), "Bearer tök".encode()),
        (Credentials("ana", "p:w"), b"Basic " + base64.b64encode(b"ana:p:w")),
        (Credentials("ana", "pw", "tok"), b"Bearer tok"),
    ],
)
def test_signs_in(credentials: Credentials, sent: bytes | None) -> None:
    seen: list[str | None] = []

    def script(asked: Asked, reply: Reply) -> None:
        seen.append(asked.headers.get("authorization"))
        reply.send(as_json({}))

    with serving(script) as url, connected("r", url, credentials, DEADLINE) as at:
        at.get("things", {})
    assert seen == [sent.decode() if sent else None]


def test_secrets_stay_out_of_problems_and_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    credentials = Credentials("ana", "pa55word", "t0ken")
    problem = problem_of(f"http://bob:hu5h@127.0.0.1:{port}/x?k=v", credentials=credentials)
    assert problem.inputs["address"] == f"http://127.0.0.1:{port}/x"
    everything = f"{problem} {credentials} {caplog.text}"
    assert not any(secret in everything for secret in ("pa55word", "t0ken", "hu5h"))


def test_a_secret_that_cannot_be_sent_is_not_told_either(caplog: pytest.LogCaptureFixture) -> None:
    with serving(always(as_json({}))) as url:
        problem = problem_of(url, credentials=Credentials(token="bro\nken"))
    assert problem.code is Code.UNREACHABLE
    assert "ken" not in f"{problem}{caplog.text}"


@pytest.mark.parametrize("url", ["", "mlflow:5000", "file:///etc/passwd", "http://", "http://[::"])
def test_an_address_that_is_none(url: str) -> None:
    assert problem_of(url).code is Code.WRONG_ADDRESS


def test_works_where_an_event_loop_already_runs() -> None:
    """Browser tests and some schedulers hold a loop in the thread that calls us."""

    async def inside() -> object:
        with serving(always(as_json({"a": 1}))) as url, connected("r", url, NOBODY, 2) as at:
            return at.get("things", {})

    assert run_apart(inside()) == {"a": 1}
