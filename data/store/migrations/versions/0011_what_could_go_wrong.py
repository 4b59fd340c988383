"""What could go wrong, and what is watched for"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outlooks", sa.Column("coverage", sa.Text(), server_default="", nullable=False))
    op.add_column("outlooks", sa.Column("uncovered", sa.JSON(), nullable=True))
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "risks",
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("likelihood", sa.String(length=32), nullable=False),
        sa.Column("moved", sa.String(length=32), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("risk", sa.JSON(), nullable=False),
        sa.CheckConstraint("likelihood <> ''", name=op.f("ck_risks_likelihood_filled")),
        sa.CheckConstraint("weight >= 1", name=op.f("ck_risks_weight_not_below_1")),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_risks_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risks")),
    )
    op.create_index(op.f("ix_risks_slug"), "risks", ["slug"], unique=False)


def downgrade() -> None:
    op.drop_table("risks")
    op.drop_column("outlooks", "uncovered")
    op.drop_column("outlooks", "coverage")
