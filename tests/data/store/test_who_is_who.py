"""What the company file and a staff list tell of one person is put together, field by field."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from data.connections import StaffColumns, StaffConnection
from data.facts import FieldName, Person
from data.store import runs, who_is_who
from data.store.engine import reading, writing
from data.store.intake import Intake
from data.store.tables import SourceKind
from tests.data.feeding import NOW, WEEK, case_of, churn, feed, feed_registry, read_tag

LIST = StaffConnection("staff list", "staff.csv", StaffColumns("name"))
GONE = date(2026, 11, 20)
TYPED = Person("ana", "Ana Ruiz", "ana@example.com", "Letters", place="company.toml, people 1")
LISTED = Person("ana", "A. Ruiz", "", "Printing", GONE, "people.csv, row 2")


def type_in(engine: Engine, *people: Person) -> None:
    """What a company file told."""
    with writing(engine) as conn:
        run = runs.start(conn, SourceKind.COMPANY_FILE, "company.toml", pretend=False, now=NOW)
    intake = Intake(engine, run, lambda _tally: None)
    for each in people:
        intake.take(each)
    intake.finish(accept_shrink=True)


def told(engine: Engine, *people: Person, **other: object) -> None:
    """What the staff list tells."""
    (report,) = feed(engine, (LIST, list(people)), **other).sources  # type: ignore[arg-type]  # passed on as it is
    assert report.problem is None


def owned_by(engine: Engine, name: str) -> None:
    feed_registry(engine, churn(read_tag(FieldName.OWNER, name)))


def owner(engine: Engine, name: str) -> Person | None:
    return case_of(engine, as_of=NOW + 9 * WEEK).people.get(name)


def test_what_was_typed_counts_and_the_list_fills_in_the_rest(engine: Engine) -> None:
    owned_by(engine, "ana")
    type_in(engine, TYPED)
    told(engine, LISTED)
    assert owner(engine, "ana") == replace(TYPED, left_on=GONE)
    type_in(engine, replace(TYPED, left_on=date(2026, 12, 31)))
    assert owner(engine, "ana") == replace(TYPED, left_on=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("listed", "is_one"),
    [
        pytest.param([replace(LISTED, key="E1", email="ANA@example.com ")], True, id="e-mail"),
        pytest.param([replace(LISTED, key="E1", name=" ana ruiz")], True, id="name"),
        pytest.param([replace(LISTED, key="E1")], False, id="neither"),
        pytest.param(
            [replace(LISTED, key="E1", name="Ana Ruiz", email="other@example.com")],
            False,
            id="same name, another e-mail",
        ),
        pytest.param(
            [replace(LISTED, key=key, name="Ana Ruiz") for key in ("E1", "E2")],
            False,
            id="two of one name",
        ),
        pytest.param(
            [
                replace(LISTED, key="E1", name="Ana Ruiz"),
                replace(LISTED, key="ana", left_on=None),
            ],
            False,
            id="the key has somebody already",
        ),
    ],
)
def test_entries_of_two_keys_are_one_person_only_where_nobody_else_fits(
    listed: list[Person], is_one: bool, engine: Engine
) -> None:
    owned_by(engine, "ana")
    type_in(engine, TYPED)
    told(engine, *listed)
    found = owner(engine, "ana")
    assert found is not None
    assert found.left_on == (GONE if is_one else None)


def test_of_two_typed_namesakes_neither_is_taken_for_the_one_listed(engine: Engine) -> None:
    owned_by(engine, "ana")
    bare = replace(TYPED, email="")
    type_in(engine, bare, replace(bare, key="ana2"))
    told(engine, replace(LISTED, key="E1", name="Ana Ruiz"))
    assert owner(engine, "ana") == bare


def test_one_person_is_found_by_either_key_and_by_what_both_are_called(engine: Engine) -> None:
    for name in ("ana", "E1", "Ana Ruiz"):
        owned_by(engine, name)
        type_in(engine, TYPED)
        told(engine, replace(LISTED, key="E1", name="Ana Ruiz"))
        assert owner(engine, name) == replace(TYPED, left_on=GONE)


def test_only_those_whom_a_model_names_are_kept(engine: Engine) -> None:
    owned_by(engine, "ana")
    ben = Person("ben", "Ben Li")
    told(engine, LISTED, ben)
    assert kept(engine) == {"ana"}
    owned_by(engine, "Ben Li")
    told(engine, LISTED, ben)
    assert kept(engine) == {"ben"}


def test_somebody_the_list_no_longer_tells_of_stays_as_it_last_told(engine: Engine) -> None:
    owned_by(engine, "ana")
    told(engine, LISTED)
    told(engine, now=NOW + WEEK)
    assert owner(engine, "ana") == LISTED
    told(engine, replace(LISTED, left_on=None), now=NOW + 2 * WEEK)
    assert owner(engine, "ana") == replace(LISTED, left_on=None)


def test_another_source_still_withdraws_the_people_it_no_longer_tells(engine: Engine) -> None:
    feed_registry(engine, [*churn(read_tag(FieldName.OWNER, "ana")), LISTED])
    owned_by(engine, "ana")
    assert owner(engine, "ana") is None


def kept(engine: Engine) -> set[str]:
    with reading(engine) as conn:
        return set(who_is_who.people_at(conn, NOW + WEEK))
