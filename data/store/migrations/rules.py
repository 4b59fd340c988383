"""Changing a rule of a table that other tables point to, the same on both databases."""

import sqlalchemy as sa
from alembic import op


def kinds_of_sources_may_be(rule: str, before: str) -> None:
    """Replace the rule that says which kinds of sources there are."""
    if op.get_bind().dialect.name == "sqlite":
        _rewrite("sources", rule, before)
        return
    name = op.f("ck_sources_kind_known")
    op.drop_constraint(name, "sources", type_="check")
    op.create_check_constraint(name, "sources", sa.text(rule))


def forget_sources(kind: str) -> None:
    """Take out everything that sources of one kind ever told, then the sources themselves."""
    conn = op.get_bind()
    of_kind = f"SELECT id FROM sources WHERE kind = '{kind}'"  # noqa: S608 - no text from outside
    found = sa.inspect(conn)
    telling = [
        name
        for name in found.get_table_names()
        if "source_id" in {column["name"] for column in found.get_columns(name)}
    ]
    for table in sorted(telling, key=lambda name: name == "runs"):
        conn.exec_driver_sql(f"DELETE FROM {table} WHERE source_id IN ({of_kind})")  # noqa: S608
    conn.exec_driver_sql(f"DELETE FROM sources WHERE kind = '{kind}'")  # noqa: S608


_CHANGED = sa.text(
    "UPDATE sqlite_schema SET sql = replace(sql, :old, :new)"
    " WHERE type = 'table' AND name = :name AND instr(sql, :old) > 0"
)


def _rewrite(table: str, rule: str, before: str) -> None:
    """SQLite cannot change a rule, and a table that others point to cannot be copied either.

    This is the way of https://www.sqlite.org/lang_altertable.html where no row has to change.
    Raises LookupError where the table does not have the rule that was before.
    """
    conn = op.get_bind()
    version = conn.exec_driver_sql("PRAGMA schema_version").scalar_one()
    conn.exec_driver_sql("PRAGMA writable_schema = ON")
    changed = conn.execute(_CHANGED, {"old": before, "new": rule, "name": table})
    if changed.rowcount != 1:
        raise LookupError(f"table {table} has no rule {before}")
    conn.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    conn.exec_driver_sql("PRAGMA writable_schema = RESET")
