"""Lists of models that people bring"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None


def _number(name: str) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def _needed(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _of_somebody(table: str) -> tuple[Any, ...]:
    return (
        sa.CheckConstraint("file <> ''", name=op.f(f"ck_{table}_file_filled")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f(f"fk_{table}_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "brought_lists",
        _number("id"),
        _number("account_id"),
        _needed("file", sa.Text()),
        _words("sheet"),
        _needed("headings", sa.JSON()),
        _needed("rows", sa.JSON()),
        _needed("mapping", sa.JSON()),
        _words("otherwise"),
        sa.Column("problem", sa.JSON(none_as_null=True), nullable=True),
        _needed("brought_at", moment),
        *_of_somebody("brought_lists"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "taken_lists",
        _number("id"),
        _number("account_id"),
        _needed("file", sa.Text()),
        _needed("taken_at", moment),
        *(_needed(name, sa.Integer()) for name in ("added", "filled", "changed")),
        _needed("refused", sa.JSON()),
        *(
            sa.CheckConstraint(f"{name} >= 0", name=op.f(f"ck_taken_lists_{name}_not_below_0"))
            for name in ("added", "filled", "changed")
        ),
        *_of_somebody("taken_lists"),
    )
    for table in ("brought_lists", "taken_lists"):
        op.create_index(op.f(f"ix_{table}_account_id"), table, ["account_id"], unique=False)
    op.create_table(
        "list_mappings",
        _needed("headings_digest", sa.String(64)),
        _needed("mapping", sa.JSON()),
        _words("otherwise"),
        _needed("said_at", moment),
        sa.PrimaryKeyConstraint("headings_digest", name=op.f("pk_list_mappings")),
    )


def downgrade() -> None:
    for table in ("list_mappings", "taken_lists", "brought_lists"):
        op.drop_table(table)
