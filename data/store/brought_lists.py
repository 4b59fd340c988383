"""Lists of models that people bring: the one somebody is looking through, and those taken in.

A list waits for a day between being brought and being taken in, and is seen by nobody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from json import dumps
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from data.facts import Kind, Refusal
from data.lists.columns import Column, column_called, understood
from data.lists.comparison import rows_of
from data.problems import Code, Problem
from data.sheets import grid
from data.sheets.grid import Grid
from data.store.accounts import accounts
from data.store.brought_tables import brought_lists, list_mappings, taken_lists
from data.store.refusals import plain

WAITS = timedelta(days=1)
"""After so long nobody remembers what was in a list, and it is brought again in a moment."""

MOST_REFUSED = 5_000
"""Refused rows of one list that are kept."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A list that somebody looks through. ``grid`` is empty where ``problem`` says why."""

    id: int
    grid: Grid
    mapping: Mapping[int, Column]
    otherwise: Kind | None
    problem: Problem | None
    brought_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A list that was taken in: by whom, when, and what it brought."""

    id: int
    file: str
    by: str
    at: datetime
    added: int
    filled: int
    changed: int
    refused: tuple[Refusal, ...]

    @property
    def refused_rows(self) -> int:
        return rows_of(self.refused)


def bring(conn: Connection, account: int, found: Grid, now: datetime) -> None:
    """This list waits for this person, in the place of any before it."""
    mapping, otherwise = _remembered(conn, found.headings)
    rows = [[each.number, list(each.cells), list(each.unsolved)] for each in found.rows]
    told = {"sheet": found.sheet, "headings": list(found.headings), "rows": rows}
    _keep(conn, account, found.file, now, **told, mapping=mapping, otherwise=otherwise)


def bring_in_vain(conn: Connection, account: int, file: str, why: Problem, now: datetime) -> None:
    """A file could not be read; why waits for whoever brought it."""
    problem = {"code": why.code.value, "inputs": dict(why.inputs)}
    _keep(conn, account, file, now, headings=[], rows=[], mapping={}, problem=problem)


def map_columns(
    conn: Connection, account: int, number: int, mapping: Mapping[int, Column], otherwise: str
) -> None:
    """Say what the columns of the waiting list hold."""
    mine = (brought_lists.c.account_id == account) & (brought_lists.c.id == number)
    values = {"mapping": _plain_mapping(mapping), "otherwise": otherwise}
    conn.execute(update(brought_lists).where(mine).values(values))


def put_away(conn: Connection, account: int) -> None:
    """Nothing waits for this person any more."""
    conn.execute(delete(brought_lists).where(brought_lists.c.account_id == account))


def forget_old(conn: Connection, now: datetime) -> None:
    """Delete what has waited for longer than a day; until then nobody else could see it."""
    conn.execute(delete(brought_lists).where(brought_lists.c.brought_at <= now - WAITS))


def waiting(conn: Connection, account: int, now: datetime) -> Brought | None:
    """The list that waits for this person."""
    mine = (brought_lists.c.account_id == account) & (brought_lists.c.brought_at > now - WAITS)
    row = conn.execute(
        select(brought_lists).where(mine).order_by(brought_lists.c.id.desc())
    ).first()
    return _brought(row) if row else None


def take(
    conn: Connection,
    account: int,
    found: Brought,
    now: datetime,
    counts: Mapping[str, int],
    refused: tuple[Refusal, ...],
) -> None:
    """Remember that a list was taken in, what it brought, and what was said of its columns."""
    kept = [
        {
            "code": each.problem.code.value,
            "inputs": plain(each.problem.inputs),
            "place": each.place,
            "row": plain(each.row),
        }
        for each in refused[:MOST_REFUSED]
    ]
    row = {"account_id": account, "file": found.grid.file, "taken_at": now, "refused": kept}
    conn.execute(insert(taken_lists).values({**row, **counts}))
    _remember(conn, found, now)


def taken(conn: Connection, limit: int, by: datetime) -> list[Taken]:
    """The lists that were taken in last by this moment, newest first."""
    query = (
        _TAKEN.where(taken_lists.c.taken_at <= by)
        .order_by(taken_lists.c.taken_at.desc(), taken_lists.c.id.desc())
        .limit(limit)
    )
    return [_taken(row) for row in conn.execute(query)]


def one_taken(conn: Connection, number: int) -> Taken | None:
    """The taken list of this number."""
    row = conn.execute(_TAKEN.where(taken_lists.c.id == number)).first()
    return _taken(row) if row else None


_TAKEN = select(taken_lists, accounts.c.name).join(
    accounts, accounts.c.id == taken_lists.c.account_id
)


def _keep(conn: Connection, account: int, file: str, now: datetime, **told: Any) -> None:
    """The new one first, so that its number is another than that of the one before."""
    row = {"account_id": account, "file": file, "brought_at": now, **told}
    made = insert(brought_lists).values(row).returning(brought_lists.c.id)
    number = conn.execute(made).scalar_one()
    mine = brought_lists.c.account_id == account
    conn.execute(delete(brought_lists).where(mine, brought_lists.c.id != number))
    forget_old(conn, now)


def _remembered(conn: Connection, headings: tuple[str, ...]) -> tuple[dict[str, str], str]:
    """What was said of these headings before, else what they tell by themselves."""
    same = list_mappings.c.headings_digest == _digest(headings)
    row = conn.execute(select(list_mappings).where(same)).first()
    if row is None:
        return _plain_mapping(understood(headings)), ""
    return dict(row.mapping), row.otherwise


def _remember(conn: Connection, found: Brought, now: datetime) -> None:
    digest = _digest(found.grid.headings)
    conn.execute(delete(list_mappings).where(list_mappings.c.headings_digest == digest))
    row = {
        "headings_digest": digest,
        "mapping": _plain_mapping(found.mapping),
        "otherwise": found.otherwise or "",
        "said_at": now,
    }
    conn.execute(insert(list_mappings).values(row))


def _digest(headings: tuple[str, ...]) -> str:
    return sha256(dumps(headings).encode()).hexdigest()


def _plain_mapping(mapping: Mapping[int, Column]) -> dict[str, str]:
    return {str(place): column.value for place, column in mapping.items()}


def _brought(row: Row[Any]) -> Brought:
    cells = (grid.Row(number, tuple(told), tuple(unsolved)) for number, told, unsolved in row.rows)
    said = {int(place): column_called(called) for place, called in row.mapping.items()}
    # A form may speak of columns that this list does not have.
    mapping = {place: column for place, column in said.items() if place < len(row.headings)}
    return Brought(
        row.id,
        Grid(row.file, row.sheet, tuple(row.headings), tuple(cells)),
        {place: column for place, column in mapping.items() if column is not None},
        Kind(row.otherwise) if row.otherwise in set(Kind) else None,
        _problem(row.problem) if row.problem else None,
        row.brought_at,
    )


def _taken(row: Row[Any]) -> Taken:
    refused = (Refusal(_problem(each), each["place"], each["row"]) for each in row.refused)
    counts = row.added, row.filled, row.changed
    return Taken(row.id, row.file, row.name, row.taken_at, *counts, tuple(refused))


def _problem(told: Mapping[str, Any]) -> Problem:
    return Problem(Code(told["code"]), told["inputs"])
