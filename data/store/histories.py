"""Our own database: what sources say of models, kept through time and never overwritten.

Every row says who said it, in which run, and from when until when it was known.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Double, Index, Integer, Table, text

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
    text_column,
)
from data.store.tables import metadata

KEYS: dict[str, tuple[str, ...]] = {}
"""What a source says once at a time, by the name of the history."""


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


listings = _history(
    "listings",
    ("model_id",),
    points_to("model_id", "models.id"),
    Column("created_at", Moment),
    text_column("description"),
)

versions = _history(
    "versions",
    ("model_id", "version"),
    points_to("model_id", "models.id"),
    Column("version", Words, nullable=False),
    Column("created_at", Moment),
    text_column("description"),
    text_column("author"),
    text_column("registry_run"),
    filled("version"),
)

past_spells = _history(
    "past_spells",
    ("model_id", "version", "start_at"),
    points_to("model_id", "models.id"),
    text_column("version"),
    Column("live_by", OneOf(LiveBy), nullable=False),
    text_column("detail"),
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
    text_column("place"),
    among("name", FieldName),
    among("origin", Origin),
)

libraries = _history(
    "libraries",
    ("model_id", "version", "name", "requirement", "file"),
    points_to("model_id", "models.id"),
    text_column("version"),
    Column("name", Words, nullable=False),
    text_column("requirement"),
    text_column("pinned"),
    text_column("file"),
    filled("name"),
)

definitions = _history(
    "definitions",
    ("measure_id",),
    points_to("measure_id", "measures.id"),
    Column("question", OneOf(Question), nullable=False),
    text_column("kind"),
    Column("unit", OneOf(Unit), nullable=False),
    Column("better", OneOf(Better), nullable=False),
    text_column("phrase"),
    text_column("things"),
    text_column("currency"),
    among("question", Question),
    among("unit", Unit),
    among("better", Better),
)

agreements = _history(
    "agreements",
    ("measure_id", "agreed_on"),
    points_to("measure_id", "measures.id"),
    Column("minimum", Double, nullable=False),
    text_column("agreed_by"),
    Column("agreed_on", Date, nullable=False),
    Column("expected", Double),
    Column("stop_line", Double),
    Column("minimum_cases", Integer),
    Column("largest_gap", Double),
    text_column("outcomes_after"),
    text_column("outcomes_known_for"),
    Column("worth_low", Double),
    Column("worth_high", Double),
    text_column("currency"),
    Column("review_by", Date),
    text_column("place"),
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
    text_column("measure_key"),
    Column("every", Words, nullable=False),
    text_column("grace"),
    Column("origin", OneOf(Origin), nullable=False),
    text_column("place"),
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
    text_column("place"),
    in_order("start_at", "end_at"),
)

retirements = _history(
    "retirements",
    ("model_id",),
    points_to("model_id", "models.id"),
    Column("retired_on", Date, nullable=False),
    text_column("place"),
)

people = _history(
    "people",
    ("person_key",),
    Column("person_key", Words, nullable=False),
    Column("name", Words, nullable=False),
    text_column("email"),
    text_column("unit"),
    Column("left_on", Date),
    text_column("place"),
    filled("person_key"),
)

HISTORIES: tuple[Table, ...] = tuple(metadata.tables[name] for name in KEYS)
