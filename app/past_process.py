"""The process beside the pages that judges one past day into a store of its own."""

import logging
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Lock

from app.keeper import end_child

AT_MOST_SECONDS = 600.0
"""Ten thousand models take about five minutes."""

ROOT = Path(__file__).parent.parent
# -P: a folder named app in the working folder must not stand in for ours.
_COMMAND = (sys.executable, "-P", "-m", "app.cli", "judge")

log = logging.getLogger(__name__)


class Unjudged(Exception):
    """A past day could not be judged; the log says why."""


class PastProcess:
    """Judges days of the store at ``database``, each in a child process that ends with it."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._lock = Lock()
        self._child: subprocess.Popen[str] | None = None
        self._stopped = False

    def judge(self, day: date, file: Path) -> None:
        """Judge a day into a file that is not there yet. Raises Unjudged."""
        try:
            code, told = self._run(day, file)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise self._unjudged(day, str(error)) from error
        if code != 0:
            raise self._unjudged(day, told)

    def stop(self) -> None:
        """End the child, wait until it is gone, and start none any more."""
        with self._lock:
            self._stopped = True
            child = self._child
        if child is not None:
            end_child(child)

    def _run(self, day: date, file: Path) -> tuple[int, str]:
        with self._start(day, file) as child:
            try:
                _, told = child.communicate(timeout=AT_MOST_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                raise
        return child.returncode, told

    def _start(self, day: date, file: Path) -> subprocess.Popen[str]:
        with self._lock:
            if self._stopped:
                raise self._unjudged(day, "stopped before it began")
            # A session of its own: Ctrl+C is for us, and we tell the child.
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
                [*_COMMAND, "--as-of", day.isoformat(), "--into", str(file)],
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "ROLLCALL_DATABASE_URL": self._database,
                },
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
                start_new_session=True,
            )
            return self._child

    def _unjudged(self, day: date, why: str) -> Unjudged:
        if not self._stopped:
            details = {"day": day.isoformat(), "detail": why.strip()[-2000:]}
            log.error("a past day could not be judged", extra=details)
        return Unjudged()
