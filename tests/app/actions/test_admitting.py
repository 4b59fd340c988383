"""What is decided about people at the terminal: all or nothing, each on the record."""

import pytest
from sqlalchemy import Engine

from app.actions.admitting import Decision, Step, decide, operator
from app.claims import Claimed
from app.members import Rules, member, sign_in
from data.members import Role
from data.store import record
from data.store.engine import reading
from tests.data.feeding import NOW

RULES = Rules(provider=True, groups={Role.EXPERT: ["experts"]})
ANA = Claimed("https://login.example", "u1", "Ana Ruiz", "ana@example.com", ("experts",))
RUNS_IT = operator("root")


@pytest.fixture
def token(engine: Engine) -> str:
    return sign_in(engine, ANA, "", NOW)


def number(engine: Engine, token: str) -> int:
    found = member(engine, token, NOW, RULES)
    assert found
    return found.account


def roles(engine: Engine, token: str) -> frozenset[Role]:
    found = member(engine, token, NOW, RULES)
    return found.roles if found else frozenset()


def test_a_role_is_given_and_taken_at_once(engine: Engine, token: str) -> None:
    ana = number(engine, token)
    both = [Decision(Step.GRANT, Role.ADMINISTRATOR), Decision(Step.WITHHOLD, Role.EXPERT)]
    decide(engine, ana, both, RUNS_IT, NOW)
    assert roles(engine, token) == {Role.VIEWER, Role.ADMINISTRATOR}
    decide(engine, ana, [Decision(Step.LEAVE_TO_GROUPS, each.role) for each in both], RUNS_IT, NOW)
    assert roles(engine, token) == {Role.VIEWER, Role.EXPERT}


def test_each_is_an_entry_with_who_before_and_after(
    engine: Engine,
    token: str,
) -> None:
    asked = [Decision(Step.GRANT, Role.MANAGER), Decision(Step.SHUT_OUT)]
    decide(engine, number(engine, token), asked, RUNS_IT, NOW)
    with reading(engine) as conn:
        (shut, granted), count = record.newest(conn, record.Choice())
        assert record.verify(conn).broken is None
    assert (count, shut.action, granted.action) == (2, "shut_out", "grant_role")
    assert shut.said
    assert granted.said
    assert (shut.said["before"]["shut_out"], shut.said["after"]["shut_out"]) == (False, True)
    assert granted.said["before"]["granted"] is None
    assert granted.said["after"]["granted"] is True
    assert granted.said["after"]["role"] == "manager"
    assert granted.said["after"]["subject"] == "u1"
    assert granted.said["who"] == {
        "issuer": "command line",
        "subject": "root",
        "name": "root",
        "roles": [],
    }


def test_somebody_shut_out_is_out_until_let_in(engine: Engine, token: str) -> None:
    ana = number(engine, token)
    assert decide(engine, ana, [Decision(Step.SHUT_OUT)], RUNS_IT, NOW).shut_out_at == NOW
    assert member(engine, token, NOW, RULES) is None
    assert member(engine, sign_in(engine, ANA, "", NOW), NOW, RULES) is None
    decide(engine, ana, [Decision(Step.LET_IN)], RUNS_IT, NOW)
    assert member(engine, sign_in(engine, ANA, "", NOW), NOW, RULES)


def test_ending_sign_ins_lets_them_sign_in_again(engine: Engine, token: str) -> None:
    decide(engine, number(engine, token), [Decision(Step.END_SIGN_INS)], RUNS_IT, NOW)
    assert member(engine, token, NOW, RULES) is None
    assert member(engine, sign_in(engine, ANA, "", NOW), NOW, RULES)


def test_about_nobody_nothing_is_written(engine: Engine) -> None:
    with pytest.raises(LookupError):
        decide(engine, 99, [Decision(Step.SHUT_OUT)], RUNS_IT, NOW)
    with reading(engine) as conn:
        assert record.newest(conn, record.Choice())[1] == 0
