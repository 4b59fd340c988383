"""Reports"""

from data.store.migrations.rules import forget_sources, kinds_of_sources_may_be

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None

_BEFORE = "kind IN ('mlflow', 'sql', 'files', 'staff', 'sample', 'company_file', 'people')"
_NOW = "kind IN ('mlflow', 'sql', 'files', 'staff', 'sample', 'company_file', 'people', 'reported')"


def upgrade() -> None:
    kinds_of_sources_may_be(_NOW, _BEFORE)


def downgrade() -> None:
    forget_sources("reported")
    kinds_of_sources_may_be(_BEFORE, _NOW)
