"""Who is told of changes, up to which change, and what came of every message.

A message is noted as tried before it is sent and as sent after it. So whoever dies between the two
tells once more what may have arrived, and never holds back what did not.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    UniqueConstraint,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from data.notices import Occasion, Undelivered
from data.store.columns import (
    Identity,
    Moment,
    OneOf,
    Words,
    among,
    at_least,
    filled,
    identity,
    text_column,
)
from data.store.tables import metadata
from data.store.tables import status_changes as changes

recipients = Table(
    "notice_recipients",
    metadata,
    Column("key", Words, primary_key=True),
    Column("since", Moment, nullable=False),
    # The number of the last change that this recipient was told, or had no need to be told.
    Column("told_to", Identity, nullable=False),
    filled("key"),
)

notices = Table(
    "notices",
    metadata,
    identity(),
    Column("recipient", Words, nullable=False),
    Column("called", Words, nullable=False),
    Column("occasion", OneOf(Occasion), nullable=False),
    # What tells this message apart from others to the same recipient on such an occasion.
    Column("about", String(64), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("tried_at", Moment, nullable=False),
    Column("sent_at", Moment),
    # Why the last try failed; empty where it did not, or where nobody lived to say so.
    text_column("problem"),
    UniqueConstraint("recipient", "occasion", "about"),
    among("occasion", Occasion),
    filled("recipient"),
    at_least("tries", 1),
)

NOTICES: tuple[Table, ...] = (recipients, notices)
KEPT_FOR = timedelta(days=400)
"""Longer than a year, so that what is asked once a year is not asked twice."""


@dataclass(frozen=True, slots=True)
class Known:
    """Since when we tell a recipient, and the number of the last change they were told."""

    since: datetime
    told_to: int


@dataclass(frozen=True, slots=True)
class Message:
    """Which message: to whom, on which occasion, and what it is about."""

    recipient: str
    called: str
    occasion: Occasion
    about: str


Number = tuple[str, Occasion, str]
"""What tells a message apart: to whom, on which occasion, and what it is about."""


@dataclass(frozen=True, slots=True)
class Try:
    """How often a message was tried, and when last."""

    tries: int
    tried_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that was tried in vain, since when, and why. ``problem`` is None where the process
    that sent it did not live to say what came of it."""

    called: str
    first_at: datetime
    tries: int
    problem: Undelivered | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """How telling goes: how many are told, when a message last went out, how many could not be
    told, and what waits."""

    recipients: int
    last_sent: datetime | None
    failing: int
    waiting: tuple[Waiting, ...]


def newest_change(conn: Connection) -> int:
    """The number of the newest change of status; 0 where there is none."""
    return conn.scalar(select(func.max(changes.c.id))) or 0


def keep_only(conn: Connection, keys: Collection[str], now: datetime) -> dict[str, Known]:
    """Remember these recipients and nobody else; who is new is told of nothing that was before."""
    before = known(conn)
    gone = [key for key in before if key not in keys]
    if gone:
        conn.execute(delete(recipients).where(recipients.c.key.in_(gone)))
    new = [key for key in keys if key not in before]
    if not new:
        return {key: found for key, found in before.items() if key in keys}
    told_to = newest_change(conn)
    rows = [{"key": key, "since": now, "told_to": told_to} for key in new]
    conn.execute(insert(recipients), rows)
    return known(conn)


def known(conn: Connection) -> dict[str, Known]:
    """Everybody who is told, by key."""
    rows = conn.execute(select(recipients.c.key, recipients.c.since, recipients.c.told_to))
    return {row.key: Known(row.since, row.told_to) for row in rows}


def forget(conn: Connection, key: str) -> None:
    """This recipient begins anew, with whatever changes from then on."""
    conn.execute(delete(recipients).where(recipients.c.key == key))


def told_up_to(conn: Connection, told_to: Mapping[str, int]) -> None:
    """These recipients, by key, were told of all changes up to a number, or had no need to be."""
    for key, number in told_to.items():
        later = and_(recipients.c.key == key, recipients.c.told_to < number)
        conn.execute(update(recipients).where(later).values(told_to=number))


def trying(conn: Connection, message: Message, now: datetime) -> None:
    """This message is about to be sent; an older one of this occasion is part of it."""
    told = {"tried_at": now, "problem": "", "called": message.called}
    mine = (notices.c.recipient == message.recipient, notices.c.occasion == message.occasion)
    older = (notices.c.about != message.about, notices.c.sent_at.is_(None))
    conn.execute(delete(notices).where(*mine, *older))
    again = update(notices).where(_is(message))
    if conn.execute(again.values(tries=notices.c.tries + 1, **told)).rowcount == 0:
        row = {each.name: getattr(message, each.name) for each in fields(message)}
        conn.execute(insert(notices).values(**row | told, tries=1, first_at=now))


def was_sent(conn: Connection, message: Message, now: datetime) -> None:
    """This message went out."""
    conn.execute(update(notices).where(_is(message)).values(sent_at=now, problem=""))


def failed(conn: Connection, message: Message, why: Undelivered) -> None:
    """This message did not go out; it is tried again."""
    conn.execute(update(notices).where(_is(message)).values(problem=why.value))


def still_open(conn: Connection) -> dict[Number, Try]:
    """How far every message is that did not go out yet."""
    rows = conn.execute(select(notices).where(notices.c.sent_at.is_(None)))
    return {(row.recipient, row.occasion, row.about): Try(row.tries, row.tried_at) for row in rows}


def last_sent(conn: Connection) -> dict[tuple[str, Occasion], datetime]:
    """When every recipient was last told anything on an occasion."""
    which = (notices.c.recipient, notices.c.occasion)
    newest = select(*which, func.max(notices.c.sent_at)).where(notices.c.sent_at.is_not(None))
    rows = conn.execute(newest.group_by(*which))
    return {(recipient, occasion): at for recipient, occasion, at in rows}


def clean(conn: Connection, now: datetime, over: Collection[Number]) -> None:
    """Forget what went out long ago, and these messages, which nobody needs any more."""
    conn.execute(delete(notices).where(notices.c.tried_at < now - KEPT_FOR))
    for recipient, occasion, about in over:
        mine = (notices.c.recipient == recipient, notices.c.occasion == occasion)
        conn.execute(delete(notices).where(*mine, notices.c.about == about))


def delivered(conn: Connection) -> Delivered:
    """How telling goes, those first who have waited longest."""
    count = conn.scalar(select(func.count()).select_from(recipients)) or 0
    last = conn.scalar(select(func.max(notices.c.sent_at)))
    waiting = (
        select(notices)
        .where(notices.c.sent_at.is_(None), notices.c.recipient.in_(select(recipients.c.key)))
        .order_by(notices.c.first_at, notices.c.id)
    )
    rows = conn.execute(waiting).all()
    return Delivered(
        count,
        last,
        len({row.recipient for row in rows}),
        tuple(Waiting(row.called, row.first_at, row.tries, _problem(row.problem)) for row in rows),
    )


def _problem(kept: str) -> Undelivered | None:
    return Undelivered(kept) if kept else None


def _is(message: Message) -> ColumnElement[bool]:
    return and_(
        notices.c.recipient == message.recipient,
        notices.c.occasion == message.occasion,
        notices.c.about == message.about,
    )
