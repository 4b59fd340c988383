"""Live measurements"""

from data.store.migrations.rules import forget_sources, kinds_of_sources_may_be

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_BEFORE = "kind IN ('mlflow', 'sql', 'files', 'staff', 'sample', 'company_file', 'people')"
_NOW = (
    "kind IN ('mlflow', 'prometheus', 'sql', 'files', 'staff', 'sample', 'company_file', 'people')"
)


def upgrade() -> None:
    kinds_of_sources_may_be(_NOW, _BEFORE)


def downgrade() -> None:
    forget_sources("prometheus")
    kinds_of_sources_may_be(_BEFORE, _NOW)
