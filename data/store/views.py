"""Views that somebody gave a name: an address of ours that others find by that name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Table, delete, func, insert, select

from data.store.accounts import accounts
from data.store.columns import Moment, Words, filled, identity, points_to
from data.store.tables import metadata

views = Table(
    "views",
    metadata,
    identity(),
    points_to("account_id", "accounts.id"),
    Column("name", Words, nullable=False),
    Column("address", Words, nullable=False),
    Column("named_at", Moment, nullable=False),
    filled("name"),
    filled("address"),
)


@dataclass(frozen=True, slots=True)
class NamedView:
    """One view. ``address`` is a path of ours with its query, ``account`` who named it."""

    id: int
    name: str
    address: str
    account: int
    by: str
    named_at: datetime


def every(conn: Connection) -> list[NamedView]:
    """All of them, by name."""
    return [NamedView(*row) for row in conn.execute(_QUERY.order_by(views.c.name, views.c.id))]


def one(conn: Connection, number: int) -> NamedView | None:
    """The view of this number."""
    row = conn.execute(_QUERY.where(views.c.id == number)).first()
    return NamedView(*row) if row else None


def is_taken(conn: Connection, name: str) -> bool:
    """Whether a view is called so already, in capital letters or small ones."""
    taken = conn.scalars(select(views.c.name))
    return name.casefold() in {each.casefold() for each in taken}


def count(conn: Connection, account: int) -> int:
    """How many one person named."""
    mine = select(func.count()).select_from(views).where(views.c.account_id == account)
    return conn.scalar(mine) or 0


def add(conn: Connection, name: str, address: str, account: int, now: datetime) -> None:
    """Give an address a name."""
    row = {"name": name, "address": address, "account_id": account, "named_at": now}
    conn.execute(insert(views).values(row))


def forget(conn: Connection, number: int) -> None:
    """Take a name away; the address still leads where it led."""
    conn.execute(delete(views).where(views.c.id == number))


_QUERY = select(
    views.c.id,
    views.c.name,
    views.c.address,
    views.c.account_id,
    accounts.c.name.label("by"),
    views.c.named_at,
).join(accounts, accounts.c.id == views.c.account_id)
