"""Where what is usual begins anew"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0026"
branch_labels = None
depends_on = None


def _number(name: str) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "baselines",
        _number("id"),
        _number("model_id"),
        _words("measure_key"),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        _words("place"),
        _number("source_id"),
        _number("run_id"),
        sa.Column("known_from", moment, nullable=False),
        sa.Column("known_to", moment, nullable=True),
        sa.CheckConstraint("said_by <> ''", name=op.f("ck_baselines_said_by_filled")),
        sa.CheckConstraint("why <> ''", name=op.f("ck_baselines_why_filled")),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_baselines_known_from_before_known_to")
        ),
        *(
            sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}s.id"], name=op.f(f"fk_baselines_{to}_id"))
            for to in ("model", "run", "source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baselines")),
    )
    for one in ("model_id", "run_id", "source_id"):
        op.create_index(op.f(f"ix_baselines_{one}"), "baselines", [one], unique=False)
    still = sa.text("known_to IS NULL")
    op.create_index(
        "uq_baselines_still",
        "baselines",
        ["source_id", "model_id", "measure_key", "start_on"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )


def downgrade() -> None:
    op.drop_table("baselines")
