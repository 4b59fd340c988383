"""Judging a store: what is kept, until when it holds, and what is forgotten."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.health.verdict import Status
from app.judging import judge_all, outlooks_as_of
from app.judging_rows import Rows, rows_of
from data.connections import SampleConnection
from data.facts import Case
from data.problems import Code, SourceFailed
from data.store import incidents, models, outlooks, sources
from data.store.engine import open_store, reading, writing
from data.store.lock import only_one_judges
from data.store.outlooks import Choice, Outlook
from data.store.schema import upgrade
from data.sync import sync

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ZONE = "Europe/London"
EVERYTHING = Choice(limit=1000)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The pretend company, synced and judged once."""
    folder = tmp_path_factory.mktemp("judging")
    engine = open_store(f"sqlite:///{folder / 'store.db'}")
    upgrade(engine)
    sync(engine, [SampleConnection()], now=NOW, time_zone=ZONE, base=Path(folder))
    judge_all(engine, now=NOW, time_zone=ZONE)
    return engine


def listed(engine: Engine, now: datetime) -> dict[str, Outlook]:
    with reading(engine) as conn:
        return {each.slug: each for each in outlooks.listed(conn, now, EVERYTHING)[0]}


def test_every_model_is_listed_at_any_later_moment_and_green_expires(engine: Engine) -> None:
    models = set(listed(engine, NOW))
    for days in (1, 30, 400):
        later = listed(engine, NOW + timedelta(days=days))
        assert set(later) == models
    long_after = listed(engine, NOW + timedelta(days=800))
    assert Status.MEETS.value not in {each.status for each in long_after.values()}


def test_who_looks_into_it_is_kept_with_the_trouble_and_with_its_incident(engine: Engine) -> None:
    letters = listed(engine, NOW)["retail-churn-propensity"]
    assert (letters.status, letters.acknowledged_by) == (Status.BELOW.value, "Ana Ruiz")
    assert letters.acknowledged_until == date(2026, 12, 4)
    taken = [each for each in listed(engine, NOW).values() if each.acknowledged_by]
    assert taken == [letters]
    overdue = listed(engine, NOW + timedelta(days=12))["retail-churn-propensity"]
    assert (overdue.acknowledged_by, overdue.acknowledged_until) == ("", None)
    with reading(engine) as conn:
        found = incidents.of_model(conn, "retail-churn-propensity")
    still = [each for each in found if each.fixed is None]
    assert still
    for each in found:
        told = (each.acknowledged_at, each.acknowledged_by)
        day = datetime(2026, 11, 20, tzinfo=UTC)
        assert told == ((day, "Ana Ruiz") if each in still else (None, None))


def test_judging_again_changes_nothing(engine: Engine) -> None:
    before = listed(engine, NOW)
    judge_all(engine, now=NOW, time_zone=ZONE)
    assert listed(engine, NOW) == before


def test_the_present_as_of_now_is_what_was_kept(engine: Engine) -> None:
    kept = listed(engine, NOW)
    for each in outlooks_as_of(engine, NOW, ZONE):
        assert (each.status, each.brief) == (kept[each.slug].status, kept[each.slug].brief)


def test_a_model_that_left_the_list_is_forgotten(engine: Engine) -> None:
    kept = next(iter(listed(engine, NOW).values()))
    with writing(engine) as conn:
        gone = models.not_deployed(conn)[0].slug
        outlooks.replace(conn, [replace(kept, slug=gone, until_at=None)])
    assert gone in listed(engine, NOW)
    judge_all(engine, now=NOW, time_zone=ZONE)
    assert gone not in listed(engine, NOW)


def test_a_reader_whose_clock_is_behind_sees_every_model(engine: Engine) -> None:
    assert set(listed(engine, NOW - timedelta(hours=1))) == set(listed(engine, NOW))


def test_only_one_judges_at_a_time(engine: Engine) -> None:
    with only_one_judges(engine), pytest.raises(SourceFailed) as stopped:
        judge_all(engine, now=NOW, time_zone=ZONE)
    assert stopped.value.problem.code is Code.JUDGING_RUNNING


def test_an_older_judging_never_replaces_a_newer_one(engine: Engine) -> None:
    later = NOW + timedelta(days=40)
    judge_all(engine, now=later, time_zone=ZONE)
    judge_all(engine, now=NOW, time_zone=ZONE)
    with reading(engine) as conn:
        assert sources.judged_at(conn) == later


def test_one_model_that_cannot_be_judged_does_not_stop_the_others(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    models = set(listed(engine, NOW))

    def broken(case: Case, now: datetime) -> Rows:
        if case.slug == "parcel-eta":
            raise ZeroDivisionError
        return rows_of(case, now)

    monkeypatch.setattr("app.judging.rows_of", broken)
    judge_all(engine, now=NOW + timedelta(days=80), time_zone=ZONE)
    assert set(listed(engine, NOW)) == models
    assert "parcel-eta" in str([record.__dict__ for record in caplog.records])
