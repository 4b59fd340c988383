"""The process that makes rounds: that it listens, what it is asked for, and how far it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from data.store.tables import rounds as table

LISTENS_FOR = timedelta(seconds=45)
"""Longer silent than this, and nobody listens: the process says far more often that it does."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """How the rounds stand. Every moment is None where that has not happened yet.

    ``asked_at`` is when somebody asked for a round that has not begun; ``next_at`` is when the
    next one begins by itself.
    """

    listening_at: datetime | None = None
    asked_at: datetime | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    next_at: datetime | None = None

    def listens(self, now: datetime) -> bool:
        """Whether somebody is there to be asked at ``now``."""
        return self.listening_at is not None and now - self.listening_at < LISTENS_FOR

    def runs(self, now: datetime) -> bool:
        """Whether a round is going on at ``now``; one whose process died is not."""
        if self.began_at is None or not self.listens(now):
            return False
        return self.ended_at is None or self.ended_at < self.began_at


def rounds(conn: Connection) -> Rounds:
    """How the rounds of this store stand."""
    row = conn.execute(select(*_SHOWN)).mappings().first()
    return Rounds(**row) if row is not None else Rounds()


def listening(conn: Connection, at: datetime) -> None:
    """Remember that somebody listened at this moment."""
    if conn.execute(update(table).values(listening_at=at)).rowcount == 0:
        conn.execute(insert(table).values(id=1, listening_at=at))


def began(conn: Connection, at: datetime) -> None:
    """A round begins, and with it whatever was asked for until now is being done."""
    listening(conn, at)
    conn.execute(update(table).values(began_at=at, asked_at=None, next_at=None))


def ended(conn: Connection, at: datetime, next_at: datetime) -> None:
    """A round has ended, and the next one begins by itself at ``next_at``."""
    listening(conn, at)
    conn.execute(update(table).values(ended_at=at, next_at=next_at))


def ask(conn: Connection, at: datetime) -> None:
    """Ask for a round as soon as possible; asking twice asks once."""
    conn.execute(update(table).where(table.c.asked_at.is_(None)).values(asked_at=at))


def is_asked(conn: Connection) -> bool:
    """Whether a round is asked for that has not begun."""
    return conn.scalar(select(table.c.asked_at)) is not None


_SHOWN = [column for column in table.columns if column.name != "id"]
