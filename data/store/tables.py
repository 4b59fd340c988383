"""Our own database: every table, with the constraints that make nonsense impossible.

Identities (models, measures, series) are minted once and never change. Sources, runs, refusals
and outlooks are about ourselves. What sources say of models is in ``data.store.histories``.
"""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from data.facts import LiveBy
from data.store.columns import (
    Moment,
    OneOf,
    Words,
    among,
    at_least,
    filled,
    finite,
    identity,
    in_order,
    points_to,
    text_column,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class RunState(StrEnum):
    """How far one reading of a source has come. Only a published run is seen by anybody."""

    RUNNING = "running"
    PUBLISHED = "published"
    FAILED = "failed"


class SourceKind(StrEnum):
    """What sort of source told us."""

    MLFLOW = "mlflow"
    PROMETHEUS = "prometheus"
    SQL = "sql"
    FILES = "files"
    EVIDENTLY = "evidently"
    STAFF = "staff"
    OPENLINEAGE = "openlineage"
    AIRFLOW = "airflow"
    SAMPLE = "sample"
    COMPANY_FILE = "company_file"
    PEOPLE = "people"
    REPORTED = "reported"
    BROUGHT = "brought"


company = Table(
    "company",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pretend", Boolean, nullable=False, unique=True),
    Column("time_zone", Words, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
)

# The foreign key on ``pretend`` is what keeps a pretend company and a real one apart.
sources = Table(
    "sources",
    metadata,
    identity(),
    Column("kind", OneOf(SourceKind), nullable=False),
    Column("name", Words, nullable=False),
    Column("pretend", Boolean, ForeignKey("company.pretend"), nullable=False),
    Column("first_ok", Moment),
    Column("last_ok", Moment),
    Column("last_tried", Moment),
    Column("problem_code", String(64)),
    Column("problem_inputs", JSON(none_as_null=True)),
    # How few models somebody confirmed that it lists; taken up by the next time it is read.
    Column("fewer_confirmed", Integer),
    UniqueConstraint("kind", "name"),
    among("kind", SourceKind),
    filled("name"),
    in_order("first_ok", "last_ok", may_touch=True),
)

runs = Table(
    "runs",
    metadata,
    identity(),
    points_to("source_id", "sources.id"),
    Column("state", OneOf(RunState), nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("read_count", Integer, nullable=False, server_default="0"),
    Column("kept_count", Integer, nullable=False, server_default="0"),
    Column("refused_count", Integer, nullable=False, server_default="0"),
    Column("problem_code", String(64)),
    Column("problem_inputs", JSON(none_as_null=True)),
    # When what it brought was first judged; empty where that is still to be done.
    Column("judged_at", Moment),
    among("state", RunState),
    at_least("read_count", 0),
    at_least("kept_count", 0),
    at_least("refused_count", 0),
    in_order("started", "finished", may_touch=True),
    CheckConstraint("(state = 'running') = (finished IS NULL)", name="finished_when_over"),
    CheckConstraint("(state = 'failed') = (problem_code IS NOT NULL)", name="failed_for_a_reason"),
)

refusals = Table(
    "refusals",
    metadata,
    identity(),
    points_to("source_id", "sources.id"),
    points_to("run_id", "runs.id"),
    Column("digest", String(64), nullable=False),
    Column("code", String(64), nullable=False),
    Column("inputs", JSON, nullable=False),
    text_column("place"),
    Column("row_text", JSON, nullable=False),
    Column("refused_at", Moment, nullable=False),
    Column("gone_at", Moment),
    in_order("refused_at", "gone_at", may_touch=True),
)
_open_refusal = text("gone_at IS NULL")
Index(
    "uq_refusals_still",
    refusals.c.source_id,
    refusals.c.digest,
    unique=True,
    sqlite_where=_open_refusal,
    postgresql_where=_open_refusal,
)

models = Table(
    "models",
    metadata,
    identity(),
    Column("registry", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("slug", String(120), nullable=False, unique=True),
    UniqueConstraint("registry", "name"),
    filled("registry"),
    filled("name"),
    filled("slug"),
)

measures = Table(
    "measures",
    metadata,
    identity(),
    points_to("model_id", "models.id"),
    Column("measure_key", Words, nullable=False),
    UniqueConstraint("model_id", "measure_key"),
    filled("measure_key"),
)

series = Table(
    "series",
    metadata,
    identity(),
    points_to("measure_id", "measures.id"),
    text_column("group_name"),
    UniqueConstraint("measure_id", "group_name"),
)

readings = Table(
    "readings",
    metadata,
    identity(),
    Column("series_id", ForeignKey("series.id"), nullable=False),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    points_to("run_id", "runs.id"),
    Column("start_at", Moment, nullable=False),
    Column("end_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("superseded_at", Moment),
    Column("value", Double, nullable=False),
    Column("case_count", BigInteger),
    text_column("version"),
    text_column("place"),
    text_column("columns"),
    UniqueConstraint("series_id", "end_at", "start_at", "source_id", "run_id"),
    finite("value"),
    at_least("case_count", 0),
    in_order("start_at", "end_at"),
    in_order("received_at", "superseded_at", may_touch=True),
)

live_spells = Table(
    "live_spells",
    metadata,
    identity(),
    points_to("source_id", "sources.id"),
    points_to("run_id", "runs.id"),
    points_to("model_id", "models.id"),
    text_column("version"),
    Column("live_by", OneOf(LiveBy), nullable=False),
    text_column("detail"),
    Column("start_at", Moment, nullable=False),
    Column("start_known", Boolean, nullable=False),
    Column("end_at", Moment),
    among("live_by", LiveBy),
    in_order("start_at", "end_at", may_touch=True),
)
_still_live = text("end_at IS NULL")
Index(
    "uq_live_spells_still",
    live_spells.c.source_id,
    live_spells.c.model_id,
    live_spells.c.version,
    unique=True,
    sqlite_where=_still_live,
    postgresql_where=_still_live,
)

outlooks = Table(
    "outlooks",
    metadata,
    Column("slug", ForeignKey("models.slug"), primary_key=True),
    Column("from_at", Moment, primary_key=True),
    Column("until_at", Moment),
    # No stretch of this model begins before it.
    Column("is_first", Boolean, nullable=False, server_default=false()),
    Column("name", Words, nullable=False),
    Column("technical_name", Words, nullable=False),
    Column("registry", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("live_version", Words, nullable=False),
    Column("status", String(32), nullable=False),
    Column("care", String(32), nullable=False),
    Column("last_heard", Moment),
    Column("brief", JSON, nullable=False),
    Column("verdict", JSON, nullable=False),
    # Case folded, because SQLite folds only ASCII letters.
    Column("search_text", Words, nullable=False),
    text_column("impact"),
    # When what needs somebody began; empty where nobody has to do anything.
    Column("trouble_since", Moment),
    # The ids of the questions that have an answer, each with a comma on both sides.
    text_column("answered"),
    # Who said that it is being looked into, and the day of the news that was promised.
    text_column("acknowledged_by"),
    Column("acknowledged_until", Date),
    # What was decided about using it on, by whom, when, until which day, and why. Empty where
    # nobody decided; what has run out stays.
    Column("decided_use", String(32), nullable=False, server_default=""),
    text_column("decided_by"),
    Column("decided_at", Moment),
    Column("decided_until", Date),
    text_column("decided_why"),
    # The four worries, each with how it is watched and a comma on both sides; and why not.
    text_column("coverage"),
    Column("uncovered", JSON),
    filled("status"),
    in_order("from_at", "until_at"),
)

# Counting and ranking read no more than this: the rows themselves are long. Of names, which may be
# longer than an index takes, there are none.
Index(
    "ix_outlooks_standing",
    *(
        outlooks.c[name]
        for name in (
            "slug",
            "from_at",
            "until_at",
            "is_first",
            "status",
            "care",
            "impact",
            "answered",
            "trouble_since",
            "acknowledged_until",
        )
    ),
)

judged = Table(
    "judged",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    # From when on changes of status are written down; empty in stores older than that.
    Column("watched_since", Moment),
    Column("model_count", Integer),
    CheckConstraint("id = 1", name="only_one"),
)

status_changes = Table(
    "status_changes",
    metadata,
    identity(),
    Column("slug", ForeignKey("models.slug"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("noted_at", Moment, nullable=False, index=True),
    text_column("from_status"),
    Column("to_status", String(32), nullable=False),
    Column("reason", JSON, nullable=False),
    filled("to_status"),
    CheckConstraint("from_status <> to_status", name="a_change"),
    in_order("at", "noted_at", may_touch=True),
)

# The process that makes rounds tells us here that it lives, and finds here what it is asked for.
rounds = Table(
    "rounds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("listening_at", Moment, nullable=False),
    Column("asked_at", Moment),
    Column("began_at", Moment),
    Column("ended_at", Moment),
    Column("next_at", Moment),
    CheckConstraint("id = 1", name="only_one"),
)
