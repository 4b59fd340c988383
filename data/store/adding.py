"""Models that no registry knows, added by people here."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from data.store import histories, identities, runs, said
from data.store.columns import storable
from data.store.sources import is_pretend
from data.store.tables import models

REGISTRY = "added here"
"""What stands as the registry of a model that people added."""


def is_known(conn: Connection, name: str) -> bool:
    """Whether a model of this technical name is known, in whatever registry."""
    same = models.c.name == storable(name)
    return conn.scalar(select(models.c.id).where(same).limit(1)) is not None


def add(
    conn: Connection, now: datetime, time_zone: str, descriptions: Mapping[str, str]
) -> dict[str, int]:
    """Make a model of each name, with what it does; returns their numbers by name.

    A store that was nobody's yet is the real company's from then on.
    """
    if is_pretend(conn) is None:
        runs.claim_store(conn, pretend=False, time_zone=time_zone)
    known = identities.load(conn)
    keys = {name: (REGISTRY, storable(name)) for name in descriptions}
    identities.mint_models(conn, known, keys.values())
    found = {name: known.models[key] for name, key in keys.items()}
    rows = [
        {"model_id": found[name], "created_at": None, "description": told}
        for name, told in descriptions.items()
    ]
    said.say(conn, now, histories.listings, *rows)
    return found


def numbers(conn: Connection) -> dict[str, int]:
    """The number of every model, by its slug."""
    return {row.slug: row.id for row in conn.execute(select(models.c.slug, models.c.id))}


def slug_of(conn: Connection, number: int) -> str:
    """What addresses call the model of this number."""
    slug: str = conn.execute(select(models.c.slug).where(models.c.id == number)).scalar_one()
    return slug
