"""Past days, each judged into a store of its own by a process beside the pages.

Judging a fleet takes seconds, too long for a page and too much for the process that serves them.
What comes of it is a small SQLite file with the tables every page reads; it lives as long as this
process and is made again where the facts behind it may have changed.
"""

import atexit
import logging
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic
from zoneinfo import ZoneInfo

MOST_DAYS = 24
"""As many as a meeting looks at; the one asked for longest ago makes room."""
HOLDS_FOR_SECONDS = 3600.0
"""A source that is read for the first time tells of past days; this soon they tell it, too."""
AT_MOST_SECONDS = 600
"""Ten thousand models take about five minutes."""

ROOT = Path(__file__).parent.parent

log = logging.getLogger(__name__)


class Unjudged(Exception):
    """A past day could not be judged; the log says why. Asking again tries again."""


def end_of(day: date, time_zone: str) -> datetime:
    """The last second of a day of the company: what is known by then is known of that day."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))
    return midnight.astimezone(UTC) - timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that is being judged or has been. ``asked_at`` is on the clock that never jumps."""

    judged: Future[str]
    asked_at: float


class PastDays:
    """The past days of one store. ``database`` is its address."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._folder = Path(tempfile.mkdtemp(prefix="rollcall-past-"))
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        # One at a time: readers of the present must not wait for those of the past.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="past-day")
        self._days: dict[date, _Day] = {}
        self._lock = Lock()

    def store(self, day: date) -> str | None:
        """The address of the store of a day; None while it is being judged. Raises Unjudged."""
        judged = self._judged(day)
        return judged.result() if judged.done() else None

    def awaited(self, day: date) -> str:
        """The same once it is there. Raises Unjudged."""
        return self._judged(day).result(AT_MOST_SECONDS)

    def _judged(self, day: date) -> Future[str]:
        with self._lock:
            known = self._days.get(day)
            if known is None or _is_over(known):
                known = _Day(self._worker.submit(self._judge, day), monotonic())
            # The one asked for last stands last, so the first is the one to make room.
            self._days.pop(day, None)
            self._days[day] = known
            while len(self._days) > MOST_DAYS:
                self._days.pop(next(iter(self._days)))
            return known.judged

    def _judge(self, day: date) -> str:
        file = self._folder / f"{day}-{secrets.token_hex(4)}.db"
        command = [*_COMMAND, "--as-of", day.isoformat(), "--into", str(file)]
        done = subprocess.run(  # noqa: S603 - our own interpreter and arguments
            command,
            env={**os.environ, "PYTHONPATH": str(ROOT), "ROLLCALL_DATABASE_URL": self._database},
            capture_output=True,
            text=True,
            timeout=AT_MOST_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            details = {"day": day.isoformat(), "detail": done.stderr.strip()[-2000:]}
            log.error("a past day could not be judged", extra=details)
            raise Unjudged
        return f"sqlite:///{file}"


# -P: a folder named app in the working folder must not stand in for ours.
_COMMAND = (sys.executable, "-P", "-m", "app.cli", "judge")


def _is_over(day: _Day) -> bool:
    """Whether it is to be judged again: it failed and that was told, or it is old."""
    failed = day.judged.done() and day.judged.exception() is not None
    return failed or monotonic() - day.asked_at > HOLDS_FOR_SECONDS


@cache
def past_days(database: str) -> PastDays:
    """The past days of a store, the same for all who ask in this process."""
    return PastDays(database)
