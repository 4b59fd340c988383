"""Who steps in, what uses the answers, and what nobody would miss"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

    op.add_column(
        "roles", sa.Column("is_listed", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.add_column("roles", sa.Column("covered_until", sa.Date(), nullable=True))
    op.add_column("roles", sa.Column("search_text", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "teams",
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("team", sa.Text(), server_default="", nullable=False),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_teams_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
    )
    op.create_index(op.f("ix_teams_slug"), "teams", ["slug"], unique=False)
    op.create_table(
        "signatures",
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("person_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("phrase", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.CheckConstraint("person_key <> ''", name=op.f("ck_signatures_person_key_filled")),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_signatures_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatures")),
    )
    op.create_index(op.f("ix_signatures_slug"), "signatures", ["slug"], unique=False)
    op.create_table(
        "uses",
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("same_as", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("stops", sa.Text(), server_default="", nullable=False),
        sa.Column("fallback", sa.Text(), server_default="", nullable=False),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.Column("contact_left_on", sa.Date(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_uses_name_filled")),
        sa.CheckConstraint(
            "kind IN ('application', 'process', 'model')", name=op.f("ck_uses_kind_known")
        ),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_uses_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uses")),
    )
    op.create_index(op.f("ix_uses_slug"), "uses", ["slug"], unique=False)
    op.create_index(op.f("ix_uses_same_as"), "uses", ["same_as"], unique=False)
    op.create_table(
        "signs",
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("code <> ''", name=op.f("ck_signs_code_filled")),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_signs_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signs")),
    )
    op.create_index(op.f("ix_signs_slug"), "signs", ["slug"], unique=False)


def downgrade() -> None:
    for table in ("signs", "uses", "signatures", "teams"):
        op.drop_table(table)
    for column in ("search_text", "covered_until", "is_listed"):
        op.drop_column("roles", column)
