"""What happened to models, which version is in use, which one waits"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _summary(
        "happenings",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("breach", sa.Text(), server_default="", nullable=False),
        sa.Column("breach_days", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind <> ''", name=op.f("ck_happenings_kind_filled")),
        sa.CheckConstraint("breach_days >= 0", name=op.f("ck_happenings_breach_days_not_below_0")),
    )
    op.create_index(op.f("ix_happenings_at"), "happenings", ["at"], unique=False)
    _summary(
        "live_versions",
        sa.Column("version", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since_known", sa.Boolean(), nullable=False),
        sa.Column("before", sa.Text(), server_default="", nullable=False),
        sa.Column("live_by", sa.String(length=32), nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
    )
    _summary(
        "candidates",
        sa.Column("current", sa.Text(), nullable=False),
        sa.Column("candidate", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=32), nullable=False),
        sa.Column("comparison", sa.JSON(), nullable=False),
        sa.CheckConstraint("candidate <> ''", name=op.f("ck_candidates_candidate_filled")),
        sa.CheckConstraint("standing <> ''", name=op.f("ck_candidates_standing_filled")),
    )


def _summary(name: str, *columns: sa.schema.SchemaItem) -> None:
    """Any number of rows a model."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        name,
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f(f"fk_{name}_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_slug"), name, ["slug"], unique=False)


def downgrade() -> None:
    for name in ("candidates", "live_versions", "happenings"):
        op.drop_table(name)
