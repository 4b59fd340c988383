"""One round is reading every source, judging again and telling people; ``keep_going`` never stops
making them.

Between rounds it listens: whoever asks for one through the store gets it within seconds.
"""

import logging
import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from app.judging import judge_all
from app.notices.telling import tell
from app.settings import Settings
from data.problems import SourceFailed
from data.store import rounds
from data.store.engine import reading, writing
from data.sync import sync

LOOK_EVERY_SECONDS = 2.0
"""Whoever asked waits about this long; a look is one small read."""
STDIN = 0
SAY_SO_EVERY = 6
"""Looks between two times we say that we listen: a write, so a rarer one."""

log = logging.getLogger(__name__)


def keep_going(settings: Settings, engine: Engine, every: timedelta) -> None:
    """Make a round, wait for the next one or for somebody to ask, until this process is stopped.

    Rounds start ``every`` apart; one that takes longer is followed by the next at once.
    """
    asked = Event()
    Thread(target=_listen, args=(engine, asked), name="listening", daemon=True).start()
    while True:
        began = time.monotonic()
        make_round(settings, engine, datetime.now(UTC), every)
        # What was asked before this round began has been done by it.
        asked.clear()
        asked.wait(max(0.0, every.total_seconds() - (time.monotonic() - began)))


def make_round(settings: Settings, engine: Engine, now: datetime, every: timedelta) -> None:
    """Read and judge once, and write down when it began, when it ended and when the next is due."""
    _note(engine, lambda conn: rounds.began(conn, now))
    _round(settings, engine, now)
    ended = datetime.now(UTC)
    _note(engine, lambda conn: rounds.ended(conn, ended, max(ended, now + every)))


def _listen(engine: Engine, asked: Event) -> None:
    """Say again and again that we are here, and look whether somebody asked for a round."""
    while True:
        _note(engine, lambda conn: rounds.listening(conn, datetime.now(UTC)))
        for _ in range(SAY_SO_EVERY):
            if is_asked(engine):
                asked.set()
            time.sleep(LOOK_EVERY_SECONDS)


def is_asked(engine: Engine) -> bool:
    """Whether somebody waits for a round; False while the store is away."""
    try:
        with reading(engine) as conn:
            return rounds.is_asked(conn)
    except SQLAlchemyError:
        return False


def _note(engine: Engine, write: Callable[[Connection], None]) -> None:
    try:
        with writing(engine) as conn:
            write(conn)
    except SQLAlchemyError as error:
        # Readers see from the age of the last note that nobody listens; the round goes on.
        log.warning(
            "a note about rounds could not be written", extra={"error": type(error).__name__}
        )


def end_with_input() -> None:
    """End this process when its standard input is closed: whoever started it is gone."""
    Thread(target=_wait_for_end, name="input", daemon=True).start()


def _wait_for_end() -> None:
    # Past Python's own buffer: its lock, held here, would break an interpreter that is ending.
    while os.read(STDIN, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _round(settings: Settings, engine: Engine, now: datetime) -> None:
    zone, currency = settings.company.time_zone, settings.company.currency
    _step(
        "sync",
        lambda: sync(engine, settings.connections, now=now, time_zone=zone, base=settings.base),
    )
    # Judged even where no source answered: silence is a finding too.
    _step("judge", lambda: judge_all(engine, now=now, time_zone=zone, currency=currency))
    # Told even where judging failed: that checking has stopped is news, too.
    _step("tell", lambda: _tell(settings, engine, now))


def _tell(settings: Settings, engine: Engine, now: datetime) -> None:
    try:
        tell(settings, engine, now)
    except SQLAlchemyError:
        raise
    except Exception:
        # Whatever is wrong with a message, models have to be read and judged again.
        log.exception("people could not be told")


def _step(name: str, do: Callable[[], object]) -> None:
    try:
        do()
    except SourceFailed as failure:
        problem = failure.problem
        details = {"step": name, "code": problem.code.value, "inputs": dict(problem.inputs)}
        log.warning("a round could not do its work", extra=details)
    except SQLAlchemyError:
        # The store may be away for a while; the next round tries again.
        log.exception("the store did not answer", extra={"step": name})
    else:
        log.info("a round did its work", extra={"step": name})
