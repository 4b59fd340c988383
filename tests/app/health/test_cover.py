"""Until when somebody steps in: the other of owner and backup, while still here."""

from datetime import date

import pytest

from app.health.cover import WITHOUT_END, alone, covered_until
from data.facts import Case, FieldName, Person
from tests.app.health.case_making import case

LAST_DAY = date(2026, 3, 2)
ANA, PRIYA = Person("ana", "Ana Ruiz"), Person("priya", "Priya Nair")
OWNER, BACKUP, EXPERT = FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT


def leaving(key: str) -> Case:
    people = {"ana": ANA, "priya": PRIYA, key: Person(key, key, left_on=LAST_DAY)}
    return case(people=people)


def test_owner_and_backup_step_in_for_each_other_without_an_end() -> None:
    assert [covered_until(case(), role) for role in (OWNER, BACKUP)] == [WITHOUT_END, WITHOUT_END]


def test_nobody_steps_in_for_an_expert_even_where_the_expert_is_the_backup_too() -> None:
    assert covered_until(case(), EXPERT) is None


@pytest.mark.parametrize(("key", "role"), [("priya", OWNER), ("ana", BACKUP)])
def test_whoever_leaves_steps_in_until_that_day(key: str, role: FieldName) -> None:
    assert covered_until(leaving(key), role) == LAST_DAY


def test_nobody_named_is_not_the_same_as_somebody_no_list_has() -> None:
    assert covered_until(case(facts={BACKUP: ""}), OWNER) is None
    assert covered_until(case(facts={BACKUP: "Somebody typed"}), OWNER) == WITHOUT_END


@pytest.mark.parametrize("backup", ["ana", "ana@example.com"])
def test_whoever_is_named_twice_does_not_stand_in_for_themselves(backup: str) -> None:
    people = {"ana": ANA, "ana@example.com": ANA}
    assert covered_until(case(facts={BACKUP: backup}, people=people), OWNER) is None


@pytest.mark.parametrize(
    ("until", "expected"),
    [(None, True), (date(2026, 3, 1), True), (LAST_DAY, True), (date(2026, 3, 3), False)],
)
def test_whoever_leaves_is_gone_on_the_day_named(until: date | None, expected: bool) -> None:
    assert alone(until, LAST_DAY) is expected
