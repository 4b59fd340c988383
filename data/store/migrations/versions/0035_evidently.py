"""Reports on data, and the columns a value was found in"""

import sqlalchemy as sa
from alembic import op

from data.store.migrations.rules import forget_sources, kinds_of_sources_may_be

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_BEFORE = (
    "kind IN ('mlflow', 'prometheus', 'sql', 'files', 'staff', 'openlineage', 'sample',"
    " 'company_file', 'people', 'reported')"
)
_NOW = (
    "kind IN ('mlflow', 'prometheus', 'sql', 'files', 'evidently', 'staff', 'openlineage',"
    " 'sample', 'company_file', 'people', 'reported')"
)


def upgrade() -> None:
    kinds_of_sources_may_be(_NOW, _BEFORE)
    op.add_column("readings", sa.Column("columns", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("readings", "columns")
    forget_sources("evidently")
    kinds_of_sources_may_be(_BEFORE, _NOW)
