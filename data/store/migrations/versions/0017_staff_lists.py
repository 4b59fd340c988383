"""Staff lists"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_BEFORE = "kind IN ('mlflow', 'sql', 'files', 'sample', 'company_file')"
_NOW = "kind IN ('mlflow', 'sql', 'files', 'staff', 'sample', 'company_file')"


def upgrade() -> None:
    _kinds_may_be(_NOW, _BEFORE)


def downgrade() -> None:
    sources = sa.table("sources", sa.column("kind"))
    op.execute(sources.delete().where(sources.c.kind == "staff"))
    _kinds_may_be(_BEFORE, _NOW)


def _kinds_may_be(rule: str, before: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rewrite(rule, before)
        return
    op.drop_constraint(op.f("ck_sources_kind_known"), "sources", type_="check")
    op.create_check_constraint(op.f("ck_sources_kind_known"), "sources", sa.text(rule))


def _rewrite(rule: str, before: str) -> None:
    """SQLite cannot change a rule, and a table that others point to cannot be copied either.

    This is the way of https://www.sqlite.org/lang_altertable.html where no row has to change.
    """
    conn = op.get_bind()
    version = conn.exec_driver_sql("PRAGMA schema_version").scalar_one()
    conn.exec_driver_sql("PRAGMA writable_schema = ON")
    changed = sa.text(
        "UPDATE sqlite_schema SET sql = replace(sql, :old, :new) WHERE name = 'sources'"
    )
    conn.execute(changed, {"old": before, "new": rule})
    conn.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    conn.exec_driver_sql("PRAGMA writable_schema = RESET")
