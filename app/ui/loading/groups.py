"""What the page about groups shows."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.reports import group_checks as reports
from app.reports.group_checks import GroupChecks
from app.ui.groups_address import LENGTH, Asked
from app.ui.loading import read
from app.ui.visit import Visit
from data.store import models, outlooks
from data.store.group_checks import Choice


@dataclass(frozen=True, slots=True)
class Shown:
    """What was found, and the units to filter by. ``registered``: none of the models is in use."""

    found: GroupChecks
    units: tuple[str, ...]
    registered: bool


def groups(visit: Visit, asked: Asked) -> Shown:
    """One page of measures by group as narrowed, and the models nobody checks."""
    return read(visit, lambda conn: _shown(conn, visit, asked))


def _shown(conn: Connection, visit: Visit, asked: Asked) -> Shown:
    found = reports.checks(conn, visit.now, choice(asked))
    registered = not found.counts.deployed and bool(models.not_deployed(conn))
    return Shown(found, tuple(outlooks.units(conn)), registered)


def choice(asked: Asked) -> Choice:
    """What the store is asked for one page of the list."""
    return Choice(
        unit=asked.unit,
        model=asked.model,
        standing=asked.standing.value if asked.standing else "",
        limit=LENGTH,
        offset=(asked.page - 1) * LENGTH,
    )
