"""What is confirmed"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def _number(name: str) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    op.create_table(
        "confirmed",
        _number("id"),
        _number("model_id"),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        _number("source_id"),
        _number("run_id"),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("said_by <> ''", name=op.f("ck_confirmed_said_by_filled")),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_confirmed_known_from_before_known_to")
        ),
        *(
            sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}s.id"], name=op.f(f"fk_confirmed_{to}_id"))
            for to in ("model", "run", "source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmed")),
    )
    for one in ("model_id", "run_id", "source_id"):
        op.create_index(op.f(f"ix_confirmed_{one}"), "confirmed", [one], unique=False)
    op.create_index(
        "uq_confirmed_still",
        "confirmed",
        ["source_id", "model_id"],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("confirmed")
