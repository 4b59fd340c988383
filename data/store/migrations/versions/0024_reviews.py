"""Reviews"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_OUTCOMES = "outcome IN ('go_on', 'conditions', 'stop')"


def _words(name: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default=None if needed else "", nullable=False)


def _number(name: str) -> sa.Column[Any]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def _moment(name: str, *, needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=not needed)


def upgrade() -> None:
    _make_reviews()
    _make_sheets()
    op.create_table(
        "reviewed",
        _number("id"),
        sa.Column("slug", sa.String(length=120), nullable=False),
        _words("impact"),
        _moment("at", needed=False),
        _words("by"),
        _words("outcome"),
        _words("conditions"),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["slug"], ["models.slug"], name=op.f("fk_reviewed_slug")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewed")),
    )
    op.create_index(op.f("ix_reviewed_slug"), "reviewed", ["slug"], unique=False)


def _make_reviews() -> None:
    op.create_table(
        "reviews",
        _number("id"),
        _number("model_id"),
        _moment("reviewed_at"),
        _words("reviewed_by", needed=True),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        _words("why", needed=True),
        _words("conditions"),
        _words("place"),
        _number("source_id"),
        _number("run_id"),
        _moment("known_from"),
        _moment("known_to", needed=False),
        sa.CheckConstraint("reviewed_by <> ''", name=op.f("ck_reviews_reviewed_by_filled")),
        sa.CheckConstraint("why <> ''", name=op.f("ck_reviews_why_filled")),
        sa.CheckConstraint(_OUTCOMES, name=op.f("ck_reviews_outcome_known")),
        sa.CheckConstraint(
            "known_from <= known_to", name=op.f("ck_reviews_known_from_before_known_to")
        ),
        *_points("reviews", "model", "run", "source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    for one in ("model_id", "run_id", "source_id"):
        op.create_index(op.f(f"ix_reviews_{one}"), "reviews", [one], unique=False)
    still = sa.text("known_to IS NULL")
    op.create_index(
        "uq_reviews_still",
        "reviews",
        ["source_id", "model_id", "reviewed_at"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )


def _make_sheets() -> None:
    op.create_table(
        "review_sheets",
        _number("id"),
        _number("model_id"),
        _moment("signed_at"),
        _number("account_id"),
        _words("signed_name", needed=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        _moment("withdrawn_at", needed=False),
        _words("withdrawn_why"),
        sa.CheckConstraint("signed_name <> ''", name=op.f("ck_review_sheets_signed_name_filled")),
        sa.CheckConstraint(
            "signed_at <= withdrawn_at", name=op.f("ck_review_sheets_signed_at_before_withdrawn_at")
        ),
        *_points("review_sheets", "model", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_sheets")),
        sa.UniqueConstraint(
            "model_id", "signed_at", name=op.f("uq_review_sheets_model_id_signed_at")
        ),
    )
    for one in ("model_id", "account_id"):
        op.create_index(op.f(f"ix_review_sheets_{one}"), "review_sheets", [one], unique=False)


def _points(table: str, *to: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([f"{one}_id"], [f"{one}s.id"], name=op.f(f"fk_{table}_{one}_id"))
        for one in to
    ]


def downgrade() -> None:
    for table in ("reviewed", "review_sheets", "reviews"):
        op.drop_table(table)
