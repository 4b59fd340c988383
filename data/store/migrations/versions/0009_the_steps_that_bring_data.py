"""The steps that bring data to models"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "pipeline_states",
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("every", sa.Text(), server_default="", nullable=False),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.Column("reads", sa.Text(), server_default="", nullable=False),
        sa.Column("writes", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("late_state", sa.String(length=32), nullable=False),
        sa.Column("late_from", moment, nullable=True),
        sa.Column("last_ended", moment, nullable=True),
        sa.Column("last_outcome", sa.String(length=32), nullable=True),
        sa.Column("last_rows", sa.BigInteger(), nullable=True),
        sa.Column("usual_rows", sa.BigInteger(), nullable=True),
        sa.Column("last_good", moment, nullable=True),
        sa.Column("failing_since", moment, nullable=True),
        sa.Column("runs", sa.JSON(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_pipeline_states_name_filled")),
        sa.CheckConstraint(
            "last_outcome IN ('succeeded', 'failed', 'checks_failed')",
            name=op.f("ck_pipeline_states_last_outcome_known"),
        ),
        sa.CheckConstraint("last_rows >= 0", name=op.f("ck_pipeline_states_last_rows_not_below_0")),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_pipeline_states_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipeline_states")),
    )
    op.create_index(op.f("ix_pipeline_states_slug"), "pipeline_states", ["slug"], unique=False)
    op.create_index(op.f("ix_pipeline_states_key"), "pipeline_states", ["key"], unique=False)


def downgrade() -> None:
    op.drop_table("pipeline_states")
