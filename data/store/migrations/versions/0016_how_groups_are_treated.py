"""How groups are treated, and where nobody checks"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_COUNTS = ("rank", "rank_after", "below", "near", "too_few", "not_measured", "measured", "tested")


def upgrade() -> None:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "group_checks",
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("measure", sa.Text(), server_default="", nullable=False),
        sa.Column("people", sa.String(length=32), nullable=False),
        sa.Column("excused", sa.Boolean(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        sa.Column("told", sa.JSON(), nullable=True),
        sa.CheckConstraint("rank >= 0", name=op.f("ck_group_checks_rank_not_below_0")),
        sa.CheckConstraint("rank_after >= 0", name=op.f("ck_group_checks_rank_after_not_below_0")),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_group_checks_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_checks")),
    )
    op.create_index(op.f("ix_group_checks_slug"), "group_checks", ["slug"], unique=False)


def downgrade() -> None:
    op.drop_table("group_checks")
