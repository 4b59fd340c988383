"""Past days, each judged into a store of its own by a process beside the pages.

Judging a fleet takes seconds, too long for a page and too much for the process that serves them.
What comes of it is a small SQLite file with the tables every page reads; it is made again where
the facts behind it may have changed, and deleted once nobody reads it any more.
"""

import atexit
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from threading import Lock
from time import monotonic
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from app.past_process import PastProcess, Unjudged
from data.store.engine import full_address, open_store

MOST_DAYS = 24
"""As many as a meeting looks at; the one asked for longest ago makes room."""
MOST_WAITING = 3
"""Days that wait for the one being judged: more, and the last would wait too long to be told."""
HOLDS_FOR_SECONDS = 3600.0
"""A source that is read for the first time tells of past days; this soon they tell it, too."""
TRY_AGAIN_SECONDS = 30.0
"""A day that could not be judged is not tried again sooner: pages ask every second."""


class Awaited(Exception):
    """A past day is being judged; ask again soon."""


class Busy(Awaited):
    """So many days are waiting to be judged that this one does not even wait; ask again."""


def end_of(day: date, time_zone: str) -> datetime:
    """The last second of a day of the company: what is known by then is known of that day."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))
    return midnight.astimezone(UTC) - timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What came of judging a day: its store and the folder of its file, None where it failed.

    ``at`` is on the clock that never jumps.
    """

    store: Engine | None
    folder: Path
    at: float


@dataclass(eq=False, slots=True)
class _Day:
    """A day that somebody asked for, and how many read its store at this moment."""

    judged: Future[_Judged]
    asked_at: float
    readers: int = 0
    dropped: bool = False

    def is_over(self, now: float) -> bool:
        """Whether it is to be judged again: it is old, or it failed some time ago."""
        if not self.judged.done():
            return False
        found = self.judged.result()
        if found.store is None:
            return now - found.at > TRY_AGAIN_SECONDS
        return now - self.asked_at > HOLDS_FOR_SECONDS


class PastDays:
    """The past days of one store. ``database`` is its address."""

    def __init__(self, database: str) -> None:
        self._process = PastProcess(database)
        self._folder = Path(tempfile.mkdtemp(prefix="rollcall-past-"))
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        # One at a time: readers of the present must not wait for those of the past.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="past-day")
        self._days: dict[date, _Day] = {}
        self._lock = Lock()

    @contextmanager
    def read(self, day: date) -> Iterator[Engine]:
        """The store of a day, which stays for as long as it is read.

        Raises Awaited while it is being judged, Busy where too many others wait, and Unjudged
        where it could not be judged. Asking again after a while tries again.
        """
        known, store = self._taken(day)
        try:
            yield store
        finally:
            self._given_back(known)

    def close(self) -> None:
        """Judge nothing any more, and delete every file."""
        self._process.stop()
        self._worker.shutdown(cancel_futures=True)
        with self._lock:
            for day in tuple(self._days):
                self._drop(day)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _taken(self, day: date) -> tuple[_Day, Engine]:
        with self._lock:
            self._drop_what_is_over()
            known = self._days.pop(day, None) or self._submitted(day)
            # The one asked for last stands last, so the first is the one to make room.
            self._days[day] = known
            if not known.judged.done():
                raise Awaited
            store = known.judged.result().store
            if store is None:
                raise Unjudged
            known.readers += 1
            return known, store

    def _given_back(self, known: _Day) -> None:
        with self._lock:
            known.readers -= 1
            if known.dropped and not known.readers:
                known.judged.add_done_callback(_delete)

    def _submitted(self, day: date) -> _Day:
        unfinished = sum(not each.judged.done() for each in self._days.values())
        if unfinished > MOST_WAITING:
            raise Busy
        while len(self._days) >= MOST_DAYS:
            self._drop(next(iter(self._days)))
        return _Day(self._worker.submit(self._judge, day), monotonic())

    def _drop_what_is_over(self) -> None:
        now = monotonic()
        for day in [day for day, known in self._days.items() if known.is_over(now)]:
            self._drop(day)

    def _drop(self, day: date) -> None:
        """Forget a day; its file goes once nobody reads it and nobody writes it."""
        known = self._days.pop(day)
        known.dropped = True
        known.judged.cancel()
        if not known.readers:
            known.judged.add_done_callback(_delete)

    def _judge(self, day: date) -> _Judged:
        folder = self._folder / f"{day}-{secrets.token_hex(4)}"
        file = folder / "day.db"
        try:
            self._process.judge(day, file)
        except Unjudged:
            shutil.rmtree(folder, ignore_errors=True)
            return _Judged(None, folder, monotonic())
        return _Judged(open_store(f"sqlite:///{file}"), folder, monotonic())


def _delete(judged: Future[_Judged]) -> None:
    """Called where nobody reads the store any more, and nobody will."""
    found = None if judged.cancelled() else judged.result()
    if found is not None and found.store is not None:
        found.store.dispose()
        shutil.rmtree(found.folder, ignore_errors=True)


_known: dict[str, PastDays] = {}
_lock = Lock()


def past_days(database: str) -> PastDays:
    """The past days of a store, the same for all who ask in this process."""
    address = full_address(database)
    with _lock:
        if address not in _known:
            _known[address] = PastDays(address)
        return _known[address]


def close_past_days() -> None:
    """Judge no past day any more, and delete the files of all of them."""
    with _lock:
        while _known:
            _known.popitem()[1].close()
