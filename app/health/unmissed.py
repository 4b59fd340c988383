"""Would anybody miss it? Signs that are a question to ask, and never a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.health.applies import newest_word
from app.health.people import name_of
from data.facts import Case, FieldName, Question


class SignCode(StrEnum):
    """What makes one ask. All of them are things that nobody has recorded."""

    NO_USE = "no_use"
    NO_VALUE = "no_value"
    NO_OWNER = "no_owner"


@dataclass(frozen=True, slots=True)
class Sign:
    """``holds_from`` is None where it holds already; ``name`` is the owner who leaves then."""

    code: SignCode
    holds_from: date | None = None
    name: str = ""


def signs_of(case: Case) -> Iterator[Sign]:
    """Every sign there is, or will be from a day that is known already."""
    if not case.uses:
        yield Sign(SignCode.NO_USE)
    if not _asks_for_value(case):
        yield Sign(SignCode.NO_VALUE)
    owner = case.facts.get(FieldName.OWNER)
    if owner is None:
        yield Sign(SignCode.NO_OWNER)
        return
    person = case.people.get(owner.value)
    if person and person.left_on:
        yield Sign(SignCode.NO_OWNER, person.left_on, name_of(case, owner.value))


def _asks_for_value(case: Case) -> bool:
    """Somebody measures what it brings, or said why nobody has to."""
    measured = (each for each in case.measured if each.measure.question is Question.VALUE)
    heard = any(len(each.overall.values) for each in measured)
    return heard or newest_word(case, Question.VALUE) is not None
