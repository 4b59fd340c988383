"""Ending all of one's own sign-ins: everybody may, once, on the record, and nobody else's end."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from app.actions.doing import Answer, ask
from app.actions.everything import ACTIONS
from app.claims import Claimed
from app.members import Rules, member, sign_in
from data.members import Member, Outcome, Role, Wrong
from data.store import record
from data.store.engine import reading
from tests.data.feeding import NOW

RULES = Rules(provider=True)
LATER = NOW + timedelta(minutes=5)
ANA = Claimed("https://login.example", "u1", "Ana Ruiz", "ana@example.com", ())
BEN = Claimed("https://login.example", "u2", "Ben Oz", "ben@example.com", ())


def come(engine: Engine, who: Claimed) -> tuple[str, Member]:
    token = sign_in(engine, who, "", NOW)
    found = member(engine, token, NOW, RULES)
    assert found
    return token, found


def end(engine: Engine, who: Member, **typed: str) -> Answer:
    key = "k" * 24
    return ask(engine, "end_sign_ins", typed, who, key=key, now=LATER, time_zone="UTC")


def test_every_sign_in_of_mine_ends_and_nobody_elses(engine: Engine) -> None:
    first, ana = come(engine, ANA)
    second, _ = come(engine, ANA)
    other, _ = come(engine, BEN)
    assert end(engine, ana).outcome is Outcome.DONE
    assert [member(engine, token, LATER, RULES) for token in (first, second)] == [None, None]
    assert member(engine, other, LATER, RULES)


def test_sent_twice_it_is_done_once(engine: Engine) -> None:
    _, ana = come(engine, ANA)
    first = end(engine, ana)
    again, _ = come(engine, ANA)
    assert end(engine, ana) == first
    assert member(engine, again, LATER, RULES)
    with reading(engine) as conn:
        (entry,), count = record.newest(conn, record.Choice())
    assert (count, entry.action) == (1, "end_sign_ins")
    assert entry.said
    assert entry.said["after"] == {"ended": 1}
    assert entry.said["who"]["subject"] == "u1"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may(role: Role) -> None:
    assert role in ACTIONS["end_sign_ins"].allowed


def test_it_cannot_be_asked_for_somebody_else(engine: Engine) -> None:
    _, ana = come(engine, ANA)
    answer = end(engine, ana, account="2")
    assert answer.outcome is Outcome.NOT_FILLED_IN
    assert answer.wrong == {"account": Wrong.NOT_ALLOWED}
