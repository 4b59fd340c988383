"""Files that people bring: the one somebody is looking through, and those taken in.

A file waits for a day between being brought and being taken in, and is seen by nobody else. Of
each sort one waits for a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from json import dumps
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from data.facts import Refusal
from data.problems import Code, Problem
from data.sheets import grid
from data.sheets.grid import Grid
from data.store.accounts import accounts
from data.store.brought_tables import What, brought_lists, list_mappings, taken_lists
from data.store.refusals import plain

WAITS = timedelta(days=1)
"""After so long nobody remembers what was in a file, and it is brought again in a moment."""

MOST_REFUSED = 5_000
"""Refused rows of one file that are kept."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that somebody looks through, and what was said of its columns.

    ``grid`` is empty where ``problem`` says why.
    """

    id: int
    grid: Grid
    said: Mapping[str, Any]
    otherwise: str
    problem: Problem | None
    brought_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in: by whom, when, and what it brought."""

    id: int
    file: str
    by: str
    at: datetime
    added: int
    filled: int
    changed: int
    refused: tuple[Refusal, ...]


def bring(
    conn: Connection,
    account: int,
    what: What,
    found: Grid,
    said: Mapping[str, Any],
    otherwise: str,
    now: datetime,
) -> None:
    """This file waits for this person, in the place of any of its sort before it."""
    rows = [
        [each.number, list(each.cells), list(each.unsolved), list(each.numbers)]
        for each in found.rows
    ]
    told = {"sheet": found.sheet, "headings": list(found.headings), "rows": rows}
    _keep(conn, account, what, found.file, now, **told, mapping=dict(said), otherwise=otherwise)


def bring_in_vain(
    conn: Connection, account: int, what: What, file: str, why: Problem, now: datetime
) -> None:
    """A file could not be read; why waits for whoever brought it."""
    problem = {"code": why.code.value, "inputs": dict(why.inputs)}
    _keep(conn, account, what, file, now, headings=[], rows=[], mapping={}, problem=problem)


def say(
    conn: Connection,
    account: int,
    what: What,
    number: int,
    said: Mapping[str, Any],
    otherwise: str = "",
) -> None:
    """Say what the columns of the waiting file hold."""
    mine = (*_mine(account, what), brought_lists.c.id == number)
    values = {"mapping": dict(said), "otherwise": otherwise}
    conn.execute(update(brought_lists).where(*mine).values(values))


def put_away(conn: Connection, account: int, what: What) -> None:
    """Nothing of this sort waits for this person any more."""
    conn.execute(delete(brought_lists).where(*_mine(account, what)))


def forget_old(conn: Connection, now: datetime) -> None:
    """Delete what has waited for longer than a day; until then nobody else could see it."""
    conn.execute(delete(brought_lists).where(brought_lists.c.brought_at <= now - WAITS))


def waiting(conn: Connection, account: int, what: What, now: datetime) -> Waiting | None:
    """The file that waits for this person."""
    mine = (*_mine(account, what), brought_lists.c.brought_at > now - WAITS)
    row = conn.execute(
        select(brought_lists).where(*mine).order_by(brought_lists.c.id.desc())
    ).first()
    return _waiting(row) if row else None


def waiting_one(conn: Connection, account: int, what: What, number: int) -> Waiting | None:
    """The file of this number, where it waits for this person."""
    one = (*_mine(account, what), brought_lists.c.id == number)
    row = conn.execute(select(brought_lists).where(*one)).first()
    return _waiting(row) if row else None


def take(
    conn: Connection,
    account: int,
    what: What,
    found: Grid,
    now: datetime,
    counts: Mapping[str, int],
    refused: tuple[Refusal, ...],
) -> None:
    """Remember that a file was taken in, and what it brought."""
    kept = [
        {
            "code": each.problem.code.value,
            "inputs": plain(each.problem.inputs),
            "place": each.place,
            "row": plain(each.row),
        }
        for each in refused[:MOST_REFUSED]
    ]
    row = {"account_id": account, "what": what, "file": found.file, "taken_at": now}
    conn.execute(insert(taken_lists).values({**row, "refused": kept, **counts}))


def taken(conn: Connection, what: What, limit: int, by: datetime) -> list[Taken]:
    """The files that were taken in last by this moment, newest first."""
    query = (
        _TAKEN.where(taken_lists.c.what == what, taken_lists.c.taken_at <= by)
        .order_by(taken_lists.c.taken_at.desc(), taken_lists.c.id.desc())
        .limit(limit)
    )
    return [_taken(row) for row in conn.execute(query)]


def one_taken(conn: Connection, number: int) -> Taken | None:
    """The taken file of this number."""
    row = conn.execute(_TAKEN.where(taken_lists.c.id == number)).first()
    return _taken(row) if row else None


def remembered(conn: Connection, what: What, found: Grid) -> tuple[Mapping[str, Any], str] | None:
    """What was said of the columns of the last file with these headings."""
    same = list_mappings.c.headings_digest == _digest(what, found.headings)
    row = conn.execute(select(list_mappings).where(same)).first()
    return (dict(row.mapping), row.otherwise) if row else None


def remember(
    conn: Connection,
    what: What,
    found: Grid,
    said: Mapping[str, Any],
    otherwise: str,
    now: datetime,
) -> None:
    """Keep what was said of these columns for the next file with the same headings."""
    digest = _digest(what, found.headings)
    conn.execute(delete(list_mappings).where(list_mappings.c.headings_digest == digest))
    row = {"headings_digest": digest, "mapping": dict(said), "otherwise": otherwise}
    conn.execute(insert(list_mappings).values({**row, "said_at": now}))


_TAKEN = select(taken_lists, accounts.c.name).join(
    accounts, accounts.c.id == taken_lists.c.account_id
)


def _mine(account: int, what: What) -> tuple[Any, ...]:
    return brought_lists.c.account_id == account, brought_lists.c.what == what


def _keep(
    conn: Connection, account: int, what: What, file: str, now: datetime, **told: Any
) -> None:
    """The new one first, so that its number is another than that of the one before."""
    row = {"account_id": account, "what": what, "file": file, "brought_at": now, **told}
    made = insert(brought_lists).values(row).returning(brought_lists.c.id)
    number = conn.execute(made).scalar_one()
    conn.execute(delete(brought_lists).where(*_mine(account, what), brought_lists.c.id != number))
    forget_old(conn, now)


def _digest(what: What, headings: tuple[str, ...]) -> str:
    # Lists of models came first, and what was said of them is still found.
    about = headings if what is What.MODELS else [what.value, *headings]
    return sha256(dumps(about).encode()).hexdigest()


def _waiting(row: Row[Any]) -> Waiting:
    # What was brought before an upgrade tells of no numbers.
    rows = (
        grid.Row(number, tuple(told), tuple(unsolved), tuple(numbers[0] if numbers else ()))
        for number, told, unsolved, *numbers in row.rows
    )
    found = Grid(row.file, row.sheet, tuple(row.headings), tuple(rows))
    problem = _problem(row.problem) if row.problem else None
    return Waiting(row.id, found, row.mapping, row.otherwise, problem, row.brought_at)


def _taken(row: Row[Any]) -> Taken:
    refused = (Refusal(_problem(each), each["place"], each["row"]) for each in row.refused)
    counts = row.added, row.filled, row.changed
    return Taken(row.id, row.file, row.name, row.taken_at, *counts, tuple(refused))


def _problem(told: Mapping[str, Any]) -> Problem:
    return Problem(Code(told["code"]), told["inputs"])
