"""Counting reads less"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_COUNTED = (
    "slug",
    "from_at",
    "until_at",
    "is_first",
    "status",
    "care",
    "impact",
    "answered",
    "trouble_since",
    "acknowledged_until",
)


def upgrade() -> None:
    op.add_column(
        "outlooks",
        sa.Column("is_first", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute(
        "UPDATE outlooks SET is_first = true WHERE from_at = "
        "(SELECT min(other.from_at) FROM outlooks AS other WHERE other.slug = outlooks.slug)"
    )
    op.create_index("ix_outlooks_standing", "outlooks", [*_COUNTED], unique=False)


def downgrade() -> None:
    op.drop_index("ix_outlooks_standing", "outlooks")
    op.drop_column("outlooks", "is_first")
