"""Constraints: nonsense does not get in, whoever writes it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from data.store.engine import reading, writing
from data.store.grounds import answer_uses, data_uses, exams, pipeline_runs, quiet_times
from data.store.histories import agreements, facts, pauses, people, versions
from data.store.tables import (
    company,
    live_spells,
    models,
    outlooks,
    readings,
    refusals,
    runs,
    series,
    sources,
)
from tests.data.feeding import NOW, PRETEND, WEEK, churn, feed, feed_registry, weekly

KNOWN = {"source_id": 1, "run_id": 1, "known_from": NOW}
READING = {
    "series_id": 1,
    "source_id": 1,
    "run_id": 1,
    "start_at": NOW - 9 * WEEK,
    "end_at": NOW - 8 * WEEK,
    "received_at": NOW,
    "value": 0.5,
}
AGREEMENT = {**KNOWN, "measure_id": 1, "minimum": 0.5, "agreed_on": NOW.date()}
FACT = {**KNOWN, "model_id": 1, "name": "owner", "value": "ana", "origin": "read"}
PAUSE = {
    **KNOWN,
    "model_id": 1,
    "start_at": NOW - WEEK,
    "end_at": NOW,
    "paused_by": "ana",
    "reason": "moving",
    "still_used": True,
}
SPELL = {
    "source_id": 1,
    "run_id": 1,
    "model_id": 1,
    "version": "2",
    "live_by": "alias",
    "start_at": NOW - WEEK,
    "start_known": True,
}
RUN = {"source_id": 1, "state": "running", "started": NOW}
OUTLOOK = {
    **dict.fromkeys(("name", "technical_name", "registry", "unit", "owner", "kind"), "x"),
    **dict.fromkeys(("live_version", "care", "search_text"), "x"),
    "slug": "churn",
    "status": "meets",
    "from_at": NOW,
    "brief": {},
    "verdict": {},
}
QUIET = {
    **KNOWN,
    "model_id": 1,
    "start_on": NOW.date(),
    "end_on": NOW.date(),
    "every_year": False,
    "agreed_by": "ana",
    "reason": "holidays",
}
DATA = {**KNOWN, "model_id": 1, "name": "orders", "approved_on": NOW.date()}
USED = {**KNOWN, "model_id": 1, "name": "till", "kind": "process"}
RAN = {**KNOWN, "model_id": 1, "pipeline": "features", "ended_at": NOW, "outcome": "failed"}
EXAM = {
    **KNOWN,
    "model_id": 1,
    "version": "2",
    "measure_key": "recall",
    "value": 0.5,
    "digest": "abc",
}
NAN, INFINITY = float("nan"), float("inf")


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """A store with one source, run, model, measure and series, each numbered 1."""
    feed_registry(engine, churn(*weekly(1)))
    return engine


def put(engine: Engine, table: Table, row: dict[str, Any]) -> None:
    with writing(engine) as conn:
        conn.execute(insert(table).values(row))


GOOD = [
    (readings, READING),
    (agreements, AGREEMENT),
    (facts, FACT),
    (pauses, PAUSE),
    (quiet_times, QUIET),
    (quiet_times, {**QUIET, "every_year": True, "end_on": (NOW - WEEK).date()}),
    (data_uses, DATA),
    (answer_uses, USED),
    (pipeline_runs, RAN),
    (exams, EXAM),
    (live_spells, SPELL),
    (runs, RUN),
    (outlooks, OUTLOOK),
]


@pytest.mark.parametrize(("table", "row"), GOOD, ids=lambda value: getattr(value, "name", ""))
def test_what_makes_sense_is_taken(filled: Engine, table: Table, row: dict[str, Any]) -> None:
    put(filled, table, row)


@pytest.mark.parametrize(
    ("table", "good", "change"),
    [
        (readings, READING, {"value": NAN}),
        (readings, READING, {"value": INFINITY}),
        (readings, READING, {"value": -INFINITY}),
        (readings, READING, {"value": 1.797e308}),
        (readings, READING, {"value": None}),
        (readings, READING, {"case_count": -1}),
        (readings, READING, {"end_at": NOW - 9 * WEEK}),
        (readings, READING, {"superseded_at": NOW - WEEK}),
        (readings, READING, {"series_id": 99}),
        (readings, READING, {"run_id": 99}),
        (readings, READING, {"start_at": NOW - WEEK, "end_at": NOW}),
        (agreements, AGREEMENT, {"minimum": NAN}),
        (agreements, AGREEMENT, {"expected": INFINITY}),
        (agreements, AGREEMENT, {"minimum_cases": -1}),
        (agreements, AGREEMENT, {"worth_low": 2.0, "worth_high": 1.0}),
        (agreements, AGREEMENT, {"measure_id": 99}),
        (facts, FACT, {"model_id": 99}),
        (facts, FACT, {"source_id": 99}),
        (facts, FACT, {"known_to": NOW - WEEK}),
        (pauses, PAUSE, {"end_at": NOW - WEEK}),
        (pauses, PAUSE, {"reason": None}),
        (quiet_times, QUIET, {"end_on": (NOW - WEEK).date()}),
        (quiet_times, QUIET, {"reason": None}),
        (data_uses, DATA, {"until_on": (NOW - WEEK).date()}),
        (data_uses, DATA, {"name": ""}),
        (answer_uses, USED, {"name": ""}),
        (pipeline_runs, RAN, {"row_count": -1}),
        (pipeline_runs, RAN, {"pipeline": ""}),
        (exams, EXAM, {"value": NAN}),
        (exams, EXAM, {"case_count": -1}),
        (exams, EXAM, {"digest": ""}),
        (exams, EXAM, {"start_at": NOW, "end_at": NOW}),
        (live_spells, SPELL, {"end_at": NOW - 2 * WEEK}),
        (live_spells, SPELL, {"version": "1"}),
        (runs, RUN, {"read_count": -1}),
        (runs, RUN, {"state": "published"}),
        (runs, RUN, {"finished": NOW}),
        (runs, RUN, {"state": "failed", "finished": NOW}),
        (runs, RUN, {"state": "published", "finished": NOW - WEEK}),
        (outlooks, OUTLOOK, {"slug": "nobody"}),
        (outlooks, OUTLOOK, {"status": ""}),
        (outlooks, OUTLOOK, {"until_at": NOW}),
        (people, KNOWN, {"person_key": "", "name": "Ana"}),
        (versions, KNOWN, {"model_id": 1, "version": "1"}),
        (models, {}, {"registry": "registry", "name": "churn", "slug": "other"}),
        (models, {}, {"registry": "registry", "name": "other", "slug": "churn"}),
        (models, {}, {"registry": "", "name": "other", "slug": "other"}),
        (series, {}, {"measure_id": 1, "group_name": ""}),
        (company, {}, {"id": 2, "pretend": True, "time_zone": "UTC"}),
        (sources, {}, {"kind": "sample", "name": "sample", "pretend": True}),
        (sources, {}, {"kind": "mlflow", "name": "registry", "pretend": False}),
    ],
    ids=lambda value: value.name if isinstance(value, Table) else str(value)[:60],
)
def test_nonsense_is_not(
    filled: Engine, table: Table, good: dict[str, Any], change: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        put(filled, table, {**good, **change})


@pytest.mark.parametrize(
    ("table", "good", "change"),
    [
        (facts, FACT, {"name": "shoe_size"}),
        (facts, FACT, {"origin": "guessed"}),
        (live_spells, SPELL, {"live_by": "hearsay"}),
        (pipeline_runs, RAN, {"outcome": "lost"}),
        (runs, RUN, {"state": "tired"}),
    ],
    ids=str,
)
def test_unknown_names_are_refused_before_the_database(
    filled: Engine, table: Table, good: dict[str, Any], change: dict[str, Any]
) -> None:
    with pytest.raises(Exception, match="is not a valid"):
        put(filled, table, {**good, **change})


def test_the_same_refusal_is_open_once(filled: Engine) -> None:
    row = {"source_id": 1, "run_id": 1, "digest": "d", "code": "c", "inputs": {}, "row_text": {}}
    put(filled, refusals, {**row, "refused_at": NOW, "gone_at": NOW})
    put(filled, refusals, {**row, "refused_at": NOW})
    with pytest.raises(IntegrityError):
        put(filled, refusals, {**row, "refused_at": NOW})


def test_a_company_cannot_change_its_mind(engine: Engine) -> None:
    feed(engine, (PRETEND, churn()))
    with pytest.raises(IntegrityError), writing(engine) as conn:
        conn.execute(update(company).values(pretend=False))
    with reading(engine) as conn:
        assert conn.scalar(select(company.c.pretend)) is True


def test_the_future_is_not_the_tables_business(filled: Engine) -> None:
    """The database has no clock we trust; the door refuses readings from the future."""
    put(filled, readings, {**READING, "end_at": NOW + timedelta(days=9)})
