"""What judging writes down when a status changes, and what it never writes down twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.health.changing import LOOKED_BACK
from app.judging import judge_all
from data.facts import Arrival, FieldName
from data.store import changes
from data.store.engine import open_store, reading, writing
from data.store.schema import upgrade
from tests.data.feeding import MADE, NOW, WEEK, agreement, churn, feed_registry, read_tag, weekly

ZONE = "Europe/London"
LONG_AGO = NOW - timedelta(days=3650)
LOW = read_tag(FieldName.IMPACT, "low")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def told(*readings: Arrival) -> list[Arrival]:
    return churn(LOW, agreement(0.7, MADE), *readings)


def judge(engine: Engine, now: datetime) -> None:
    judge_all(engine, now=now, time_zone=ZONE)


def noted(engine: Engine, now: datetime) -> list[tuple[str, str, datetime, datetime]]:
    """Oldest first."""
    with reading(engine) as conn:
        found, total = changes.since(conn, LONG_AGO, now, 100)
    assert total == len(found)
    return [(one.from_status, one.to_status, one.at, one.noted_at) for _, one in reversed(found)]


def test_a_new_store_looks_four_weeks_back(engine: Engine) -> None:
    falling = [*weekly(2, 0.5), *weekly(20, 0.8, end=NOW - 2 * WEEK)]
    feed_registry(engine, told(*falling))
    judge(engine, NOW)
    found = noted(engine, NOW)
    assert [(before, after) for before, after, _, _ in found] == [
        ("meets", "attention"),
        ("attention", "below"),
    ]
    assert all(at == noted_at for _, _, at, noted_at in found)
    with reading(engine) as conn:
        judging = changes.judging(conn)
    assert judging == changes.Judging(NOW, 1, NOW - LOOKED_BACK)


def test_judging_again_writes_nothing_down(engine: Engine) -> None:
    feed_registry(engine, told(*weekly(20, 0.8)))
    for minutes in (0, 0, 15, 30):
        judge(engine, NOW + timedelta(minutes=minutes))
    assert noted(engine, NOW + WEEK) == []


def test_silence_counts_from_the_moment_it_began(engine: Engine) -> None:
    feed_registry(engine, told(*weekly(20, 0.8)))
    judge(engine, NOW)
    later = NOW + 6 * WEEK
    judge(engine, later)
    ((before, after, at, noted_at),) = noted(engine, later)
    assert (before, after) == ("meets", "silent")
    assert NOW < at < later
    assert noted_at == later
    judge(engine, later + WEEK)
    assert len(noted(engine, later + WEEK)) == 1


def test_new_results_change_it_at_the_moment_they_are_judged(engine: Engine) -> None:
    feed_registry(engine, told(*weekly(20, 0.8)))
    judge(engine, NOW)
    later = NOW + 2 * WEEK
    worse = [*weekly(2, 0.4, end=later), *weekly(20, 0.8)]
    feed_registry(engine, told(*worse), now=later)
    judge(engine, later)
    assert [found[:2] for found in noted(engine, later)] == [
        # Between the two judgings time alone had made it silent, and pages said so.
        ("meets", "silent"),
        ("silent", "below"),
    ]
    assert noted(engine, later)[-1][2:] == (later, later)


def test_a_model_that_comes_later_is_told_as_new(engine: Engine) -> None:
    feed_registry(engine, [])
    judge(engine, NOW)
    feed_registry(engine, told(*weekly(20, 0.8)), now=NOW + WEEK)
    judge(engine, NOW + WEEK)
    assert noted(engine, NOW + WEEK) == [("", "meets", NOW + WEEK, NOW + WEEK)]


def test_a_first_judging_cut_short_begins_again_without_doubling(engine: Engine) -> None:
    falling = [*weekly(2, 0.5), *weekly(20, 0.8, end=NOW - 2 * WEEK)]
    feed_registry(engine, told(*falling))
    judge(engine, NOW)
    once = noted(engine, NOW)
    with writing(engine) as conn:
        conn.exec_driver_sql("UPDATE judged SET watched_since = NULL")
    judge(engine, NOW)
    assert noted(engine, NOW) == once


def test_a_clock_set_back_invents_no_new_model(engine: Engine) -> None:
    feed_registry(engine, told(*weekly(20, 0.8)))
    judge(engine, NOW + timedelta(hours=2))
    judge(engine, NOW)
    assert noted(engine, NOW + WEEK) == []


def test_only_what_was_noted_since_is_told_newest_first(engine: Engine) -> None:
    falling = [*weekly(2, 0.5), *weekly(20, 0.8, end=NOW - 2 * WEEK)]
    feed_registry(engine, told(*falling))
    judge(engine, NOW)
    first, second = noted(engine, NOW)
    with reading(engine) as conn:
        found, total = changes.since(conn, first[3], NOW, 5)
        assert ([one.at for _, one in found], total) == ([second[2]], 1)
        found, total = changes.since(conn, LONG_AGO, NOW, 1)
        assert ([one.at for _, one in found], total) == ([second[2]], 2)
        assert changes.since(conn, NOW, NOW, 5) == ([], 0)
