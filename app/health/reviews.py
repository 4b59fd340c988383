"""When a model is to be looked at again, and who may not sign that it was: those who built it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.health.days import today
from app.health.version_changes import live_now
from data.facts import Case, FieldName, Impact, Person, Review

EVERY: Mapping[Impact, timedelta] = {
    Impact.HIGH: timedelta(days=183),
    Impact.MEDIUM: timedelta(days=366),
    Impact.LOW: timedelta(days=731),
}
"""Half a year, a year, two years: the more a mistake matters, the sooner somebody looks again."""


class Bar(StrEnum):
    """Why somebody may not sign the review of a model."""

    BUILT = "built"
    OWNS = "owns"


@dataclass(frozen=True, slots=True)
class Builders:
    """Who registered the versions in use, by name. ``known`` only if all of them are, and listed.

    A name that no list of people has may be anybody's.
    """

    names: tuple[str, ...]
    known: bool


def impact_said(case: Case) -> Impact | None:
    """How much a mistake matters, where somebody said so."""
    fact = case.facts.get(FieldName.IMPACT)
    return Impact(fact.value) if fact else None


def every(case: Case) -> timedelta:
    """How long a review may hold; where nobody said how much a mistake matters, as if it did."""
    return EVERY[impact_said(case) or Impact.HIGH]


def last_review(case: Case) -> Review | None:
    """The newest; None where nobody ever signed one."""
    return max(case.reviews, key=lambda signed: (signed.at, signed.until, signed.by), default=None)


def due_on(case: Case, review: Review) -> date:
    """The last day on which a review holds: as signed, or sooner where more is at stake by now."""
    return min(review.until, today(case, review.at) + every(case))


def builders(case: Case) -> Builders:
    """Who built what is in use, as far as the registry says."""
    authors = [each.author for each in live_now(case)]
    named = [case.people[each].name if each in case.people else each for each in authors if each]
    known = bool(authors) and all(each in case.people for each in authors)
    return Builders(tuple(dict.fromkeys(named)), known)


def bar(case: Case, name: str, email: str) -> Bar | None:
    """Why a person of this name and address may not sign; None where they may.

    Where it is not known who built the model, its owner may have.
    """
    authors = [each.author for each in live_now(case) if each.author]
    if any(_is(_person(case, each), name, email) for each in authors):
        return Bar.BUILT
    owner = case.facts.get(FieldName.OWNER)
    if builders(case).known or owner is None:
        return None
    return Bar.OWNS if _is(_person(case, owner.value), name, email) else None


def _person(case: Case, named: str) -> Person:
    return case.people.get(named, Person(named, named))


def _is(person: Person, name: str, email: str) -> bool:
    """Whether the two may be one. Two addresses make two people, whatever they are called.

    Registries often know a person by what stands before the @ of the address.
    """
    if person.email and email:
        return _folded(person.email) == _folded(email)
    theirs = {person.key, person.name, person.email, person.email.partition("@")[0]}
    ours = {name, email, email.partition("@")[0]}
    return not {_folded(each) for each in theirs if each}.isdisjoint(map(_folded, ours))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
