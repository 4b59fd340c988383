"""How long judging takes, against only reading the same numbers: ``python -m benchmarks.judge``.

A store of pretend numbers is made in a temporary folder: models with five measures and a daily
reading of each for a year. Then, in one run: reading all of them into arrays through the query
that judging uses, judging every model, and judging again after one model in a hundred has new
readings.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, Table, insert

from app.judging import judge_all
from data.facts import Better, FieldName, LiveBy, Origin, Question, Unit
from data.store import histories, series, tables
from data.store.engine import open_store, reading, writing
from data.store.schema import upgrade
from data.store.tables import RunState, SourceKind

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MADE = NOW - 400 * DAY
ZONE = "Europe/London"
AT_ONCE = 200
CHANGED = 100
"""One model in so many has new readings before judging again."""
AIM = 2.0
"""Judging everything may take so many times as long as reading the numbers."""

_AT = "%Y-%m-%d %H:%M:%S.%f"
_COLUMNS = (
    "INSERT INTO readings (series_id, source_id, run_id, start_at, end_at, received_at, value, "
    "case_count) VALUES "
)
_INSERT = {
    "sqlite": _COLUMNS + "(?, ?, ?, ?, ?, ?, ?, ?)",
    "postgresql": _COLUMNS + "(%s, %s, %s, %s, %s, %s, %s, %s)",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the five measures: how it is counted, what is agreed and what is usual."""

    key: str
    question: Question
    unit: Unit
    better: Better
    minimum: float
    usual: float
    spread: float
    cases: int | None


KINDS = (
    Kind("uptime", Question.AVAILABILITY, Unit.SHARE, Better.HIGHER, 0.95, 0.99, 0.003, 1440),
    Kind("recall", Question.PERFORMANCE, Unit.SHARE, Better.HIGHER, 0.7, 0.8, 0.02, 400),
    Kind("precision", Question.PERFORMANCE, Unit.SHARE, Better.HIGHER, 0.6, 0.72, 0.02, 400),
    Kind("worth", Question.VALUE, Unit.MONEY, Better.HIGHER, 900.0, 1000.0, 20.0, None),
    Kind("shift", Question.DRIFT, Unit.NUMBER, Better.LOWER, 0.25, 0.1, 0.02, None),
)


def main() -> int:
    """Print the table; 1 where judging everything takes longer than it may."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.judge", description=__doc__)
    options.add_argument("--models", type=int, default=10_000)
    options.add_argument("--days", type=int, default=365)
    options.add_argument("--store", help="the address of an empty store; else a temporary file")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_store(asked.store or f"sqlite:///{Path(folder) / 'judge.db'}")
        upgrade(engine)
        load(engine, asked.models, asked.days)
        times = measured(engine, asked.models)
        engine.dispose()
    readings = asked.models * asked.days * len(KINDS)
    for line in table(times, asked.models, readings):
        sys.stdout.write(line + "\n")
    return int(times["judging every model"] > AIM * times["reading the numbers"])


def measured(engine: Engine, models: int) -> dict[str, float]:
    """Seconds each step takes, one after the other."""
    times = {"reading the numbers": timed(lambda: read_numbers(engine, models))}
    times["judging every model"] = judged(engine, NOW)
    times["judging again, nothing new"] = judged(engine, NOW + timedelta(minutes=15))
    add_readings(engine, range(1, models + 1, CHANGED))
    times[f"judging again, 1 in {CHANGED} new"] = judged(engine, NOW + timedelta(minutes=30))
    return times


def judged(engine: Engine, now: datetime) -> float:
    """Seconds that judging takes."""
    return timed(lambda: judge_all(engine, now=now, time_zone=ZONE))


def timed(do: Callable[[], object]) -> float:
    """Seconds by the clock on the wall."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def read_numbers(engine: Engine, models: int) -> None:
    """Every reading into arrays, a batch of models at a time, by the query judging uses."""
    with reading(engine) as conn:
        for first in range(1, models + 1, AT_ONCE):
            ids = range(first, min(first + AT_ONCE, models + 1))
            series.load(conn, list(ids), NOW)


def load(engine: Engine, models: int, days: int) -> None:
    """Fill an empty store: the models as a registry tells them, then their readings."""
    with writing(engine) as conn:
        _company(conn)
        for table_, rows in _told(models):
            conn.execute(insert(table_), list(rows))
    with writing(engine) as conn:
        numbers = np.random.default_rng(7)
        for first in range(0, models, AT_ONCE):
            some = range(first, min(first + AT_ONCE, models))
            _insert(engine, conn, [row for each in some for row in _readings(each, days, numbers)])


def add_readings(engine: Engine, models: range) -> None:
    """One more day of these models, by another run."""
    with writing(engine) as conn:
        conn.execute(insert(tables.runs), [_run(2)])
        rows = [
            (each * len(KINDS) - place, 1, 2, *_day(-1), kind.usual, kind.cases)
            for each in models
            for place, kind in enumerate(reversed(KINDS))
        ]
        _insert(engine, conn, rows)


def _company(conn: Connection) -> None:
    conn.execute(insert(tables.company), [{"id": 1, "pretend": False, "time_zone": ZONE}])
    source = {"id": 1, "kind": SourceKind.MLFLOW, "name": "registry", "pretend": False}
    conn.execute(insert(tables.sources), [{**source, "first_ok": MADE, "last_ok": NOW}])
    conn.execute(insert(tables.runs), [_run(1)])
    # Watched for long, so that nothing is looked back at.
    conn.execute(insert(tables.judged), [{"id": 1, "at": NOW - DAY, "watched_since": MADE}])


def _run(number: int) -> dict[str, Any]:
    at = {"started": NOW, "finished": NOW}
    return {"id": number, "source_id": 1, "state": RunState.PUBLISHED, **at}


def _told(models: int) -> Iterator[tuple[Table, Iterator[dict[str, Any]]]]:
    every = range(1, models + 1)
    kept = {"source_id": 1, "run_id": 1, "known_from": MADE}
    measures = [
        ((each - 1) * len(KINDS) + place, each, kind)
        for each in every
        for place, kind in enumerate(KINDS, 1)
    ]
    named = ({"id": each, "registry": "registry", "name": f"model-{each:05}"} for each in every)
    yield tables.models, ({**each, "slug": each["name"]} for each in named)
    yield (
        tables.measures,
        ({"id": key, "model_id": each, "measure_key": kind.key} for key, each, kind in measures),
    )
    yield tables.series, ({"id": key, "measure_id": key} for key, _, _ in measures)
    yield histories.listings, ({"model_id": each, "created_at": MADE, **kept} for each in every)
    yield tables.live_spells, (_spell(each) for each in every)
    yield (
        histories.facts,
        (
            {"model_id": each, "name": name, "value": value, "origin": Origin.READ, **kept}
            for each in every
            for name, value in _facts(each).items()
        ),
    )
    yield histories.definitions, ({**_definition(key, kind), **kept} for key, _, kind in measures)
    yield histories.agreements, ({**_agreement(key, kind), **kept} for key, _, kind in measures)


def _facts(model: int) -> dict[FieldName, str]:
    return {
        FieldName.BUSINESS_NAME: f"Letters of kind {model}",
        FieldName.OWNER: f"person {model % 50}",
        FieldName.BACKUP_OWNER: f"person {model % 50 + 1}",
        FieldName.UNIT: f"unit {model % 12}",
        FieldName.IMPACT: "medium",
        FieldName.CADENCE: "P1D",
    }


def _spell(model: int) -> dict[str, Any]:
    spell = {"model_id": model, "version": "1", "live_by": LiveBy.ALIAS, "start_at": MADE}
    return {**spell, "start_known": True, "source_id": 1, "run_id": 1}


def _definition(measure: int, kind: Kind) -> dict[str, Any]:
    counted = {"question": kind.question, "unit": kind.unit, "better": kind.better}
    return {"measure_id": measure, "kind": kind.key, **counted}


def _agreement(measure: int, kind: Kind) -> dict[str, Any]:
    signed = {"agreed_by": "person 1", "agreed_on": MADE.date(), "expected": kind.usual}
    return {"measure_id": measure, "minimum": kind.minimum, **signed}


Row = tuple[int, int, int, str, str, str, float, int | None]


def _readings(model: int, days: int, numbers: np.random.Generator) -> Iterator[Row]:
    """A year of each measure; one model in fifty fell clearly below some weeks ago."""
    ages = np.arange(days)[::-1]
    for place, kind in enumerate(KINDS, 1):
        level = np.full(days, kind.usual)
        if model % 50 == 0:
            level[ages < 40] += 1.5 * (kind.minimum - kind.usual)
        values = level + numbers.normal(0, kind.spread, days)
        if kind.unit is Unit.SHARE:
            values = np.clip(values, 0, 1)
        key = model * len(KINDS) + place
        for age, value in zip(ages.tolist(), values.round(6).tolist(), strict=True):
            yield (key, 1, 1, *_day(age), value, kind.cases)


def _day(age: int) -> tuple[str, str, str]:
    """Start, end and arrival of the day that ended so many days before the last hour."""
    end = NOW - timedelta(hours=1) - age * DAY
    start, came = end - DAY, min(end, NOW)
    if age < 0:
        start, end, came = end - DAY, end - DAY / 2, NOW
    return start.strftime(_AT), end.strftime(_AT), came.strftime(_AT)


def _insert(engine: Engine, conn: Connection, rows: list[Row]) -> None:
    """Straight into the table, past the door that real readings come through."""
    conn.exec_driver_sql(_INSERT[engine.dialect.name], rows)


def table(times: dict[str, float], models: int, readings: int) -> list[str]:
    """The result as a Markdown table: seconds, and how they stand to reading alone."""
    least = times["reading the numbers"]
    # Linux tells kilobytes, macOS bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024**2 if sys.platform == "darwin" else 1024
    )
    lines = [
        f"{models:,} models, {len(KINDS)} measures each, {readings:,} readings, "
        f"{os.cpu_count()} cores, {peak:,.0f} MB at the most:",
        "",
        "| step | seconds | to reading |",
        "|---|--:|--:|",
    ]
    lines += [f"| {name} | {took:,.1f} | {took / least:.2f} |" for name, took in times.items()]
    return lines


if __name__ == "__main__":
    sys.exit(main())
