"""What the page about people shows: one of its lists, or what one person looks after."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.language.dates import local_day
from app.reports import people as reports
from app.reports.handover import Handover, handover
from app.reports.people import ModelsFound, PeopleFound, Standing, UsesFound
from app.ui.address import PAGE_LENGTH
from app.ui.loading import read, records
from app.ui.people_address import PeopleAsked, View
from app.ui.visit import Visit
from data.store.outlooks import Choice
from data.store.who_is_who import people_at

Found = PeopleFound | ModelsFound | UsesFound


@dataclass(frozen=True, slots=True)
class Answering:
    """The whole fleet in a few numbers, and the list that was asked for."""

    standing: Standing
    found: Found


MOST_NAMES = 500
"""More than this nobody looks through; whoever is not among them types a name."""


def called(visit: Visit) -> list[str]:
    """What the people are called whom lists know and who have not left."""
    found = records(visit, lambda conn: people_at(conn, visit.present.now))
    day = local_day(visit.present.now, visit.present)
    here = {each.name for each in found.values() if not each.left_on or each.left_on > day}
    return sorted(here, key=str.casefold)[:MOST_NAMES]


def answering(visit: Visit, asked: PeopleAsked) -> Answering:
    """One page of the list that was asked for."""
    day = reports.day_of(visit.now, visit.speech.time_zone)
    chosen = choice(asked)

    def ask(conn: Connection) -> Answering:
        found: Found
        if asked.view is View.USES:
            found = reports.applications(conn, visit.now, chosen)
        elif asked.view is View.MODELS:
            found = reports.models(conn, visit.now, day, chosen)
        else:
            found = reports.people(conn, visit.now, day, chosen)
        return Answering(reports.standing(conn, visit.now, day), found)

    return read(visit, ask)


def one_person(visit: Visit, asked: PeopleAsked) -> Handover | None:
    """One page of what somebody looks after; None where that is nothing in use."""
    day = reports.day_of(visit.now, visit.speech.time_zone)
    return read(visit, lambda conn: handover(conn, visit.now, day, asked.person, choice(asked)))


def choice(asked: PeopleAsked) -> Choice:
    """What the store is asked for one page."""
    offset = (asked.page - 1) * PAGE_LENGTH
    return Choice(search=asked.search, unit=asked.unit, limit=PAGE_LENGTH, offset=offset)
