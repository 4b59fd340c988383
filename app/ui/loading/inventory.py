"""What the page about one's own list shows: the list that waits, and those that were taken in."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from app.language.dates import local_day
from app.ui.loading import records
from app.ui.visit import Visit
from data.facts import Kind
from data.lists.columns import Column, names_models
from data.lists.comparison import Comparison, seal
from data.lists.entries import Entry, entries
from data.problems import Problem
from data.sheets.grid import Grid
from data.store import brought_lists
from data.store.brought_files import WAITS, Taken
from data.store.brought_lists import Brought
from data.store.recorded import compared

MOST_TAKEN = 20
"""Lists of the last year or two; older ones stand in the record."""

__all__ = ["Inventory", "Looking", "Taken", "inventory"]


@dataclass(frozen=True, slots=True)
class Looking:
    """The list that waits for whoever is here.

    ``found`` is None where the file could not be read, which ``problem`` tells, and where no column
    names models. ``first`` are its first rows as they were understood.
    """

    number: int
    grid: Grid
    mapping: dict[int, Column]
    otherwise: Kind | None
    problem: Problem | None
    until: datetime
    found: Comparison | None
    seal: str
    first: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything of the page."""

    looking: Looking | None
    taken: list[Taken]


FIRST_ROWS = 10
_LOOKED_AT = 30
"""Rows among which those are found that could be understood."""


def inventory(visit: Visit) -> Inventory:
    """What waits for whoever is here, and what was taken in by anybody."""
    return records(visit, lambda conn: _inventory(conn, visit))


def _inventory(conn: Connection, visit: Visit) -> Inventory:
    account = visit.member.account if visit.member else 0
    brought = brought_lists.waiting(conn, account, visit.now) if visit.day is None else None
    looking = _looking(conn, brought, visit) if brought else None
    return Inventory(looking, brought_lists.taken(conn, MOST_TAKEN, visit.now))


def _looking(conn: Connection, brought: Brought, visit: Visit) -> Looking:
    found: Comparison | None = None
    first: tuple[Entry, ...] = ()
    if not brought.problem and names_models(brought.mapping):
        found = compared(conn, brought, visit.now, local_day(visit.now, visit.speech))
        some = replace(brought.grid, rows=brought.grid.rows[:_LOOKED_AT])
        first = entries(some, brought.mapping).taken[:FIRST_ROWS]
    return Looking(
        brought.id,
        brought.grid,
        dict(brought.mapping),
        brought.otherwise,
        brought.problem,
        brought.brought_at + WAITS,
        found,
        seal(found) if found else "",
        first,
    )
