"""Opening a store: what is allowed, and how transactions begin."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import OperationalError, StatementError

from data.problems import Code, SourceFailed
from data.store.engine import open_store, reading, writing
from data.store.lock import only_one
from data.store.schema import upgrade
from data.store.tables import judged

AT = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u@h/db",
        "postgresql+psycopg2://u@h/db",
        "postgresql+asyncpg://u@h/db",
        "sqlite+aiosqlite:///x.db",
        "sqlite+pysqlcipher:///x.db",
        "not a url",
        "postgresql://u:p@h:54x2/db",
        "",
    ],
)
def test_other_drivers_are_refused(url: str) -> None:
    with pytest.raises(SourceFailed) as failed:
        open_store(url)
    assert failed.value.problem.code is Code.DRIVER_NOT_ALLOWED
    assert "sqlite" in str(failed.value.problem.inputs["allowed"])


@pytest.mark.parametrize(
    ("url", "key", "nearest"),
    [
        ("sqlite:///x.db?uri=true", "uri", ""),
        ("sqlite:///x.db?mode=memory", "mode", ""),
        ("postgresql://u@h/db?sslmod=require", "sslmod", "sslmode"),
        ("postgresql://u@h/db?service=other", "service", ""),
        ("postgresql://u@h/db?options=-cstatement_timeout%3D0", "options", ""),
    ],
)
def test_other_parameters_are_refused_by_name(url: str, key: str, nearest: str) -> None:
    with pytest.raises(SourceFailed) as failed:
        open_store(url)
    assert failed.value.problem.code is Code.UNKNOWN_KEY
    assert failed.value.problem.inputs == {"key": key, "nearest": nearest}


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_store_in_memory_is_no_store(url: str) -> None:
    with pytest.raises(SourceFailed) as failed:
        open_store(url)
    assert failed.value.problem.code is Code.VALUE_MISSING


def test_plain_postgresql_means_psycopg() -> None:
    engine = open_store("postgresql://u:p%40ss@h/db?sslmode=require")
    assert (engine.dialect.driver, engine.url.password) == ("psycopg", "p@ss")


def test_the_folder_is_made(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'var' / 'deep' / 'store.db'}")
    with reading(engine) as conn:
        assert conn.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_nobody_else_can_read_the_files_of_the_store(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        engine = open_store(f"sqlite:///{tmp_path / 'store.db'}")
        upgrade(engine)
        with only_one(engine, AT), writing(engine) as conn:
            conn.execute(insert(judged).values(id=1, at=AT))
            found = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    finally:
        os.umask(before)
    engine.dispose()
    assert len(found) >= 4
    assert set(found.values()) == {0o600}


def test_sqlite_is_set_to_be_safe(tmp_path: Path) -> None:
    engine = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
    with reading(engine) as conn:
        found = [conn.scalar(text(f"PRAGMA {name}")) for name in names]
    assert found == ["wal", 2, 1, 5000, 0]
    engine.dispose()


def test_writing_takes_the_lock_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    first, second = open_store(url), open_store(url)
    with writing(first):
        with second.connect() as conn:
            conn.execute(text("PRAGMA busy_timeout = 0"))
        with pytest.raises(OperationalError, match="locked"), writing(second):
            pass
        with reading(second) as conn:
            assert conn.scalar(text("SELECT 1")) == 1
    first.dispose()
    second.dispose()


def test_a_reader_sees_one_moment(engine: Engine) -> None:
    with reading(engine) as conn:
        assert conn.scalar(select(judged.c.at)) is None
        with writing(engine) as writer:
            writer.execute(insert(judged).values(id=1, at=AT))
        assert conn.scalar(select(judged.c.at)) is None
    with reading(engine) as conn:
        assert conn.scalar(select(judged.c.at)) == AT


def test_what_fails_leaves_nothing(engine: Engine) -> None:
    def fail_midway() -> None:
        with writing(engine) as conn:
            conn.execute(insert(judged).values(id=1, at=AT))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_midway()
    with reading(engine) as conn:
        assert conn.scalar(select(judged.c.at)) is None


@pytest.mark.parametrize("hours", [-9.5, 0, 5.75, 14])
def test_moments_come_back_in_utc(engine: Engine, hours: float) -> None:
    zone = timezone(timedelta(hours=hours))
    with writing(engine) as conn:
        conn.execute(insert(judged).values(id=1, at=AT.astimezone(zone)))
    with reading(engine) as conn:
        found = conn.scalar(select(judged.c.at))
    assert found == AT
    assert found is not None
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="time zone"), writing(engine) as conn:
        conn.execute(insert(judged).values(id=1, at=AT.replace(tzinfo=None)))


def test_a_reader_cannot_write_on_postgresql(new_database: Callable[[], str]) -> None:
    engine = open_store(new_database())
    if engine.dialect.name == "postgresql":
        with pytest.raises(Exception, match="read-only"), reading(engine) as conn:
            conn.execute(text("CREATE TABLE t (x integer)"))
    engine.dispose()
