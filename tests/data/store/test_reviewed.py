"""The list of models by how their reviews stand: its order, its filters, and what it counts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from app.judging import judge_all
from data.facts import (
    Arrival,
    Fact,
    FieldName,
    Model,
    ModelRef,
    Origin,
    Review,
    ReviewOutcome,
)
from data.store import reviewed
from data.store.engine import reading
from data.store.reviewed import UNSAID, Choice, Listed, ReviewState
from tests.data.feeding import MADE, NOW, REGISTRY, feed, typed

DAY = timedelta(days=1)
TODAY = NOW.date()
NAMES = ("late-low", "late-unsaid", "late-high", "soon", "new", "fine", "fine-too")
DUE = {"late-low": -9, "late-unsaid": -2, "late-high": -1, "soon": 30, "fine": 90, "fine-too": 31}
IMPACT = {"late-low": "low", "late-high": "high", "soon": "low", "new": "medium", "fine": "high"}


def model(name: str) -> Iterator[Arrival]:
    ref = ModelRef(name, "registry")
    yield Model(ref, MADE)
    yield Fact(ref, FieldName.KIND, "rules", Origin.TYPED, "x")
    yield typed(FieldName.UNIT, "Retail" if name.startswith("late") else "Parcels", ref)
    if name in IMPACT:
        yield typed(FieldName.IMPACT, IMPACT[name], ref)
    if name in DUE:
        until = TODAY + DUE[name] * DAY
        made = NOW - 60 * DAY
        yield Review(ref, made, "Sofia", ReviewOutcome.GO_ON, until, "It does what it should.")


@pytest.fixture
def store(engine: Engine) -> Engine:
    feed(engine, (REGISTRY, [each for name in NAMES for each in model(name)]))
    judge_all(engine, now=NOW, time_zone="Europe/London")
    return engine


def listed(store: Engine, **chosen: object) -> tuple[list[Listed], int]:
    with reading(store) as conn:
        return reviewed.listed(conn, NOW, Choice(**{"day": TODAY, **chosen}))  # type: ignore[arg-type]


def slugs(store: Engine, **chosen: object) -> list[str]:
    return [each.reviewed.slug for each in listed(store, **chosen)[0]]


def test_overdue_stands_first_the_worst_impact_leading_then_soon_new_and_fine(
    store: Engine,
) -> None:
    assert slugs(store) == [
        *("late-high", "late-unsaid", "late-low"),
        "soon",
        "new",
        *("fine", "fine-too"),
    ]


def test_the_same_models_stand_otherwise_on_another_day(store: Engine) -> None:
    with reading(store) as conn:
        now = reviewed.counts(conn, NOW, TODAY)
        later = reviewed.counts(conn, NOW, TODAY + 31 * DAY)
    assert now == {
        ReviewState.OVERDUE: 3,
        ReviewState.SOON: 1,
        ReviewState.NEVER: 1,
        ReviewState.DONE: 2,
    }
    assert (later[ReviewState.OVERDUE], later[ReviewState.SOON]) == (4, 1)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"state": ReviewState.NEVER}, ["new"]),
        ({"unit": "Retail"}, ["late-high", "late-unsaid", "late-low"]),
        ({"impact": "high"}, ["late-high", "fine"]),
        ({"impact": UNSAID}, ["late-unsaid", "fine-too"]),
        ({"impact": "high", "state": ReviewState.DONE}, ["fine"]),
        ({"unit": "Nowhere"}, []),
        ({"limit": 2, "offset": 3}, ["soon", "new"]),
    ],
)
def test_it_is_narrowed(store: Engine, chosen: dict[str, object], found: list[str]) -> None:
    assert slugs(store, **chosen) == found


def test_how_many_match_is_told_of_all_pages(store: Engine) -> None:
    rows, matching = listed(store, limit=2)
    assert (len(rows), matching) == (2, 7)
    assert rows[0].state is ReviewState.OVERDUE
    assert rows[0].outcome is ReviewOutcome.GO_ON


def test_however_many_models_there_are_it_asks_twice(store: Engine) -> None:
    sent: list[str] = []
    event.listen(store, "before_cursor_execute", lambda *told: sent.append(told[2]))
    listed(store)
    assert len([each for each in sent if each.startswith("SELECT")]) == 2


def test_what_is_retired_is_not_reviewed(store: Engine) -> None:
    kept = [each for name in NAMES if name != "new" for each in model(name)]
    feed(store, (REGISTRY, kept), now=NOW + DAY)
    judge_all(store, now=NOW + DAY, time_zone="Europe/London")
    with reading(store) as conn:
        assert reviewed.counts(conn, NOW + DAY, TODAY)[ReviewState.NEVER] == 0
