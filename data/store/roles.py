"""Who answers for which model, and as what."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Column, Date

from data.store.columns import OneOf, Words, among, filled, text_column
from data.store.summary_table import summary_table


class RoleName(StrEnum):
    """What a person is to a model."""

    OWNER = "owner"
    BACKUP = "backup"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Role:
    """A person named for a model. ``left_on`` is None for whoever is still there.

    ``person_key`` is what lists of people call somebody; a name no list has stands for itself.
    """

    slug: str
    role: RoleName
    person_key: str
    person_name: str
    email: str = ""
    left_on: date | None = None


table = summary_table(
    "roles",
    Column("role", OneOf(RoleName), nullable=False),
    Column("person_key", Words, nullable=False),
    Column("person_name", Words, nullable=False),
    text_column("email"),
    Column("left_on", Date),
    among("role", RoleName),
    filled("person_key"),
)
