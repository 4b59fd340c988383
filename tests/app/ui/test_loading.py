"""What the pages are told from the store: nothing that has expired, nothing that is hidden."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.health.verdict import Care, Status
from app.judging import judge_all
from app.language.sentence import Speech
from app.language.sourcing import Answering
from app.ui import loading, states
from app.ui.address import Filters
from app.ui.loading import StoreAway, sourcing
from app.ui.visit import Visit
from data.facts import (
    Arrival,
    FieldName,
    LiveBy,
    LiveVersion,
    Model,
    ModelRef,
    Person,
    Refusal,
    Version,
)
from data.problems import Code, Problem
from data.reporting import take
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.data.feeding import (
    MADE,
    NOW,
    REF,
    WEEK,
    agreement,
    churn,
    feed_registry,
    read_tag,
    weekly,
)

EVERY = timedelta(minutes=15)
SOURCES = frozenset({"registry", "metrics", "exports"})
TRIED = ModelRef("only tried", "registry")


def visit(database: str, now: object = NOW) -> Visit:
    assert isinstance(now, type(NOW))
    return Visit(Speech(now=now), database, EVERY, SOURCES)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A store with one model that meets what was agreed, and one that is only registered."""
    url = f"sqlite:///{tmp_path / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    facts = [
        read_tag(FieldName.BUSINESS_NAME, "Renewal letters"),
        read_tag(FieldName.OWNER, "ana"),
        read_tag(FieldName.UNIT, "Retail"),
        read_tag(FieldName.IMPACT, "low"),
    ]
    newer: list[Arrival] = [Version(REF, "2", MADE + 9 * WEEK), LiveVersion(REF, "2", LiveBy.ALIAS)]
    told = churn(*facts, *weekly(12, 0.8), agreement(0.7, MADE), *newer, live="")
    people = [Person("ana", "Ana Ruiz")]
    report = feed_registry(engine, [*people, *told, Model(TRIED, MADE)])
    assert report.problem is None
    judge_all(engine, now=NOW, time_zone="Europe/London")
    engine.dispose()
    return url


def test_a_row_holds_what_the_list_shows(database: str) -> None:
    found = loading.listing(visit(database), Filters())
    (row,) = found.rows
    assert (row.name, row.owner, row.unit) == ("Renewal letters", "Ana Ruiz", "Retail")
    assert (row.status, row.care) == (Status.MEETS, Care.NEEDS_CARE)
    assert row.brief.kpi is not None
    assert found.matching == found.fleet.deployed == 1
    assert found.fleet.counts == {Status.MEETS: 1}
    assert found.fleet.needing_care == 1
    assert found.fleet.units == ("Retail",)


def test_a_green_expires_although_nobody_judged_again(database: str) -> None:
    later = visit(database, NOW + timedelta(days=60))
    loading.listing(visit(database), Filters())
    (row,) = loading.listing(later, Filters()).rows
    assert row.status is Status.SILENT
    record = loading.record(later, row.slug)
    assert record is not None
    assert record.verdict is not None
    assert record.verdict.status is Status.SILENT


def test_filters_narrow_the_rows_and_not_the_counts(database: str) -> None:
    found = loading.listing(visit(database), Filters(statuses=(Status.BELOW,)))
    assert found.rows == ()
    assert found.matching == 0
    assert found.fleet.deployed == 1


@pytest.mark.parametrize("search", ["LETTERS", "ana ruiz", "retail renewal", "churn"])
def test_search_looks_at_names_owner_and_unit(database: str, search: str) -> None:
    assert loading.listing(visit(database), Filters(search=search)).matching == 1


def test_what_is_only_registered_stands_apart_and_has_a_page(database: str) -> None:
    (apart,) = loading.listing(visit(database), Filters()).apart
    assert apart.name == "only tried"
    record = loading.record(visit(database), apart.slug)
    assert record is not None
    assert record.verdict is None
    assert record.live is None


def test_a_record_knows_its_versions_and_the_live_one(database: str) -> None:
    record = loading.record(visit(database), "churn")
    assert record is not None
    assert [each.version for each in record.versions] == ["2"]
    assert record.live is not None
    assert record.live.version == "2"


def test_a_past_day_shows_no_version_and_no_refusal_that_came_later(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = NOW + timedelta(days=3)
    refusal = Refusal(Problem(Code.NOT_A_NUMBER, {"field": "value", "found": "x"}), "row 3", {})
    versions = [Version(REF, number, MADE + 9 * WEEK) for number in ("2", "3")]
    engine = open_store(database)
    feed_registry(engine, [*churn(live="2"), *versions[1:], refusal], now=later)
    engine.dispose()
    past = replace(visit(database), day=NOW.date(), clock=later)
    monkeypatch.setattr(loading, "_summaries", lambda visit: nullcontext(loading.store(visit)))
    record = loading.record(past, "churn")
    assert record is not None
    assert [each.version for each in record.versions] == ["2"]
    (source,) = sourcing.all_sources(past)
    assert source.refused == 0
    assert sourcing.refused(past, source, 1).rows == ()
    assert len(sourcing.refused(visit(database, later), source, 1).rows) == 1


def test_a_model_nobody_knows_is_none(database: str) -> None:
    assert loading.record(visit(database), "nobody") is None


def test_nothing_is_late_right_after_a_round(database: str) -> None:
    found = loading.notice(visit(database, NOW + EVERY))
    assert (found.pretend, found.late_sources, found.judging_late) == (False, (), False)


def test_three_rounds_later_source_and_judging_are_late(database: str) -> None:
    found = loading.notice(visit(database, NOW + 4 * EVERY))
    assert [name for name, _ in found.late_sources] == ["registry"]
    assert found.judging_late


def test_a_source_that_is_no_longer_configured_is_over_and_not_late(database: str) -> None:
    later = replace(visit(database, NOW + timedelta(days=2)), sources=frozenset())
    assert loading.notice(later).late_sources == ()
    assert {each.answering for each in sourcing.all_sources(later)} == {Answering.OVER}


def test_what_pipelines_report_is_a_source_that_nobody_waits_for(database: str) -> None:
    engine = open_store(database)
    told = {"model": "chrun", "measure": "recall", "value": 0.7, "start": "2026-11-09"}
    take(engine, [("report", {**told, "end": "2026-11-15"})], {}, now=NOW)
    engine.dispose()
    later = visit(database, NOW + timedelta(days=2))
    (source,) = (each for each in sourcing.all_sources(later) if each.name == "rollcall report")
    assert (source.answering, source.brought) == (Answering.BY_HAND, (1, 0, 1))
    assert len(sourcing.refused(later, source, 1).rows) == 1
    assert "rollcall report" not in dict(loading.notice(later).late_sources)


def test_what_was_read_and_never_judged_says_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    engine = open_store(url)
    upgrade(engine)
    assert not loading.notice(visit(url)).read_in_vain
    feed_registry(engine, churn())
    loading._state.clear()
    told = loading.notice(visit(url))
    assert told.read_in_vain
    assert "rollcall judge" in states.empty(told, True, Speech(now=NOW))


def test_a_store_without_tables_is_told_as_away(tmp_path: Path) -> None:
    with pytest.raises(StoreAway):
        loading.listing(visit(f"sqlite:///{tmp_path / 'bare.db'}"), Filters())
    with pytest.raises(StoreAway):
        loading.record(visit(f"sqlite:///{tmp_path / 'bare.db'}"), "churn")
