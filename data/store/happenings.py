"""What happened to models, as judging found it, together with when their status changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from data.store.columns import Moment, at_least, filled, text_column
from data.store.outlooks import holds
from data.store.summary_table import summary_table
from data.store.tables import outlooks, status_changes

_TOLD_OTHERWISE = ("paused", "retired")
"""That somebody paused or retired a model is a happening of its own."""

STATUS = "status"
"""The kind of what stands in ``status_changes``: its inputs are the JSON of the lead reason."""


@dataclass(frozen=True, slots=True)
class KeptHappening:
    """One happening. ``inputs`` is JSON that ``app.judging_happenings`` makes.

    ``breach`` says what went wrong ``breach_days`` days after it; empty where nothing did soon.
    """

    slug: str
    at: datetime
    known_at: datetime
    kind: str
    inputs: Mapping[str, Any]
    breach: str = ""
    breach_days: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A happening with what its model is called, and its statuses where it is a change of those."""

    name: str
    happening: KeptHappening
    from_status: str = ""
    to_status: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which happenings: after ``since``, of these kinds (empty: all), of one model or one unit."""

    since: datetime
    kinds: tuple[str, ...] = ()
    slug: str = ""
    unit: str = ""
    limit: int = 25
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """How many happenings are wanted, how many of them are changes, and how many of those came
    within so many days before results of the same model went wrong."""

    total: int
    changes: int
    near: int


table = summary_table(
    "happenings",
    Column("at", Moment, nullable=False, index=True),
    Column("known_at", Moment, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("inputs", JSON, nullable=False),
    text_column("breach"),
    Column("breach_days", Integer),
    filled("kind"),
    at_least("breach_days", 0),
)


def listed(conn: Connection, now: datetime, wanted: Wanted) -> list[Told]:
    """One page of the happenings up to ``now``, the newest first."""
    both = _both(wanted, now)
    query = (
        select(outlooks.c.name, both)
        .select_from(both.join(outlooks, outlooks.c.slug == both.c.slug))
        .where(*_of_whom(wanted, now))
        .order_by(both.c.at.desc(), both.c.slug, both.c.kind == STATUS, both.c.place)
    )
    page = query.limit(wanted.limit).offset(wanted.offset)
    return [_told(dict(row)) for row in conn.execute(page).mappings()]


def tally(
    conn: Connection,
    now: datetime,
    wanted: Wanted,
    changes: Sequence[str],
    breaches: Sequence[str],
    days: int,
) -> Tally:
    """The counts over all pages. ``changes`` are the kinds that count as such."""
    both = _both(wanted, now)
    near = and_(both.c.breach.in_(breaches), both.c.breach_days <= days)
    is_change = both.c.kind.in_(changes)
    query = (
        select(func.count(), _number_of(is_change), _number_of(is_change & near))
        .select_from(both.join(outlooks, outlooks.c.slug == both.c.slug))
        .where(*_of_whom(wanted, now))
    )
    total, changed, soon = conn.execute(query).one()
    return Tally(total, changed, soon)


def _number_of(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


def _both(wanted: Wanted, now: datetime) -> Subquery:
    """Happenings and changes of status, as far as they are wanted."""
    nothing = literal("")
    found = select(
        table.c.id.label("place"),
        table.c.slug,
        table.c.at,
        table.c.known_at,
        table.c.kind,
        table.c.inputs,
        table.c.breach,
        table.c.breach_days,
        nothing.label("from_status"),
        nothing.label("to_status"),
    ).where(table.c.at > wanted.since, table.c.at <= now)
    if wanted.slug:
        found = found.where(table.c.slug == wanted.slug)
    if not wanted.kinds:
        return union_all(found, _statuses(wanted, now)).subquery("happened")
    found = found.where(table.c.kind.in_(wanted.kinds))
    if STATUS in wanted.kinds:
        return union_all(found, _statuses(wanted, now)).subquery("happened")
    return found.subquery("happened")


def _statuses(wanted: Wanted, now: datetime) -> Select[Any]:
    kept = status_changes
    found = select(
        kept.c.id,
        kept.c.slug,
        kept.c.at,
        kept.c.noted_at,
        literal(STATUS),
        kept.c.reason,
        literal(""),
        cast(null(), Integer),
        kept.c.from_status,
        kept.c.to_status,
    ).where(
        kept.c.at > wanted.since,
        kept.c.at <= now,
        kept.c.noted_at <= now,
        kept.c.to_status.not_in(_TOLD_OTHERWISE),
    )
    return found.where(kept.c.slug == wanted.slug) if wanted.slug else found


def _of_whom(wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    return [holds(now), *([outlooks.c.unit == wanted.unit] if wanted.unit else [])]


def _told(row: dict[str, Any]) -> Told:
    del row["place"]
    name, before, after = (row.pop(each) for each in ("name", "from_status", "to_status"))
    return Told(name, KeptHappening(**row), before, after)
