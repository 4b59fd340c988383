"""Whether this server can show what is so: the checks behind ``/readyz``."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from data.store.engine import reading
from data.store.schema import SchemaState, schema_state
from data.store.sources import all_read_at, judged_at

# One round may be missed for a restart and one may be slow; a third missing is a fault of ours.
ROUNDS_UNTIL_OLD = 3


class Check(StrEnum):
    """How one check came out. Anything but OK means not ready."""

    OK = "ok"
    UNREACHABLE = "unreachable"
    BEHIND = "behind: run rollcall init"
    NEWER = "made by a newer version"
    NEVER = "never"
    OLD = "too long ago"
    UNKNOWN = "unknown"


def checks(
    engine: Engine, *, now: datetime, every: timedelta, sources: Sequence[str]
) -> dict[str, Check]:
    """The named checks of this moment; ``every`` is the time between two rounds of sync.

    ``sources`` are the names of those configured: one of them that is silent is enough.
    """
    try:
        state = schema_state(engine)
        if state is not SchemaState.CURRENT:
            return _answer(Check.OK, _SCHEMA[state], Check.UNKNOWN, Check.UNKNOWN)
        with reading(engine) as conn:
            synced, judged = all_read_at(conn, sources), judged_at(conn)
    except SQLAlchemyError:
        return unreachable()
    return _answer(Check.OK, Check.OK, _age(synced, now, every), _age(judged, now, every))


def unreachable() -> dict[str, Check]:
    """The answer where the store cannot be asked."""
    return _answer(Check.UNREACHABLE, Check.UNKNOWN, Check.UNKNOWN, Check.UNKNOWN)


_SCHEMA = {SchemaState.BEHIND: Check.BEHIND, SchemaState.NEWER: Check.NEWER}


def _answer(store: Check, schema: Check, sync: Check, judging: Check) -> dict[str, Check]:
    return {"store": store, "schema": schema, "sync": sync, "judging": judging}


def _age(at: datetime | None, now: datetime, every: timedelta) -> Check:
    if at is None:
        return Check.NEVER
    return Check.OLD if now - at > every * ROUNDS_UNTIL_OLD else Check.OK
