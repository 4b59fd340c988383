"""What people say"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('wrong', 'explains', 'question', 'good')"
_STATES = "state IN ('open', 'answered', 'closed')"
_ACTS = (
    "act IN ('raised', 'assigned', 'answered', 'agreed', 'not_yet', 'below_again', 'merged', "
    "'themed', 'linked')"
)


def upgrade() -> None:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    _make_feedback(kind, moment)
    op.create_table(
        "feedback_steps",
        sa.Column("id", kind, nullable=False),
        sa.Column("feedback_id", kind, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("until_at", moment, nullable=True),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("account_id", kind, nullable=True),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("answerer", sa.Text(), server_default="", nullable=False),
        sa.Column("answerer_name", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("changed", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("theme", sa.Text(), server_default="", nullable=False),
        sa.Column("merged_into", kind, nullable=True),
        sa.Column("linked_slug", sa.Text(), server_default="", nullable=False),
        sa.Column("linked_began", moment, nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(_ACTS, name=op.f("ck_feedback_steps_act_known")),
        sa.CheckConstraint(_STATES, name=op.f("ck_feedback_steps_state_known")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_feedback_steps_version_not_below_1")),
        sa.CheckConstraint("at <= until_at", name=op.f("ck_feedback_steps_at_before_until_at")),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)",
            name=op.f("ck_feedback_steps_closed_when_over"),
        ),
        sa.CheckConstraint(
            "state = 'open' OR changed <> ''", name=op.f("ck_feedback_steps_changed_when_answered")
        ),
        sa.ForeignKeyConstraint(
            ["feedback_id"], ["feedback.id"], name=op.f("fk_feedback_steps_feedback_id")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_feedback_steps_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["feedback.id"], name=op.f("fk_feedback_steps_merged_into")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_steps")),
        sa.UniqueConstraint(
            "feedback_id", "version", name=op.f("uq_feedback_steps_feedback_id_version")
        ),
    )
    for name in ("feedback_id", "account_id", "merged_into", "at"):
        op.create_index(op.f(f"ix_feedback_steps_{name}"), "feedback_steps", [name])
    still = sa.text("until_at IS NULL")
    op.create_index(
        "uq_feedback_steps_still",
        "feedback_steps",
        ["feedback_id"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )


def _make_feedback(kind: sa.types.TypeEngine[int], moment: sa.DateTime) -> None:
    op.create_table(
        "feedback",
        sa.Column("id", kind, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("model_id", kind, nullable=False),
        sa.Column("measure_key", sa.Text(), server_default="", nullable=False),
        sa.Column("measure_phrase", sa.Text(), server_default="", nullable=False),
        sa.Column("measure_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("group_name", sa.Text(), server_default="", nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("account_id", kind, nullable=True),
        sa.Column("raised_by", sa.Text(), nullable=False),
        sa.Column("raised_at", moment, nullable=False),
        sa.CheckConstraint(_KINDS, name=op.f("ck_feedback_kind_known")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_feedback_text_filled")),
        sa.CheckConstraint("raised_by <> ''", name=op.f("ck_feedback_raised_by_filled")),
        sa.CheckConstraint("start_on <= end_on", name=op.f("ck_feedback_start_on_before_end_on")),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_feedback_model_id")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_feedback_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    for name in ("model_id", "account_id"):
        op.create_index(op.f(f"ix_feedback_{name}"), "feedback", [name])


def downgrade() -> None:
    op.drop_table("feedback_steps")
    op.drop_table("feedback")
