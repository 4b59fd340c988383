"""Our own database: what a model stands on, and what was agreed about asking after it.

Kept through time as ``data.store.histories`` is.
"""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Date, Double

from data.facts import DecidedUse, Question, ReviewOutcome, RunEnd, UseKind
from data.store.columns import (
    Moment,
    OneOf,
    Words,
    among,
    at_least,
    filled,
    finite,
    in_order,
    points_to,
    text_column,
)
from data.store.through_time import history_table

quiet_times = history_table(
    "quiet_times",
    ("model_id", "measure_key", "start_on", "end_on", "every_year"),
    points_to("model_id", "models.id"),
    text_column("measure_key"),
    Column("start_on", Date, nullable=False),
    Column("end_on", Date, nullable=False),
    Column("every_year", Boolean, nullable=False),
    Column("agreed_by", Words, nullable=False),
    Column("reason", Words, nullable=False),
    text_column("place"),
    # Days that come again every year may reach over New Year.
    CheckConstraint("every_year OR start_on <= end_on", name="start_on_before_end_on"),
)

does_not_apply = history_table(
    "does_not_apply",
    ("model_id", "question"),
    points_to("model_id", "models.id"),
    Column("question", OneOf(Question), nullable=False),
    Column("said_by", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("review_by", Date, nullable=False),
    text_column("place"),
    among("question", Question),
)

acknowledged = history_table(
    "acknowledged",
    ("model_id", "said_on", "said_by"),
    points_to("model_id", "models.id"),
    Column("said_on", Date, nullable=False),
    Column("said_by", Words, nullable=False),
    Column("next_update", Date, nullable=False),
    text_column("note"),
    text_column("place"),
    filled("said_by"),
    in_order("said_on", "next_update"),
)

decisions = history_table(
    "decisions",
    ("model_id", "decided_at"),
    points_to("model_id", "models.id"),
    Column("decided_at", Moment, nullable=False),
    Column("decided_by", Words, nullable=False),
    Column("decided_use", OneOf(DecidedUse), nullable=False),
    Column("until_on", Date, nullable=False),
    Column("why", Words, nullable=False),
    text_column("place"),
    filled("decided_by"),
    filled("why"),
    among("decided_use", DecidedUse),
)

keepings = history_table(
    "keepings",
    ("model_id", "kept_at"),
    points_to("model_id", "models.id"),
    Column("kept_at", Moment, nullable=False),
    Column("kept_by", Words, nullable=False),
    Column("until_on", Date, nullable=False),
    Column("why", Words, nullable=False),
    text_column("place"),
    filled("kept_by"),
    filled("why"),
)

baselines = history_table(
    "baselines",
    ("model_id", "measure_key", "start_on"),
    points_to("model_id", "models.id"),
    text_column("measure_key"),
    Column("start_on", Date, nullable=False),
    Column("said_by", Words, nullable=False),
    Column("why", Words, nullable=False),
    text_column("place"),
    filled("said_by"),
    filled("why"),
)

confirmed = history_table(
    "confirmed",
    ("model_id",),
    points_to("model_id", "models.id"),
    Column("said_on", Date, nullable=False),
    Column("said_by", Words, nullable=False),
    text_column("place"),
    filled("said_by"),
)

reviews = history_table(
    "reviews",
    ("model_id", "reviewed_at"),
    points_to("model_id", "models.id"),
    Column("reviewed_at", Moment, nullable=False),
    Column("reviewed_by", Words, nullable=False),
    Column("outcome", OneOf(ReviewOutcome), nullable=False),
    Column("until_on", Date, nullable=False),
    Column("why", Words, nullable=False),
    text_column("conditions"),
    text_column("place"),
    filled("reviewed_by"),
    filled("why"),
    among("outcome", ReviewOutcome),
)

data_uses = history_table(
    "data_uses",
    ("model_id", "name"),
    points_to("model_id", "models.id"),
    Column("name", Words, nullable=False),
    text_column("approved_by"),
    Column("approved_on", Date),
    Column("until_on", Date),
    text_column("place"),
    filled("name"),
    in_order("approved_on", "until_on", may_touch=True),
)

answer_uses = history_table(
    "answer_uses",
    ("model_id", "name"),
    points_to("model_id", "models.id"),
    Column("name", Words, nullable=False),
    Column("kind", OneOf(UseKind), nullable=False),
    text_column("stops"),
    text_column("fallback"),
    text_column("contact"),
    text_column("place"),
    filled("name"),
    among("kind", UseKind),
)

runs_with = history_table(
    "runs_with",
    ("model_id", "name"),
    points_to("model_id", "models.id"),
    Column("name", Words, nullable=False),
    Column("installed", Words, nullable=False),
    text_column("place"),
    filled("name"),
    filled("installed"),
)

pipelines = history_table(
    "pipelines",
    ("model_id", "name"),
    points_to("model_id", "models.id"),
    Column("name", Words, nullable=False),
    text_column("every"),
    text_column("grace"),
    text_column("reads"),
    text_column("writes"),
    text_column("place"),
    filled("name"),
)

# Runs are events: one that was told of stays, also where its source tells only of the newest.
pipeline_runs = history_table(
    "pipeline_runs",
    ("model_id", "pipeline", "ended_at"),
    points_to("model_id", "models.id"),
    Column("pipeline", Words, nullable=False),
    Column("ended_at", Moment, nullable=False, index=True),
    Column("outcome", OneOf(RunEnd), nullable=False),
    Column("row_count", BigInteger),
    text_column("place"),
    filled("pipeline"),
    among("outcome", RunEnd),
    at_least("row_count", 0),
)

exams = history_table(
    "exams",
    (
        "model_id",
        "version",
        "measure_key",
        "digest",
        "start_at",
        "end_at",
        "definition",
        "selection",
        "group_name",
    ),
    points_to("model_id", "models.id"),
    Column("version", Words, nullable=False),
    Column("measure_key", Words, nullable=False),
    Column("value", Double, nullable=False),
    Column("digest", Words, nullable=False),
    Column("start_at", Moment),
    Column("end_at", Moment),
    text_column("definition"),
    text_column("selection"),
    Column("case_count", BigInteger),
    text_column("group_name"),
    text_column("place"),
    filled("version"),
    filled("measure_key"),
    filled("digest"),
    finite("value"),
    at_least("case_count", 0),
    in_order("start_at", "end_at"),
)

GROUNDS = (
    quiet_times,
    does_not_apply,
    acknowledged,
    decisions,
    keepings,
    baselines,
    confirmed,
    reviews,
    data_uses,
    answer_uses,
    runs_with,
    pipelines,
    pipeline_runs,
    exams,
)
