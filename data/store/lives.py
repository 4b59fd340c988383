"""Which version is live when: registries tell only what is live now, so we keep the spells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, insert, select, update

from data.facts import LiveBy, LiveVersion, Reading
from data.store.columns import not_before
from data.store.histories import past_spells
from data.store.runs import Run
from data.store.tables import live_spells

RECENT_AT_LEAST = timedelta(days=35)
"""A monthly report is still recent a month later, with some days for the month's close."""

RECENT_PERIODS = 3
"""As many missing reports as the two-of-three rule looks back; fewer may be a holiday."""


@dataclass(slots=True)
class Sign:
    """What readings say about a model being in use: first seen, and until when that holds."""

    start: datetime
    recent_until: datetime
    version: str


def recent_until(start: datetime, end: datetime) -> datetime:
    """Until when a reading shows that its model is in use."""
    return end + max(RECENT_PERIODS * (end - start), RECENT_AT_LEAST)


def notice(signs: dict[int, Sign], model_id: int, reading: Reading) -> None:
    """Remember what a reading says about its model being in use."""
    until = recent_until(reading.start, reading.end)
    sign = signs.setdefault(model_id, Sign(reading.start, until, reading.version))
    sign.start = min(sign.start, reading.start)
    if (until, reading.version) > (sign.recent_until, sign.version):
        sign.recent_until, sign.version = until, reading.version


def apply(
    conn: Connection,
    run: Run,
    live: Mapping[tuple[int, str], LiveVersion],
    created: Mapping[tuple[int, str], datetime],
) -> None:
    """Close the spells this source no longer tells of and open those it did not tell of before.

    ``created`` holds when a version was made: on the first load that is the best start there is.
    """
    still = _open_spells(conn, run)
    for key in still.keys() - live.keys():
        _end(conn, run, live_spells.c.id == still[key])
    fresh = {key: said for key, said in live.items() if key not in still}
    for model_id in {key[0] for key in fresh}:
        by_readings = live_spells.c.live_by == LiveBy.READINGS
        _end(conn, run, (live_spells.c.model_id == model_id) & by_readings)
    rows = [
        {
            "model_id": model_id,
            "version": version,
            "live_by": said.by,
            "detail": said.detail,
            "start_at": _start(run, created.get((model_id, version))),
            "start_known": not run.first_load,
        }
        for (model_id, version), said in fresh.items()
    ]
    _begin(conn, run, rows)


def end_all(conn: Connection, run: Run, model_id: int) -> None:
    """The registry no longer has this model, so nothing of it is live."""
    _end(conn, run, live_spells.c.model_id == model_id)


def open_by_readings(conn: Connection, run: Run, signs: Mapping[int, Sign]) -> None:
    """A model known to be in use by its readings alone stays watched when they stop.

    Without this it would leave the list exactly when it falls silent.
    """
    had = set(conn.scalars(select(live_spells.c.model_id)))
    had |= set(conn.scalars(select(past_spells.c.model_id).where(past_spells.c.known_to.is_(None))))
    rows = [
        {
            "model_id": model_id,
            "version": sign.version,
            "live_by": LiveBy.READINGS,
            "detail": "",
            "start_at": sign.start if run.first_load else run.now,
            "start_known": False,
        }
        for model_id, sign in sorted(signs.items())
        if model_id not in had and sign.recent_until >= run.now
    ]
    _begin(conn, run, rows)


def _open_spells(conn: Connection, run: Run) -> dict[tuple[int, str], int]:
    mine = select(live_spells).where(
        live_spells.c.source_id == run.source_id,
        live_spells.c.end_at.is_(None),
        live_spells.c.live_by != LiveBy.READINGS,
    )
    return {(row.model_id, row.version): row.id for row in conn.execute(mine)}


def _start(run: Run, created: datetime | None) -> datetime:
    return min(created, run.now) if run.first_load and created is not None else run.now


def _end(conn: Connection, run: Run, which: ColumnElement[bool]) -> None:
    still = live_spells.c.end_at.is_(None)
    end = not_before(live_spells.c.start_at, run.now)
    conn.execute(update(live_spells).where(which, still).values(end_at=end))


def _begin(conn: Connection, run: Run, rows: list[dict[str, object]]) -> None:
    if rows:
        about = {"source_id": run.source_id, "run_id": run.id}
        conn.execute(insert(live_spells), [{**row, **about} for row in rows])
