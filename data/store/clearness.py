"""Which sentences people found clear and which not, so that somebody can mend the wording."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    String,
    Table,
    UniqueConstraint,
    case,
    delete,
    func,
    insert,
    select,
)

from data.store.accounts import accounts
from data.store.columns import Moment, Words, filled, identity, points_to, text_column
from data.store.tables import metadata

clearness = Table(
    "clearness",
    metadata,
    identity(),
    points_to("account_id", "accounts.id"),
    # A digest of the wording: its length has no limit, and an index needs one.
    Column("said_key", String(16), nullable=False),
    Column("template", Words, nullable=False),
    Column("clear", Boolean, nullable=False),
    text_column("remark"),
    text_column("place"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("account_id", "said_key"),
    filled("template"),
)


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person thinks of one wording, and where they read it."""

    said_key: str
    template: str
    clear: bool
    remark: str
    place: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """One wording that somebody did not understand. ``remarks`` are by whom, newest first."""

    said_key: str
    template: str
    unclear: int
    asked: int
    newest: datetime
    place: str
    remarks: tuple[tuple[str, str], ...]


def vote(conn: Connection, account: int, said: Vote, now: datetime) -> Vote | None:
    """Keep what somebody thinks, in place of what they thought before, which is returned."""
    mine = (clearness.c.account_id == account, clearness.c.said_key == said.said_key)
    names = ("said_key", "template", "clear", "remark", "place")
    row = conn.execute(select(*(clearness.c[name] for name in names)).where(*mine)).first()
    conn.execute(delete(clearness).where(*mine))
    values = {name: getattr(said, name) for name in names}
    conn.execute(insert(clearness).values(values | {"account_id": account, "at": now}))
    return Vote(*row) if row else None


def least_clear(conn: Connection, most: int) -> list[Unclear]:
    """The wordings that most people did not understand first; only what somebody did not."""
    unclear = func.sum(case((clearness.c.clear, 0), else_=1))
    newest = func.max(clearness.c.at)
    query = (
        select(clearness.c.said_key, unclear, func.count(), newest)
        .group_by(clearness.c.said_key)
        .having(unclear > 0)
        .order_by(unclear.desc(), newest.desc(), clearness.c.said_key)
        .limit(most)
    )
    return [_unclear(conn, *row) for row in conn.execute(query).all()]


def _unclear(conn: Connection, key: str, unclear: int, asked: int, newest: datetime) -> Unclear:
    query = (
        select(clearness.c.template, clearness.c.place, clearness.c.remark, accounts.c.name)
        .join(accounts, accounts.c.id == clearness.c.account_id)
        .where(clearness.c.said_key == key, clearness.c.clear.is_(False))
        .order_by(clearness.c.at.desc(), clearness.c.id.desc())
    )
    rows = conn.execute(query).all()
    told = tuple((row.name, row.remark) for row in rows if row.remark)
    return Unclear(key, rows[0].template, unclear, asked, newest, rows[0].place, told)
