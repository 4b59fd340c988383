"""The detail beside each verdict, as JSON that ``app.judging`` makes and reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from data.store.judgements import insights as table

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Watched:
    """What is asked of all models at once.

    ``since`` is when watching it began, ``worsened`` when it got worse, and ``traits`` are pairs of
    a code and a value that other models may share.
    """

    slug: str
    since: datetime
    worsened: tuple[datetime, ...]
    traits: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeptInsight:
    """The insight of one model as of ``at``. ``watched`` is None for one nobody watches now.

    ``unnoticed_days`` is how long a failure would stay unnoticed: None where nothing was heard.
    """

    slug: str
    at: datetime
    insight: Mapping[str, Any]
    watched: Watched | None = None
    unnoticed_days: int | None = None


def replace(conn: Connection, kept: Sequence[KeptInsight]) -> None:
    """Keep these; what was kept of the same models before is gone."""
    for first in range(0, len(kept), _AT_ONCE):
        some = kept[first : first + _AT_ONCE]
        conn.execute(delete(table).where(table.c.slug.in_([each.slug for each in some])))
        conn.execute(insert(table), [_row(each) for each in some])


def one(conn: Connection, slug: str) -> Mapping[str, Any] | None:
    """The insight of a model; None where it has none."""
    found: Mapping[str, Any] | None = conn.scalar(
        select(table.c.insight).where(table.c.slug == slug)
    )
    return found


def drop(conn: Connection, slugs: Sequence[str]) -> None:
    """Forget these: they left the list."""
    for first in range(0, len(slugs), _AT_ONCE):
        some = table.c.slug.in_(slugs[first : first + _AT_ONCE])
        conn.execute(delete(table).where(some))


def watched(conn: Connection) -> Iterator[Watched]:
    """Every model that is watched."""
    columns = (table.c.slug, table.c.watched_since, table.c.worsened, table.c.traits)
    query = select(*columns).where(table.c.watched_since.is_not(None)).order_by(table.c.slug)
    for slug, since, worsened, traits in conn.execute(query):
        moments = tuple(datetime.fromisoformat(each) for each in worsened)
        yield Watched(slug, since, moments, tuple((code, value) for code, value in traits))


def _row(kept: KeptInsight) -> dict[str, Any]:
    told = kept.watched
    return {
        "slug": kept.slug,
        "at": kept.at,
        "insight": kept.insight,
        "watched_since": told.since if told else None,
        "worsened": [each.isoformat() for each in told.worsened] if told else [],
        "traits": [list(each) for each in told.traits] if told else [],
        "unnoticed_days": kept.unnoticed_days,
    }
