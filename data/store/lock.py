"""One sync, one judging and one telling at a time, held by the operating system or the server.

So a dead holder lets go.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from enum import IntEnum

from sqlalchemy import Connection, Engine, func, select, text

from data.problems import Code, Problem, SourceFailed
from data.store.engine import make_private, reading
from data.store.tables import RunState, runs


class Work(IntEnum):
    """What only one may do at a time. Any fixed numbers: they name our advisory locks."""

    SYNC = 7_655_432_102
    JUDGE = 7_655_432_103
    TELL = 7_655_432_105
    REPORT = 7_655_432_106
    MINT = 7_655_432_107


@contextmanager
def only_one(engine: Engine, now: datetime) -> Iterator[None]:
    """Hold the right to sync. Raises SourceFailed (SYNC_RUNNING) where somebody else does."""
    with _held(engine, Work.SYNC) as free:
        if not free:
            raise SourceFailed(Problem(Code.SYNC_RUNNING, {"since": _since(engine, now)}))
        yield


@contextmanager
def only_one_judges(engine: Engine) -> Iterator[None]:
    """Hold the right to judge. Raises SourceFailed (JUDGING_RUNNING) where somebody else does."""
    with _held(engine, Work.JUDGE) as free:
        if not free:
            raise SourceFailed(Problem(Code.JUDGING_RUNNING))
        yield


def only_one_tells(engine: Engine) -> AbstractContextManager[bool]:
    """Hold the right to send messages; False where somebody else does."""
    return _held(engine, Work.TELL)


def wait_for_turn(conn: Connection, work: Work) -> None:
    """Let nobody else do this until this write transaction ends. SQLite lets only one write."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": work.value})


def _held(engine: Engine, work: Work) -> AbstractContextManager[bool]:
    if engine.dialect.name == "postgresql":
        return _held_by_server(engine, work)
    return _held_by_file(engine, work)


@contextmanager
def _held_by_server(engine: Engine, work: Work) -> Iterator[bool]:
    # The lock belongs to this connection; the server frees it when the connection ends.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        key = {"key": work.value}
        free = bool(conn.scalar(text("SELECT pg_try_advisory_lock(:key)"), key))
        try:
            yield free
        finally:
            if free:
                conn.execute(text("SELECT pg_advisory_unlock(:key)"), key)


@contextmanager
def _held_by_file(engine: Engine, work: Work) -> Iterator[bool]:
    # SQLite's own file lock on an empty database beside ours works on every system it runs on.
    path = f"{engine.url.database}-{work.name.lower()}"
    make_private(path)
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as holder:
        yield _takes(holder)


def _takes(holder: sqlite3.Connection) -> bool:
    try:
        holder.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True


def _since(engine: Engine, now: datetime) -> str:
    running = select(func.max(runs.c.started)).where(runs.c.state == RunState.RUNNING)
    with reading(engine) as conn:
        since = conn.scalar(running)
    return (since or now).isoformat()
