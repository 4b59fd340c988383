"""Airflow as a source"""

from data.store.migrations.rules import forget_sources, kinds_of_sources_may_be

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_BEFORE = (
    "kind IN ('mlflow', 'prometheus', 'sql', 'files', 'evidently', 'staff', 'openlineage',"
    " 'sample', 'company_file', 'people', 'reported', 'brought')"
)
_NOW = _BEFORE.replace("'openlineage',", "'openlineage', 'airflow',")


def upgrade() -> None:
    kinds_of_sources_may_be(_NOW, _BEFORE)


def downgrade() -> None:
    forget_sources("airflow")
    kinds_of_sources_may_be(_BEFORE, _NOW)
