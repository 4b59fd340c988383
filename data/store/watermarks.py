"""How far each source has been read, so that the next time goes on from there."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    String,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
)

from data.facts import Before
from data.problems import Code
from data.store.columns import Words, filled, identity, points_to
from data.store.refusals import MOST_KEPT
from data.store.runs import Run
from data.store.tables import metadata, refusals

watermarks = Table(
    "watermarks",
    metadata,
    identity(),
    points_to("source_id", "sources.id"),
    Column("about", Words, nullable=False),
    Column("read_until", Words, nullable=False),
    # A digest of everything that decides what is made of what was read.
    Column("read_with", String(64), nullable=False),
    UniqueConstraint("source_id", "about"),
    filled("about"),
)

_AT_ONCE = 500


def digest(*parts: str) -> str:
    """One short text for all of these, another for any others."""
    return sha256(json.dumps(parts).encode()).hexdigest()


@cache
def our_code() -> str:
    """A digest of the code that makes facts of what sources hold.

    A new version of it may take what an earlier one refused, so everything is read once again.
    """
    files = sorted(Path(__file__).parents[1].rglob("*.py"))
    return digest(*(each.read_text(encoding="utf-8") for each in files))


def before(conn: Connection, source_id: int, read_with: str) -> Before:
    """What a source can go on from; nothing where all of it has to be read.

    That is so where it was read otherwise before, where values disagree, which only all of them
    together show, and where so much was refused that not all of it was kept.
    """
    open_now = (refusals.c.source_id == source_id, refusals.c.gone_at.is_(None))
    found = conn.execute(select(refusals.c.place, refusals.c.code).where(*open_now))
    refused = [(row.place, Code(row.code)) for row in found]
    if len(refused) >= MOST_KEPT or any(code is Code.READINGS_DISAGREE for _, code in refused):
        return Before()
    mine = select(watermarks).where(
        watermarks.c.source_id == source_id, watermarks.c.read_with == read_with
    )
    marks = {row.about: row.read_until for row in conn.execute(mine)}
    return Before(marks, frozenset(refused))


def keep(conn: Connection, run: Run, reached: Mapping[str, str], read_with: str) -> None:
    """These are how far the source has been read now; what it had reached before is forgotten."""
    mine = watermarks.c.source_id == run.source_id
    stored = {row.about: row for row in conn.execute(select(watermarks).where(mine))}
    same = {
        about
        for about, row in stored.items()
        if (reached.get(about), read_with) == (row.read_until, row.read_with)
    }
    over = sorted(stored.keys() - same)
    for first in range(0, len(over), _AT_ONCE):
        some = watermarks.c.about.in_(over[first : first + _AT_ONCE])
        conn.execute(delete(watermarks).where(mine, some))
    told = {"source_id": run.source_id, "read_with": read_with}
    rows = [
        {**told, "about": about, "read_until": until}
        for about, until in reached.items()
        if about not in same
    ]
    if rows:
        conn.execute(insert(watermarks), rows)
