"""What pipelines report themselves, taken in beside whatever sync is running.

A report adds: it never closes what was told before, and what it does not mention stays. All of one
report comes in within one transaction, so whoever dies in its middle has reported nothing.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random

from data.connections import MeasureShape
from data.facts import Measure, Reading, Refusal
from data.problems import Problem, Rejected, SourceFailed, Unreadable
from data.rows import json_lines, reported
from data.rows.periods import Clock
from data.rows.plain_text import unreadable
from data.rows.readings import Row, measure_of
from data.store import identities, runs
from data.store.door import as_text
from data.store.engine import is_busy, reading, writing
from data.store.landing import Adding, Landed, land
from data.store.refusals import Series, series_of
from data.store.tables import SourceKind

SOURCE = "rollcall report"
"""What the list of sources calls everything that is reported."""

LARGEST = 32 * 2**20
"""Bytes of one file of reports."""

MOST = 10_000
"""Reports at once. The store takes them within a few seconds, and others wait that long."""

PATIENCE = 60.0
"""Seconds for which a report is tried again while others are writing."""

Rows = Iterable[tuple[str, Row | Refusal]]
"""Reports, each with its place."""

Measures = Mapping[str, MeasureShape]


Reported = Landed
"""What became of reports."""


def take(engine: Engine, rows: Rows, measures: Measures, *, now: datetime) -> Reported:
    """Take in reports. ``measures`` are those the configuration describes, by key.

    Raises SourceFailed, and the last OperationalError where others wrote for a whole minute.
    """
    with reading(engine) as conn:
        clock = Clock(ZoneInfo(runs.zone_of_real(conn)))
    told = [_arrival(place, row, clock, now) for place, row in rows]
    patiently = Retrying(
        retry=retry_if_exception(is_busy),
        stop=stop_after_delay(PATIENCE),
        wait=wait_random(0.05, 0.5),
        reraise=True,
    )
    return patiently(_take, engine, told, measures, now)


def rows_in(label: str, content: bytes) -> Rows:
    """The reports that a file of JSON Lines, CSV or Parquet holds.

    Raises SourceFailed where more is wrong with the file than single values.
    """
    try:
        if len(content) > LARGEST:
            raise unreadable(label, Unreadable.TOO_LARGE)
        found = list(islice(_rows(label, content), MOST + 1))
        if len(found) > MOST:
            raise unreadable(label, Unreadable.TOO_LARGE)
    except Rejected as fault:
        inputs = {"source": SOURCE, "address": label, **fault.problem.inputs}
        raise SourceFailed(Problem(fault.problem.code, inputs)) from None
    return found


def _rows(label: str, content: bytes) -> Iterator[tuple[str, Row | Refusal]]:
    if content.removeprefix(BOM_UTF8).lstrip().startswith(b"{"):
        yield from json_lines.rows(label, content)
        return
    # Only here: whoever reports one value need not wait until Parquet's library is loaded.
    from data.sources import files

    columns = [name for name in files.columns_of(label, content) if name]
    for name in columns:
        reported.check_name(name)
    optional = [name for name in columns if name not in reported.NEEDED]
    yield from files.rows_of(label, content, (*reported.NEEDED, *optional))


def _arrival(place: str, row: Row | Refusal, clock: Clock, now: datetime) -> Reading | Refusal:
    return row if isinstance(row, Refusal) else reported.reading_of(place, row, clock, now)


def _take(
    engine: Engine, told: Sequence[Reading | Refusal], measures: Measures, now: datetime
) -> Reported:
    with writing(engine) as conn:
        source = Adding(SourceKind.REPORTED, SOURCE, pretend=False, now=now)
        arrivals = chain(_described(conn, told, measures), told)
        return land(conn, source, arrivals, {_series(each) for each in told})


def _described(
    conn: Connection, told: Iterable[Reading | Refusal], measures: Measures
) -> Iterator[Measure]:
    """What the measures mean that the configuration describes, once for each model we know."""
    known = identities.load(conn)
    readings = (each for each in told if isinstance(each, Reading))
    for ref, key in dict.fromkeys((each.ref, each.measure) for each in readings):
        if key in measures and known.find(ref) is not None:
            yield measure_of(ref, key, measures[key])


def _series(told: Reading | Refusal) -> Series:
    return series_of(told.row if isinstance(told, Refusal) else as_text(told))
