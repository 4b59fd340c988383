"""The software that models in use are built with"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "live_libraries",
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), server_default="", nullable=False),
        sa.Column("requirement", sa.Text(), server_default="", nullable=False),
        sa.Column("pinned", sa.Text(), server_default="", nullable=False),
        sa.Column("installed", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_live_libraries_name_filled")),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_live_libraries_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_libraries")),
    )
    op.create_index(op.f("ix_live_libraries_slug"), "live_libraries", ["slug"], unique=False)
    op.create_index(op.f("ix_live_libraries_name"), "live_libraries", ["name"], unique=False)


def downgrade() -> None:
    op.drop_table("live_libraries")
