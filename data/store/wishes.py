"""What people who sign in want to be told by mail, and of which models."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Table, delete, insert, select

from data.notices import About, Occasion
from data.store.columns import Identity, Moment, OneOf, among, text_column
from data.store.tables import metadata

wishes = Table(
    "notice_wishes",
    metadata,
    Column("account_id", Identity, ForeignKey("accounts.id"), primary_key=True),
    Column("changes", Boolean, nullable=False),
    Column("weekly", Boolean, nullable=False),
    Column("about", OneOf(About), nullable=False),
    text_column("unit"),
    Column("said_at", Moment, nullable=False),
    among("about", About),
)

WISHES: tuple[Table, ...] = (wishes,)


@dataclass(frozen=True, slots=True)
class Wish:
    """What one person wants to be told: no occasion at all where that is nothing."""

    account: int
    occasions: frozenset[Occasion]
    about: About
    unit: str = ""


def account_key(account: int) -> str:
    """The key by which somebody who asked to be told is kept among all who are."""
    return f"account:{account}"


def wish_of(conn: Connection, account: int) -> Wish | None:
    """What this person said; None where they never said anything."""
    row = conn.execute(select(wishes).where(wishes.c.account_id == account)).mappings().first()
    return _wish(dict(row)) if row else None


def all_wishes(conn: Connection) -> list[Wish]:
    """What everybody said who said anything."""
    rows = conn.execute(select(wishes).order_by(wishes.c.account_id)).mappings()
    return [_wish(dict(row)) for row in rows]


def say(conn: Connection, wish: Wish, now: datetime) -> None:
    """This counts for this person from now on."""
    conn.execute(delete(wishes).where(wishes.c.account_id == wish.account))
    row = {
        "account_id": wish.account,
        "changes": Occasion.CHANGES in wish.occasions,
        "weekly": Occasion.WEEKLY in wish.occasions,
        "about": wish.about,
        "unit": wish.unit,
        "said_at": now,
    }
    conn.execute(insert(wishes).values(row))


def _wish(row: dict[str, object]) -> Wish:
    chosen = (each for each in (Occasion.CHANGES, Occasion.WEEKLY) if row[each.value])
    about = row["about"]
    assert isinstance(about, About)
    return Wish(int(str(row["account_id"])), frozenset(chosen), about, str(row["unit"]))
