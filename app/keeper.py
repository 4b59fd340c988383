"""Keeps one child process going for as long as this process lives, and not a moment longer."""

import logging
import subprocess
from collections.abc import Mapping, Sequence
from threading import Event, Lock, Thread
from typing import Any

# Long enough that a child that cannot start fills no log, short enough that no round is missed.
RESTART_AFTER_SECONDS = 10.0
# A sync in the middle of a transaction rolls back in well under this.
STOP_WITHIN_SECONDS = 10.0

log = logging.getLogger(__name__)


class Keeper:
    """Starts ``command`` again whenever it ends. Its standard input is closed when we are gone.

    The child must end itself when its input closes: that is how it notices that this process was
    killed and could not stop it.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        restart_after: float = RESTART_AFTER_SECONDS,
    ) -> None:
        self._command = tuple(command)
        self._environment = dict(environment)
        self._restart_after = restart_after
        self._stopping = Event()
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep, name="keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the child and wait until it is gone."""
        self._stopping.set()
        with self._lock:
            child = self._child
        if child is not None:
            end_child(child)
        self._thread.join()

    def _keep(self) -> None:
        while True:
            with self._lock:
                if self._stopping.is_set():
                    return
                # A session of its own: Ctrl+C is for us, and we tell the child.
                self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
                    self._command,
                    env=self._environment,
                    stdin=subprocess.PIPE,
                    start_new_session=True,
                )
            code = self._child.wait()
            _close_input(self._child)
            if self._stopping.is_set():
                return
            log.warning("the sync process ended and starts again", extra={"exit_code": code})
            self._stopping.wait(self._restart_after)


def end_child(child: subprocess.Popen[Any]) -> None:
    """Ask a child to end, insist after a while, and wait until it is gone."""
    child.terminate()
    try:
        child.wait(STOP_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _close_input(child: subprocess.Popen[bytes]) -> None:
    if child.stdin:
        child.stdin.close()
