"""The team that builds and runs a model, and how it is reached."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data.store.columns import text_column
from data.store.summary_table import summary_table


@dataclass(frozen=True, slots=True)
class Team:
    """Either is empty where nobody recorded it; a model without both has no row."""

    slug: str
    team: str = ""
    contact: str = ""


table = summary_table("teams", text_column("team"), text_column("contact"))


def of_models(conn: Connection, slugs: Collection[str]) -> dict[str, Team]:
    """The teams of these models, by slug."""
    query = select(table.c.slug, table.c.team, table.c.contact).where(table.c.slug.in_(slugs))
    return {row.slug: Team(*row) for row in conn.execute(query)}
