"""A past day is judged as it was known then, beside the store and without touching it."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, select
from starlette.applications import Starlette

from app.downloads import download_routes
from app.judging import judge_all, outlooks_as_of
from app.judging_past import judge_past
from app.language.sentence import Speech
from app.past_days import PastDays, Unjudged, end_of, past_days
from app.ui import loading
from app.ui.address import Filters
from app.ui.loading import PastDayAwaited
from app.ui.visit import Visit
from data.store import changes, outlooks, roles
from data.store.engine import open_store, reading
from data.store.outlooks import Choice
from tests.apart import run_apart
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


def test_a_process_judges_a_day_once_and_pages_read_it(database: str) -> None:
    """The real process, as the pages start it."""
    day = days_ago(10)
    speech = Speech(now=end_of(day, "UTC"))
    visit = Visit(speech, database, timedelta(minutes=15), frozenset(), day, datetime.now(UTC))
    with pytest.raises(PastDayAwaited):
        loading.listing(visit, Filters())
    where = past_days(database).awaited(day)
    assert past_days(database).store(day) == where
    listed = loading.listing(visit, Filters())
    assert listed.fleet.deployed
    told = loading.notice(visit)
    assert told.past is not None
    assert "(10 days ago)" in str(told.past)
    record = loading.record(visit, listed.rows[0].slug)
    assert record is not None
    assert record.verdict is not None
    assert record.verdict.at == visit.now


def test_a_day_that_cannot_be_judged_is_told_and_tried_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nothing.db'}"
    days, day = PastDays(url), days_ago(5)
    with pytest.raises(Unjudged):
        days.awaited(day)
    assert days.store(day) is None


def test_only_so_many_days_are_kept(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.past_days.MOST_DAYS", 2)
    days = PastDays(database)
    judged: list[date] = []

    def judge(day: date) -> str:
        judged.append(day)
        return str(day)

    monkeypatch.setattr(days, "_judge", judge)
    for number in (3, 4, 5, 4, 3):
        days.awaited(days_ago(number))
    assert judged == [days_ago(number) for number in (3, 4, 5, 3)]


def test_a_list_of_a_past_day_is_a_file(engine: Engine) -> None:
    day = days_ago(150)
    speech = Speech(now=datetime.now(UTC), time_zone="UTC")

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=download_routes(engine, lambda: speech)))
        async with httpx.AsyncClient(transport=transport, base_url="http://rollcall") as client:
            return await client.get(f"/export/models.csv?day={day}")

    answer = run_apart(get())
    assert answer.status_code == 200
    assert f"rollcall-models-{day}.csv" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    then = end_of(day, "UTC")
    assert len(rows) == len(list(outlooks_as_of(engine, then, "UTC")))


def test_judging_the_present_is_as_before(engine: Engine) -> None:
    assert judge_all(engine, now=datetime.now(UTC), time_zone=ZONE).again == 0
