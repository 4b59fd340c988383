"""What somebody was shown when they signed a review here, as it was, and reviews taken back.

What counts of a review stands in the history of reviews; one that a source tells has no sheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    UniqueConstraint,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)

from data.facts import ReviewOutcome
from data.store.columns import Moment, Words, filled, identity, in_order, points_to, text_column
from data.store.grounds import reviews
from data.store.tables import metadata, models

table = Table(
    "review_sheets",
    metadata,
    identity(),
    points_to("model_id", "models.id"),
    Column("signed_at", Moment, nullable=False),
    points_to("account_id", "accounts.id"),
    Column("signed_name", Words, nullable=False),
    # A digest of the evidence, so that whoever compares the two sees whether it was changed.
    Column("digest", String(64), nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("withdrawn_at", Moment),
    text_column("withdrawn_why"),
    UniqueConstraint("model_id", "signed_at"),
    filled("signed_name"),
    in_order("signed_at", "withdrawn_at", may_touch=True),
)

REVIEW_SHEETS: tuple[Table, ...] = (table,)


@dataclass(frozen=True, slots=True)
class Signed:
    """One review as it stands in the list of all of a model, taken back or not.

    ``account`` is None, ``name`` and ``digest`` empty where a source told of it: nothing was shown
    here.
    ``evidence`` is read for a single review alone.
    """

    at: datetime
    by: str
    outcome: ReviewOutcome
    until: date
    why: str
    conditions: str
    account: int | None = None
    name: str = ""
    digest: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""
    evidence: Mapping[str, Any] | None = None


_SHORT = (
    reviews.c.reviewed_at,
    reviews.c.reviewed_by,
    reviews.c.outcome,
    reviews.c.until_on,
    reviews.c.why,
    reviews.c.conditions,
    table.c.account_id,
    func.coalesce(table.c.signed_name, ""),
    func.coalesce(table.c.digest, ""),
    table.c.withdrawn_at,
    func.coalesce(table.c.withdrawn_why, ""),
)


def keep(conn: Connection, **row: Any) -> None:
    """Keep what was shown with one signature."""
    conn.execute(insert(table).values(row))


def take_back(conn: Connection, number: int, at: datetime, why: str, now: datetime) -> bool:
    """Note why a review counts no longer; False where that was noted before."""
    mine = and_(*_one(number, at), table.c.withdrawn_at.is_(None))
    values = {"withdrawn_at": now, "withdrawn_why": why}
    return conn.execute(update(table).where(mine).values(values)).rowcount == 1


def signer(conn: Connection, number: int, at: datetime) -> int | None:
    """The account that signed here at this moment; None where nobody did."""
    found: int | None = conn.scalar(select(table.c.account_id).where(*_one(number, at)))
    return found


def of_model(conn: Connection, slug: str, by: datetime) -> list[Signed]:
    """Every review of a model up to this moment, newest first; without its evidence."""
    query = _all(*_SHORT).where(models.c.slug == slug, *_known(by)).order_by(reviews.c.id)
    last = {row.reviewed_at: _as_known(Signed(*row), by) for row in conn.execute(query)}
    return sorted(last.values(), key=lambda each: each.at, reverse=True)


def one(conn: Connection, slug: str, at: datetime, by: datetime) -> Signed | None:
    """One review with the evidence as it was shown; None where there was none by then."""
    mine = (models.c.slug == slug, reviews.c.reviewed_at == at, *_known(by))
    query = _all(*_SHORT, table.c.evidence).where(*mine).order_by(reviews.c.id.desc())
    row = conn.execute(query).first()
    return None if row is None else _as_known(Signed(*row), by)


def _all(*columns: ColumnElement[Any]) -> Select[Any]:
    shown = and_(table.c.model_id == reviews.c.model_id, table.c.signed_at == reviews.c.reviewed_at)
    joined = reviews.join(models, models.c.id == reviews.c.model_id).outerjoin(table, shown)
    return select(*columns).select_from(joined)


def _known(by: datetime) -> tuple[ColumnElement[bool], ...]:
    """Known by then: what a source no longer tells is gone, what was taken back here stays."""
    still = or_(reviews.c.known_to.is_(None), reviews.c.known_to > by, table.c.id.is_not(None))
    return reviews.c.known_from <= by, still


def _as_known(found: Signed, by: datetime) -> Signed:
    """On a past day nobody knew yet that it would be taken back."""
    if found.withdrawn_at is None or found.withdrawn_at <= by:
        return found
    return replace(found, withdrawn_at=None, withdrawn_why="")


def _one(number: int, at: datetime) -> tuple[ColumnElement[bool], ...]:
    return table.c.model_id == number, table.c.signed_at == at
