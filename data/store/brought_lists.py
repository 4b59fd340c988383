"""Lists of models that people bring: what their columns hold, and what comes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from data.facts import Kind, Refusal
from data.lists.columns import Column, column_called, understood
from data.problems import Problem
from data.sheets.grid import Grid
from data.store import brought_files
from data.store.brought_files import Taken, Waiting
from data.store.brought_tables import What


@dataclass(frozen=True, slots=True)
class Brought:
    """A list that somebody looks through. ``grid`` is empty where ``problem`` says why."""

    id: int
    grid: Grid
    mapping: Mapping[int, Column]
    otherwise: Kind | None
    problem: Problem | None
    brought_at: datetime


def bring(conn: Connection, account: int, found: Grid, now: datetime) -> None:
    """This list waits for this person, in the place of any before it.

    Its columns hold what was said of these headings before, else what they tell by themselves.
    """
    said = brought_files.remembered(conn, What.MODELS, found)
    mapping, otherwise = said or (_plain_mapping(understood(found.headings)), "")
    brought_files.bring(conn, account, What.MODELS, found, mapping, otherwise, now)


def bring_in_vain(conn: Connection, account: int, file: str, why: Problem, now: datetime) -> None:
    """A file could not be read; why waits for whoever brought it."""
    brought_files.bring_in_vain(conn, account, What.MODELS, file, why, now)


def map_columns(
    conn: Connection, account: int, number: int, mapping: Mapping[int, Column], otherwise: str
) -> None:
    """Say what the columns of the waiting list hold."""
    told = _plain_mapping(mapping)
    brought_files.say(conn, account, What.MODELS, number, told, otherwise)


def put_away(conn: Connection, account: int) -> None:
    """Nothing waits for this person any more."""
    brought_files.put_away(conn, account, What.MODELS)


def waiting(conn: Connection, account: int, now: datetime) -> Brought | None:
    """The list that waits for this person."""
    found = brought_files.waiting(conn, account, What.MODELS, now)
    return _brought(found) if found else None


def take(
    conn: Connection,
    account: int,
    found: Brought,
    now: datetime,
    counts: Mapping[str, int],
    refused: tuple[Refusal, ...],
) -> None:
    """Remember that a list was taken in, what it brought, and what was said of its columns."""
    brought_files.take(conn, account, What.MODELS, found.grid, now, counts, refused)
    said, otherwise = _plain_mapping(found.mapping), found.otherwise or ""
    brought_files.remember(conn, What.MODELS, found.grid, said, otherwise, now)


def taken(conn: Connection, limit: int, by: datetime) -> list[Taken]:
    """The lists that were taken in last by this moment, newest first."""
    return brought_files.taken(conn, What.MODELS, limit, by)


def _plain_mapping(mapping: Mapping[int, Column]) -> dict[str, str]:
    return {str(place): column.value for place, column in mapping.items()}


def _brought(row: Waiting) -> Brought:
    said = {int(place): column_called(called) for place, called in row.said.items()}
    # A form may speak of columns that this list does not have.
    mapping = {place: column for place, column in said.items() if place < len(row.grid.headings)}
    return Brought(
        row.id,
        row.grid,
        {place: column for place, column in mapping.items() if column is not None},
        Kind(row.otherwise) if row.otherwise in set(Kind) else None,
        row.problem,
        row.brought_at,
    )
