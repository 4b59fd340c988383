"""What the page about changes shows, from the store."""

from dataclasses import replace

from sqlalchemy import Connection

from app.reports.changes import changed
from app.ui.changes_address import Asked
from app.ui.loading import read
from app.ui.shown import Changes
from app.ui.visit import Visit
from data.store import models, outlooks


def changes(visit: Visit, asked: Asked) -> tuple[Changes, Asked]:
    """Everything of the page, and what was asked for as far as it was understood."""
    return read(visit, lambda conn: _changes(conn, visit, asked))


def _changes(conn: Connection, visit: Visit, asked: Asked) -> tuple[Changes, Asked]:
    name = outlooks.names(conn, [asked.slug], visit.now).get(asked.slug, "") if asked.slug else ""
    if asked.slug and not name:
        asked = replace(asked, slug="", understood=False)
    found = changed(conn, visit.now, asked.narrowing)
    deployed = bool(found.in_use) or bool(outlooks.counts(conn, visit.now).total)
    registered = not deployed and bool(models.not_deployed(conn))
    units = tuple(outlooks.units(conn))
    return Changes(found, name, units, deployed, registered), asked
