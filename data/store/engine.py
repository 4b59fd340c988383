"""Opening the store, and the two ways of using it: reading and writing."""

import difflib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from data.problems import Code, Problem, SourceFailed

ALLOWED = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
# A driver's other parameters can load files or code; these only say where and how safely.
PARAMETERS = {
    "sqlite+pysqlite": (),
    "postgresql+psycopg": (
        "host",
        "port",
        "sslmode",
        "sslrootcert",
        "sslcert",
        "sslkey",
        "connect_timeout",
        "application_name",
    ),
}
_PRAGMAS = (
    "busy_timeout = 5000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
)
# A forgotten transaction must not hold everybody else's rows for ever.
_POSTGRES_OPTIONS = (
    "-c timezone=UTC -c lock_timeout=10s -c idle_in_transaction_session_timeout=600s"
)
_WRITES = "rollcall_writes"
# Waited too long for a lock, or two waited for each other.
_BUSY_SERVER = ("55P03", "40P01")


def open_store(url: str) -> Engine:
    """The engine for a store. Raises SourceFailed where driver or parameter are not allowed."""
    parsed = _allowed(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed)
    return create_engine(parsed, connect_args={"options": _POSTGRES_OPTIONS}, pool_pre_ping=True)


def full_address(url: str) -> str:
    """The address of a store with its driver, the same however the address is written.

    Raises SourceFailed as ``open_store`` does. It holds the password.
    """
    return _allowed(url).render_as_string(hide_password=False)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction. On SQLite it takes the write lock at once, not at the first write."""
    with engine.connect() as conn:
        conn = conn.execution_options(**{_WRITES: True})
        with conn.begin():
            yield conn


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One read transaction: all its queries see the store as it was at a single moment."""
    with engine.connect() as conn:
        if engine.dialect.name == "postgresql":
            conn = conn.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with conn.begin():
            yield conn


def is_busy(error: BaseException) -> bool:
    """Whether a write failed only because others were writing, so that it can be tried again."""
    if not isinstance(error, OperationalError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        # The lowest byte is the kind; what stands above it says more than we need.
        return error.orig.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(error.orig, "sqlstate", None) in _BUSY_SERVER


def _allowed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is not a number.
        raise _not_allowed("") from None
    driver = ALLOWED.get(parsed.drivername)
    if driver is None:
        raise _not_allowed(parsed.drivername)
    for parameter in parsed.query:
        if parameter not in PARAMETERS[driver]:
            nearest = difflib.get_close_matches(parameter, PARAMETERS[driver], 1)
            inputs = {"key": parameter, "nearest": ", ".join(nearest)}
            raise SourceFailed(Problem(Code.UNKNOWN_KEY, inputs))
    return parsed.set(drivername=driver)


def _not_allowed(driver: str) -> SourceFailed:
    inputs = {"driver": driver, "allowed": ", ".join(ALLOWED)}
    return SourceFailed(Problem(Code.DRIVER_NOT_ALLOWED, inputs))


def _open_sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise SourceFailed(Problem(Code.VALUE_MISSING, {"field": "database"}))
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    make_private(str(url.database))
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_private(path: str) -> None:
    """Make the file of a database that is not there yet, for nobody but us to read."""
    # SQLite gives the files it puts beside a database the rights of the database.
    with suppress(OSError):  # Whoever opens it next says what is wrong with it.
        # Never one that is there: closing a file lets go of the locks our process holds on it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _prepare_sqlite(dbapi_connection: Any, _record: object) -> None:
    # Without this the driver begins transactions late and by itself.
    dbapi_connection.isolation_level = None
    for pragma in _PRAGMAS:
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(conn: Connection) -> None:
    writes = conn.get_execution_options().get(_WRITES, False)
    conn.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
