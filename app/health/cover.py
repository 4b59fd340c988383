"""Who steps in: until when somebody else is named for what a person does for a model."""

from collections.abc import Mapping
from datetime import date

from app.health.people import key_of
from data.facts import Case, FieldName

WITHOUT_END = date.max
"""Nobody has said that whoever steps in is leaving."""

MANY = 6
"""Who looks after more models than this is named, and nobody is blamed: it is a question of hands.

A choice, not a measurement: with one model more, a working day a week leaves about an hour for
each of them.
"""

_STEPS_IN: Mapping[FieldName, FieldName] = {
    FieldName.OWNER: FieldName.BACKUP_OWNER,
    FieldName.BACKUP_OWNER: FieldName.OWNER,
}
"""Whoever stands in for whom. A model has one expert, so nobody stands in for that."""


def covered_until(case: Case, role: FieldName) -> date | None:
    """The day from which nobody steps in for this role; None where nobody is named at all.

    Whoever is named twice for one model does not stand in for themselves.
    """
    other = case.facts.get(_STEPS_IN.get(role, role))
    if other is None or key_of(case, other.value) == key_of(case, case.facts[role].value):
        return None
    person = case.people.get(other.value)
    return person.left_on or WITHOUT_END if person else WITHOUT_END


def alone(until: date | None, day: date) -> bool:
    """Whether nobody steps in on this day; who leaves is gone from the day named on."""
    return until is None or until <= day
