"""Steps as pages ask for them: each once, worst first, late by the moment of asking."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef, RunEnd
from data.store import outlooks, pipeline_states, summaries
from data.store.engine import reading, writing
from data.store.outlooks import Outlook
from data.store.pipeline_states import Fed, PipelineState, StepChoice
from tests.data.feeding import NOW, feed_registry

DAY = timedelta(days=1)
WORST_FIRST = ("failed", "late", "fine")
EVERYTHING = StepChoice(WORST_FIRST)


def outlook(number: int, unit: str = "Retail", status: str = "meets") -> Outlook:
    return Outlook(
        slug=f"m{number}",
        name=f"Model {number}",
        technical_name=f"m{number}",
        registry="registry",
        unit=unit,
        owner="Ana Ruiz",
        kind="registry",
        live_version="1",
        status=status,
        care="looked_after",
        from_at=NOW - DAY,
        until_at=None,
        last_heard=None,
        brief={},
        verdict={},
    )


def step(number: int, name: str, state: str = "fine", late_in: float = 1) -> PipelineState:
    return PipelineState(
        slug=f"m{number}",
        key=name.casefold(),
        name=name,
        every="P1D",
        assumed=False,
        reads="Till receipts",
        writes="Sales",
        place="pipeline log",
        state=state,
        late_state="failed" if state == "failed" else "late",
        late_from=NOW + late_in * DAY,
        last_ended=NOW - DAY,
        last_outcome=RunEnd.SUCCEEDED,
        last_rows=120,
        usual_rows=130,
        runs=[(NOW.isoformat(), "succeeded", 120)],
    )


@pytest.fixture
def kept(engine: Engine) -> Engine:
    """Tills feeds models 0 to 2 and is late for one of them; model 4 is retired."""
    feed_registry(engine, [Model(ModelRef(f"m{number}", "registry")) for number in range(5)])
    steps = [
        *(step(number, "Tills", late_in=1 if number else -1) for number in range(3)),
        step(2, "Clicks", "failed"),
        step(3, "aardvarks"),
        step(4, "Old letters", "failed"),
    ]
    standing = [
        *(outlook(number) for number in range(3)),
        outlook(3, unit="People"),
        outlook(4, status="retired"),
    ]
    with writing(engine) as conn:
        outlooks.replace(conn, standing)
        summaries.replace(conn, [each.slug for each in standing], steps)
    return engine


def names(kept: Engine, choice: StepChoice, after: timedelta = 0 * DAY) -> list[tuple[str, str]]:
    with reading(kept) as conn:
        found, total = pipeline_states.listed(conn, NOW + after, choice)
    assert total == len(found)
    return [(each.name, each.state) for each in found]


def test_each_step_is_listed_once_as_it_serves_worst(kept: Engine) -> None:
    assert names(kept, EVERYTHING) == [
        ("Clicks", "failed"),
        ("Tills", "late"),
        ("aardvarks", "fine"),
    ]


def test_time_alone_makes_a_step_late(kept: Engine) -> None:
    assert dict(names(kept, EVERYTHING, 2 * DAY))["aardvarks"] == "late"
    with reading(kept) as conn:
        assert pipeline_states.counts(conn, NOW, WORST_FIRST) == {"failed": 1, "late": 1, "fine": 1}
        later = pipeline_states.counts(conn, NOW + 2 * DAY, WORST_FIRST)
    assert later == {"failed": 1, "late": 2}


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"states": ("late", "fine")}, ["Tills", "aardvarks"]),
        ({"unit": "People"}, ["aardvarks"]),
        ({"model": "m2"}, ["Clicks", "Tills"]),
        ({"model": "m0", "states": ("late",)}, ["Tills"]),
        ({"model": "m2", "states": ("late",)}, []),
        ({"key": "tills"}, ["Tills"]),
        ({"model": "m4"}, []),
        ({"unit": "nowhere"}, []),
    ],
)
def test_steps_are_narrowed_to_how_they_serve_the_models_chosen(
    narrowed: dict[str, Any], found: list[str], kept: Engine
) -> None:
    choice = replace(EVERYTHING, **narrowed)
    assert [name for name, _ in names(kept, choice)] == found


def test_a_page_of_steps_says_how_many_match(kept: Engine) -> None:
    with reading(kept) as conn:
        second = replace(EVERYTHING, limit=1, offset=1)
        found, total = pipeline_states.listed(conn, NOW, second)
    assert ([each.name for each in found], total) == (["Tills"], 3)
    assert found[0].slug == "m0"
    assert [tuple(each) for each in found[0].runs] == [(NOW.isoformat(), "succeeded", 120)]


def test_a_step_names_the_first_models_it_feeds_and_counts_all(kept: Engine) -> None:
    with reading(kept) as conn:
        found = pipeline_states.fed(conn, NOW, ["tills", "clicks", "old letters"], most=2)
    first = [Fed(f"m{number}", f"Model {number}", "meets") for number in range(3)]
    assert found == {"tills": (first[:2], 3), "clicks": (first[2:], 1)}


def test_of_one_step_the_row_that_tells_of_a_run_is_shown(kept: Engine) -> None:
    """Both databases the same: left alone, one puts what is missing first and the other last."""
    ran = step(2, "Tills", late_in=-1)
    with writing(kept) as conn:
        summaries.replace(conn, ["m0", "m2"], [replace(ran, slug="m0", last_ended=None), ran])
    with reading(kept) as conn:
        found, _ = pipeline_states.listed(conn, NOW, replace(EVERYTHING, key="tills"))
    assert [each.slug for each in found] == ["m2"]
