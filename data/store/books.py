"""Three books that must agree: what is registered as in use, what reports, and what answers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Text, cast, select

from data.problems import Code
from data.store.outlooks import RETIRED, holds
from data.store.sources import still_sent
from data.store.tables import outlooks, refusals, sources


@dataclass(frozen=True, slots=True)
class Books:
    """Where the books differ: slug and name of models.

    ``never_sent`` are in use and never reported; ``other_version`` answer with another version
    than the one in use.
    """

    never_sent: tuple[tuple[str, str], ...]
    other_version: tuple[tuple[str, str], ...]


def books(conn: Connection, now: datetime, answers_otherwise: str) -> Books:
    """What holds at ``now``; ``answers_otherwise`` is the code by which a verdict says so."""
    silent = outlooks.c.last_heard.is_(None)
    said = cast(outlooks.c.verdict, Text).contains(f'"{answers_otherwise}"', autoescape=True)
    return Books(_models(conn, now, silent), _models(conn, now, said))


def _models(
    conn: Connection, now: datetime, which: ColumnElement[bool]
) -> tuple[tuple[str, str], ...]:
    query = (
        select(outlooks.c.slug, outlooks.c.name)
        .where(holds(now), outlooks.c.status != RETIRED, which)
        .order_by(outlooks.c.name, outlooks.c.slug)
    )
    return tuple((row.slug, row.name) for row in conn.execute(query))


def unregistered(conn: Connection, by: datetime | None = None) -> tuple[tuple[str, str], ...]:
    """Source and name of what rows that still come, or came ``by`` then, name and nobody lists."""
    query = (
        select(sources.c.name, refusals.c.inputs)
        .join(sources, sources.c.id == refusals.c.source_id)
        .where(still_sent(by), refusals.c.code == Code.UNKNOWN_MODEL.value)
    )
    found = {(row.name, str(row.inputs.get("found", ""))) for row in conn.execute(query)}
    return tuple(sorted(found))
