"""How our sources are doing: when each last answered, and what it sent that nobody took."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)

from data.facts import Refusal
from data.problems import Code, Problem
from data.store.publishing import is_confirmed
from data.store.runs import Tally
from data.store.tables import RunState, SourceKind, company, judged, runs
from data.store.tables import refusals as refusals_table
from data.store.tables import sources as table

_BROUGHT = (SourceKind.COMPANY_FILE, SourceKind.PEOPLE, SourceKind.REPORTED, SourceKind.BROUGHT)
"""What comes when somebody brings it; it says nothing of our rounds."""


@dataclass(frozen=True, slots=True)
class LastNews:
    """When anything of a source was last read, and how much; it may have been known before."""

    at: datetime
    tally: Tally


@dataclass(frozen=True, slots=True)
class Shrunken:
    """A source that lists far fewer models ``after`` than ``before``, and waits for somebody.

    ``confirmed`` where somebody said that it is right, and it was not read since.
    """

    source: str
    before: int
    after: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source, known by ``id`` for good. ``problem`` is why it could not be read the last time;
    ``last_run`` what the last published run brought, ``last_news`` the last that read anything;
    ``refused_now`` how many refused rows it still sends; ``shrunken`` what waits for somebody."""

    name: str
    kind: str
    pretend: bool
    first_ok: datetime | None
    last_ok: datetime | None
    last_tried: datetime | None
    problem: Problem | None
    last_run: Tally
    refused_now: int
    id: int = 0
    last_news: LastNews | None = None
    shrunken: Shrunken | None = None


def source_states(conn: Connection, by: datetime | None = None) -> list[SourceState]:
    """Every source ever tried, by name; as it stood ``by`` a moment, where one is given."""
    if by is None:
        return [_state(conn, row) for row in _sources(conn)]
    then = (_state_by(conn, row, by) for row in _sources(conn))
    return [each for each in then if each is not None]


def _sources(conn: Connection) -> Sequence[Row[Any]]:
    """People who write here are no source that answers or is late: the record tells of them."""
    read = select(table).where(table.c.kind != SourceKind.PEOPLE)
    return conn.execute(read.order_by(table.c.name, table.c.kind)).all()


def is_pretend(conn: Connection) -> bool | None:
    """Whether this store is of the pretend company; None while it is nobody's."""
    return conn.scalar(select(company.c.pretend))


def all_read_at(conn: Connection, names: Collection[str]) -> datetime | None:
    """Since when each of these configured sources was read with success; None for never."""
    newest = (
        select(table.c.name, func.max(table.c.last_ok))
        .where(table.c.kind.not_in(_BROUGHT), table.c.last_ok.is_not(None))
        .group_by(table.c.name)
    )
    read = {name: at for name, at in conn.execute(newest) if name in names}
    return min(read.values()) if read.keys() >= set(names) else None


def refusals(conn: Connection, source: str, limit: int) -> list[Refusal]:
    """The refused rows this source still sends, newest first."""
    query = _refused().join(table, table.c.id == refusals_table.c.source_id)
    found = conn.execute(query.where(table.c.name == source).limit(limit))
    return [_refusal(row) for row in found]


def refused(
    conn: Connection, source_id: int, limit: int, offset: int = 0, by: datetime | None = None
) -> list[Refusal]:
    """A part of the refused rows the source with this id still sends, newest first.

    Those it still sent ``by`` an earlier moment, where one is given.
    """
    query = _refused(by).where(refusals_table.c.source_id == source_id)
    return [_refusal(row) for row in conn.execute(query.limit(limit).offset(offset))]


def shrunken(conn: Connection, source_id: int) -> Shrunken | None:
    """What somebody has to confirm of a source, or has confirmed; None where there is nothing."""
    row = conn.execute(select(table).where(table.c.id == source_id)).first()
    return None if row is None else _shrunken(row)


def confirm_fewer(conn: Connection, source_id: int, count: int) -> None:
    """Remember that so few models are right, until the source is read again."""
    conn.execute(update(table).where(table.c.id == source_id).values(fewer_confirmed=count))


def judged_at(conn: Connection) -> datetime | None:
    """When judging last finished."""
    return conn.scalar(select(judged.c.at))


def mark_judged(conn: Connection, at: datetime) -> None:
    """Remember that judging finished at this moment."""
    if conn.execute(update(judged).values(at=at)).rowcount == 0:
        conn.execute(insert(judged).values(id=1, at=at))


def _refused(by: datetime | None = None) -> Select[Any]:
    return (
        select(refusals_table)
        .join(runs, runs.c.id == refusals_table.c.run_id)
        .where(runs.c.state == RunState.PUBLISHED, still_sent(by))
        .order_by(refusals_table.c.refused_at.desc(), refusals_table.c.place, refusals_table.c.id)
    )


def still_sent(by: datetime | None) -> ColumnElement[bool]:
    """The refused rows that still come, or that still came ``by`` an earlier moment."""
    rows = refusals_table.c
    if by is None:
        return rows.gone_at.is_(None)
    return and_(rows.refused_at <= by, or_(rows.gone_at.is_(None), rows.gone_at > by))


def _state(conn: Connection, row: Row[Any]) -> SourceState:
    brought = _newest_run(conn, row.id, runs.c.state == RunState.PUBLISHED)
    return SourceState(
        name=row.name,
        kind=row.kind.value,
        pretend=row.pretend,
        first_ok=row.first_ok,
        last_ok=row.last_ok,
        last_tried=row.last_tried,
        problem=_problem(row.problem_code, row.problem_inputs),
        last_run=_tally(brought),
        refused_now=_refused_count(conn, row.id, None),
        id=row.id,
        last_news=_news(conn, row.id, runs.c.state == RunState.PUBLISHED),
        shrunken=_shrunken(row),
    )


def _state_by(conn: Connection, row: Row[Any], by: datetime) -> SourceState | None:
    """The same as its runs tell of an earlier moment; None where it had not been tried by then."""
    until = runs.c.finished <= by
    last = _newest_run(conn, row.id, until)
    if last is None:
        return None
    brought = _newest_run(conn, row.id, until & (runs.c.state == RunState.PUBLISHED))
    return SourceState(
        name=row.name,
        kind=row.kind.value,
        pretend=row.pretend,
        first_ok=row.first_ok if brought else None,
        last_ok=brought.finished if brought else None,
        last_tried=last.started,
        problem=_problem(last.problem_code, last.problem_inputs),
        last_run=_tally(brought),
        refused_now=_refused_count(conn, row.id, by),
        id=row.id,
        last_news=_news(conn, row.id, until & (runs.c.state == RunState.PUBLISHED)),
    )


def _newest_run(conn: Connection, source_id: int, which: ColumnElement[bool]) -> Row[Any] | None:
    query = select(runs).where(runs.c.source_id == source_id, which)
    return conn.execute(query.order_by(runs.c.id.desc()).limit(1)).first()


def _tally(run: Row[Any] | None) -> Tally:
    return Tally(run.read_count, run.kept_count, run.refused_count) if run else Tally()


def _news(conn: Connection, source_id: int, which: ColumnElement[bool]) -> LastNews | None:
    run = _newest_run(conn, source_id, which & (runs.c.read_count > 0))
    return LastNews(run.finished, _tally(run)) if run else None


def _shrunken(row: Row[Any]) -> Shrunken | None:
    if row.problem_code != Code.INVENTORY_SHRANK:
        return None
    before, after = row.problem_inputs["before"], row.problem_inputs["after"]
    return Shrunken(row.name, before, after, is_confirmed(row.fewer_confirmed, after))


def _refused_count(conn: Connection, source_id: int, by: datetime | None) -> int:
    mine = _refused(by).where(refusals_table.c.source_id == source_id).order_by(None)
    return conn.scalar(select(func.count()).select_from(mine.subquery())) or 0


def _problem(code: str | None, inputs: dict[str, Any] | None) -> Problem | None:
    return Problem(Code(code), inputs or {}) if code else None


def _refusal(row: Row[Any]) -> Refusal:
    return Refusal(Problem(Code(row.code), row.inputs), row.place, row.row_text)
