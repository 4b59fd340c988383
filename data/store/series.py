"""Readings as arrays: one Series per measure and group, built without an object per reading."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Connection, cast, extract, func, or_, select

from data.facts import Answering, Moments, Series
from data.store.tables import RunState, measures, readings, runs, series
from data.store.units import Apart


@dataclass(frozen=True, slots=True)
class CameFrom:
    """Where a reading came from, and in which columns of the data its value was found."""

    place: str = ""
    columns: str = ""


_Row = tuple[int, int, str, int, int, int, float, int | None]

Groups = dict[int, list[Series]]
"""The series of each measure, by the measure's id."""


def load(
    conn: Connection,
    model_ids: Sequence[int],
    as_of: datetime,
    apart: Mapping[int, Sequence[Apart]],
) -> Groups:
    """The readings of these models as they were known at ``as_of``, oldest first.

    Those ``apart``, by the id of their measure, are in another unit and left out.
    """
    query = (
        select(
            series.c.id,
            series.c.measure_id,
            series.c.group_name,
            _seconds(readings.c.start_at),
            _seconds(readings.c.end_at),
            _seconds(readings.c.received_at),
            readings.c.value,
            readings.c.case_count,
        )
        .join_from(series, measures, series.c.measure_id == measures.c.id)
        .join(readings, readings.c.series_id == series.c.id)
        .join(runs, runs.c.id == readings.c.run_id)
        .where(measures.c.model_id.in_(model_ids), *_known(as_of))
    )
    if not apart:
        return _split([tuple(row) for row in conn.execute(query)])
    told = query.add_columns(readings.c.source_id, _seconds(runs.c.started))
    rows = [tuple(row) for row in conn.execute(told)]
    return _split([row[:-2] for row in rows if not _is_apart(apart, row[1], *row[-2:])])


def _is_apart(
    apart: Mapping[int, Sequence[Apart]], measure_id: int, source_id: int, told: int
) -> bool:
    return any(each.holds(source_id, told) for each in apart.get(measure_id, ()))


def newest_origins(
    conn: Connection,
    model_ids: Sequence[int],
    as_of: datetime,
    apart: Mapping[int, Sequence[Apart]],
) -> dict[int, CameFrom]:
    """Where the newest reading of all cases together came from, by the measure's id.

    Those ``apart`` are no results of their measure.
    """
    newest = (
        select(readings.c.id)
        .join(runs, runs.c.id == readings.c.run_id)
        .where(readings.c.series_id == series.c.id, *_known(as_of))
        .order_by(*_NEWEST_FIRST)
        .limit(1)
    )
    told = readings.alias("told")
    query = (
        select(series.c.measure_id, told.c.place, told.c.columns)
        .join_from(series, measures, series.c.measure_id == measures.c.id)
        .join(told, told.c.id == newest.scalar_subquery())
        .where(measures.c.model_id.in_(model_ids), series.c.group_name == "")
    )
    found = {row.measure_id: CameFrom(row.place, row.columns) for row in conn.execute(query)}
    in_one_unit = {key: origin for key, origin in found.items() if key not in apart}
    return in_one_unit | _origins_beside(conn, as_of, apart)


_NEWEST_FIRST = (
    readings.c.end_at.desc(),
    readings.c.start_at.desc(),
    readings.c.received_at.desc(),
    readings.c.id.desc(),
)


def _origins_beside(
    conn: Connection, as_of: datetime, apart: Mapping[int, Sequence[Apart]]
) -> dict[int, CameFrom]:
    """The same of the measures that have readings apart, which are few: one row for each reading
    of them."""
    if not apart:
        return {}
    query = (
        select(series.c.measure_id, readings.c.source_id, _seconds(runs.c.started))
        .add_columns(readings.c.place, readings.c.columns)
        .join_from(series, readings, readings.c.series_id == series.c.id)
        .join(runs, runs.c.id == readings.c.run_id)
        .where(series.c.measure_id.in_(apart), series.c.group_name == "", *_known(as_of))
        .order_by(*_NEWEST_FIRST)
    )
    found: dict[int, CameFrom] = {}
    for measure_id, source_id, told, *where in conn.execute(query):
        if measure_id not in found and not _is_apart(apart, measure_id, source_id, told):
            found[measure_id] = CameFrom(*where)
    return found


def answering(
    conn: Connection, model_ids: Sequence[int], as_of: datetime
) -> dict[int, tuple[Answering, ...]]:
    """Which versions answered, by the readings that name one; for each model in order of time."""
    first, last = func.min(readings.c.start_at), func.max(readings.c.end_at)
    query = (
        select(measures.c.model_id, readings.c.version, first, last)
        .join_from(measures, series, series.c.measure_id == measures.c.id)
        .join(readings, readings.c.series_id == series.c.id)
        .join(runs, runs.c.id == readings.c.run_id)
        .where(measures.c.model_id.in_(model_ids), readings.c.version != "", *_known(as_of))
        .group_by(measures.c.model_id, readings.c.version)
        .order_by(first, readings.c.version)
    )
    found: dict[int, tuple[Answering, ...]] = {}
    for model_id, *told in conn.execute(query):
        found[model_id] = (*found.get(model_id, ()), Answering(*told))
    return found


def _known(as_of: datetime) -> tuple[ColumnElement[bool], ...]:
    """The readings of published runs that counted at this moment."""
    return (
        runs.c.state == RunState.PUBLISHED,
        readings.c.received_at <= as_of,
        or_(readings.c.superseded_at.is_(None), readings.c.superseded_at > as_of),
    )


def empty(group: str = "") -> Series:
    """A series of a measure nobody has reported yet."""
    none = np.array([], dtype="datetime64[s]")
    numbers = np.array([], dtype=np.float64)
    return Series(group, none, none, none, numbers, numbers)


def _seconds(moment: ColumnElement[datetime]) -> ColumnElement[int]:
    """Seconds since 1970: reading them costs a tenth of reading datetimes."""
    return cast(extract("epoch", moment), BigInteger)


def _split(rows: list[_Row]) -> Groups:
    found: Groups = defaultdict(list)
    if not rows:
        return found
    ids, owners, names, starts, ends, received, values, counts = zip(*rows, strict=True)
    table = np.array([ids, ends, starts, received], dtype=np.int64)
    numbers = np.array(values, dtype=np.float64), np.array(counts, dtype=np.float64)
    # The stable sort keeps what came later behind; of one period the last received counts.
    order = np.lexsort(table[::-1])
    table, owner, name = table[:, order], np.array(owners)[order], [names[at] for at in order]
    last = np.append(np.any(table[:3, 1:] != table[:3, :-1], axis=0), True)
    keep = np.flatnonzero(last)
    bounds = np.flatnonzero(np.diff(table[0, keep])) + 1
    for part in np.split(keep, bounds):
        found[int(owner[part[0]])].append(
            Series(
                name[part[0]],
                _moments(table[2, part]),
                _moments(table[1, part]),
                _moments(table[3, part]),
                numbers[0][order][part],
                numbers[1][order][part],
            )
        )
    return found


def _moments(seconds: np.typing.NDArray[np.int64]) -> Moments:
    return seconds.astype("datetime64[s]")
