"""What people did, with what the models are called that it was about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from data.store import outlooks, record
from data.store.record import Choice

Entry = record.Entry
"""One thing that somebody did; ``said`` is None where it was taken out."""


@dataclass(frozen=True, slots=True)
class Done:
    """Entries of the record. ``names`` are of the models by slug, ``actions`` all ever done."""

    entries: Sequence[Entry]
    matching: int
    names: dict[str, str]
    actions: Sequence[str]


def done(conn: Connection, now: datetime, choice: Choice) -> Done:
    """The entries chosen, newest first."""
    found, matching = record.newest(conn, choice)
    slugs = sorted({each.slug for each in found if each.slug})
    names = outlooks.names(conn, slugs, now)
    return Done(found, matching, names, record.actions(conn))
