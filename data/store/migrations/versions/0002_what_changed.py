"""What changed, and what Today adds up"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _of_outlooks() -> list[sa.Column[Any]]:
    return [
        sa.Column("impact", sa.Text(), server_default="", nullable=False),
        sa.Column("trouble_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered", sa.Text(), server_default="", nullable=False),
        sa.Column("worth_month", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worth_value", sa.Double(), nullable=True),
        sa.Column("worth_agreed", sa.Double(), nullable=True),
        sa.Column("worth_currency", sa.Text(), server_default="", nullable=False),
    ]


def _of_judged() -> list[sa.Column[Any]]:
    return [
        sa.Column("watched_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("model_count", sa.Integer(), nullable=True),
    ]


def upgrade() -> None:
    for column in _of_outlooks():
        op.add_column("outlooks", column)
    for column in _of_judged():
        op.add_column("judged", column)
    op.create_table(
        "status_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_status", sa.Text(), server_default="", nullable=False),
        sa.Column("to_status", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.CheckConstraint("to_status <> ''", name=op.f("ck_status_changes_to_status_filled")),
        sa.CheckConstraint("from_status <> to_status", name=op.f("ck_status_changes_a_change")),
        sa.CheckConstraint("at <= noted_at", name=op.f("ck_status_changes_at_before_noted_at")),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_status_changes_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_changes")),
    )
    op.create_index(op.f("ix_status_changes_slug"), "status_changes", ["slug"], unique=False)
    op.create_index(
        op.f("ix_status_changes_noted_at"), "status_changes", ["noted_at"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_status_changes_noted_at"), table_name="status_changes")
    op.drop_index(op.f("ix_status_changes_slug"), table_name="status_changes")
    op.drop_table("status_changes")
    for column in reversed(_of_judged()):
        op.drop_column("judged", column.name)
    for column in reversed(_of_outlooks()):
        op.drop_column("outlooks", column.name)
