"""Our own database: every table, with the constraints that make nonsense impossible.

Three sorts of table. Identities (models, measures, series) are minted once and never change.
Histories (made by ``_history``) keep what a source said, from when until when it was known.
The rest is about ourselves: sources, runs, refusals, outlooks.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
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
    text,
)

from data.facts import Better, FieldName, LiveBy, Origin, Question, Unit
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
    known,
    points_to,
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


KEYS: dict[str, tuple[str, ...]] = {}
"""What a source says once at a time, by the name of the history."""


class RunState(StrEnum):
    """How far one reading of a source has come. Only a published run is seen by anybody."""

    RUNNING = "running"
    PUBLISHED = "published"
    FAILED = "failed"


class SourceKind(StrEnum):
    """What sort of source told us."""

    MLFLOW = "mlflow"
    SQL = "sql"
    FILES = "files"
    SAMPLE = "sample"
    COMPANY_FILE = "company_file"


def _text(name: str) -> Column[str]:
    return Column(name, Words, nullable=False, server_default="")


def _history(name: str, key: tuple[str, ...], *columns: Any) -> Table:
    """A table kept through time. At any moment a source says one row per ``key``."""
    table = Table(name, metadata, identity(), *columns, *known())
    KEYS[name] = key
    still = text("known_to IS NULL")
    Index(
        f"uq_{name}_still",
        *(table.c[column] for column in ("source_id", *key)),
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )
    return table


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
    _text("place"),
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
    _text("group_name"),
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
    Column("case_count", Integer),
    _text("version"),
    _text("place"),
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
    _text("version"),
    Column("live_by", OneOf(LiveBy), nullable=False),
    _text("detail"),
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

listings = _history(
    "listings",
    ("model_id",),
    points_to("model_id", "models.id"),
    Column("created_at", Moment),
    _text("description"),
)

versions = _history(
    "versions",
    ("model_id", "version"),
    points_to("model_id", "models.id"),
    Column("version", Words, nullable=False),
    Column("created_at", Moment),
    _text("description"),
    _text("author"),
    _text("registry_run"),
    filled("version"),
)

past_spells = _history(
    "past_spells",
    ("model_id", "version", "start_at"),
    points_to("model_id", "models.id"),
    _text("version"),
    Column("live_by", OneOf(LiveBy), nullable=False),
    _text("detail"),
    Column("start_at", Moment, nullable=False),
    Column("start_known", Boolean, nullable=False),
    Column("end_at", Moment),
    among("live_by", LiveBy),
    in_order("start_at", "end_at"),
)

facts = _history(
    "facts",
    ("model_id", "name", "place"),
    points_to("model_id", "models.id"),
    Column("name", OneOf(FieldName), nullable=False),
    Column("value", Words, nullable=False),
    Column("origin", OneOf(Origin), nullable=False),
    _text("place"),
    among("name", FieldName),
    among("origin", Origin),
)

libraries = _history(
    "libraries",
    ("model_id", "version", "name", "requirement", "file"),
    points_to("model_id", "models.id"),
    _text("version"),
    Column("name", Words, nullable=False),
    _text("requirement"),
    _text("pinned"),
    _text("file"),
    filled("name"),
)

definitions = _history(
    "definitions",
    ("measure_id",),
    points_to("measure_id", "measures.id"),
    Column("question", OneOf(Question), nullable=False),
    _text("kind"),
    Column("unit", OneOf(Unit), nullable=False),
    Column("better", OneOf(Better), nullable=False),
    _text("phrase"),
    _text("things"),
    _text("currency"),
    among("question", Question),
    among("unit", Unit),
    among("better", Better),
)

agreements = _history(
    "agreements",
    ("measure_id", "agreed_on"),
    points_to("measure_id", "measures.id"),
    Column("minimum", Double, nullable=False),
    _text("agreed_by"),
    Column("agreed_on", Date, nullable=False),
    Column("expected", Double),
    Column("stop_line", Double),
    Column("minimum_cases", Integer),
    Column("largest_gap", Double),
    _text("outcomes_after"),
    _text("outcomes_known_for"),
    Column("worth_low", Double),
    Column("worth_high", Double),
    _text("currency"),
    Column("review_by", Date),
    _text("place"),
    finite("minimum"),
    finite("expected"),
    finite("stop_line"),
    finite("largest_gap"),
    finite("worth_low"),
    finite("worth_high"),
    at_least("minimum_cases", 0),
    in_order("worth_low", "worth_high", may_touch=True),
)

rhythms = _history(
    "rhythms",
    ("model_id", "measure_key"),
    points_to("model_id", "models.id"),
    _text("measure_key"),
    Column("every", Words, nullable=False),
    _text("grace"),
    Column("origin", OneOf(Origin), nullable=False),
    _text("place"),
    among("origin", Origin),
    filled("every"),
)

pauses = _history(
    "pauses",
    ("model_id", "start_at"),
    points_to("model_id", "models.id"),
    Column("start_at", Moment, nullable=False),
    Column("end_at", Moment, nullable=False),
    Column("paused_by", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("still_used", Boolean, nullable=False),
    _text("place"),
    in_order("start_at", "end_at"),
)

retirements = _history(
    "retirements",
    ("model_id",),
    points_to("model_id", "models.id"),
    Column("retired_on", Date, nullable=False),
    _text("place"),
)

people = _history(
    "people",
    ("person_key",),
    Column("person_key", Words, nullable=False),
    Column("name", Words, nullable=False),
    _text("email"),
    _text("unit"),
    Column("left_on", Date),
    _text("place"),
    filled("person_key"),
)

outlooks = Table(
    "outlooks",
    metadata,
    Column("slug", ForeignKey("models.slug"), primary_key=True),
    Column("from_at", Moment, primary_key=True),
    Column("until_at", Moment),
    Column("name", Words, nullable=False),
    Column("technical_name", Words, nullable=False),
    Column("registry", Words, nullable=False),
    Column("unit", Words, nullable=False, index=True),
    Column("owner", Words, nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("live_version", Words, nullable=False),
    Column("status", String(32), nullable=False, index=True),
    Column("care", String(32), nullable=False),
    Column("last_heard", Moment),
    Column("brief", JSON, nullable=False),
    Column("verdict", JSON, nullable=False),
    # Case folded, because SQLite folds only ASCII letters.
    Column("search_text", Words, nullable=False),
    filled("status"),
    in_order("from_at", "until_at"),
)

judged = Table(
    "judged",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
)

HISTORIES: tuple[Table, ...] = tuple(metadata.tables[name] for name in KEYS)
