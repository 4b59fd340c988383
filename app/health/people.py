"""Who somebody is, by the key that facts and agreements use."""

from data.facts import Case


def key_of(case: Case, named: str) -> str:
    """What lists of people call somebody; what was written where no list has the name."""
    person = case.people.get(named)
    return person.key if person else named


def name_of(case: Case, key: str) -> str:
    """The name of a person; what was written where nobody of that key is listed."""
    person = case.people.get(key)
    return person.name if person else key
