"""Our own database: what people say of models, and every step of what becomes of it.

What was said never changes. Each step holds all that was so after it; the newest has no end.
"""

from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    text,
)

from data.facts import FeedbackKind, FeedbackState
from data.store.accounts import accounts
from data.store.columns import (
    Moment,
    OneOf,
    Words,
    among,
    at_least,
    filled,
    identity,
    in_order,
    points_to,
    text_column,
)
from data.store.tables import metadata


class FeedbackAct(StrEnum):
    """What a step of feedback was."""

    RAISED = "raised"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    AGREED = "agreed"
    NOT_YET = "not_yet"
    BELOW_AGAIN = "below_again"
    MERGED = "merged"
    THEMED = "themed"
    LINKED = "linked"


feedback = Table(
    "feedback",
    metadata,
    identity(),
    Column("kind", OneOf(FeedbackKind), nullable=False),
    Column("text", Words, nullable=False),
    points_to("model_id", "models.id"),
    text_column("measure_key"),
    # How the measure is told, so that a list needs nothing else.
    text_column("measure_phrase"),
    text_column("measure_kind"),
    text_column("group_name"),
    Column("start_on", Date),
    Column("end_on", Date),
    # The unit whose models it is all about; empty where it is about its own alone.
    text_column("unit"),
    # Empty where nobody who was here said it: in the pretend company, and on a past day.
    points_to("account_id", f"{accounts.name}.id", optional=True),
    Column("raised_by", Words, nullable=False),
    Column("raised_at", Moment, nullable=False),
    among("kind", FeedbackKind),
    filled("text"),
    filled("raised_by"),
    in_order("start_on", "end_on", may_touch=True),
)

steps = Table(
    "feedback_steps",
    metadata,
    identity(),
    points_to("feedback_id", "feedback.id"),
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("until_at", Moment),
    Column("act", OneOf(FeedbackAct), nullable=False),
    points_to("account_id", f"{accounts.name}.id", optional=True),
    # Empty where Rollcall itself did it.
    text_column("by"),
    Column("state", OneOf(FeedbackState), nullable=False),
    # How inventories name who is to answer, and what the reader calls them; empty: nobody.
    text_column("answerer"),
    text_column("answerer_name"),
    Column("due_on", Date),
    text_column("answer"),
    text_column("changed"),
    Column("closed_at", Moment),
    text_column("theme"),
    points_to("merged_into", "feedback.id", optional=True),
    # A model it belongs with; with a moment, what went wrong with that model from then on.
    text_column("linked_slug"),
    Column("linked_began", Moment),
    # The reason that was given; where it was below again, since when.
    text_column("why"),
    UniqueConstraint("feedback_id", "version"),
    among("act", FeedbackAct),
    among("state", FeedbackState),
    at_least("version", 1),
    in_order("at", "until_at", may_touch=True),
    CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_when_over"),
    CheckConstraint("state = 'open' OR changed <> ''", name="changed_when_answered"),
)
_STILL = text("until_at IS NULL")
Index(
    "uq_feedback_steps_still",
    steps.c.feedback_id,
    unique=True,
    sqlite_where=_STILL,
    postgresql_where=_STILL,
)
Index("ix_feedback_steps_at", steps.c.at)

FEEDBACK: tuple[Table, ...] = (feedback, steps)
