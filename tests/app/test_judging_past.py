"""A past day is judged as it was known then, beside the store and without touching it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from app.judging import judge_all, outlooks_as_of
from app.judging_past import judge_past
from app.judging_rows import Rows, rows_of
from app.past_days import end_of
from data.facts import Case
from data.store import changes, outlooks, roles
from data.store.engine import open_store, reading
from data.store.outlooks import Choice
from tests.browser import companies

ZONE = "Europe/London"
DAY = timedelta(days=1)
MODELS = 20
EVERYTHING = Choice(limit=1_000)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("past")
    return companies.fill(folder, companies.REGISTRY, lambda _: companies.large(MODELS))


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    opened = open_store(database)
    yield opened
    opened.dispose()


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Engine]:
    opened = open_store(f"sqlite:///{tmp_path / 'past.db'}")
    yield opened
    opened.dispose()


def days_ago(days: int) -> date:
    return (datetime.now(UTC) - days * DAY).date()


@pytest.mark.parametrize("days", [2, 30, 200])
def test_a_past_day_says_what_was_to_be_said_then(engine: Engine, past: Engine, days: int) -> None:
    then = end_of(days_ago(days), ZONE)
    judge_past(engine, past, as_of=then, time_zone=ZONE)
    with reading(past) as conn:
        found, total = outlooks.listed(conn, then, EVERYTHING)
    said = {each.slug: each for each in outlooks_as_of(engine, then, ZONE)}
    assert total == len(said)
    assert {each.slug: (each.status, each.last_heard) for each in found} == {
        slug: (each.status, each.last_heard) for slug, each in said.items()
    }


def test_a_past_day_brings_summaries_and_what_changed_before_it(
    engine: Engine, past: Engine
) -> None:
    then = end_of(days_ago(14), ZONE)
    judge_past(engine, past, as_of=then, time_zone=ZONE)
    with reading(past) as conn:
        assert "ana" in set(conn.scalars(select(roles.table.c.person_key)))
        told, _ = changes.since(conn, then - 28 * DAY, then, 1_000)
        assert all(each.at <= then for _, each in told)
        judging = changes.judging(conn)
    assert judging is not None
    assert judging.watched_since == then - 28 * DAY


def test_looking_back_changes_nothing(engine: Engine, past: Engine) -> None:
    with reading(engine) as conn:
        before = outlooks.listed(conn, datetime.now(UTC), EVERYTHING)
    judge_past(engine, past, as_of=end_of(days_ago(3), ZONE), time_zone=ZONE)
    with reading(engine) as conn:
        assert outlooks.listed(conn, datetime.now(UTC), EVERYTHING) == before


def test_a_day_ends_with_the_companys_day() -> None:
    assert end_of(date(2026, 3, 29), "Europe/London") == datetime(
        2026, 3, 29, 22, 59, 59, tzinfo=UTC
    )
    assert end_of(date(2026, 1, 1), "Asia/Kolkata") == datetime(2026, 1, 1, 18, 29, 59, tzinfo=UTC)


def test_one_model_that_cannot_be_judged_leaves_the_others(
    engine: Engine,
    past: Engine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(case: Case, now: datetime, *, ahead: bool) -> Rows:
        if case.slug == "model-0003":
            raise ZeroDivisionError
        return rows_of(case, now, ahead=ahead)

    then = end_of(days_ago(2), ZONE)
    monkeypatch.setattr("app.judging_past.rows_of", broken)
    judge_past(engine, past, as_of=then, time_zone=ZONE)
    with reading(past) as conn:
        found, _ = outlooks.listed(conn, then, EVERYTHING)
    said = {each.slug for each in outlooks_as_of(engine, then, ZONE)}
    assert {each.slug for each in found} == said - {"model-0003"} != said
    assert "model-0003" in str([record.__dict__ for record in caplog.records])


def test_judging_the_present_is_as_before(engine: Engine) -> None:
    assert judge_all(engine, now=datetime.now(UTC), time_zone=ZONE).again == 0
