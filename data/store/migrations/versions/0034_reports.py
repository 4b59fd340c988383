"""Reports"""

from data.store.migrations.rules import forget_sources, kinds_of_sources_may_be

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_BEFORE = (
    "kind IN ('mlflow', 'prometheus', 'sql', 'files', 'staff', 'openlineage', 'sample',"
    " 'company_file', 'people')"
)
_NOW = _BEFORE.replace("'people'", "'people', 'reported'")


def upgrade() -> None:
    kinds_of_sources_may_be(_NOW, _BEFORE)


def downgrade() -> None:
    forget_sources("reported")
    kinds_of_sources_may_be(_BEFORE, _NOW)
