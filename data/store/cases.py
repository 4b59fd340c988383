"""Everything known about a model at one moment, put together for health to judge."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

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
    for found, listed in _found(conn, as_of, slugs):
        if listed or slugs is not None:
            yield found


def on_the_list(conn: Connection, as_of: datetime, slugs: Sequence[str]) -> Iterator[Case]:
    """What was known by ``as_of`` about those of these models that belong on the list."""
    return (found for found, listed in _found(conn, as_of, slugs) if listed)


def _found(
    conn: Connection, as_of: datetime, slugs: Sequence[str] | None
) -> Iterator[tuple[Case, bool]]:
    shared = records.shared(conn, as_of)
    for some in _rows(conn, slugs):
        for record in records.load(conn, some, as_of, shared):
            found, listed = standing(record, as_of)
            if found is not None:
                yield found, listed


def _rows(conn: Connection, slugs: Sequence[str] | None) -> Iterator[Sequence[Row[Any]]]:
    """The rows of these models, or of all, so many at once; in order of their slugs."""
    query = select(models).order_by(models.c.slug)
    if slugs is None:
        everybody = conn.execute(query).all()
        yield from (everybody[at : at + _AT_ONCE] for at in range(0, len(everybody), _AT_ONCE))
        return
    asked = sorted(slugs)
    for at in range(0, len(asked), _AT_ONCE):
        yield conn.execute(query.where(models.c.slug.in_(asked[at : at + _AT_ONCE]))).all()
