"""What the page of named views shows, and which wordings were not clear."""

from collections.abc import Sequence

from app.reports import this_page
from app.reports.this_page import NamedView, Unclear
from app.ui.loading import records
from app.ui.visit import Visit

MOST_UNCLEAR = 20
"""More sentences than one mends in a week."""


def named(visit: Visit) -> Sequence[NamedView]:
    """Every named view, by name. Raises StoreAway."""
    return records(visit, this_page.every_view)


def least_clear(visit: Visit) -> Sequence[Unclear]:
    """The wordings that most people did not find clear. Raises StoreAway."""
    return records(visit, lambda conn: this_page.least_clear(conn, MOST_UNCLEAR))
