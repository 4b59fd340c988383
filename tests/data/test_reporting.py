"""Reports of pipelines: taken in beside a sync, once however often they come, never closing."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from sqlalchemy import Engine, func, select

from data.connections import MeasureShape
from data.facts import Arrival, ReadContext, Refusal, Unit
from data.problems import Code, Problem, SourceFailed
from data.reporting import MOST, SOURCE, Reported, rows_in, take
from data.store import histories, sources
from data.store.engine import open_store, reading, writing
from data.store.tables import RunState, company, readings, runs, series
from tests.data.feeding import (
    NOW,
    PRETEND,
    REF,
    WEEK,
    case_of,
    churn,
    everything,
    feed,
    feed_registry,
    listed,
    visible,
    weekly,
)

LATER = NOW + timedelta(hours=1)
ROOT = Path(__file__).parents[2]
REPORT = {
    "model": "churn",
    "measure": "recall",
    "value": 0.7,
    "start": "2026-11-09",
    "end": "2026-11-15",
}
JSON = b'{"model": "churn", "measure": "recall", "value": 0.7, "start": "2026-11-09", '
JSON += b'"end": "2026-11-15"}\n'
HEADING = b"model,measure,value,start,end"


def report(engine: Engine, *rows: Mapping[str, Any], **other: Any) -> Reported:
    """Report these, each said over the report above."""
    told = [("report", {**REPORT, **row}) for row in rows or ({},)]
    return take(engine, told, other.pop("measures", {}), now=other.pop("now", LATER))


def codes(found: Reported) -> list[Code]:
    return [each.problem.code for each in found.refused]


def still_refused(engine: Engine) -> list[Refusal]:
    """What the page of sources shows as refused."""
    with reading(engine) as conn:
        return sources.refusals(conn, SOURCE, 100)


def kept_values(engine: Engine) -> list[tuple[float, bool]]:
    """Every value ever taken, and whether it was corrected since."""
    with reading(engine) as conn:
        found = conn.execute(select(readings).order_by(readings.c.id)).all()
    return [(row.value, row.superseded_at is not None) for row in found]


@pytest.fixture
def known(engine: Engine) -> Engine:
    """A store that knows the model churn and its measure."""
    feed_registry(engine, churn())
    return engine


def test_the_same_again_changes_nothing(known: Engine) -> None:
    assert report(known) == Reported(1, 0, 0, ())
    before = everything(known)
    for number in range(2):
        again = report(known, now=LATER + timedelta(days=number))
        assert again == Reported(0, 1, 0, ())
    assert everything(known) == before


def test_another_value_corrects_and_both_stay(known: Engine) -> None:
    report(known)
    assert report(known, {"value": 0.6}, now=LATER + WEEK) == Reported(0, 0, 1, ())
    assert kept_values(known) == [(0.7, True), (0.6, False)]
    assert case_of(known, as_of=LATER).measured[0].overall.values.tolist() == [0.7]
    assert case_of(known, as_of=LATER + WEEK).measured[0].overall.values.tolist() == [0.6]


def test_days_are_of_the_company_and_both_count(known: Engine) -> None:
    with reading(known) as conn:
        assert conn.scalar(select(company.c.time_zone)) == "Europe/London"
    report(known, {"start": "2026-10-19", "end": "2026-10-25"})
    overall = case_of(known, as_of=LATER).measured[0].overall
    starts, ends = (str(each[0])[:16] for each in (overall.starts, overall.ends))
    # The clocks went back on the 25th: the week has an hour more.
    assert (starts, ends) == ("2026-10-18T23:00", "2026-10-26T00:00")


def test_groups_cases_and_versions_are_kept(known: Engine) -> None:
    group = {"group": "over 65", "cases": 40, "version": "1", "value": 0.5}
    assert report(known, {"cases": 1840}, group).new == 2
    measured = case_of(known, as_of=LATER).measured[0]
    assert measured.overall.counts.tolist() == [1840]
    assert [(each.group, each.counts.tolist()) for each in measured.groups] == [("over 65", [40])]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"model": "chrun"}, Code.UNKNOWN_MODEL),
        ({"registry": "elsewhere"}, Code.UNKNOWN_MODEL),
        ({"measure": "precision"}, Code.UNKNOWN_MEASURE),
        ({"value": 1.2}, Code.NOT_A_SHARE),
        ({"value": "0,7"}, Code.NOT_A_NUMBER),
        ({"value": float("nan")}, Code.NOT_FINITE),
        ({"value": None}, Code.VALUE_MISSING),
        ({"cases": 2.5}, Code.NOT_A_COUNT),
        ({"end": "2026-12-24"}, Code.IN_THE_FUTURE),
        ({"end": "2026-11-01"}, Code.PERIOD_BACKWARDS),
        ({"end": "15/11/2026"}, Code.NOT_A_DATE),
        ({"end": "2026-11-15T12:00"}, Code.NO_TIME_ZONE),
        ({"start": "0001-01-01"}, Code.OUTSIDE_TIME),
        ({"group": "a\0b"}, Code.NOT_PLAIN_TEXT),
        ({"case": 7}, Code.UNKNOWN_KEY),
    ],
)
def test_what_is_wrong_is_refused_and_seen(
    known: Engine, wrong: Mapping[str, Any], code: Code
) -> None:
    found = report(known, wrong, {})
    assert (codes(found), found.new) == ([code], 1)
    (seen,) = still_refused(known)
    assert seen.problem == found.refused[0].problem
    assert seen.row["model"] == wrong.get("model", "churn")
    # The same mistake again is no second one.
    assert codes(report(known, wrong)) == [code]
    assert len(still_refused(known)) == 1


def test_two_values_for_one_period_are_both_refused(known: Engine) -> None:
    found = report(known, {"value": 0.7}, {"value": 0.6})
    assert codes(found) == [Code.READINGS_DISAGREE] * 2
    assert kept_values(known) == []


def test_what_another_source_told_is_not_corrected(known: Engine) -> None:
    feed_registry(known, churn(*weekly(1, 0.7)))
    start, end = NOW - WEEK, NOW
    found = report(known, {"value": 0.6, "start": start, "end": end})
    assert codes(found) == [Code.READINGS_DISAGREE]


def test_nothing_is_ever_closed(known: Engine) -> None:
    measures = {"saved": MeasureShape(unit=Unit.MONEY, currency="GBP")}
    report(known, {}, {"measure": "saved", "value": 18_250}, {"model": "chrun"}, measures=measures)
    before = everything(known)
    assert report(known, {"start": "2026-11-02", "end": "2026-11-08"}, now=LATER + WEEK).new == 1
    after = everything(known)
    for table, rows in before.items():
        assert set(rows) <= set(after[table]), table
    assert [
        len(after[name]) - len(rows) for name, rows in before.items() if name != "readings"
    ] == [0] * (len(before) - 1)


def test_a_described_measure_needs_no_other_source(known: Engine) -> None:
    assert codes(report(known, {"measure": "saved"})) == [Code.UNKNOWN_MEASURE]
    measures = {"saved": MeasureShape(unit=Unit.MONEY, currency="GBP")}
    assert report(known, {"measure": "saved", "value": 18_250}, measures=measures).new == 1
    # Whoever reports next from a machine that has no configuration does so all the same.
    assert report(known, {"measure": "saved", "value": 17_000, "end": "2026-11-16"}).new == 1
    changed = {"saved": replace(measures["saved"], currency="EUR")}
    report(known, {"measure": "saved", "value": 18_250}, measures=changed, now=LATER + WEEK)
    with reading(known) as conn:
        found = conn.execute(select(histories.definitions).order_by(histories.definitions.c.id))
        told = [(row.currency, row.known_to is None) for row in found if row.unit is Unit.MONEY]
    assert told == [("GBP", False), ("EUR", True)]


def test_a_refusal_is_over_once_the_same_is_reported_anew(known: Engine) -> None:
    report(known, {"value": 7}, {"model": "chrun"}, {"value": 7, "group": "over 65"})
    report(known, {"start": "2026-11-16", "end": "2026-11-22"}, now=LATER + WEEK)
    assert {(each.row["model"], each.row.get("group")) for each in still_refused(known)} == {
        ("chrun", None),
        ("churn", "over 65"),
    }
    report(known, now=LATER + timedelta(days=36))
    assert still_refused(known) == []


def test_a_model_its_registry_forgot_is_still_measured(known: Engine) -> None:
    feed_registry(known, [], now=NOW + timedelta(minutes=1), accept_shrink=True)
    assert report(known).new == 1


def test_the_pretend_company_takes_no_report(engine: Engine) -> None:
    feed(engine, (PRETEND, churn()))
    before = everything(engine)
    with pytest.raises(SourceFailed) as failed:
        report(engine)
    assert failed.value.problem.code is Code.MIXED_COMPANIES
    assert everything(engine) == before


def test_a_store_that_knows_nothing_yet_says_so(engine: Engine) -> None:
    with pytest.raises(SourceFailed) as failed:
        report(engine)
    assert failed.value.problem.code is Code.NOTHING_READ


class Waiting:
    """A registry in whose middle the test reports."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    def __call__(self, _context: ReadContext) -> Iterator[Arrival]:
        yield from churn()
        self.begun.set()
        assert self.go_on.wait(20)
        yield from weekly(3, 0.5, end=NOW - timedelta(minutes=5))
        yield from weekly(3, 0.4, end=NOW - timedelta(minutes=5), group="over 65")


def test_a_report_comes_in_while_a_sync_runs(known: Engine, store_url: str) -> None:
    """Both give the same new group its number, and neither fails or loses anything."""
    source, ended = Waiting(), list[str]()
    other = open_store(store_url)

    def read() -> None:
        ended.append(feed_registry(other, source, now=LATER).state)

    syncing = threading.Thread(target=read)
    syncing.start()
    try:
        assert source.begun.wait(20)
        assert report(known, {}, {"group": "over 65"}).new == 2
        assert len(kept_values(known)) == 2
    finally:
        source.go_on.set()
        syncing.join()
        other.dispose()
    assert ended == ["published"]
    assert len(kept_values(known)) == 8
    with reading(known) as conn:
        assert conn.scalar(select(func.count()).select_from(series)) == 2


def test_a_report_waits_while_others_write(known: Engine, store_url: str) -> None:
    other = open_store(store_url)
    found: list[Reported] = []
    with writing(other) as conn:
        conn.execute(company.update().values(time_zone="Europe/London"))
        reporting = threading.Thread(target=lambda: found.append(report(known)))
        reporting.start()
        time.sleep(6)  # Longer than SQLite itself waits.
    reporting.join()
    other.dispose()
    assert found == [Reported(1, 0, 0, ())]


def test_of_many_reports_at_once_each_is_taken_once(known: Engine, store_url: str) -> None:
    found: list[Reported] = []
    gate = threading.Barrier(6)

    def attempt(number: int) -> None:
        own = open_store(store_url)
        gate.wait(20)
        found.append(report(own, {}, {"group": f"branch {number % 3}", "value": 0.5}))
        own.dispose()

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(each.new for each in found), sum(each.known for each in found)) == (4, 8)
    assert len(kept_values(known)) == 4


def many() -> list[tuple[str, Mapping[str, Any]]]:
    rows = [{"group": f"branch {number}"} for number in range(3_000)]
    return [("report", {**REPORT, **row}) for row in rows]


def main(url: str) -> None:
    """What the child process runs: it says when it begins, then reports."""
    engine = open_store(url)
    rows = many()
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    take(engine, rows, {}, now=LATER)


def test_killed_at_any_moment_a_report_is_in_or_not(known: Engine, store_url: str) -> None:
    before, interrupted, chance = visible(known, LATER), 0, random.Random(20261128)
    code = "import sys; from tests.data.test_reporting import main; main(sys.argv[1])"
    for number in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", code, store_url],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(chance.uniform(0, 0.15) * (number + 1))
        interrupted += process.poll() is None
        process.kill()
        process.communicate()
        assert len(kept_values(known)) in (0, 3_000), f"kill {number}"
        assert (visible(known, LATER) == before) is (not kept_values(known))
    assert interrupted, "no kill hit a running report"
    done = take(known, many(), {}, now=LATER)
    assert done.new + done.known == 3_000
    with reading(known) as conn:
        assert set(conn.scalars(select(runs.c.state))) == {RunState.PUBLISHED}
    assert listed(known) == [REF.name]


def in_parquet(**columns: Any) -> bytes:
    told = BytesIO()
    parquet.write_table(pa.table(columns), told)
    return told.getvalue()


FILES = {
    "json": JSON + b"\n" + JSON.replace(b"churn", b"fraud"),
    "json with a mark": b"\xef\xbb\xbf" + JSON + JSON.replace(b"churn", b"fraud"),
    "csv": HEADING
    + b"\nchurn,recall,0.7,2026-11-09,2026-11-15\nfraud,recall,0.7,2026-11-09,2026-11-15",
    "parquet": in_parquet(
        **{name: [cell] * 2 for name, cell in REPORT.items()} | {"model": ["churn", "fraud"]}
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_many_come_as_any_kind_of_file(known: Engine, kind: str) -> None:
    found = take(known, rows_in("many", FILES[kind]), {}, now=LATER)
    assert (found.new, codes(found)) == (1, [Code.UNKNOWN_MODEL])
    assert found.refused[0].place.startswith("many, row ")


@pytest.mark.parametrize(
    ("content", "code", "inputs"),
    [
        (b"", Code.FILE_UNREADABLE, {"why": "empty"}),
        (JSON + b'{"model": "chu', Code.FILE_UNREADABLE, {"why": "not_json", "line": 2}),
        (JSON + b"[1, 2]", Code.FILE_UNREADABLE, {"why": "not_json", "line": 2}),
        (b'{"a":' * 100_000, Code.FILE_UNREADABLE, {"why": "not_json", "line": 1}),
        (JSON * (MOST + 1), Code.FILE_UNREADABLE, {"why": "too_large"}),
        (JSON + b"{" + b" " * 2**25, Code.FILE_UNREADABLE, {"why": "too_large"}),
        (b"model,measure\n", Code.COLUMN_MISSING, {"column": "value, start, end"}),
        (HEADING + b",case\n", Code.UNKNOWN_KEY, {"key": "case", "nearest": "cases"}),
        (FILES["parquet"][:-9], Code.FILE_UNREADABLE, {"why": "not_parquet"}),
        (in_parquet(model=["churn"], colour=["red"]), Code.UNKNOWN_KEY, {"key": "colour"}),
    ],
)
def test_a_broken_file_is_refused_as_a_whole(
    content: bytes, code: Code, inputs: Mapping[str, Any]
) -> None:
    with pytest.raises(SourceFailed) as failed:
        rows_in("many", content)
    problem: Problem = failed.value.problem
    assert problem.code is code
    assert {name: problem.inputs[name] for name in inputs} == inputs
