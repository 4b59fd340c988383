"""How incidents are told over the fleet, and how long a failure would stay unnoticed"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incidents", sa.Column("measured", sa.JSON(), nullable=True))
    op.add_column("insights", sa.Column("unnoticed_days", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("insights", "unnoticed_days")
    op.drop_column("incidents", "measured")
