"""Who signed the agreements that hold, and when each is to be reviewed."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import Column, Connection, Date, select

from data.store.columns import Words, filled, text_column
from data.store.summary_table import summary_table


@dataclass(frozen=True, slots=True)
class Signature:
    """One agreement that holds. ``kind`` and ``phrase`` say what is measured, as a Measure does."""

    slug: str
    person_key: str
    kind: str
    phrase: str
    agreed_on: date
    review_by: date | None = None


table = summary_table(
    "signatures",
    Column("person_key", Words, nullable=False),
    text_column("kind"),
    text_column("phrase"),
    Column("agreed_on", Date, nullable=False),
    Column("review_by", Date),
    filled("person_key"),
)


def newest_of(conn: Connection, person_key: str, slugs: Collection[str]) -> dict[str, Signature]:
    """What somebody signed last for each of these models; models without are missing."""
    columns = [table.c[each.name] for each in fields(Signature)]
    query = (
        select(*columns)
        .where(table.c.person_key == person_key, table.c.slug.in_(slugs))
        .order_by(table.c.agreed_on, table.c.id)
    )
    return {row.slug: Signature(*row) for row in conn.execute(query)}


@dataclass(frozen=True, slots=True)
class Overdue:
    """An agreement of a model that was to be looked at again by a day that is over."""

    slug: str
    review_by: date


def overdue(conn: Connection, day: date) -> list[Overdue]:
    """The agreements past their review on this day, the longest first."""
    query = select(table.c.slug, table.c.review_by).where(table.c.review_by < day)
    rows = conn.execute(query.order_by(table.c.review_by, table.c.id))
    return [Overdue(*row) for row in rows]
