"""What the page of risks asks the store: counts, and the models chosen in their order."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef
from data.store import outlooks, risks, summaries
from data.store.engine import reading, writing
from data.store.outlooks import Outlook
from data.store.risks import KeptRisk, Tally, Wanted, written
from data.store.tables import outlooks as table
from tests.data.feeding import NOW, feed_registry

DAY = timedelta(days=1)
IMPACTS = ("high", "high", "medium", "low", "high", "low")
GROUPS = ("watched", "not_watched", "silent", "does_not_apply", "watched", "not_watched")


def cells(groups: str) -> tuple[str, ...]:
    return f"groups:{groups}", "leaving:watched"


def outlook(number: int, **other: object) -> Outlook:
    plain: dict[str, object] = {
        "slug": f"m{number}",
        "name": f"Model {number}",
        "technical_name": f"tech_{number}",
        "registry": "registry",
        "unit": ("Retail", "Finance")[number % 2],
        "owner": "Ana Ruiz",
        "kind": "registry",
        "live_version": "1",
        "status": "retired" if number == 5 else "meets",
        "care": "looked_after",
        "from_at": NOW,
        "until_at": None,
        "last_heard": NOW - DAY,
        "brief": {"impact_assumed": number == 2},
        "verdict": {},
        "impact": IMPACTS[number],
        "coverage": written(cells(GROUPS[number])),
        "uncovered": {"groups": {"code": "not_measured"}},
    }
    return Outlook(**(plain | other))  # type: ignore[arg-type]  # fields by name


def risk(number: int, likelihood: str, weight: int, age: int | None, moved: str = "") -> KeptRisk:
    since = None if age is None else NOW - age * DAY
    return KeptRisk(f"m{number}", likelihood, moved, weight, since, {"steps": [number]})


KEPT = [
    risk(0, "medium", 6, 3),
    risk(1, "high", 9, None),
    risk(2, "high", 6, 30, "up"),
    risk(3, "low", 1, None, "down"),
    risk(5, "high", 3, 1),
]


@pytest.fixture
def store(engine: Engine) -> Engine:
    """Six models: nothing was worked out of the fifth yet, the sixth is retired."""
    feed_registry(engine, [Model(ModelRef(f"m{number}", "registry")) for number in range(6)])
    ahead = {"coverage": written(cells("silent")), "from_at": NOW + DAY}
    told = [outlook(number) for number in range(1, 6)]
    with writing(engine) as conn:
        outlooks.replace(conn, [*told, outlook(0, until_at=NOW + DAY), outlook(0, **ahead)])
        summaries.replace(conn, [f"m{number}" for number in range(6)], KEPT)
    return engine


def found(engine: Engine, *, at: datetime = NOW, **wanted: object) -> list[str]:
    with reading(engine) as conn:
        return [each.slug for each in risks.listed(conn, at, Wanted(**wanted))]  # type: ignore[arg-type]  # fields by name


def test_the_heaviest_first_then_what_began_first(store: Engine) -> None:
    assert found(store) == ["m1", "m2", "m0", "m3"]


def test_a_row_tells_what_the_list_shows(store: Engine) -> None:
    with reading(store) as conn:
        first = risks.listed(conn, NOW, Wanted())[0]
    assert (first.name, first.unit, first.owner, first.status) == (
        "Model 1",
        "Finance",
        "Ana Ruiz",
        "meets",
    )
    assert (first.impact, first.cells) == ("high", cells("not_watched"))
    assert first.risk == {"steps": [1]}
    assert first.uncovered == {"groups": {"code": "not_measured"}}


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ({"unit": "Retail"}, ["m2", "m0"]),
        ({"impact": "high"}, ["m1", "m0"]),
        ({"likelihood": "high"}, ["m1", "m2"]),
        ({"impact": "high", "likelihood": "medium"}, ["m0"]),
        ({"cell": "groups:watched"}, ["m0"]),
        ({"cell": "groups:not_watched"}, ["m1"]),
        ({"cell": "leaving:watched"}, ["m1", "m2", "m0", "m3"]),
        ({"moved": "up"}, ["m2"]),
        ({"limit": 2, "offset": 1}, ["m2", "m0"]),
        ({"unit": "%"}, []),
        ({"cell": "groups_watched"}, []),
    ],
)
def test_it_is_narrowed(wanted: dict[str, Any], slugs: list[str], store: Engine) -> None:
    assert found(store, **wanted) == slugs


def test_time_alone_changes_what_is_watched(store: Engine) -> None:
    assert found(store, at=NOW + DAY, cell="groups:silent") == ["m2", "m0"]


def test_every_deployed_model_is_counted(store: Engine) -> None:
    """The one of which nothing was worked out yet is counted as unknown, never as low."""
    with reading(store) as conn:
        counted = risks.tallies(conn, NOW)
        retail = risks.tallies(conn, NOW, "Retail")
    assert sum(each.models for each in counted) == 5
    assert Tally("high", "", "", cells("watched"), 1) in counted
    assert Tally("medium", "high", "up", cells("silent"), 1, assumed=1) in counted
    assert sum(each.models for each in retail) == 3


def test_what_was_kept_before_there_were_worries_is_empty(store: Engine) -> None:
    with writing(store) as conn:
        conn.execute(table.update().values(coverage="", uncovered=None))
    with reading(store) as conn:
        first = risks.listed(conn, NOW, Wanted())[0]
    assert (first.cells, first.uncovered) == ((), {})
