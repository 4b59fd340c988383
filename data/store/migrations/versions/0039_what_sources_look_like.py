"""What sources look like"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_KINDS = (
    "kind IN ('column', 'holds', 'labels', 'section', 'marks', 'asked', 'settings', 'unit',"
    " 'better', 'meaning')"
)


def _number(name: str) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "traits",
        _number("id"),
        sa.Column("kind", sa.String(32), nullable=False),
        _words("trait_name"),
        _words("value"),
        _number("source_id"),
        _number("run_id"),
        sa.Column("known_from", moment, nullable=False),
        sa.Column("known_to", moment, nullable=True),
        sa.CheckConstraint(_KINDS, name=op.f("ck_traits_kind_known")),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_traits_known_from_before_known_to")
        ),
        *(
            sa.ForeignKeyConstraint([f"{to}_id"], [f"{to}s.id"], name=op.f(f"fk_traits_{to}_id"))
            for to in ("run", "source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traits")),
    )
    for one in ("run_id", "source_id"):
        op.create_index(op.f(f"ix_traits_{one}"), "traits", [one], unique=False)
    still = sa.text("known_to IS NULL")
    op.create_index(
        "uq_traits_still",
        "traits",
        ["source_id", "kind", "trait_name"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )


def downgrade() -> None:
    op.drop_table("traits")
