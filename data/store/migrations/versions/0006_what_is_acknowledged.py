"""What is acknowledged"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEY = ("source_id", "model_id", "said_on", "said_by")


def _words(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default=None if needed else "", nullable=False)


def _number(name: str) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    op.add_column("outlooks", _words("acknowledged_by"))
    op.add_column("outlooks", sa.Column("acknowledged_until", sa.Date(), nullable=True))
    op.create_table(
        "acknowledged",
        _number("id"),
        _number("model_id"),
        sa.Column("said_on", sa.Date(), nullable=False),
        _words("said_by", needed=True),
        sa.Column("next_update", sa.Date(), nullable=False),
        _words("note"),
        _words("place"),
        _number("source_id"),
        _number("run_id"),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_acknowledged_{name}"))
            for name, rule in (
                ("said_by_filled", "said_by <> ''"),
                ("said_on_before_next_update", "said_on < next_update"),
                ("known_from_before_known_to", "known_from <= known_to"),
            )
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{to}_id"], [f"{to}s.id"], name=op.f(f"fk_acknowledged_{to}_id")
            )
            for to in ("model", "run", "source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledged")),
    )
    for one in ("model_id", "run_id", "source_id"):
        op.create_index(op.f(f"ix_acknowledged_{one}"), "acknowledged", [one], unique=False)
    op.create_index(
        "uq_acknowledged_still",
        "acknowledged",
        [*_KEY],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("acknowledged")
    op.drop_column("outlooks", "acknowledged_until")
    op.drop_column("outlooks", "acknowledged_by")
