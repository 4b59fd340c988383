"""The record: what people did, one entry after another, so chained that a change shows.

Every entry holds the digest of the one before it. What was said and by whom stands beside the
chain, and inside it only as a digest with a salt: taken out, the chain still holds, and nobody can
find out by guessing what it was.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    String,
    Table,
    UniqueConstraint,
    func,
    insert,
    select,
    text,
    update,
)

from data.members import Member
from data.store.columns import Identity, Moment, Words, at_least, filled, storable, text_column
from data.store.tables import metadata

entries = Table(
    "record_entries",
    metadata,
    Column("number", Identity, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("action", String(64), nullable=False),
    # The model it is about; empty where it is about none.
    text_column("slug"),
    # Given by whoever asks: the same action, sent twice, is done once.
    Column("asked_by_key", String(64)),
    Column("contents_digest", String(64), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    UniqueConstraint("asked_by_key"),
    filled("action"),
    at_least("number", 1),
)

contents = Table(
    "record_contents",
    metadata,
    Column("number", Identity, ForeignKey("record_entries.number"), primary_key=True),
    # Both empty where personal data had to be taken out.
    Column("salt", String(64)),
    Column("said", Words),
)

RECORD: tuple[Table, ...] = (entries, contents)
REDACTED = "redact"
"""The action that takes out what an earlier entry said."""
_FIRST = "0" * 64
# One writer at a time gets the next number; any fixed number names the lock.
_LOCK = 7_655_432_104


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did. ``said`` is None where it was taken out of the record."""

    number: int
    at: datetime
    action: str
    slug: str
    said: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader looks for: one model, one action, what was done ``by`` a moment."""

    slug: str = ""
    action: str = ""
    by: datetime | None = None
    limit: int = 25
    offset: int = 0


class Break(StrEnum):
    """How the record was found to be changed."""

    MISSING = "missing"
    CHANGED = "changed"
    CONTENTS_CHANGED = "contents_changed"
    TAKEN_OUT = "taken_out"


@dataclass(frozen=True, slots=True)
class Verified:
    """How many entries hold, up to the first that does not; ``digest`` is of the last that does."""

    count: int
    digest: str
    broken: Break | None = None

    @property
    def broken_at(self) -> int:
        return self.count + 1


def hold(conn: Connection) -> None:
    """Let nobody else write here until this transaction ends. SQLite lets only one write anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def append(
    conn: Connection,
    *,
    at: datetime,
    action: str,
    slug: str,
    who: Member,
    said: Mapping[str, Any],
    key: str | None = None,
) -> int:
    """Write one entry inside the transaction of the action itself; returns its number."""
    number, before = _next(conn)
    told = storable(json.dumps({**said, "who": _who(who)}, sort_keys=True, ensure_ascii=False))
    salt = secrets.token_hex(32)
    digest_of_contents = _digest(salt, told)
    row = {
        "number": number,
        "at": at,
        "action": action,
        "slug": storable(slug),
        "asked_by_key": key,
        "contents_digest": digest_of_contents,
    }
    conn.execute(insert(entries).values(row | {"digest": _chained(before, row)}))
    conn.execute(insert(contents).values(number=number, salt=salt, said=told))
    return number


def done_by(conn: Connection, key: str) -> Entry | None:
    """What was done when this was asked before."""
    row = conn.execute(_all().where(entries.c.asked_by_key == key)).first()
    return _entry(row) if row else None


def redact(conn: Connection, number: int) -> bool:
    """Take out what one entry said. The chain holds; that it was taken out is its own entry."""
    kept = contents.c.number == number
    taken = update(contents).where(kept, contents.c.said.is_not(None))
    return conn.execute(taken.values(salt=None, said=None)).rowcount == 1


def newest(conn: Connection, choice: Choice) -> tuple[list[Entry], int]:
    """The entries chosen, newest first, and how many there are in all."""
    which = _chosen(choice)
    count = conn.scalar(select(func.count()).select_from(entries).where(*which)) or 0
    query = _all().where(*which).order_by(entries.c.number.desc())
    page = query.limit(choice.limit).offset(choice.offset)
    return [_entry(row) for row in conn.execute(page)], count


def _chosen(choice: Choice) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = [entries.c.slug == choice.slug] if choice.slug else []
    which += [entries.c.action == choice.action] if choice.action else []
    which += [entries.c.at <= choice.by] if choice.by else []
    return which


def actions(conn: Connection) -> list[str]:
    """What has been done at least once."""
    return list(conn.scalars(select(entries.c.action).distinct().order_by(entries.c.action)))


def verify(conn: Connection) -> Verified:
    """Follow the chain from its beginning to the first entry that does not hold.

    Entries cut off the end leave a shorter chain that holds: compare its last digest with one
    written down elsewhere.
    """
    count, digest, taken_out = 0, _FIRST, _taken_out(conn)
    query = _all().order_by(entries.c.number).execution_options(yield_per=1_000)
    with conn.execute(query) as found:
        for row in found.mappings():
            broken = _broken(row, count + 1, digest, taken_out)
            if broken:
                return Verified(count, digest, broken)
            count, digest = count + 1, row["digest"]
    return Verified(count, digest)


def digest_at(conn: Connection, number: int) -> str | None:
    """The digest of one entry; None where there is none."""
    return conn.scalar(select(entries.c.digest).where(entries.c.number == number))


def _broken(
    row: Mapping[Any, Any], number: int, before: str, taken_out: frozenset[int]
) -> Break | None:
    if row["number"] != number:
        return Break.MISSING
    if row["digest"] != _chained(before, row):
        return Break.CHANGED
    if row["said"] is None:
        return None if number in taken_out else Break.TAKEN_OUT
    holds = row["contents_digest"] == _digest(row["salt"] or "", row["said"])
    return None if holds else Break.CONTENTS_CHANGED


def _taken_out(conn: Connection) -> frozenset[int]:
    """What the record itself says was taken out of it."""
    query = _all().where(entries.c.action == REDACTED)
    told = (_entry(row).said for row in conn.execute(query))
    return frozenset(int(said["number"]) for said in told if said and "number" in said)


def _all() -> Any:
    columns = (contents.c.salt, contents.c.said)
    return select(entries, *columns).outerjoin(contents, contents.c.number == entries.c.number)


def _next(conn: Connection) -> tuple[int, str]:
    """The number of the next entry and the digest it follows; nobody else gets it meanwhile."""
    hold(conn)
    newest_first = select(entries.c.number, entries.c.digest).order_by(entries.c.number.desc())
    last = conn.execute(newest_first.limit(1)).first()
    return (last.number + 1, last.digest) if last else (1, _FIRST)


def _chained(before: str, row: Mapping[Any, Any]) -> str:
    at = row["at"].astimezone(UTC).isoformat()
    names = ("number", "action", "slug", "asked_by_key", "contents_digest")
    return _digest(json.dumps([before, at, *(row[name] for name in names)], ensure_ascii=False))


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()


def _who(who: Member) -> dict[str, Any]:
    return {
        "issuer": who.issuer,
        "subject": who.subject,
        "name": who.name,
        "roles": sorted(role.value for role in who.roles),
    }


def _entry(row: Any) -> Entry:
    said = json.loads(row.said) if row.said is not None else None
    return Entry(row.number, row.at, row.action, row.slug, said)
