"""Results that people bring"""

import sqlalchemy as sa
from alembic import op

from data.store.migrations.rules import forget_sources, kinds_of_sources_may_be

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_BEFORE = (
    "kind IN ('mlflow', 'prometheus', 'sql', 'files', 'evidently', 'staff', 'openlineage',"
    " 'sample', 'company_file', 'people', 'reported')"
)
_NOW = _BEFORE.replace("'reported'", "'reported', 'brought'")
_TABLES = ("brought_lists", "taken_lists")


def upgrade() -> None:
    kinds_of_sources_may_be(_NOW, _BEFORE)
    for table in _TABLES:
        what = sa.Column("what", sa.String(32), server_default="models", nullable=False)
        op.add_column(table, what)


def downgrade() -> None:
    for table in _TABLES:
        op.execute(f"DELETE FROM {table} WHERE what <> 'models'")  # noqa: S608 - our own names
        op.drop_column(table, "what")
    forget_sources("brought")
    kinds_of_sources_may_be(_BEFORE, _NOW)
