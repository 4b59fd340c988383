"""Who is who: what several lists tell of one person is put together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from data.facts import Person
from data.store import histories
from data.store.history import known_at, newest_last
from data.store.naming import folded
from data.store.tables import SourceKind, sources

People = dict[str, Person]


def people_at(conn: Connection, as_of: datetime) -> People:
    """Everybody known at a moment, by what lists call them.

    What a person typed counts where it says anything; else what was told last. An entry of the
    company file and one of another list are one person where both have the same key, else the same
    e-mail, else the same name and no two e-mails. Where two people fit, neither is taken.
    """
    table = histories.people
    known = newest_last(table).add_columns(sources.c.kind).where(known_at(table, as_of))
    read: People = {}
    typed: People = {}
    for row in conn.execute(known):
        people = typed if row.kind is SourceKind.COMPANY_FILE else read
        people[row.person_key] = _together(people.get(row.person_key), _person(row))
    return _joined(read, typed)


def _joined(read: People, typed: People) -> People:
    found = read | typed
    for key, other in _same_people(read, typed).items():
        found[key] = found[other] = _together(read[other], typed[key])
    return found


def _same_people(read: People, typed: People) -> Mapping[str, str]:
    """The keys under which a person was typed, each with the key another list has for the same."""
    same = {key: key for key in typed.keys() & read.keys()}
    for called in ("email", "name"):
        ours = _only(typed, called, set(same))
        theirs = _only(read, called, set(same.values()))
        for told in ours.keys() & theirs.keys():
            if _may_be_one(typed[ours[told]], read[theirs[told]]):
                same[ours[told]] = theirs[told]
    return same


def _only(people: People, called: str, without: set[str]) -> Mapping[str, str]:
    """The keys of those who alone are called so, by what they are called."""
    told = {key: folded(getattr(each, called)) for key, each in people.items()}
    times = Counter(told.values())
    return {
        name: key for key, name in told.items() if name and times[name] == 1 and key not in without
    }


def _may_be_one(one: Person, other: Person) -> bool:
    return not (one.email and other.email) or folded(one.email) == folded(other.email)


def _together(before: Person | None, person: Person) -> Person:
    """The two as one; where both say something, the second counts."""
    if before is None:
        return person
    return Person(
        **{
            each.name: getattr(person, each.name) or getattr(before, each.name)
            for each in fields(Person)
        }
    )


def _person(row: Row[Any]) -> Person:
    return Person(row.person_key, row.name, row.email, row.unit, row.left_on, row.place)
