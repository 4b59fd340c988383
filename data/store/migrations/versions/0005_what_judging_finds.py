"""What judging finds"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LARGEST = 1.7e308


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _code(name: str, length: int = 32, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), server_default=default, nullable=False)


def _moment(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def _of_model(table: str) -> tuple[Any, ...]:
    return (
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f(f"fk_{table}_slug")),
    )


def _identity() -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, nullable=False)


def _finite(table: str, *columns: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(
            f"{name} = {name} AND abs({name}) < {_LARGEST}", name=op.f(f"ck_{table}_{name}_finite")
        )
        for name in columns
    ]


def _before(table: str, earlier: str, later: str, sign: str = "<=") -> sa.CheckConstraint:
    name = op.f(f"ck_{table}_{earlier}_before_{later}")
    return sa.CheckConstraint(f"{earlier} {sign} {later}", name=name)


def upgrade() -> None:
    op.add_column("runs", _moment("judged_at"))
    op.create_table(
        "judged_models",
        *_of_model("judged_models"),
        _moment("at", needed=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        _code("rules", 64),
        _code("agreed", 64),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_judged_models")),
    )
    op.create_table(
        "insights",
        *_of_model("insights"),
        _moment("at", needed=True),
        sa.Column("insight", sa.JSON(), nullable=False),
        _moment("watched_since"),
        sa.Column("worsened", sa.JSON(), nullable=False),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_insights")),
    )
    _incidents()
    op.create_table(
        "shared_events",
        _identity(),
        _moment("began", needed=True),
        _moment("until", needed=True),
        sa.Column("slugs", sa.JSON(), nullable=False),
        sa.Column("model_count", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Double(), nullable=False),
        sa.Column("p_value", sa.Double(), nullable=False),
        sa.Column("common", sa.JSON(), nullable=False),
        *_finite("shared_events", "expected", "p_value"),
        _before("shared_events", "began", "until"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_events")),
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        _identity(),
        *_of_model("incidents"),
        _code("kind"),
        _words("measure"),
        _words("group_name"),
        _words("other_group"),
        _moment("began", needed=True),
        _moment("noticed", needed=True),
        _moment("fixed"),
        sa.Column("periods", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Double(), nullable=True)
            for name in ("worst", "minimum", "cost_low", "cost_high")
        ),
        _code("cost_against", default=""),
        _words("cost_currency"),
        sa.Column("cost_in_money", sa.Boolean(), nullable=False),
        _code("rule", 64),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("acknowledged_at"),
        sa.Column("acknowledged_by", sa.Text(), nullable=True),
        _moment("first_kept_at", needed=True),
        _moment("rebuilt_at"),
        _code("rebuilt_why", default=""),
        _moment("withdrawn_at"),
        sa.UniqueConstraint(
            *("slug", "measure", "group_name", "other_group", "began"),
            name=op.f("uq_incidents_slug_measure_group_name_other_group_began"),
        ),
        sa.CheckConstraint("kind <> ''", name=op.f("ck_incidents_kind_filled")),
        *_finite("incidents", "worst", "minimum", "cost_low", "cost_high"),
        sa.CheckConstraint("periods >= 0", name=op.f("ck_incidents_periods_not_below_0")),
        _before("incidents", "began", "noticed"),
        _before("incidents", "began", "fixed", "<"),
        _before("incidents", "cost_low", "cost_high"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index("ix_incidents_began", "incidents", ["began"], unique=False)


def downgrade() -> None:
    for table in ("shared_events", "incidents", "insights", "judged_models"):
        op.drop_table(table)
    op.drop_column("runs", "judged_at")
