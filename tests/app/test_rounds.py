"""Rounds as the process beside the pages makes them: noted, and begun early where asked."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.actions.everything import ask
from app.rounds import is_asked, make_round
from app.settings import load
from data.members import Outcome, Role
from data.store import rounds
from data.store.engine import open_store, reading
from data.store.rounds import Rounds
from data.store.schema import upgrade
from tests.app.actions.people import somebody
from tests.rollcall_process import COMMAND, environment

EVERY = timedelta(hours=12)
WITHIN_SECONDS = 60.0


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path / 'rollcall.db'}"
    monkeypatch.setenv("ROLLCALL_DATABASE_URL", address)
    monkeypatch.chdir(tmp_path)
    return address


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    opened = open_store(url)
    upgrade(opened)
    yield opened
    opened.dispose()


def stand(engine: Engine) -> Rounds:
    with reading(engine) as conn:
        return rounds.rounds(conn)


def test_a_round_writes_down_when_it_was_and_when_the_next_is(engine: Engine) -> None:
    now = datetime.now(UTC)
    make_round(load(), engine, now, EVERY)
    found = stand(engine)
    assert found.began_at == now
    assert found.ended_at is not None
    assert found.ended_at > now
    assert found.next_at == now + EVERY


def test_a_store_that_is_away_asks_for_nothing(url: str, tmp_path: Path) -> None:
    engine = open_store(url)
    (tmp_path / "rollcall.db").write_bytes(b"no database at all" * 100)
    assert is_asked(engine) is False
    engine.dispose()


def test_whoever_asks_gets_a_round_within_seconds(engine: Engine, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "sync", "--every", "PT12H", "--while-input-open"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        first = until(engine, lambda found: found.ended_at is not None)
        asked_at = datetime.now(UTC)
        who = somebody(engine, asked_at, [Role.ANALYST])
        answer = ask(
            engine, "check_now", {}, who, key="k" * 24, now=asked_at, time_zone="Europe/London"
        )
        assert answer.outcome is Outcome.DONE
        began = until(engine, lambda found: found.began_at != first.began_at)
        assert began.began_at is not None
        assert began.began_at - asked_at < timedelta(seconds=20)
        assert began.asked_at is None
    finally:
        process.kill()
        process.communicate()


def until(engine: Engine, holds: Callable[[Rounds], bool]) -> Rounds:
    ends = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < ends:
        found = stand(engine)
        if holds(found):
            return found
        time.sleep(0.1)
    raise AssertionError(f"not so within {WITHIN_SECONDS:.0f} s: {stand(engine)}")


ENDS_WHILE_ITS_INPUT_IS_OPEN = """
import time
from app.rounds import end_with_input
end_with_input()
time.sleep(0.5)
"""


def test_a_process_that_ends_by_itself_does_so_in_good_order() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", ENDS_WHILE_ITS_INPUT_IS_OPEN],
        env=environment(),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    code = process.wait(60)
    assert process.stdin
    assert process.stderr
    with process.stdin, process.stderr as said:
        assert (code, said.read()) == (0, b"")
