"""Proposals"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_STATES = "'waiting', 'signed', 'refused', 'withdrawn'"


def upgrade() -> None:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "proposals",
        sa.Column("id", kind, nullable=False),
        sa.Column("measure_id", kind, nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.String(64), nullable=False),
        sa.Column("proposed_account_id", kind, nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_name", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("closed_name", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_why", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_proposals_state_known")),
        sa.CheckConstraint("proposed_name <> ''", name=op.f("ck_proposals_proposed_name_filled")),
        sa.CheckConstraint(
            "proposed_at <= closed_at", name=op.f("ck_proposals_proposed_at_before_closed_at")
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (closed_at IS NULL)",
            name=op.f("ck_proposals_closed_when_over"),
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measures.id"], name=op.f("fk_proposals_measure_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_account_id"],
            ["accounts.id"],
            name=op.f("fk_proposals_proposed_account_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    for one in ("measure_id", "proposed_account_id"):
        op.create_index(op.f(f"ix_proposals_{one}"), "proposals", [one], unique=False)


def downgrade() -> None:
    op.drop_table("proposals")
