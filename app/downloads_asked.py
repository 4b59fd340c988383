"""What somebody who downloads a list asks for, and from which store."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from starlette.datastructures import QueryParams

from app.language.sentence import Speech
from data.store import sources


@dataclass(frozen=True, slots=True)
class Parameters:
    """What an address asks for, in the shape ``app.ui.address`` reads."""

    given: QueryParams

    def get_all(self, key: str) -> list[str]:
        return self.given.getlist(key)


@dataclass(frozen=True, slots=True)
class Asked:
    """One download: the store in one read transaction, the address, and to whom we speak.

    Where the address names a past day, ``conn`` is the store of that day and we speak at its end.
    ``records`` is the store itself, always.
    """

    conn: Connection
    records: Connection
    parameters: Parameters
    speech: Speech

    @property
    def past(self) -> bool:
        return self.conn is not self.records

    @property
    def now(self) -> datetime:
        return self.speech.now

    @property
    def pretend(self) -> bool:
        return bool(sources.is_pretend(self.records))


class NoSuchList(Exception):
    """The address asks for a list of something that is not there."""
