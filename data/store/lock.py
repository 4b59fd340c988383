"""One sync at a time, held by the operating system or the server, so a dead holder lets go."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from sqlalchemy import Engine, func, select, text

from data.problems import Code, Problem, SourceFailed
from data.store.engine import reading
from data.store.tables import RunState, runs

# Any fixed number: it names our lock among the advisory locks of the database.
_SYNC_LOCK = 7_655_432_102


@contextmanager
def only_one(engine: Engine, now: datetime) -> Iterator[None]:
    """Hold the right to sync. Raises SourceFailed (SYNC_RUNNING) where somebody else does."""
    held = _held_by_server(engine) if engine.dialect.name == "postgresql" else _held_by_file(engine)
    with held as free:
        if not free:
            raise SourceFailed(Problem(Code.SYNC_RUNNING, {"since": _since(engine, now)}))
        yield


@contextmanager
def _held_by_server(engine: Engine) -> Iterator[bool]:
    # The lock belongs to this connection; the server frees it when the connection ends.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        key = {"key": _SYNC_LOCK}
        free = bool(conn.scalar(text("SELECT pg_try_advisory_lock(:key)"), key))
        try:
            yield free
        finally:
            if free:
                conn.execute(text("SELECT pg_advisory_unlock(:key)"), key)


@contextmanager
def _held_by_file(engine: Engine) -> Iterator[bool]:
    # SQLite's own file lock on an empty database beside ours works on every system it runs on.
    path = f"{engine.url.database}-sync"
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
