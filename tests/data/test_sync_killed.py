"""A sync killed at any moment leaves the old state whole, and the next one succeeds."""

import os
import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from data.facts import Arrival, Model, ModelRef, Watermark
from data.problems import Code, SourceFailed
from data.store.engine import open_store, reading
from data.store.tables import RunState, readings, runs
from data.store.watermarks import watermarks
from tests.data.feeding import MADE, NOW, churn, feed_registry, visible, weekly

LATER = NOW + timedelta(hours=1)
ROOT = Path(__file__).parents[2]
KILLS = 10
LONGEST_WAIT = 0.12
"""Seconds per kill so far: later kills come later, up to when a sync is done."""


def much() -> list[Arrival]:
    """Enough for a dozen batches, with corrections and refusals among them."""
    more = [Model(ModelRef(f"model {number}", "registry"), MADE) for number in range(300)]
    others = [weekly(40, 0.4, group=f"branch {number}") for number in range(150)]
    bad = weekly(200, 3.0, end=NOW - timedelta(minutes=1))
    told = churn(*more, *weekly(30, 0.6), *bad, *(one for some in others for one in some))
    return [*told, Watermark("all of it", "much")]


def little() -> list[Arrival]:
    return churn(Watermark("all of it", "little"), *weekly(30))


def seen(engine: Engine) -> tuple[str, list[str]]:
    """What readers see, and from where the next sync would go on."""
    with reading(engine) as conn:
        reached = list(conn.scalars(select(watermarks.c.read_until)))
    return visible(engine, LATER), reached


def main(url: str) -> None:
    """What the child process runs: it says when it begins, then syncs."""
    engine = open_store(url)
    told = much()
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    feed_registry(engine, told, now=LATER)


def child(url: str) -> subprocess.Popen[str]:
    code = "import sys; from tests.data.test_sync_killed import main; main(sys.argv[1])"
    process = subprocess.Popen(
        [sys.executable, "-c", code, url],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def killed_after(url: str, seconds: float) -> bool:
    """Whether the sync was still going when it was killed."""
    process = child(url)
    time.sleep(seconds)
    going = process.poll() is None
    process.kill()
    process.communicate()
    return going


def synced_soon(engine: Engine, told: list[Arrival]) -> str:
    """How a sync ends once the server has noticed that the last holder of the lock is dead."""
    for _ in range(60):
        try:
            return feed_registry(engine, told, now=LATER).state
        except SourceFailed as failed:
            if failed.problem.code is not Code.SYNC_RUNNING:
                raise
            time.sleep(0.5)
    return "never free"


@pytest.fixture(scope="module")
def both_states(
    tmp_path_factory: pytest.TempPathFactory, template_file: Path
) -> dict[str, tuple[str, list[str]]]:
    """What is there before and after the big sync, seen in stores of which nothing was killed."""
    states = {}
    for name, rounds in (("before", [little()]), ("after", [little(), much()])):
        path = tmp_path_factory.mktemp("whole") / "store.db"
        path.write_bytes(template_file.read_bytes())
        engine = open_store(f"sqlite:///{path}")
        for told, now in zip(rounds, (NOW, LATER), strict=False):
            feed_registry(engine, told, now=now)
        states[name] = seen(engine)
        engine.dispose()
    return states


def test_killed_at_any_moment(
    engine: Engine, store_url: str, both_states: dict[str, tuple[str, list[str]]]
) -> None:
    assert both_states["before"] != both_states["after"]
    feed_registry(engine, little())
    assert seen(engine) == both_states["before"]
    chance = random.Random(20261123)
    interrupted = 0
    for number in range(KILLS):
        interrupted += killed_after(store_url, chance.uniform(0, LONGEST_WAIT) * (number + 1))
        assert seen(engine) in both_states.values(), f"kill {number}"
    assert interrupted, "no kill hit a running sync"
    assert synced_soon(engine, much()) == "published"
    assert seen(engine) == both_states["after"]
    check_nothing_left_behind(engine)


def check_nothing_left_behind(engine: Engine) -> None:
    with reading(engine) as conn:
        states = dict.fromkeys(conn.scalars(select(runs.c.state)))
        assert RunState.RUNNING not in states
        published = select(runs.c.id).where(runs.c.state == RunState.PUBLISHED)
        strays = select(readings.c.id).where(readings.c.run_id.not_in(published))
        assert conn.scalars(strays).all() == []


def test_a_lock_left_by_a_killed_sync_is_free(engine: Engine, store_url: str) -> None:
    # On a fast machine the sync may have ended; then the same inventory changes nothing.
    killed_after(store_url, 0.3)
    assert synced_soon(engine, much()) == "published"
