"""What uses answers"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEY = ("source_id", "model_id", "name")
_KINDS = "'application', 'process', 'model'"


def _words(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default=None if needed else "", nullable=False)


def _number(name: str) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    op.create_table(
        "answer_uses",
        _number("id"),
        _number("model_id"),
        _words("name", needed=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        _words("stops"),
        _words("fallback"),
        _words("contact"),
        _words("place"),
        _number("source_id"),
        _number("run_id"),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_answer_uses_{name}"))
            for name, rule in (
                ("name_filled", "name <> ''"),
                ("kind_known", f"kind IN ({_KINDS})"),
                ("known_from_before_known_to", "known_from <= known_to"),
            )
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{to}_id"], [f"{to}s.id"], name=op.f(f"fk_answer_uses_{to}_id")
            )
            for to in ("model", "run", "source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_uses")),
    )
    for one in ("model_id", "run_id", "source_id"):
        op.create_index(op.f(f"ix_answer_uses_{one}"), "answer_uses", [one], unique=False)
    op.create_index(
        "uq_answer_uses_still",
        "answer_uses",
        [*_KEY],
        unique=True,
        sqlite_where=sa.text("known_to IS NULL"),
        postgresql_where=sa.text("known_to IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("answer_uses")
