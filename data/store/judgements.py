"""Our own database: what judging keeps beside the outlooks.

When each model was last judged, the detail beside its verdict, its incidents, and what befell many
models at once.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from data.store.columns import (
    Moment,
    Words,
    at_least,
    filled,
    finite,
    identity,
    in_order,
    text_column,
)
from data.store.tables import metadata

# Also the models that are not on the list, so that nobody asks for them again without a reason.
judged_models = Table(
    "judged_models",
    metadata,
    Column("slug", ForeignKey("models.slug"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("listed", Boolean, nullable=False),
    # A digest of the rules, and one of what was agreed; empty where judging it failed.
    Column("rules", String(64), nullable=False),
    Column("agreed", String(64), nullable=False),
)

insights = Table(
    "insights",
    metadata,
    Column("slug", ForeignKey("models.slug"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("insight", JSON, nullable=False),
    # Asked of every model at once, so beside the detail: since when it is watched (empty where it
    # is not), when it got worse, and what it may share with others.
    Column("watched_since", Moment),
    Column("worsened", JSON, nullable=False),
    Column("traits", JSON, nullable=False),
    # How long a failure would stay unnoticed; empty where nothing was ever heard.
    Column("unnoticed_days", Integer),
)

incidents = Table(
    "incidents",
    metadata,
    identity(),
    Column("slug", ForeignKey("models.slug"), nullable=False),
    Column("kind", String(32), nullable=False),
    text_column("measure"),
    text_column("group_name"),
    text_column("other_group"),
    Column("began", Moment, nullable=False),
    Column("noticed", Moment, nullable=False),
    Column("fixed", Moment),
    Column("periods", Integer, nullable=False),
    Column("worst", Double),
    Column("minimum", Double),
    Column("cost_low", Double),
    Column("cost_high", Double),
    Column("cost_against", String(32), nullable=False, server_default=""),
    text_column("cost_currency"),
    Column("cost_in_money", Boolean, nullable=False),
    Column("rule", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("acknowledged_at", Moment),
    Column("acknowledged_by", Words),
    Column("first_kept_at", Moment, nullable=False),
    # History was told otherwise before this moment, and why; empty where it never was.
    Column("rebuilt_at", Moment),
    Column("rebuilt_why", String(32), nullable=False, server_default=""),
    # From when on it no longer follows from what is known and agreed.
    Column("withdrawn_at", Moment),
    # How the measure is told; a silence has none.
    Column("measured", JSON(none_as_null=True)),
    UniqueConstraint("slug", "measure", "group_name", "other_group", "began"),
    filled("kind"),
    finite("worst"),
    finite("minimum"),
    finite("cost_low"),
    finite("cost_high"),
    at_least("periods", 0),
    in_order("began", "noticed", may_touch=True),
    in_order("began", "fixed"),
    in_order("cost_low", "cost_high", may_touch=True),
)
Index("ix_incidents_began", incidents.c.began)

shared_events = Table(
    "shared_events",
    metadata,
    identity(),
    Column("began", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("slugs", JSON, nullable=False),
    Column("model_count", Integer, nullable=False),
    Column("expected", Double, nullable=False),
    Column("p_value", Double, nullable=False),
    Column("common", JSON, nullable=False),
    finite("expected"),
    finite("p_value"),
    in_order("began", "until", may_touch=True),
)

JUDGEMENTS = (judged_models, insights, incidents, shared_events)
