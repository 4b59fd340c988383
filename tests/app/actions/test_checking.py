"""Asking for a round: heard where somebody listens, refused in words where nobody does."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.actions.checking import Asked, ask_for_round
from data.store import rounds
from data.store.engine import open_store, reading, writing
from data.store.rounds import LISTENS_FOR
from data.store.schema import upgrade

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(seconds=5)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(opened)
    yield opened
    opened.dispose()


def is_asked(engine: Engine) -> bool:
    with reading(engine) as conn:
        return rounds.is_asked(conn)


def test_where_nobody_ever_listened_nothing_is_asked(engine: Engine) -> None:
    assert ask_for_round(engine, NOW) is Asked.NOBODY_LISTENS
    assert not is_asked(engine)


def test_whoever_listens_is_asked_once(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.listening(conn, NOW)
    assert ask_for_round(engine, SOON) is Asked.ASKED
    assert ask_for_round(engine, SOON) is Asked.ASKED
    assert is_asked(engine)


def test_whoever_stopped_listening_is_not_asked(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.listening(conn, NOW)
    assert ask_for_round(engine, NOW + LISTENS_FOR) is Asked.NOBODY_LISTENS
    assert not is_asked(engine)


def test_a_round_that_is_going_on_is_not_asked_for_again(engine: Engine) -> None:
    with writing(engine) as conn:
        rounds.began(conn, NOW)
    assert ask_for_round(engine, SOON) is Asked.RUNNING
    assert not is_asked(engine)
