"""What an expert proposes as good enough, until a second person signs it where one is needed.

What counts in the end stands in the history of agreements; here stands how it came to be.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ColumnElement,
    Connection,
    String,
    Table,
    and_,
    insert,
    or_,
    select,
    update,
)

from data.store.columns import (
    Moment,
    OneOf,
    Words,
    among,
    filled,
    identity,
    in_order,
    points_to,
    text_column,
)
from data.store.tables import measures, metadata, models


class State(StrEnum):
    """How far a proposal has come."""

    WAITING = "waiting"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


table = Table(
    "proposals",
    metadata,
    identity(),
    points_to("measure_id", "measures.id"),
    Column("terms", JSON, nullable=False),
    # A digest of the results the proposer was shown.
    Column("evidence", String(64), nullable=False),
    points_to("proposed_account_id", "accounts.id"),
    Column("proposed_by", Words, nullable=False),
    Column("proposed_name", Words, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("state", OneOf(State), nullable=False),
    text_column("closed_name"),
    text_column("closed_why"),
    Column("closed_at", Moment),
    among("state", State),
    filled("proposed_name"),
    in_order("proposed_at", "closed_at", may_touch=True),
    CheckConstraint("(state = 'waiting') = (closed_at IS NULL)", name="closed_when_over"),
)

PROPOSALS: tuple[Table, ...] = (table,)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal. ``terms`` are the fields of an agreement; days are ISO text.

    ``closed_name`` is who signed, refused or withdrew it.
    """

    id: int
    slug: str
    measure: str
    measure_id: int
    terms: Mapping[str, Any]
    evidence: str
    proposed_account_id: int
    proposed_by: str
    proposed_name: str
    proposed_at: datetime
    state: State
    closed_name: str
    closed_why: str
    closed_at: datetime | None


def propose(conn: Connection, **row: Any) -> int:
    """Keep a proposal; returns its number."""
    made = insert(table).values(row).returning(table.c.id)
    number: int = conn.execute(made).scalar_one()
    return number


def close(conn: Connection, number: int, state: State, name: str, at: datetime, why: str) -> bool:
    """Close a proposal that waits; False where somebody else has closed it meanwhile."""
    waits = and_(table.c.id == number, table.c.state == State.WAITING)
    values = {"state": state, "closed_name": name, "closed_at": at, "closed_why": why}
    return conn.execute(update(table).where(waits).values(values)).rowcount == 1


def one(conn: Connection, number: int) -> Proposal | None:
    """The proposal of this number."""
    row = conn.execute(_all().where(table.c.id == number)).mappings().first()
    return Proposal(**row) if row else None


def waiting(conn: Connection, by: datetime) -> list[Proposal]:
    """Every proposal that waited for a second signature at this moment, oldest first."""
    query = _all().where(*_known(by), _waited(by)).order_by(table.c.proposed_at, table.c.id)
    return [Proposal(**row) for row in conn.execute(query).mappings()]


def of_model(conn: Connection, slug: str, by: datetime) -> list[Proposal]:
    """Every proposal about a model up to this moment, newest first."""
    query = _all().where(models.c.slug == slug, *_known(by))
    rows = conn.execute(query.order_by(table.c.proposed_at.desc(), table.c.id.desc()))
    return [Proposal(**row) for row in rows.mappings()]


def _known(by: datetime) -> tuple[ColumnElement[bool], ...]:
    return (table.c.proposed_at <= by,)


def _waited(by: datetime) -> ColumnElement[bool]:
    return or_(table.c.closed_at.is_(None), table.c.closed_at > by)


def _all() -> Any:
    columns = [column for column in table.columns if column.name != "measure_id"]
    return (
        select(
            models.c.slug,
            measures.c.measure_key.label("measure"),
            measures.c.id.label("measure_id"),
            *columns,
        )
        .join(measures, measures.c.id == table.c.measure_id)
        .join(models, models.c.id == measures.c.model_id)
    )
