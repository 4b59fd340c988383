"""Staff lists"""

from data.store.migrations.rules import forget_sources, kinds_of_sources_may_be

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_BEFORE = "kind IN ('mlflow', 'sql', 'files', 'sample', 'company_file')"
_NOW = "kind IN ('mlflow', 'sql', 'files', 'staff', 'sample', 'company_file')"


def upgrade() -> None:
    kinds_of_sources_may_be(_NOW, _BEFORE)


def downgrade() -> None:
    forget_sources("staff")
    kinds_of_sources_may_be(_BEFORE, _NOW)
