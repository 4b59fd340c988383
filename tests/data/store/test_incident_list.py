"""Incidents over the fleet: what is withdrawn, retired or of another unit does not count."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef
from data.store import incident_list, insights, outlooks, summaries
from data.store.engine import reading, writing
from data.store.incident_list import Choice
from data.store.incidents import Following, KeptIncident, follow
from data.store.insights import KeptInsight
from data.store.outlooks import Outlook
from data.store.roles import Role, RoleName
from tests.data.feeding import NOW, feed_registry

WEEK = timedelta(weeks=1)
OPEN = KeptIncident("m0", "below", NOW - 5 * WEEK, NOW - 3 * WEEK, "rule", 1, "recall")
OVER = replace(
    OPEN, began=NOW - 30 * WEEK, noticed=NOW - 29 * WEEK, fixed=NOW - 20 * WEEK, kind="stopped"
)
SILENCE = KeptIncident("m1", "silent", NOW - 4 * WEEK, NOW - 2 * WEEK, "rule", 1)
GONE = KeptIncident("m2", "below", NOW - 9 * WEEK, NOW - 8 * WEEK, "rule", 1, "recall")


def outlook(slug: str, unit: str, status: str = "below") -> Outlook:
    return Outlook(
        slug, f"Model {slug}", slug, "registry", unit, "Ana Ruiz", "registry", "1", status,
        "looked_after", NOW - WEEK, None, NOW, {}, {},
    )  # fmt: skip


@pytest.fixture
def store(engine: Engine) -> Engine:
    """Two deployed models of two units, a retired one, and one of which nothing was ever heard."""
    feed_registry(engine, [Model(ModelRef(f"m{number}", "registry")) for number in range(4)])
    with writing(engine) as conn:
        outlooks.replace(
            conn,
            [
                outlook("m0", "Retail"),
                outlook("m1", "Parcels", "silent"),
                outlook("m2", "Retail", "retired"),
                outlook("m3", "Parcels", "unmeasured"),
            ],
        )
        summaries.replace(
            conn, ["m0"], [Role("m0", RoleName.OWNER, "ana", "Ana Ruiz", left_on=date(2026, 2, 28))]
        )
        days = {"m0": 10, "m1": 214, "m2": 400, "m3": None}
        insights.replace(
            conn, [KeptInsight(slug, NOW, {}, unnoticed_days=n) for slug, n in days.items()]
        )
        told = {"m0": (OPEN, OVER), "m1": (SILENCE,), "m2": (GONE,)}
        follow(conn, {slug: Following(each, None, "") for slug, each in told.items()}, NOW)
    return engine


def listed(engine: Engine, choice: Choice) -> tuple[list[tuple[str, str]], int]:
    with reading(engine) as conn:
        found, matching = incident_list.listed(conn, NOW, choice)
    return [(each.incident.slug, each.incident.kind) for each in found], matching


def test_open_ones_stand_first_and_each_the_newest_first(store: Engine) -> None:
    found, matching = listed(store, Choice())
    assert found == [("m1", "silent"), ("m0", "below"), ("m0", "stopped")]
    assert matching == 3


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(is_open=True), [("m1", "silent"), ("m0", "below")]),
        (Choice(is_open=False), [("m0", "stopped")]),
        (Choice(unit="Parcels"), [("m1", "silent")]),
        (Choice(kind="below"), [("m0", "below")]),
        (Choice(is_open=True, unit="nobody"), []),
    ],
)
def test_a_choice_narrows(store: Engine, choice: Choice, expected: list[tuple[str, str]]) -> None:
    assert listed(store, choice) == (expected, len(expected))


def test_a_page_of_them_says_how_many_there_are(store: Engine) -> None:
    assert listed(store, Choice(limit=1, offset=1)) == ([("m0", "below")], 3)


def test_an_incident_comes_with_its_model_and_whether_the_owner_left(store: Engine) -> None:
    with reading(store) as conn:
        silence, below, _ = incident_list.listed(conn, NOW, Choice())[0]
    assert (below.name, below.owner, below.unit) == ("Model m0", "Ana Ruiz", "Retail")
    assert (below.owner_left_on, silence.owner_left_on) == (date(2026, 2, 28), None)


def test_what_was_withdrawn_counts_nowhere(store: Engine) -> None:
    with writing(store) as conn:
        follow(conn, {"m0": Following((OVER,), NOW, "agreement")}, NOW)
    assert listed(store, Choice())[0] == [("m1", "silent"), ("m0", "stopped")]
    with reading(store) as conn:
        assert len(incident_list.spans(conn, NOW, NOW - 99 * WEEK, "")) == 2
        assert incident_list.rebuilt(conn, NOW, "") == 0


def test_spans_are_those_open_since_a_moment(store: Engine) -> None:
    with reading(store) as conn:
        assert len(incident_list.spans(conn, NOW, NOW - 21 * WEEK, "")) == 3
        since = incident_list.spans(conn, NOW, NOW - 19 * WEEK, "")
        assert sorted(since) == [(each.began, each.noticed, None) for each in (OPEN, SILENCE)]


def test_a_model_that_fell_silent_by_time_alone_is_counted(store: Engine) -> None:
    with reading(store) as conn:
        assert incident_list.gone_silent(conn, NOW, "silent", "") == 0
    with writing(store) as conn:
        outlooks.replace(conn, [outlook("m0", "Retail", "silent")])
    with reading(store) as conn:
        assert incident_list.gone_silent(conn, NOW, "silent", "") == 1
        assert incident_list.gone_silent(conn, NOW, "silent", "Parcels") == 0


def test_what_would_never_be_known_stands_before_what_takes_long(store: Engine) -> None:
    with reading(store) as conn:
        found = incident_list.unnoticed(conn, NOW, "", 10)
        assert [(slug, days) for slug, _, days in found] == [("m3", None), ("m1", 214), ("m0", 10)]
        assert incident_list.unnoticed(conn, NOW, "Parcels", 1, 1) == [("m1", "Model m1", 214)]
        assert incident_list.heard(conn, NOW, "") == (3, 2)


def test_models_alike_are_listed_in_one_order(store: Engine) -> None:
    """Else a page shows one twice and another never."""
    with writing(store) as conn:
        alike = [replace(outlook(slug, "Retail"), name="Churn") for slug in ("m3", "m1", "m0")]
        outlooks.replace(conn, alike)
        told = [KeptInsight(each.slug, NOW, {}, unnoticed_days=7) for each in alike]
        insights.replace(conn, told)
    with reading(store) as conn:
        pages = [incident_list.unnoticed(conn, NOW, "", 1, at)[0][0] for at in range(3)]
    assert pages == ["m0", "m1", "m3"]
