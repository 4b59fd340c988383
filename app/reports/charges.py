"""Models with whoever is named for them and whatever uses their answers, as several pages tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Connection

from app.health.keeping import brief_from_json
from app.health.verdict import Care, Status
from data.facts import FieldName, Impact, UseKind
from data.store import overview, roles, teams, uses
from data.store.outlooks import Outlook
from data.store.roles import Role, RoleName
from data.store.teams import Team
from data.store.uses import Use

Kept = TypeVar("Kept", Role, Use)

FIELDS: Mapping[RoleName, FieldName] = {
    RoleName.OWNER: FieldName.OWNER,
    RoleName.BACKUP: FieldName.BACKUP_OWNER,
    RoleName.EXPERT: FieldName.EXPERT,
}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named for a model. ``is_listed`` is False where no list of people has the name."""

    key: str
    name: str
    email: str = ""
    left_on: date | None = None
    is_listed: bool = True

    def is_there(self, day: date) -> bool:
        """Whether this person has not left; who leaves is gone from the day named on."""
        return self.left_on is None or self.left_on > day


@dataclass(frozen=True, slots=True)
class UsedBy:
    """What uses a model's answers; every text is empty where nobody wrote it down."""

    name: str
    kind: UseKind
    stops: str = ""
    fallback: str = ""
    contact: str = ""
    contact_left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """One model in use. ``people`` are those named, gone or not, by what they are to it."""

    slug: str
    name: str
    unit: str
    status: Status
    care: Care
    impact: Impact
    impact_assumed: bool
    people: Mapping[FieldName, Named]
    team: str = ""
    contact: str = ""
    uses: tuple[UsedBy, ...] = ()


def charges(conn: Connection, now: datetime, slugs: Sequence[str]) -> tuple[Charge, ...]:
    """These models in this order; those that left the list meanwhile are missing."""
    found = overview.some(conn, now, slugs)
    named = _by_slug(roles.of_models(conn, slugs))
    used = _by_slug(uses.of_models(conn, slugs))
    reached = teams.of_models(conn, slugs)
    return tuple(
        _charge(
            found[slug],
            named.get(slug, []),
            reached.get(slug, Team(slug)),
            used.get(slug, []),
        )
        for slug in slugs
        if slug in found
    )


def used_by(use: Use) -> UsedBy:
    """A use without the model it is of."""
    return UsedBy(use.name, use.kind, use.stops, use.fallback, use.contact, use.contact_left_on)


def _charge(outlook: Outlook, named: Iterable[Role], team: Team, used: Iterable[Use]) -> Charge:
    brief = brief_from_json(outlook.brief)
    return Charge(
        slug=outlook.slug,
        name=outlook.name,
        unit=outlook.unit,
        status=Status(outlook.status),
        care=Care(outlook.care),
        impact=Impact(brief.impact),
        impact_assumed=brief.impact_assumed,
        people={FIELDS[each.role]: _named(each) for each in named},
        team=team.team,
        contact=team.contact,
        uses=tuple(used_by(each) for each in used),
    )


def _named(role: Role) -> Named:
    return Named(role.person_key, role.person_name, role.email, role.left_on, role.is_listed)


def _by_slug(rows: Iterable[Kept]) -> dict[str, list[Kept]]:
    found: dict[str, list[Kept]] = {}
    for row in rows:
        found.setdefault(row.slug, []).append(row)
    return found
