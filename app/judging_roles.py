"""Who answers for a model, as rows that pages add up by person."""

from collections.abc import Iterator, Mapping

from app.health.cover import covered_until
from app.health.insight import Insight
from app.health.verdict import Verdict
from data.facts import Case, FieldName, Person
from data.store.roles import Role, RoleName
from data.store.signatures import Signature
from data.store.teams import Team

_FIELDS: Mapping[RoleName, FieldName] = {
    RoleName.OWNER: FieldName.OWNER,
    RoleName.BACKUP: FieldName.BACKUP_OWNER,
    RoleName.EXPERT: FieldName.EXPERT,
}


def roles_of(case: Case, _verdict: Verdict, _insight: Insight) -> Iterator[Role]:
    """One row for each person that is named."""
    for role, field in _FIELDS.items():
        if named := _fact(case, field):
            person = _person(case, named)
            yield Role(
                slug=case.slug,
                role=role,
                person_key=person.key,
                person_name=person.name,
                email=person.email,
                left_on=person.left_on,
                is_listed=named in case.people,
                covered_until=covered_until(case, field),
                search_text="\n".join((person.name, person.key, person.email)).casefold(),
            )


def teams_of(case: Case, _verdict: Verdict, _insight: Insight) -> Iterator[Team]:
    """Its team and how that is reached, where anybody recorded it."""
    team, contact = _fact(case, FieldName.TEAM), _fact(case, FieldName.CONTACT)
    if team or contact:
        yield Team(case.slug, team, contact)


def signatures_of(case: Case, _verdict: Verdict, _insight: Insight) -> Iterator[Signature]:
    """Who signed each agreement that holds."""
    for measured in case.measured:
        if agreed := measured.agreement:
            yield Signature(
                slug=case.slug,
                person_key=_person(case, agreed.agreed_by).key,
                kind=measured.measure.kind,
                phrase=measured.measure.phrase,
                agreed_on=agreed.agreed_on,
                review_by=agreed.review_by,
            )


def _person(case: Case, named: str) -> Person:
    """Whoever is meant; a name that no list has stands for itself."""
    return case.people.get(named) or Person(named, named)


def _fact(case: Case, field: FieldName) -> str:
    fact = case.facts.get(field)
    return fact.value if fact else ""
