"""Who is told"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_OCCASIONS = "occasion IN ('changes', 'weekly', 'confirm', 'stopped')"


def upgrade() -> None:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "notice_recipients",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("told_to", kind, nullable=False),
        sa.CheckConstraint("key <> ''", name=op.f("ck_notice_recipients_key_filled")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_notice_recipients")),
    )
    op.create_table(
        "notices",
        sa.Column("id", kind, nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("occasion", sa.String(32), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_at", moment, nullable=False),
        sa.Column("tried_at", moment, nullable=False),
        sa.Column("sent_at", moment, nullable=True),
        sa.Column("problem", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(_OCCASIONS, name=op.f("ck_notices_occasion_known")),
        sa.CheckConstraint("recipient <> ''", name=op.f("ck_notices_recipient_filled")),
        sa.CheckConstraint("tries >= 1", name=op.f("ck_notices_tries_not_below_1")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint(
            "recipient", "occasion", "about", name=op.f("uq_notices_recipient_occasion_about")
        ),
    )
    op.create_table(
        "notice_wishes",
        sa.Column("account_id", kind, nullable=False),
        sa.Column("changes", sa.Boolean(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("about", sa.String(32), nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("said_at", moment, nullable=False),
        sa.CheckConstraint(
            "about IN ('mine', 'unit', 'everything')", name=op.f("ck_notice_wishes_about_known")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_notice_wishes_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_notice_wishes")),
    )


def downgrade() -> None:
    for table in ("notice_wishes", "notices", "notice_recipients"):
        op.drop_table(table)
