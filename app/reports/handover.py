"""If somebody left tomorrow: what they look after, who steps in, and what stops without it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from app.health.cover import alone
from app.reports.charges import FIELDS, Charge, Named, charges
from app.reports.people import Carer, carer
from data.facts import FieldName
from data.store import people as kept
from data.store import roles, signatures
from data.store.outlooks import Choice
from data.store.roles import Role
from data.store.signatures import Signature

_OTHER = {FieldName.OWNER: FieldName.BACKUP_OWNER, FieldName.BACKUP_OWNER: FieldName.OWNER}


@dataclass(frozen=True, slots=True)
class Held:
    """One thing a person is to a model. ``other`` is who is named to step in, gone or not."""

    role: FieldName
    alone: bool
    other: Named | None


@dataclass(frozen=True, slots=True)
class Signed:
    """An agreement; ``kind`` and ``phrase`` say what is measured, as a Measure does."""

    kind: str
    phrase: str
    agreed_on: date
    review_by: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One model to hand over. ``others`` are all people still there who could take it over."""

    charge: Charge
    held: tuple[Held, ...]
    others: tuple[tuple[FieldName, Named], ...]
    signed: Signed | None

    @property
    def alone(self) -> bool:
        """Whether nobody steps in for something the person does here."""
        return any(each.alone for each in self.held)


@dataclass(frozen=True, slots=True)
class Handover:
    """A page of what somebody looks after: alone first, then where a mistake matters most."""

    carer: Carer
    entries: tuple[Entry, ...]


def handover(
    conn: Connection, now: datetime, day: date, key: str, choice: Choice
) -> Handover | None:
    """What the person of this key looks after; None where that is nothing that is in use."""
    load = kept.load(conn, now, day, key)
    if load is None:
        return None
    slugs = kept.looked_after(conn, now, day, key, choice)
    mine = [each for each in roles.of_models(conn, slugs) if each.person_key == key]
    signed = signatures.newest_of(conn, key, slugs)
    entries = (
        _entry(each, [role for role in mine if role.slug == each.slug], signed.get(each.slug), day)
        for each in charges(conn, now, slugs)
    )
    return Handover(carer(load), tuple(entries))


def _entry(charge: Charge, mine: list[Role], signature: Signature | None, day: date) -> Entry:
    key = mine[0].person_key
    return Entry(
        charge=charge,
        held=tuple(_held(charge, each, day) for each in mine),
        others=tuple(
            (role, person)
            for role, person in charge.people.items()
            if person.key != key and person.is_there(day)
        ),
        signed=_signed(signature) if signature else None,
    )


def _held(charge: Charge, role: Role, day: date) -> Held:
    field = FIELDS[role.role]
    other = charge.people.get(_OTHER[field]) if field in _OTHER else None
    if other and other.key == role.person_key:
        other = None
    return Held(field, alone(role.covered_until, day), other)


def _signed(found: Signature) -> Signed:
    return Signed(found.kind, found.phrase, found.agreed_on, found.review_by)
