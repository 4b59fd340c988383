"""What is decided"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_OUTLOOK = ("decided_use", "decided_by", "decided_at", "decided_until", "decided_why")
_USES = "'keep', 'second_check', 'fallback'"


def _words(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default=None if needed else "", nullable=False)


def _number(name: str) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def _moment(name: str, *, needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def upgrade() -> None:
    use = sa.Column("decided_use", sa.String(32), server_default="", nullable=False)
    op.add_column("outlooks", use)
    op.add_column("outlooks", _words("decided_by"))
    op.add_column("outlooks", _moment("decided_at", needed=False))
    op.add_column("outlooks", sa.Column("decided_until", sa.Date(), nullable=True))
    op.add_column("outlooks", _words("decided_why"))
    _history(
        "decisions",
        "decided",
        (sa.Column("decided_use", sa.String(32), nullable=False),),
        (("decided_use_known", f"decided_use IN ({_USES})"),),
    )
    _history("keepings", "kept")
    op.create_table(
        "kept_models",
        _number("id"),
        sa.Column("slug", sa.String(length=120), nullable=False),
        _words("by"),
        _moment("at"),
        sa.Column("until", sa.Date(), nullable=False),
        _words("why"),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_kept_models_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_models")),
    )
    op.create_index(op.f("ix_kept_models_slug"), "kept_models", ["slug"], unique=False)


def _history(
    name: str,
    done: str,
    columns: tuple[sa.Column[Any], ...] = (),
    rules: tuple[tuple[str, str], ...] = (),
) -> None:
    """A table kept through time of who decided what, when, why and until which day."""
    rules = (
        (f"{done}_by_filled", f"{done}_by <> ''"),
        ("why_filled", "why <> ''"),
        *rules,
        ("known_from_before_known_to", "known_from <= known_to"),
    )
    op.create_table(
        name,
        _number("id"),
        _number("model_id"),
        _moment(f"{done}_at"),
        _words(f"{done}_by", needed=True),
        *columns,
        sa.Column("until_on", sa.Date(), nullable=False),
        _words("why", needed=True),
        _words("place"),
        _number("source_id"),
        _number("run_id"),
        _moment("known_from"),
        _moment("known_to", needed=False),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{name}_{called}")) for called, rule in rules),
        *(
            sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}s.id"], name=op.f(f"fk_{name}_{to}_id"))
            for to in ("model", "run", "source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for one in ("model_id", "run_id", "source_id"):
        op.create_index(op.f(f"ix_{name}_{one}"), name, [one], unique=False)
    still = sa.text("known_to IS NULL")
    op.create_index(
        f"uq_{name}_still",
        name,
        ["source_id", "model_id", f"{done}_at"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )


def downgrade() -> None:
    for table in ("kept_models", "keepings", "decisions"):
        op.drop_table(table)
    for column in reversed(_OUTLOOK):
        op.drop_column("outlooks", column)
