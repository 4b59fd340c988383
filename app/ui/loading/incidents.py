"""What the page of incidents shows."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from app.reports import incidents as reports
from app.reports.incidents import Incidents, Unnoticed
from app.reports.people import day_of
from app.ui.address import PAGE_LENGTH
from app.ui.incidents_address import Asked, Which
from app.ui.loading import read
from app.ui.visit import Visit
from data.store import models, outlooks
from data.store.incident_list import Choice

_IS_OPEN = {Which.OPEN: True, Which.PAST: False, Which.ALL: None}


@dataclass(frozen=True, slots=True)
class Shown:
    """What was found, and one page of the models that would go unnoticed where that is asked.

    ``units`` are those to filter by. ``registered``: models are listed and none of them is in use.
    """

    found: Incidents
    unnoticed: tuple[Unnoticed, ...]
    units: tuple[str, ...]
    registered: bool


def incidents(visit: Visit, asked: Asked) -> Shown:
    """One page of incidents as narrowed, or of the models that would go unnoticed."""
    return read(visit, lambda conn: _shown(conn, visit, asked))


def _shown(conn: Connection, visit: Visit, asked: Asked) -> Shown:
    now, first = visit.now, (asked.page - 1) * PAGE_LENGTH
    today = day_of(now, visit.speech.time_zone)
    found = reports.incidents(conn, now, visit.speech.time_zone, choice(asked, today))
    unnoticed: tuple[Unnoticed, ...] = ()
    if asked.unnoticed:
        unnoticed = reports.unnoticed(conn, now, asked.unit, PAGE_LENGTH, first)
    units = tuple(outlooks.units(conn))
    registered = not found.noticing.deployed and bool(models.not_deployed(conn))
    return Shown(found, unnoticed, units, registered)


def choice(asked: Asked, today: date) -> Choice:
    """What the store is asked for one page of the list."""
    return Choice(
        is_open=_IS_OPEN[asked.which],
        kind=asked.kind.value if asked.kind else "",
        unit=asked.unit,
        limit=PAGE_LENGTH,
        offset=(asked.page - 1) * PAGE_LENGTH,
        undecided_on=today if asked.undecided else None,
    )
