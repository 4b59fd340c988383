"""Everything known about a model at one moment, put together for health to judge."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from data.facts import Case
from data.store import records
from data.store.standing import standing
from data.store.tables import models

_AT_ONCE = 200
"""Models per round of queries: few queries, and memory that does not grow with the fleet."""


def case(conn: Connection, slug: str, as_of: datetime) -> Case | None:
    """What was known about one model by ``as_of``; None where nobody had heard of it."""
    return next(cases(conn, as_of, [slug]), None)


def cases(conn: Connection, as_of: datetime, slugs: Sequence[str] | None = None) -> Iterator[Case]:
    """What was known by ``as_of`` about these models, or about all that belong on the list.

    On the list stands every model in use, and every one that was in use and is retired.
    """
    query = select(models).order_by(models.c.slug)
    if slugs is not None:
        query = query.where(models.c.slug.in_(slugs))
    everybody = conn.execute(query).all()
    shared = records.shared(conn, as_of)
    for first in range(0, len(everybody), _AT_ONCE):
        some = everybody[first : first + _AT_ONCE]
        for record in records.load(conn, some, as_of, shared):
            found, listed = standing(record, as_of)
            if found is not None and (listed or slugs is not None):
                yield found
