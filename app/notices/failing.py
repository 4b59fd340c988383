"""How telling somebody fails, and the time it may take."""

from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from data.notices import Undelivered


class Failed(Exception):
    """A message did not go out."""

    def __init__(self, why: Undelivered) -> None:
        self.why = why
        super().__init__(why.value)


def within(seconds: float, do: Callable[[], None]) -> None:
    """Do it, or raise Failed (TOO_SLOW) after so many seconds of waiting.

    A time limit on a socket counts each answer by itself: a server that sends a letter a second
    would never reach it. What is given up may still come to its end, so a message may arrive that
    is told to be late, and comes once more.
    """
    ended: SimpleQueue[BaseException | None] = SimpleQueue()

    def run() -> None:
        try:
            do()
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            ended.put(error)
        else:
            ended.put(None)

    Thread(target=run, name="telling", daemon=True).start()
    error: BaseException | None = Failed(Undelivered.TOO_SLOW)
    with suppress(Empty):
        error = ended.get(timeout=seconds)
    if error is not None:
        raise error
