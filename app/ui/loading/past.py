"""The store of the past day that is looked at, and what is so while it is not to be had."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Engine

from app.past_days import Awaited, Busy, past_days
from app.past_process import Unjudged


class PastDayAwaited(Exception):
    """The past day that is looked at is still being judged."""


class PastDayBusy(PastDayAwaited):
    """So many other days are judged first that the one looked at does not even wait yet."""


class PastDayFailed(Exception):
    """The past day that is looked at could not be judged; the log says why."""


@contextmanager
def past_store(database: str, day: date) -> Iterator[Engine]:
    """The store of that day, which stays until the block ends.

    Raises PastDayAwaited, PastDayBusy or PastDayFailed.
    """
    try:
        with past_days(database).read(day) as store:
            yield store
    except Unjudged as error:
        raise PastDayFailed from error
    except Busy as error:
        raise PastDayBusy from error
    except Awaited as error:
        raise PastDayAwaited from error
