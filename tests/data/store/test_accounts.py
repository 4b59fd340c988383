"""Who takes part: a person by issuer and subject, and sign-ins that end."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, text

from data.members import Role
from data.store import accounts
from data.store.accounts import LONGEST, MOST_AT_ONCE, Account
from data.store.engine import writing
from tests.data.feeding import NOW

IDLE = timedelta(minutes=30)
SECOND = timedelta(seconds=1)
LOGIN = "https://login.example"


@pytest.fixture
def conn(engine: Engine) -> Iterator[Connection]:
    with writing(engine) as opened:
        yield opened


def ana(conn: Connection, subject: str = "u1", issuer: str = LOGIN) -> Account:
    return accounts.account(conn, issuer, subject, "Ana Ruiz", "ana@example.com", NOW)


def test_a_person_is_known_by_issuer_and_subject_alone(conn: Connection) -> None:
    """The same e-mail and name may be another person, today or next year."""
    first = ana(conn)
    assert ana(conn).id == first.id
    others = {ana(conn, "u2").id, ana(conn, issuer="https://other").id, ana(conn, "U1").id}
    assert len(others - {first.id}) == 3


def test_name_and_address_follow_the_provider(conn: Connection) -> None:
    ana(conn)
    married = accounts.account(conn, LOGIN, "u1", "Ana Sol", "ana.sol@example.com", NOW)
    assert (married.name, married.email) == ("Ana Sol", "ana.sol@example.com")
    assert [each.name for each in accounts.everybody(conn)] == ["Ana Sol"]


def test_a_sign_in_holds_until_nobody_uses_it(conn: Connection) -> None:
    accounts.begin(conn, "secret", NOW, ana(conn).id, ["staff"])
    found = accounts.sign_in(conn, "secret", NOW + IDLE - SECOND, IDLE)
    assert found
    assert found.account.name == "Ana Ruiz"
    assert found.groups == ("staff",)
    assert accounts.sign_in(conn, "secret", NOW + IDLE, IDLE) is None
    accounts.note_use(conn, found, NOW + IDLE - SECOND)
    assert accounts.sign_in(conn, "secret", NOW + IDLE, IDLE)


def test_no_sign_in_outlives_a_working_day(conn: Connection) -> None:
    accounts.begin(conn, "secret", NOW, ana(conn).id)
    at = NOW
    while (found := accounts.sign_in(conn, "secret", at, IDLE)) is not None:
        accounts.note_use(conn, found, at)
        at += IDLE / 2
    assert at == NOW + LONGEST


def test_that_it_is_used_is_noted_once_a_minute(conn: Connection) -> None:
    accounts.begin(conn, "secret", NOW, ana(conn).id)
    found = accounts.sign_in(conn, "secret", NOW, IDLE)
    assert found
    assert not accounts.is_stale(found, NOW + 59 * SECOND)
    assert accounts.is_stale(found, NOW + 60 * SECOND)


@pytest.mark.parametrize("token", ["", "other", "SECRET", "' OR 1=1 --"])
def test_another_token_opens_nothing(conn: Connection, token: str) -> None:
    accounts.begin(conn, "secret", NOW, ana(conn).id)
    assert accounts.sign_in(conn, token, NOW, IDLE) is None


def test_what_the_store_keeps_opens_nothing(conn: Connection) -> None:
    accounts.begin(conn, "secret", NOW, ana(conn).id)
    kept = conn.scalar(text("SELECT token_digest FROM sign_ins"))
    assert "secret" not in kept
    assert accounts.sign_in(conn, kept, NOW, IDLE) is None


def test_whoever_leaves_is_out_with_every_copy(conn: Connection) -> None:
    accounts.begin(conn, "secret", NOW, ana(conn).id)
    accounts.end(conn, "secret", NOW)
    assert accounts.sign_in(conn, "secret", NOW, IDLE) is None


def test_all_sign_ins_of_one_person_end_at_once(conn: Connection) -> None:
    mine, other = ana(conn), ana(conn, "u2")
    for number in range(3):
        accounts.begin(conn, f"mine {number}", NOW, mine.id)
    accounts.begin(conn, "other", NOW, other.id)
    assert accounts.open_of(conn, mine.id, NOW, IDLE) == 3
    assert accounts.end_all(conn, mine.id, NOW) == 3
    assert accounts.open_of(conn, mine.id, NOW, IDLE) == 0
    assert accounts.sign_in(conn, "other", NOW, IDLE)


def test_somebody_shut_out_is_out_at_once_and_may_come_back(conn: Connection) -> None:
    mine = ana(conn)
    accounts.begin(conn, "before", NOW, mine.id)
    accounts.shut_out(conn, mine.id, NOW)
    accounts.begin(conn, "after", NOW, mine.id)
    assert accounts.sign_in(conn, "before", NOW, IDLE) is None
    assert accounts.sign_in(conn, "after", NOW, IDLE) is None
    accounts.let_in(conn, mine.id)
    assert accounts.sign_in(conn, "before", NOW, IDLE) is None
    assert accounts.sign_in(conn, "after", NOW, IDLE)


def test_too_many_sign_ins_end_the_oldest(conn: Connection) -> None:
    mine = ana(conn)
    for number in range(MOST_AT_ONCE + 2):
        accounts.begin(conn, f"{number}", NOW + number * SECOND, mine.id)
    later = NOW + 20 * SECOND
    held = [bool(accounts.sign_in(conn, f"{n}", later, IDLE)) for n in range(MOST_AT_ONCE + 2)]
    assert held == [False, False, *[True] * MOST_AT_ONCE]


def test_sign_ins_of_long_ago_are_forgotten_with_the_next(conn: Connection) -> None:
    mine, other = ana(conn), ana(conn, "u2")
    accounts.begin(conn, "old", NOW, mine.id, ["staff"])
    accounts.begin(conn, "other", NOW, other.id, ["board"])
    accounts.begin(conn, "new", NOW + timedelta(days=31), mine.id, ["experts"])
    kept = conn.scalars(text("SELECT account_id FROM sign_ins ORDER BY account_id"))
    assert list(kept) == [mine.id, other.id]
    assert accounts.newest_groups(conn, mine.id) == ("experts",)
    assert accounts.newest_groups(conn, other.id) == ("board",)
    assert accounts.newest_groups(conn, 999) == ()


def test_roles_are_granted_withheld_and_left_alone_again(conn: Connection) -> None:
    mine = ana(conn)
    accounts.decide_role(conn, mine.id, Role.MANAGER, granted=True)
    accounts.decide_role(conn, mine.id, Role.EXPERT, granted=False)
    accounts.decide_role(conn, mine.id, Role.MANAGER, granted=False)
    found = accounts.known(conn, mine.id)
    assert found
    assert found.granted == {Role.MANAGER: False, Role.EXPERT: False}
    accounts.decide_role(conn, mine.id, Role.MANAGER, granted=None)
    found = accounts.known(conn, mine.id)
    assert found
    assert found.granted == {Role.EXPERT: False}
    assert accounts.known(conn, 999) is None
