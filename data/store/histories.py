"""Our own database: what sources say of models, kept through time and never overwritten.

What a model stands on is in ``data.store.grounds``; ``HISTORIES`` holds all of them.
"""

from sqlalchemy import Boolean, Column, Date, Double, Integer, Table

from data.facts import Better, FieldName, LiveBy, Origin, Question, Unit
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
from data.store.grounds import GROUNDS
from data.store.through_time import history_table

listings = history_table(
    "listings",
    ("model_id",),
    points_to("model_id", "models.id"),
    Column("created_at", Moment),
    text_column("description"),
)

versions = history_table(
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

past_spells = history_table(
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

facts = history_table(
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

libraries = history_table(
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

definitions = history_table(
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

agreements = history_table(
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
    text_column("why"),
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

rhythms = history_table(
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

pauses = history_table(
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

retirements = history_table(
    "retirements",
    ("model_id",),
    points_to("model_id", "models.id"),
    Column("retired_on", Date, nullable=False),
    text_column("place"),
)

people = history_table(
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

HISTORIES: tuple[Table, ...] = (
    listings,
    versions,
    past_spells,
    facts,
    libraries,
    definitions,
    agreements,
    rhythms,
    pauses,
    retirements,
    people,
    *GROUNDS,
)
