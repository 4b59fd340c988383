"""What it pays, and what waiting costs"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LARGEST = "1.7e+308"


def _finite(table: str, column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        f"{column} = {column} AND abs({column}) < {_LARGEST}",
        name=op.f(f"ck_{table}_{column}_finite"),
    )


def _summary(name: str, *columns: Any) -> None:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        name,
        sa.Column("id", kind, nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f(f"fk_{name}_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_slug"), name, ["slug"], unique=False)


def _of_outlooks() -> list[sa.Column[Any]]:
    """What stands in ``month_worths`` from now on, for every month and not only the last."""
    return [
        sa.Column("worth_month", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worth_value", sa.Double(), nullable=True),
        sa.Column("worth_agreed", sa.Double(), nullable=True),
        sa.Column("worth_currency", sa.Text(), server_default="", nullable=False),
    ]


def upgrade() -> None:
    _summary(
        "month_worths",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("agreed", sa.Double(), nullable=False),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        _finite("month_worths", "value"),
        _finite("month_worths", "agreed"),
    )
    op.create_index(op.f("ix_month_worths_month"), "month_worths", ["month"], unique=False)
    _summary(
        "open_costs",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measure", sa.JSON(), nullable=False),
        sa.Column("group_name", sa.Text(), server_default="", nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("against", sa.String(length=32), server_default="", nullable=False),
        sa.Column("currency", sa.Text(), server_default="", nullable=False),
        sa.Column("in_money", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        _finite("open_costs", "low"),
        _finite("open_costs", "high"),
    )
    _summary(
        "own_results",
        sa.Column("kpi", sa.JSON(), nullable=False),
        sa.Column("excused", sa.JSON(), nullable=False),
    )
    for column in reversed(_of_outlooks()):
        op.drop_column("outlooks", column.name)


def downgrade() -> None:
    for column in _of_outlooks():
        op.add_column("outlooks", column)
    for name in ("own_results", "open_costs", "month_worths"):
        op.drop_table(name)
