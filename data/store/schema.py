"""Which version the tables are, and bringing them up to this one."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from data.store.engine import reading, writing

_FOLDER = Path(__file__).parent / "migrations"
# Any fixed number: two processes that migrate at once must ask for the same lock.
_MIGRATION_LOCK = 7_655_432_101


class SchemaState(StrEnum):
    """How the tables stand to this version of Rollcall."""

    CURRENT = "current"
    BEHIND = "behind"
    NEWER = "newer"


def schema_state(engine: Engine) -> SchemaState:
    """Behind for an empty database; newer where another Rollcall has been here."""
    with reading(engine) as conn:
        at = MigrationContext.configure(conn).get_current_revision()
    if at == ScriptDirectory(str(_FOLDER)).get_current_head():
        return SchemaState.CURRENT
    return SchemaState.BEHIND if at is None or is_ours(at) else SchemaState.NEWER


def upgrade(engine: Engine) -> None:
    """Bring the tables to this version in one transaction; nothing happens where they are."""
    if schema_state(engine) is not SchemaState.BEHIND:
        return
    with writing(engine) as conn:
        if conn.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        upgrade_to(conn, "head")


def upgrade_to(conn: Connection, revision: str) -> None:
    """Bring the tables of an open transaction to a version."""
    command.upgrade(migration_config(conn), revision)


def is_ours(revision: str) -> bool:
    """Whether this version of Rollcall knows that version of the tables."""
    script = ScriptDirectory(str(_FOLDER))
    return revision in {each.revision for each in script.walk_revisions()}


def migration_config(conn: Connection) -> Config:
    """Alembic's configuration for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = conn
    return config
