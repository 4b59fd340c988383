"""Asking for a round: heard where somebody listens, and refused where nobody does."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from app.actions.everything import ACTIONS, ask
from data.members import Outcome, Role
from data.store import record, rounds
from data.store.engine import reading, writing
from data.store.rounds import LISTENS_FOR
from tests.app.actions.people import somebody
from tests.data.feeding import NOW

SOON = NOW + timedelta(seconds=5)


def check(engine: Engine, now: object = NOW, key: str = "k" * 24) -> Outcome:
    assert isinstance(now, type(NOW))
    who = somebody(engine, NOW, [Role.ANALYST])
    return ask(engine, "check_now", {}, who, key=key, now=now, time_zone="UTC").outcome


def asked(engine: Engine) -> tuple[bool, int]:
    """Whether a round is asked for, and how many entries the record has."""
    with reading(engine) as conn:
        return rounds.is_asked(conn), record.newest(conn, record.Choice())[1]


def test_where_nobody_ever_listened_nothing_is_asked(engine: Engine) -> None:
    assert check(engine) is Outcome.NOT_AS_SHOWN
    assert asked(engine) == (False, 0)


def test_whoever_listens_is_asked_and_the_record_says_by_whom(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.listening(conn, NOW)
    assert check(engine, SOON) is check(engine, SOON) is Outcome.DONE
    assert asked(engine) == (True, 1)
    with reading(engine) as conn:
        (entry,), _ = record.newest(conn, record.Choice())
    assert (entry.action, entry.slug) == ("check_now", "")


def test_whoever_stopped_listening_is_not_asked(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.listening(conn, NOW)
    assert check(engine, NOW + LISTENS_FOR) is Outcome.NOT_AS_SHOWN
    assert asked(engine) == (False, 0)


def test_a_round_that_is_going_on_is_not_asked_for_again(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.began(conn, NOW)
    assert check(engine, SOON) is Outcome.NOT_AS_SHOWN
    assert asked(engine) == (False, 0)


@pytest.mark.parametrize("role", Role)
def test_everybody_may_but_plain_viewers(role: Role) -> None:
    assert (role in ACTIONS["check_now"].allowed) is (role is not Role.VIEWER)
