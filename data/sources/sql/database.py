"""A database opened for reading only, and never waited for longer than its deadline."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from time import monotonic
from typing import Any

from psycopg import DataError
from psycopg.abc import Buffer
from psycopg.types.datetime import DateLoader, TimestampLoader, TimestamptzLoader
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from tenacity import (
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    stop_before_delay,
    wait_exponential_jitter,
)

from data.sources.sql.address import Address
from data.sources.sql.failures import may_come_back

ATTEMPTS = 3
"""A database that is just started again answers by the third."""

_backing_off = wait_exponential_jitter(multiplier=0.4, max=5.0, jitter=0.2)

LAST_GRACE = 1.0
"""Seconds past the deadline for the server to end a statement itself before the line is cut."""

LONGEST_CONNECT = 10.0
"""Seconds for a connection to stand; a server that needs longer is not there."""

STEPS_BETWEEN_LOOKS = 10_000
"""SQLite asks whether to go on after so many of its steps, some thousandths of a second."""

_FIRST_STATEMENTS = {
    "mysql": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION max_execution_time = {ms}"),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION max_statement_time = {s}"),
    "oracle": ("SET TRANSACTION READ ONLY",),
    "postgresql": (
        "SELECT set_config('statement_timeout', '{ms}', true)",
        "SELECT set_config('lock_timeout', '{ms}', true)",
        "SELECT set_config('TimeZone', 'UTC', true)",
    ),
}


class Patience:
    """Counts the time a database takes, not what is done with its rows in between."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.hang_up: Callable[[], None] | None = None
        self._spent = 0.0
        self._since: float | None = None

    def over(self) -> bool:
        return self.left() <= 0

    def left(self) -> float:
        running = monotonic() - self._since if self._since is not None else 0.0
        return self.seconds - self._spent - running

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Whatever is asked inside ends by the deadline; TimeoutError where that has passed.

        A server that stands still keeps its connection open, so the line itself is cut.
        """
        self._since = monotonic()
        cut = Timer(max(self.left(), 0.0) + LAST_GRACE, self._cut)
        cut.daemon = True
        cut.start()
        try:
            yield
        except SQLAlchemyError:
            if self.over():
                raise TimeoutError from None
            raise
        finally:
            cut.cancel()
            self._spent += monotonic() - self._since
            self._since = None
        if self.over():
            raise TimeoutError

    def _cut(self) -> None:
        if self.hang_up:
            self.hang_up()


@contextmanager
def reading(address: Address, patience: Patience) -> Iterator[Connection]:
    """A connection in a read-only transaction; closed afterwards."""
    engine = _engine(address, patience)
    try:
        with patience.waiting():
            connection = _connected(engine, patience)
        with connection:
            with patience.waiting():
                _begin(connection, patience)
            yield connection
    finally:
        engine.dispose()


def _connected(engine: Engine, patience: Patience) -> Connection:
    """A connection, tried for again where nobody answered."""
    trying = Retrying(
        retry=retry_if_exception(may_come_back),
        stop=stop_after_attempt(ATTEMPTS) | stop_before_delay(patience.left()),
        wait=_backing_off,
        reraise=True,
    )
    return trying(engine.connect)


def _begin(connection: Connection, patience: Patience) -> None:
    name = connection.dialect.name
    if name == "postgresql":
        connection.execution_options(postgresql_readonly=True)
    limits = {"ms": int(patience.seconds * 1000), "s": patience.seconds}
    for statement in _FIRST_STATEMENTS.get(name, ()):
        connection.execute(text(statement.format(**limits)))


def _engine(address: Address, patience: Patience) -> Engine:
    backend = address.url.get_backend_name()
    # PostgreSQL's client tries twice, once with encryption and once without.
    soon = max(2, int(min(LONGEST_CONNECT, patience.seconds / 2)))
    arguments: dict[str, dict[str, Any]] = {
        "postgresql": {"connect_timeout": soon},
        "mysql": {"connect_timeout": soon, "read_timeout": patience.seconds},
        "mariadb": {"connect_timeout": soon, "read_timeout": patience.seconds},
        "mssql": {"timeout": soon},
        "sqlite": {"timeout": soon},
    }
    engine = create_engine(
        address.url,
        connect_args=arguments.get(backend, {}),
        poolclass=NullPool,
        hide_parameters=True,
    )
    prepare = {"sqlite": _prepare_sqlite, "postgresql": _prepare_postgresql}.get(backend)
    if prepare:
        event.listen(engine, "connect", lambda raw, _record: prepare(raw, patience))
    return engine


def _prepare_sqlite(raw: Any, patience: Patience) -> None:
    raw.set_progress_handler(patience.over, STEPS_BETWEEN_LOOKS)
    raw.text_factory = _text_or_bytes


def _text_or_bytes(content: bytes) -> str | bytes:
    """Bytes where the column holds no text: the row is refused, and the others are read."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content


def _prepare_postgresql(raw: Any, patience: Patience) -> None:
    for name, loader in _LOADERS.items():
        raw.adapters.register_loader(name, loader)

    def hang_up() -> None:
        with suppress(OSError), socket.socket(fileno=os.dup(raw.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)

    patience.hang_up = hang_up


class _Date(DateLoader):
    """``infinity`` is a date in PostgreSQL and none in Python: it comes as text."""

    def load(self, data: Buffer) -> Any:
        try:
            return super().load(data)
        except DataError:
            return bytes(data).decode()


class _Timestamp(TimestampLoader):
    """See _Date."""

    def load(self, data: Buffer) -> Any:
        try:
            return super().load(data)
        except DataError:
            return bytes(data).decode()


class _Timestamptz(TimestamptzLoader):
    """See _Date."""

    def load(self, data: Buffer) -> Any:
        try:
            return super().load(data)
        except DataError:
            return bytes(data).decode()


_LOADERS = {"date": _Date, "timestamp": _Timestamp, "timestamptz": _Timestamptz}
