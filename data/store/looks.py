"""When people last looked at Today: two moments of each account, and no more."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from data.store.accounts import accounts


@dataclass(frozen=True, slots=True)
class Looks:
    """Up to when somebody had seen things before this visit, and when they last opened Today."""

    seen_at: datetime | None = None
    opened_at: datetime | None = None


def looks_of(conn: Connection, account: int) -> Looks:
    """When this person looked; both moments are None for somebody who never did."""
    query = select(accounts.c.seen_at, accounts.c.opened_at).where(accounts.c.id == account)
    return Looks(*conn.execute(query).one())


def keep(conn: Connection, account: int, found: Looks) -> None:
    """Keep when this person looked, in place of what was kept before."""
    row = {"seen_at": found.seen_at, "opened_at": found.opened_at}
    conn.execute(update(accounts).where(accounts.c.id == account).values(row))
