"""For which models groups are checked: counted by model, expired where silence may have come."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef
from data.store import group_checks, outlooks, summaries
from data.store.engine import reading, writing
from data.store.group_checks import Choice, Counts, GroupCheck
from data.store.outlooks import Outlook
from tests.data.feeding import NOW, feed_registry

WEEK = timedelta(weeks=1)
MEETS = 6


def outlook(slug: str, unit: str, status: str = "meets") -> Outlook:
    return Outlook(
        slug, f"Model {slug}", slug, "registry", unit, "Ana Ruiz", "registry", "1", status,
        "looked_after", NOW - WEEK, None, NOW, {}, {},
    )  # fmt: skip


def check(slug: str, measure: str, rank: int, **more: Any) -> GroupCheck:
    counts: dict[str, Any] = {"measured": 2, "tested": 2} | more
    return GroupCheck(
        slug, measure, "yes", rank=rank, rank_after=4, until=NOW + WEEK, told={"of": measure},
        **counts,
    )  # fmt: skip


@pytest.fixture
def store(engine: Engine) -> Engine:
    """Two models with groups, three without (one excused, one unknown), and a retired one."""
    slugs = [f"m{number}" for number in range(6)]
    feed_registry(engine, [Model(ModelRef(slug, "registry")) for slug in slugs])
    units = {slug: "Retail" if slug in ("m0", "m2") else "Parcels" for slug in slugs}
    with writing(engine) as conn:
        told = [outlook(slug, units[slug]) for slug in slugs[:5]]
        outlooks.replace(conn, [*told, outlook("m5", "Parcels", "retired")])
        rows = [
            check("m0", "found", MEETS),
            check("m0", "paid", 2, near=1),
            check("m1", "found", 0, below=1, too_few=1),
            GroupCheck("m2", people="yes"),
            GroupCheck("m3", people="yes", excused=True),
            GroupCheck("m4"),
            check("m5", "found", 0, below=3),
        ]
        summaries.replace(conn, slugs, rows)
    return engine


def listed(engine: Engine, choice: Choice, after: timedelta = timedelta(0)) -> list[str]:
    with reading(engine) as conn:
        found, matching = group_checks.listed(conn, NOW + after, choice)
    assert matching == len(found) or choice.limit < matching
    return [f"{each.slug} {each.told['of']}" for each in found]


def test_the_worst_stands_first(store: Engine) -> None:
    assert listed(store, Choice()) == ["m1 found", "m0 paid", "m0 found"]
    assert listed(store, Choice(limit=1, offset=1)) == ["m0 paid"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(unit="Parcels"), ["m1 found"]),
        (Choice(model="m0"), ["m0 paid", "m0 found"]),
        (Choice(standing="below"), ["m1 found"]),
        (Choice(standing="near"), ["m0 paid"]),
        (Choice(standing="too_few"), ["m1 found"]),
        (Choice(standing="not_measured"), []),
        (Choice(unit="nobody"), []),
    ],
)
def test_a_choice_narrows(store: Engine, choice: Choice, expected: list[str]) -> None:
    assert listed(store, choice) == expected


def test_models_are_counted_once_and_retired_ones_not(store: Engine) -> None:
    with reading(store) as conn:
        found = group_checks.counts(conn, NOW, "")
        retail = group_checks.counts(conn, NOW, "Retail")
    assert found == Counts(deployed=5, checked=2, below=1, excused=1, people=4, unknown=1, tested=6)
    assert (retail.deployed, retail.checked, retail.below) == (2, 1, 0)


def test_a_standing_expires_where_silence_may_have_come(store: Engine) -> None:
    assert listed(store, Choice(standing="below"), WEEK) == []
    assert len(listed(store, Choice(standing="not_measured"), WEEK)) == 3
    with reading(store) as conn:
        later = group_checks.counts(conn, NOW + WEEK, "")
        assert (later.checked, later.below, later.tested) == (0, 0, 0)
        unchecked, in_all = group_checks.unchecked(conn, NOW + WEEK, "", "yes", 9)
    assert ([slug for slug, *_ in unchecked], in_all) == (["m0", "m1", "m2"], 3)


def test_whom_nobody_checks_is_listed_but_for_whom_a_person_excused(store: Engine) -> None:
    with reading(store) as conn:
        found, in_all = group_checks.unchecked(conn, NOW, "", "yes", 9)
        assert (found, in_all) == ([("m2", "Model m2", "Ana Ruiz", "Retail")], 1)
        assert group_checks.unchecked(conn, NOW, "Parcels", "yes", 9) == ([], 0)
        assert group_checks.unchecked(conn, NOW, "", "", 0) == ([], 1)


def test_what_is_kept_of_one_model_and_which_have_groups(store: Engine) -> None:
    with reading(store) as conn:
        assert group_checks.of_model(conn, "m0") == [{"of": "found"}, {"of": "paid"}]
        assert group_checks.of_model(conn, "m2") == []
        assert group_checks.models(conn, NOW, "", 9) == [("m0", "Model m0"), ("m1", "Model m1")]
        assert group_checks.models(conn, NOW, "Retail", 9) == [("m0", "Model m0")]
