"""How far sources are read, and who confirmed that one lists fewer models"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "watermarks",
        sa.Column("id", number, nullable=False),
        sa.Column("source_id", number, nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("read_until", sa.Text(), nullable=False),
        sa.Column("read_with", sa.String(64), nullable=False),
        sa.CheckConstraint("about <> ''", name=op.f("ck_watermarks_about_filled")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_watermarks_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watermarks")),
        sa.UniqueConstraint("source_id", "about", name=op.f("uq_watermarks_source_id_about")),
    )
    op.create_index(op.f("ix_watermarks_source_id"), "watermarks", ["source_id"])
    op.add_column("sources", sa.Column("fewer_confirmed", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("sources", "fewer_confirmed")
    op.drop_index(op.f("ix_watermarks_source_id"), "watermarks")
    op.drop_table("watermarks")
