"""Two syncs at once: one runs, the other says so and since when."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from data.facts import Arrival, ReadContext
from data.problems import Code, SourceFailed
from data.store.engine import open_store, reading
from data.store.tables import RunState, runs
from data.sync import import_file
from tests.data.feeding import NOW, churn, feed_registry, listed


class Waiting:
    """A source in whose middle the test takes a look around."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self, _context: ReadContext) -> Iterator[Arrival]:
        yield from churn()
        self.begun.set()
        assert self.go_on.wait(20)


@pytest.fixture
def other_engine(store_url: str) -> Iterator[Engine]:
    found = open_store(store_url)
    yield found
    found.dispose()


def test_the_second_sync_says_that_one_is_running(engine: Engine, other_engine: Engine) -> None:
    source = Waiting()
    first = threading.Thread(target=feed_registry, args=(engine, source))
    first.start()
    try:
        assert source.begun.wait(20)
        for attempt in (feed_registry, lambda engine, _: read_file(engine)):
            with pytest.raises(SourceFailed) as failed:
                attempt(other_engine, churn())
            assert failed.value.problem.code is Code.SYNC_RUNNING
            assert failed.value.problem.inputs == {"since": NOW.isoformat()}
    finally:
        source.go_on.set()
        first.join()
    assert listed(other_engine) == ["churn"]
    assert feed_registry(other_engine, churn()).state == "published"


def read_file(engine: Engine) -> None:
    import_file(engine, Path("company.toml"), now=NOW, time_zone="UTC")


def test_of_many_syncs_at_once_one_runs(store_url: str, engine: Engine) -> None:
    outcomes: list[str] = []
    gate = threading.Barrier(6)

    def attempt() -> None:
        own = open_store(store_url)
        gate.wait(20)
        try:
            outcomes.append(feed_registry(own, churn()).state)
        except SourceFailed as failed:
            outcomes.append(failed.problem.code.value)
        own.dispose()

    threads = [threading.Thread(target=attempt) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(outcomes) <= {"published", "sync_running"}
    assert "published" in outcomes
    with reading(engine) as conn:
        ran = conn.scalar(select(func.count()).where(runs.c.state == RunState.PUBLISHED))
    assert ran == outcomes.count("published")
