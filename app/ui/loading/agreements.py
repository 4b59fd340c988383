"""What the pages about agreements show: what waits, or everything about one model."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.language.dates import local_day
from app.reports.agreements import Waiting, Work, work
from app.ui.agreements_address import Asked
from app.ui.loading import read, record, records
from app.ui.shown import Record
from app.ui.visit import Visit
from data.store import outlooks, proposals
from data.store.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Shown:
    """What waits as narrowed, out of all that does, and the units to filter by."""

    found: list[Waiting]
    everything: Work
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreeing:
    """One model with every proposal about it, newest first."""

    record: Record
    proposals: list[Proposal]


def waiting(visit: Visit, asked: Asked) -> Shown:
    """Everything that waits for a signature."""
    day = local_day(visit.now, visit.speech)

    def ask(conn: Connection) -> Shown:
        everything = records(visit, lambda own: work(conn, own, visit.now, day))
        return Shown(narrowed(everything, asked), everything, tuple(outlooks.units(conn)))

    return read(visit, ask)


def narrowed(everything: Work, asked: Asked) -> list[Waiting]:
    """What is left of it under these filters."""
    return [
        each
        for each in everything.waiting
        if (not asked.need or each.need is asked.need)
        and (not asked.unit or each.unit == asked.unit)
    ]


def agreeing(visit: Visit, slug: str) -> Agreeing | None:
    """One model; None where nobody has heard of it."""
    found = record(visit, slug)
    if found is None:
        return None
    told = records(visit, lambda conn: proposals.of_model(conn, slug, visit.now))
    return Agreeing(found, told)
