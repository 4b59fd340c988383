"""One round is reading every source and judging again; ``keep_going`` never stops making them."""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Thread

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.judging import judge_all
from app.settings import Settings
from data.problems import SourceFailed
from data.sync import sync

log = logging.getLogger(__name__)


def keep_going(settings: Settings, engine: Engine, every: timedelta) -> None:
    """Make a round, wait for the next one, until somebody stops this process.

    Rounds start ``every`` apart; one that takes longer is followed by the next at once.
    """
    while True:
        began = time.monotonic()
        _round(settings, engine, datetime.now(UTC))
        time.sleep(max(0.0, every.total_seconds() - (time.monotonic() - began)))


def end_with_input() -> None:
    """End this process when its standard input is closed: whoever started it is gone."""
    Thread(target=_wait_for_end, name="input", daemon=True).start()


def _wait_for_end() -> None:
    while sys.stdin.buffer.read(1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _round(settings: Settings, engine: Engine, now: datetime) -> None:
    zone = settings.company.time_zone
    _step(
        "sync",
        lambda: sync(engine, settings.connections, now=now, time_zone=zone, base=settings.base),
    )
    # Judged even where no source answered: silence is a finding too.
    _step("judge", lambda: judge_all(engine, now=now, time_zone=zone))


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
