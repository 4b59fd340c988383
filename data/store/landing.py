"""Readings that come in beside our rounds, all within one transaction: what reports and files that
people bring add. What was told before, and what they are silent of, stays."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from data.facts import Arrival, Refusal
from data.store import runs
from data.store.intake import Intake
from data.store.lock import Work, wait_for_turn
from data.store.refusals import Series
from data.store.tables import SourceKind


@dataclass(frozen=True, slots=True)
class Landed:
    """How many readings were new, known before, or corrected an earlier one, and those that
    nobody took."""

    new: int
    known: int
    corrected: int
    refused: tuple[Refusal, ...]

    @property
    def taken(self) -> int:
        return self.new + self.known + self.corrected


@dataclass(frozen=True, slots=True)
class Adding:
    """A source that adds, by its kind and name, and when it does."""

    kind: SourceKind
    name: str
    pretend: bool
    now: datetime


def land(
    conn: Connection, source: Adding, arrivals: Iterable[Arrival], told: Collection[Series]
) -> Landed:
    """Take these in. ``told`` is of what they tell: older refusals of the same are over."""
    wait_for_turn(conn, Work.REPORT)
    refused: list[Refusal] = []
    run = runs.start(conn, source.kind, source.name, pretend=source.pretend, now=source.now)
    intake = Intake(conn.engine, run, lambda _tally: None, refused.append, within=conn)
    for arrival in arrivals:
        intake.take(arrival)
    intake.finish_part(told)
    shelf = intake.reading_shelf
    return Landed(shelf.added, shelf.confirmed, shelf.corrected, tuple(refused))
