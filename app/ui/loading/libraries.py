"""What the view of software shows: all of it, or whom a change of one piece touches."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.health.library_uses import chosen_version
from app.language.dates import local_day
from app.reports.libraries import Blast, Overview, Wanted, blast, overview
from app.ui.address import PAGE_LENGTH
from app.ui.libraries_address import LibrariesAsked
from app.ui.loading import read
from app.ui.visit import Visit
from data.store import live_libraries, models, outlooks


@dataclass(frozen=True, slots=True)
class Libraries:
    """What was found; ``names`` are the software and ``units`` the units to choose from. Without
    ``deployed`` models, ``registered`` says whether a registry lists any."""

    found: Blast | Overview
    names: tuple[str, ...]
    units: tuple[str, ...]
    deployed: bool
    registered: bool


def libraries(visit: Visit, asked: LibrariesAsked) -> Libraries:
    """One page of software, or of the models with the one that is asked about."""
    return read(visit, lambda conn: _libraries(conn, visit, asked))


def software_names(visit: Visit) -> tuple[str, ...]:
    """Every piece of software that can be asked about."""
    return tuple(read(visit, lambda conn: live_libraries.names(conn, visit.now)))


def wanted(asked: LibrariesAsked) -> Wanted:
    """What is asked about one piece of software, one page of it."""
    return Wanted(
        asked.library,
        chosen_version(asked.version) if asked.version else None,
        asked.unit,
        asked.fit,
        PAGE_LENGTH,
        (asked.page - 1) * PAGE_LENGTH,
    )


def _libraries(conn: Connection, visit: Visit, asked: LibrariesAsked) -> Libraries:
    now, day = visit.now, local_day(visit.now, visit.speech)
    names = tuple(live_libraries.names(conn, now))
    found: Blast | Overview
    if asked.library:
        found = blast(conn, now, day, wanted(asked))
    else:
        first = (asked.page - 1) * PAGE_LENGTH
        found = overview(conn, now, day, asked.unit, PAGE_LENGTH, first)
    deployed = bool(names) or bool(outlooks.counts(conn, now).total)
    registered = not deployed and bool(models.not_deployed(conn))
    return Libraries(found, names, tuple(outlooks.units(conn)), deployed, registered)
