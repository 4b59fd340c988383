"""Rounds in the store: who listens, what is asked for, and what is going on."""

from datetime import timedelta

from sqlalchemy import Engine

from data.store import rounds
from data.store.engine import reading, writing
from data.store.rounds import LISTENS_FOR, Rounds
from tests.data.feeding import NOW

LATER = NOW + timedelta(seconds=10)


def stand(engine: Engine) -> Rounds:
    with reading(engine) as conn:
        return rounds.rounds(conn)


def test_nobody_has_ever_listened_to_a_new_store(engine: Engine) -> None:
    assert stand(engine) == Rounds()
    assert not stand(engine).listens(NOW)
    assert not stand(engine).runs(NOW)


def test_listening_is_believed_for_a_short_time(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.listening(conn, NOW)
    assert stand(engine).listens(NOW + LISTENS_FOR - timedelta(seconds=1))
    assert not stand(engine).listens(NOW + LISTENS_FOR)


def test_a_round_runs_from_its_beginning_to_its_end(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.began(conn, NOW)
    assert stand(engine).runs(LATER)
    with writing(engine) as conn:
        rounds.ended(conn, LATER, NOW + timedelta(minutes=15))
    assert not stand(engine).runs(LATER)
    assert stand(engine).next_at == NOW + timedelta(minutes=15)


def test_a_round_whose_process_died_does_not_run_for_ever(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.began(conn, NOW)
    assert not stand(engine).runs(NOW + LISTENS_FOR)


def test_what_is_asked_for_is_kept_until_a_round_begins(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.listening(conn, NOW)
        rounds.ask(conn, NOW)
        rounds.ask(conn, LATER)
    with reading(engine) as conn:
        assert rounds.is_asked(conn)
    assert stand(engine).asked_at == NOW
    with writing(engine) as conn:
        rounds.began(conn, LATER)
    with reading(engine) as conn:
        assert not rounds.is_asked(conn)
