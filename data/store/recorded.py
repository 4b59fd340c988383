"""What is recorded of every model, to set somebody's list against it."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import Connection, exists, select

from data.facts import FieldName, Origin
from data.lists.comparison import Comparison, Recorded
from data.lists.entries import entries
from data.lists.matching import Alike, compare
from data.store import histories, records
from data.store.brought_lists import Brought
from data.store.tables import models


def compared(conn: Connection, brought: Brought, now: datetime, today: date) -> Comparison:
    """How a list that waits stands to what is recorded at this moment."""
    read = entries(brought.grid, brought.mapping)
    return compare(
        brought.grid,
        brought.mapping,
        read,
        recorded(conn, today),
        person_of(conn, now),
        brought.otherwise,
    )


def recorded(conn: Connection, today: date) -> list[Recorded]:
    """Every model that something lists or ever listed, by its slug. ``today`` tells the retired."""
    listings, retirements = histories.listings, histories.retirements
    still = exists().where(listings.c.model_id == models.c.id, listings.c.known_to.is_(None))
    over = exists().where(
        retirements.c.model_id == models.c.id,
        retirements.c.known_to.is_(None),
        retirements.c.retired_on <= today,
    )
    ever = exists().where(listings.c.model_id == models.c.id)
    query = select(models, (still & ~over).label("listed")).where(ever).order_by(models.c.slug)
    facts = _facts(conn)
    return [
        Recorded(row.slug, row.name, row.registry, bool(row.listed), facts[row.id])
        for row in conn.execute(query)
    ]


def person_of(conn: Connection, now: datetime) -> Alike:
    """Finds whom a name, an address or a key means; what nobody is called stands for itself."""
    shared = records.shared(conn, now)

    def known_by(named: str) -> str:
        person = shared.person(named)
        return f"person {person.key}" if person else named.strip().casefold()

    return known_by


def name_of(conn: Connection, now: datetime) -> Callable[[str], str]:
    """What a person is called in full, where that means nobody else; else what was written."""
    shared = records.shared(conn, now)
    known_by = person_of(conn, now)

    def called(written: str) -> str:
        person = shared.person(written)
        same = person is not None and known_by(person.name) == known_by(written)
        return person.name if person and same else written

    return called


def _facts(conn: Connection) -> dict[int, dict[FieldName, str]]:
    """What counts of each model: typed before read, then the newest; nothing that is assumed."""
    table = histories.facts
    now = table.c.known_to.is_(None) & (table.c.origin != Origin.ASSUMED)
    columns = (table.c.model_id, table.c.name, table.c.value, table.c.origin)
    query = select(*columns).where(now).order_by(table.c.known_from, table.c.id)
    found: dict[int, dict[FieldName, str]] = defaultdict(dict)
    rows = conn.execute(query).all()
    for origin in (Origin.READ, Origin.TYPED):
        for row in rows:
            if row.origin is origin:
                found[row.model_id][row.name] = row.value
    return found
