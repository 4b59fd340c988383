"""What Alembic runs. The connection is always handed over, see ``data.store.schema``."""

from typing import Any

from alembic import context
from sqlalchemy import DateTime, String, Text

from data.store.accounts import ACCOUNTS
from data.store.brought_tables import BROUGHT
from data.store.clearness import clearness
from data.store.columns import Moment, OneOf, Words
from data.store.feedback_tables import FEEDBACK
from data.store.histories import HISTORIES
from data.store.judgements import JUDGEMENTS
from data.store.notices import NOTICES
from data.store.proposals import PROPOSALS
from data.store.record import RECORD
from data.store.review_sheets import REVIEW_SHEETS
from data.store.summaries import TABLES
from data.store.traits import traits
from data.store.views import views
from data.store.watermarks import watermarks
from data.store.wishes import WISHES

_TABLES = (
    *HISTORIES,
    *JUDGEMENTS,
    *TABLES.values(),
    *ACCOUNTS,
    *PROPOSALS,
    *RECORD,
    *FEEDBACK,
    *REVIEW_SHEETS,
    *BROUGHT,
    clearness,
    views,
    watermarks,
    traits,
    *NOTICES,
    *WISHES,
)
"""Whoever asks one of these for its metadata finds every table we use in it."""


def _plain(kind: str, item: Any, _context: Any) -> Any:
    """A migration is frozen, so it names database types and none of our classes."""
    if kind != "type":
        return False
    plain = {Moment: DateTime(timezone=True), Words: Text(), OneOf: String(32)}.get(type(item))
    return f"sa.{plain!r}" if plain is not None else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=_TABLES[0].metadata,
    render_as_batch=context.config.attributes.get("batch", True),
    render_item=_plain,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
