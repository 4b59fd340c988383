"""How groups are treated over the fleet, from a few queries over summaries."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.health.compared_groups import ComparedGroups, by_then
from app.health.keeping import groups_from_json
from data.store import group_checks
from data.store.group_checks import Choice, Counts

MOST_UNCHECKED = 50
"""A longer list would not be read; the count says how many there are."""
MOST_TO_CHOOSE = 100
"""More names than this are no choice in a field."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One measure of one model by group. ``owner`` and ``unit`` may be empty."""

    slug: str
    name: str
    owner: str
    unit: str
    groups: ComparedGroups


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A model that affects people and of which nobody checks any group."""

    slug: str
    name: str
    owner: str
    unit: str


@dataclass(frozen=True, slots=True)
class GroupChecks:
    """Everything of the page: a part of the measures that match, and the models nobody checks.

    ``unknown`` counts models of which nobody recorded whether they affect people, and of which no
    group is checked. ``to_choose`` are slug and name of the models that have groups; empty where
    they are too many to choose from.
    """

    counts: Counts
    rows: tuple[Checked, ...]
    matching: int
    unchecked: tuple[Unchecked, ...]
    unchecked_in_all: int
    unknown: int
    to_choose: tuple[tuple[str, str], ...]


def checks(conn: Connection, now: datetime, choice: Choice) -> GroupChecks:
    """What the page shows under this choice; only the unit narrows what stands around the list."""
    rows, matching = listed(conn, now, choice)
    found, in_all = group_checks.unchecked(conn, now, choice.unit, "yes", MOST_UNCHECKED)
    _, unknown = group_checks.unchecked(conn, now, choice.unit, "", 0)
    names = group_checks.models(conn, now, choice.unit, MOST_TO_CHOOSE + 1)
    return GroupChecks(
        counts=group_checks.counts(conn, now, choice.unit),
        rows=rows,
        matching=matching,
        unchecked=tuple(Unchecked(*each) for each in found),
        unchecked_in_all=in_all,
        unknown=unknown,
        to_choose=tuple(names) if len(names) <= MOST_TO_CHOOSE else (),
    )


def listed(conn: Connection, now: datetime, choice: Choice) -> tuple[tuple[Checked, ...], int]:
    """What matches, as much of it as is asked for, and how many match in all."""
    found, matching = group_checks.listed(conn, now, choice)
    rows = [
        Checked(
            each.slug, each.name, each.owner, each.unit, by_then(groups_from_json(each.told), now)
        )
        for each in found
    ]
    return tuple(rows), matching
