"""What people find clear, name, and looked at"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def _number(name: str) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def upgrade() -> None:
    op.add_column("accounts", sa.Column("seen_at", _MOMENT, nullable=True))
    op.add_column("accounts", sa.Column("opened_at", _MOMENT, nullable=True))
    _by_account(
        "clearness",
        sa.Column("said_key", sa.String(length=16), nullable=False),
        _words("template"),
        sa.Column("clear", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.CheckConstraint("template <> ''", name=op.f("ck_clearness_template_filled")),
        sa.UniqueConstraint(
            "account_id", "said_key", name=op.f("uq_clearness_account_id_said_key")
        ),
    )
    _by_account(
        "views",
        _words("name"),
        _words("address"),
        sa.Column("named_at", _MOMENT, nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_views_name_filled")),
        sa.CheckConstraint("address <> ''", name=op.f("ck_views_address_filled")),
    )


def _by_account(name: str, *columns: Any) -> None:
    """A table of what one person did."""
    op.create_table(
        name,
        _number("id"),
        _number("account_id"),
        *columns,
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f(f"fk_{name}_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_account_id"), name, ["account_id"], unique=False)


def downgrade() -> None:
    op.drop_table("views")
    op.drop_table("clearness")
    op.drop_column("accounts", "opened_at")
    op.drop_column("accounts", "seen_at")
