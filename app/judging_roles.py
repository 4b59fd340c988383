"""Who answers for a model, as rows that pages add up by person."""

from collections.abc import Iterator, Mapping

from app.health.insight import Insight
from app.health.verdict import Verdict
from data.facts import Case, FieldName, Person
from data.store.roles import Role, RoleName

_FIELDS: Mapping[RoleName, FieldName] = {
    RoleName.OWNER: FieldName.OWNER,
    RoleName.BACKUP: FieldName.BACKUP_OWNER,
    RoleName.EXPERT: FieldName.EXPERT,
}


def roles_of(case: Case, _verdict: Verdict, _insight: Insight) -> Iterator[Role]:
    """One row for each person that is named."""
    for role, field in _FIELDS.items():
        fact = case.facts.get(field)
        if fact is not None and fact.value:
            person = case.people.get(fact.value) or Person(fact.value, fact.value)
            yield Role(case.slug, role, person.key, person.name, person.email, person.left_on)
