"""Migrations: they make exactly the tables we use, and lead back again."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from data.store import schema
from data.store.accounts import ACCOUNTS
from data.store.clearness import clearness
from data.store.engine import open_store, reading, writing
from data.store.feedback_tables import FEEDBACK
from data.store.histories import HISTORIES
from data.store.judgements import JUDGEMENTS
from data.store.migrations.rules import kinds_of_sources_may_be
from data.store.notices import NOTICES
from data.store.proposals import PROPOSALS
from data.store.record import RECORD
from data.store.schema import SchemaState, migration_config, schema_state, upgrade
from data.store.summaries import TABLES
from data.store.traits import traits
from data.store.views import views
from data.store.watermarks import watermarks
from data.store.wishes import WISHES

# Whoever asks one of these for its metadata finds every table we use in it.
_TABLES = (
    *HISTORIES,
    *JUDGEMENTS,
    *TABLES.values(),
    *ACCOUNTS,
    *PROPOSALS,
    *RECORD,
    *FEEDBACK,
    clearness,
    views,
    watermarks,
    traits,
    *NOTICES,
    *WISHES,
)
metadata = _TABLES[0].metadata
ROOT = Path(__file__).parents[3]


_WHEN = "'2026-11-23 09:30:00'"
OF_BEFORE = (
    "INSERT INTO company (id, pretend, time_zone) VALUES (1, false, 'UTC')",
    "INSERT INTO sources (id, kind, name, pretend) VALUES (1, 'files', 'x', false)",
    f"INSERT INTO runs (id, source_id, state, started) VALUES (1, 1, 'running', {_WHEN})",
    "INSERT INTO models (id, registry, name, slug) VALUES (1, 'r', 'churn', 'churn')",
    "INSERT INTO measures (id, model_id, measure_key) VALUES (1, 1, 'recall')",
    "INSERT INTO agreements (id, measure_id, minimum, agreed_on, source_id, run_id, known_from)"
    f" VALUES (1, 1, 0.5, '2026-01-12', 1, 1, {_WHEN})",
    "INSERT INTO facts (id, model_id, name, value, origin, source_id, run_id, known_from)"
    f" VALUES (1, 1, 'owner', 'ana', 'read', 1, 1, {_WHEN})",
)
"""What a store of version 0003 may hold."""


@pytest.fixture
def empty(new_database: Callable[[], str]) -> Iterator[Engine]:
    engine = open_store(new_database())
    yield engine
    engine.dispose()


@pytest.fixture
def drawn(new_database: Callable[[], str]) -> Iterator[Engine]:
    """A database whose tables come straight from our definitions, without a migration."""
    engine = open_store(new_database())
    with writing(engine) as conn:
        metadata.create_all(conn)
    yield engine
    engine.dispose()


def shape(engine: Engine) -> dict[str, Any]:
    """What the database itself says of its tables: columns, keys, indexes, checks."""
    found = inspect(engine)
    names = sorted(set(found.get_table_names()) - {"alembic_version"})
    return {
        name: (
            # In which order columns stand says nothing: they are asked for by name.
            {one["name"]: (str(one["type"]), one["nullable"]) for one in found.get_columns(name)},
            found.get_pk_constraint(name),
            by_name(found.get_foreign_keys(name)),
            by_name(found.get_unique_constraints(name)),
            by_name(found.get_check_constraints(name)),
            by_name(list(found.get_indexes(name))),
        )
        for name in names
    }


def by_name(rows: list[Any]) -> list[str]:
    return sorted(str(sorted(plain(row).items(), key=str)) for row in rows)


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Conditions of indexes as text, which compares."""
    if "dialect_options" not in row:
        return row
    options = {name: str(value) for name, value in row["dialect_options"].items()}
    return {**row, "dialect_options": sorted(options.items())}


def test_an_empty_database_is_behind_then_current(empty: Engine) -> None:
    assert schema_state(empty) is SchemaState.BEHIND
    upgrade(empty)
    assert schema_state(empty) is SchemaState.CURRENT
    upgrade(empty)
    assert schema_state(empty) is SchemaState.CURRENT


def test_the_migrations_make_the_tables_we_use(empty: Engine, drawn: Engine) -> None:
    upgrade(empty)
    with reading(empty) as conn:
        assert compare_metadata(MigrationContext.configure(conn), metadata) == []
    assert shape(empty) == shape(drawn)


def test_up_and_down_and_up_again(empty: Engine) -> None:
    upgrade(empty)
    before = shape(empty)
    with writing(empty) as conn:
        command.downgrade(migration_config(conn), "base")
    assert shape(empty) == {}
    assert schema_state(empty) is SchemaState.BEHIND
    upgrade(empty)
    assert shape(empty) == before


def test_what_was_kept_before_is_kept_through_the_changes(empty: Engine) -> None:
    """SQLite copies the table of facts on the way, and back."""
    with writing(empty) as conn:
        command.upgrade(migration_config(conn), "0003")
        for statement in OF_BEFORE:
            conn.execute(text(statement))
        command.upgrade(migration_config(conn), "0004")
    told = "SELECT name, value FROM facts ORDER BY name"
    groups = OF_BEFORE[-1].replace("owner", "groups").replace("ana", "age; region")
    with writing(empty) as conn:
        assert [*conn.execute(text(told))] == [("owner", "ana")]
        assert [*conn.execute(text("SELECT minimum, why FROM agreements"))] == [(0.5, "")]
        conn.execute(text(groups.replace("(1,", "(2,")))
        command.downgrade(migration_config(conn), "0003")
        assert [*conn.execute(text(told))] == [("owner", "ana")]
    with pytest.raises(IntegrityError), writing(empty) as conn:
        conn.execute(text(groups.replace("(1,", "(2,")))


def test_a_newer_store_is_left_alone(empty: Engine) -> None:
    upgrade(empty)
    with writing(empty) as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert schema_state(empty) is SchemaState.NEWER
    upgrade(empty)
    assert schema_state(empty) is SchemaState.NEWER


def test_a_migration_that_fails_leaves_nothing(
    empty: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(schema._FOLDER, folder)
    first = next((folder / "versions").glob("0001*.py"))
    broken = first.read_text().replace("\n\ndef downgrade", "\n    1 / 0\n\n\ndef downgrade")
    first.write_text(broken)
    monkeypatch.setattr(schema, "_FOLDER", folder)
    with pytest.raises(ZeroDivisionError):
        upgrade(empty)
    assert shape(empty) == {}


def test_there_is_one_newest_version() -> None:
    assert len(ScriptDirectory(str(schema._FOLDER)).get_heads()) == 1


def test_two_processes_may_upgrade_at_once(new_database: Callable[[], str]) -> None:
    url = new_database()
    code = (
        "import sys; from data.store.engine import open_store;"
        "from data.store.schema import upgrade; upgrade(open_store(sys.argv[1]))"
    )
    start = [sys.executable, "-c", code, url]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [subprocess.Popen(start, cwd=ROOT, env=env) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    engine = open_store(url)
    assert schema_state(engine) is SchemaState.CURRENT
    engine.dispose()


def test_a_rule_that_is_not_there_cannot_be_changed_unnoticed(tmp_path: Path) -> None:
    opened = open_store(f"sqlite:///{tmp_path / 'rules.db'}")
    upgrade(opened)
    before = shape(opened)
    with opened.connect() as conn, conn.begin():
        migrating = Operations.context(MigrationContext.configure(conn))
        with migrating, pytest.raises(LookupError, match="sources"):
            kinds_of_sources_may_be("kind = 'mlflow'", "kind IN ('never', 'was')")
    assert shape(opened) == before
    opened.dispose()
