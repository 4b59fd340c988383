"""Who answers for which model"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "roles",
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("person_key", sa.Text(), nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "role IN ('owner', 'backup', 'expert')", name=op.f("ck_roles_role_known")
        ),
        sa.CheckConstraint("person_key <> ''", name=op.f("ck_roles_person_key_filled")),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_roles_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    op.create_index(op.f("ix_roles_slug"), "roles", ["slug"], unique=False)


def downgrade() -> None:
    op.drop_table("roles")
