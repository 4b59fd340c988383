"""Who takes part: people by issuer and subject, what was granted or withheld, and sign-ins."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    String,
    Table,
    UniqueConstraint,
    and_,
    delete,
    insert,
    select,
    update,
)

from data.members import Role
from data.store.columns import (
    Moment,
    OneOf,
    Words,
    among,
    filled,
    identity,
    in_order,
    points_to,
    text_column,
)
from data.store.tables import metadata

accounts = Table(
    "accounts",
    metadata,
    identity(),
    Column("issuer", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("name", Words, nullable=False),
    text_column("email"),
    Column("first_at", Moment, nullable=False),
    # Since when this person is no longer let in; empty while they are.
    Column("shut_out_at", Moment),
    # Up to when they had seen what Today tells before this visit, and when they last opened it.
    Column("seen_at", Moment),
    Column("opened_at", Moment),
    UniqueConstraint("issuer", "subject"),
    filled("issuer"),
    filled("subject"),
    filled("name"),
)

# What an administrator decided about one person, whatever the groups of the provider say.
granted_roles = Table(
    "granted_roles",
    metadata,
    identity(),
    points_to("account_id", "accounts.id"),
    Column("role", OneOf(Role), nullable=False),
    Column("granted", Boolean, nullable=False),
    UniqueConstraint("account_id", "role"),
    among("role", Role),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    identity(),
    # Only a digest: whoever reads the store cannot sign in with what stands there.
    Column("token_digest", String(64), nullable=False, unique=True),
    points_to("account_id", "accounts.id"),
    Column("groups", JSON, nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
    Column("ended_at", Moment),
    in_order("began_at", "used_at", may_touch=True),
)

ACCOUNTS: tuple[Table, ...] = (accounts, granted_roles, sign_ins)
LONGEST = timedelta(hours=12)
"""A sign-in lasts no longer than a working day, however busy it is."""
_KEPT = timedelta(days=30)
MOST_AT_ONCE = 10
"""Sign-ins of one person at a time; the oldest ends where there would be more."""
_NOTED_EVERY = timedelta(seconds=60)
"""That a sign-in is used is noted once a minute: a write for every page would be many."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person we know. ``granted`` says of a role whether it was granted or withheld."""

    id: int
    issuer: str
    subject: str
    name: str
    email: str
    shut_out_at: datetime | None
    granted: Mapping[Role, bool]


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in that holds."""

    id: int
    account: Account
    groups: tuple[str, ...]
    began_at: datetime
    used_at: datetime


def account(
    conn: Connection, issuer: str, subject: str, name: str, email: str, now: datetime
) -> Account:
    """The account of this person, made where it is new; name and e-mail are kept up to date."""
    same = and_(accounts.c.issuer == issuer, accounts.c.subject == subject)
    told = {"name": name, "email": email}
    number = conn.scalar(select(accounts.c.id).where(same))
    if number is None:
        made = {"issuer": issuer, "subject": subject, "first_at": now, **told}
        number = conn.execute(insert(accounts).values(made).returning(accounts.c.id)).scalar_one()
    else:
        conn.execute(update(accounts).where(accounts.c.id == number).values(told))
    return _account(conn, number)


def everybody(conn: Connection) -> list[Account]:
    """Everybody who was ever here, by name."""
    numbers = conn.scalars(select(accounts.c.id).order_by(accounts.c.name, accounts.c.id))
    return [_account(conn, number) for number in numbers]


def known(conn: Connection, number: int) -> Account | None:
    """The account of this number."""
    found = conn.scalar(select(accounts.c.id).where(accounts.c.id == number))
    return None if found is None else _account(conn, found)


def decide_role(conn: Connection, number: int, role: Role, *, granted: bool | None) -> None:
    """Grant a role, withhold it, or (None) leave it to the groups of the provider again."""
    mine = and_(granted_roles.c.account_id == number, granted_roles.c.role == role)
    conn.execute(delete(granted_roles).where(mine))
    if granted is not None:
        conn.execute(insert(granted_roles).values(account_id=number, role=role, granted=granted))


def shut_out(conn: Connection, number: int, now: datetime) -> None:
    """This person is not let in any more, and whatever is open ends."""
    conn.execute(update(accounts).where(accounts.c.id == number).values(shut_out_at=now))
    end_all(conn, number, now)


def let_in(conn: Connection, number: int) -> None:
    """This person is let in again."""
    conn.execute(update(accounts).where(accounts.c.id == number).values(shut_out_at=None))


def begin(
    conn: Connection,
    token: str,
    now: datetime,
    number: int,
    groups: Collection[str] = (),
) -> None:
    """A sign-in of this person begins; those that ended long ago are forgotten."""
    old = and_(sign_ins.c.account_id == number, sign_ins.c.began_at < now - _KEPT)
    conn.execute(delete(sign_ins).where(old))
    row = {"token_digest": _digest(token), "began_at": now, "used_at": now, "groups": list(groups)}
    conn.execute(insert(sign_ins).values(row | {"account_id": number}))
    _end_oldest(conn, number, now)


def sign_in(conn: Connection, token: str, now: datetime, idle: timedelta) -> SignIn | None:
    """The sign-in behind a token; None where there is none, or where it has ended."""
    mine = and_(sign_ins.c.token_digest == _digest(token), *_open(now, idle))
    row = conn.execute(select(sign_ins).where(mine)).first()
    if row is None:
        return None
    whose = _account(conn, row.account_id)
    if whose.shut_out_at is not None:
        return None
    return SignIn(row.id, whose, tuple(row.groups), row.began_at, row.used_at)


def is_stale(found: SignIn, now: datetime) -> bool:
    """Whether it is time to note again that this sign-in is used."""
    return now - found.used_at >= _NOTED_EVERY


def note_use(conn: Connection, found: SignIn, now: datetime) -> None:
    """This sign-in is used at this moment."""
    mine = and_(sign_ins.c.id == found.id, sign_ins.c.used_at < now)
    conn.execute(update(sign_ins).where(mine).values(used_at=now))


def end(conn: Connection, token: str, now: datetime) -> None:
    """End the sign-in of this token; a copy of it opens nothing any more."""
    conn.execute(_ending(now).where(sign_ins.c.token_digest == _digest(token)))


def end_all(conn: Connection, number: int, now: datetime) -> int:
    """End every sign-in of this person; returns how many there were."""
    return conn.execute(_ending(now).where(sign_ins.c.account_id == number)).rowcount


def open_of(conn: Connection, number: int, now: datetime, idle: timedelta) -> int:
    """How many sign-ins of this person hold."""
    mine = select(sign_ins.c.id).where(sign_ins.c.account_id == number, *_open(now, idle))
    return len(conn.execute(mine).all())


def newest_groups(conn: Connection, number: int) -> tuple[str, ...]:
    """The groups that the provider named when this person last signed in."""
    mine = select(sign_ins.c.groups).where(sign_ins.c.account_id == number)
    found = conn.scalar(mine.order_by(sign_ins.c.began_at.desc(), sign_ins.c.id.desc()).limit(1))
    return tuple(found or ())


def _open(now: datetime, idle: timedelta) -> tuple[ColumnElement[bool], ...]:
    return (
        sign_ins.c.ended_at.is_(None),
        sign_ins.c.used_at > now - idle,
        sign_ins.c.began_at > now - LONGEST,
    )


def _ending(now: datetime) -> Any:
    return update(sign_ins).where(sign_ins.c.ended_at.is_(None)).values(ended_at=now)


def _end_oldest(conn: Connection, number: int, now: datetime) -> None:
    still = select(sign_ins.c.id).where(
        sign_ins.c.account_id == number, sign_ins.c.ended_at.is_(None)
    )
    newest = still.order_by(sign_ins.c.used_at.desc(), sign_ins.c.id.desc())
    too_many = list(conn.scalars(newest.offset(MOST_AT_ONCE)))
    conn.execute(_ending(now).where(sign_ins.c.id.in_(too_many)))


def _account(conn: Connection, number: int) -> Account:
    row = conn.execute(select(accounts).where(accounts.c.id == number)).one()
    decided = select(granted_roles.c.role, granted_roles.c.granted)
    mine = conn.execute(decided.where(granted_roles.c.account_id == number))
    granted = {Role(each.role): bool(each.granted) for each in mine}
    shut = row.shut_out_at
    return Account(row.id, row.issuer, row.subject, row.name, row.email, shut, granted)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
