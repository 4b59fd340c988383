"""Asking for a round before its time."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine

from data.store import rounds
from data.store.engine import writing


class Asked(StrEnum):
    """What came of asking."""

    ASKED = "asked"
    RUNNING = "running"
    NOBODY_LISTENS = "nobody_listens"


def ask_for_round(engine: Engine, now: datetime) -> Asked:
    """Ask the process that makes rounds to begin one now. Asking twice asks once.

    Nothing is asked where a round is going on, or where no process is there to hear it.
    """
    with writing(engine) as conn:
        found = rounds.rounds(conn)
        if not found.listens(now):
            return Asked.NOBODY_LISTENS
        if found.runs(now):
            return Asked.RUNNING
        rounds.ask(conn, now)
        return Asked.ASKED
