"""When the status of each model changed, and from when on we have watched for that."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from data.store.outlooks import holds
from data.store.tables import judged, outlooks
from data.store.tables import status_changes as table

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One change. ``from_status`` is empty for a model that came onto the list.

    ``noted_at`` is when we wrote it down, which is later than ``at`` where time alone brought it.
    ``reason`` is the JSON of the lead reason.
    """

    slug: str
    at: datetime
    noted_at: datetime
    from_status: str
    to_status: str
    reason: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was last said of a model, and from when on."""

    slug: str
    from_at: datetime
    status: str
    brief: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judging:
    """The last judging: when, of how many models, and since when changes are written down."""

    at: datetime
    models: int | None
    watched_since: datetime | None


def append(conn: Connection, changes: Sequence[StatusChange]) -> None:
    """Write these down; what stands there stays."""
    if changes:
        conn.execute(insert(table), [asdict(each) for each in changes])


def forget(conn: Connection, slugs: Collection[str]) -> None:
    """Forget every change of these models: a first judging that was cut short begins again."""
    for some in _parts(slugs):
        conn.execute(delete(table).where(table.c.slug.in_(some)))


def last_said(conn: Connection, slugs: Collection[str], now: datetime) -> dict[str, list[Stretch]]:
    """What was said of these models since they were last judged, up to ``now``, oldest first.

    Where the machine's clock was set back nothing is that old; then it is the first thing said.
    """
    said: dict[str, list[Stretch]] = {slug: [] for slug in slugs}
    for some in _parts(slugs):
        query = (
            select(outlooks.c.slug, outlooks.c.from_at, outlooks.c.status, outlooks.c.brief)
            .where(outlooks.c.slug.in_(some))
            .order_by(outlooks.c.slug, outlooks.c.from_at)
        )
        for row in conn.execute(query).mappings():
            if row["from_at"] <= now or not said[row["slug"]]:
                said[row["slug"]].append(Stretch(**row))
    return said


def since(
    conn: Connection, since: datetime, now: datetime, limit: int
) -> tuple[list[tuple[str, StatusChange]], int]:
    """The changes noted after ``since``, newest first, with the model's name; and how many."""
    told = and_(table.c.noted_at > since, table.c.noted_at <= now)
    named = outlooks.c.slug == table.c.slug
    chosen = [told, named, holds(now)]
    total = conn.scalar(select(func.count()).select_from(table, outlooks).where(*chosen)) or 0
    # Which ones, before anything is read of them: their rows are long.
    newest_first = (table.c.at.desc(), table.c.id.desc())
    which = select(table.c.id, outlooks.c.from_at).where(*chosen).order_by(*newest_first)
    newest = which.limit(limit).subquery()
    columns = [column for column in table.columns if column.name != "id"]
    query = (
        select(outlooks.c.name, *columns)
        .join(newest, newest.c.id == table.c.id)
        .join(outlooks, and_(named, outlooks.c.from_at == newest.c.from_at))
        .order_by(*newest_first)
    )
    rows = [dict(row) for row in conn.execute(query).mappings()]
    return [(row.pop("name"), StatusChange(**row)) for row in rows], total


def judging(conn: Connection) -> Judging | None:
    """The last judging that finished; None where nothing was ever judged."""
    row = conn.execute(select(judged)).first()
    return Judging(row.at, row.model_count, row.watched_since) if row is not None else None


def mark_watched(conn: Connection, since: datetime, models: int) -> None:
    """Remember since when changes are written down, and how many models were judged."""
    conn.execute(update(judged).values(watched_since=since, model_count=models))


def _parts(slugs: Collection[str]) -> list[list[str]]:
    every = sorted(slugs)
    return [every[first : first + _AT_ONCE] for first in range(0, len(every), _AT_ONCE)]
