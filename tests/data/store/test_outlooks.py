"""The list every page reads: filters, order, pages, and a green that cannot outlive its day."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef
from data.store import outlooks, overview
from data.store.engine import reading, writing
from data.store.outlooks import Choice, Counts, Outlook
from tests.data.feeding import NOW, feed_registry

DAY = timedelta(days=1)
WORST = ("below", "silent", "attention", "meets", "retired")
NAMES = [
    "Renewal letters",
    "Branch cash",
    "Émile 50%_off",
    "续保提醒",
    "branch staffing",
    "Old one",
]


def outlook(number: int, status: str, **other: object) -> Outlook:
    name = NAMES[number]
    made = Outlook(
        slug=f"m{number}",
        name=name,
        technical_name=f"tech_{number}",
        registry="registry",
        unit=("Retail", "Finance")[number % 2],
        owner=("Ana Ruiz", "", "Ben Li")[number % 3],
        kind="registry",
        live_version="1",
        status=status,
        care="looked_after",
        from_at=NOW,
        until_at=None,
        last_heard=NOW - DAY,
        brief={"lead": {"code": "meets", "value": 0.7}},
        verdict={"answers": [1, 2, 3]},
    )
    return replace(made, **other)  # type: ignore[arg-type]  # fields by name


ALL = [
    outlook(0, "below", care="needs_care"),
    outlook(1, "meets", until_at=NOW + DAY),
    outlook(1, "silent", from_at=NOW + DAY, until_at=None),
    outlook(2, "meets"),
    outlook(3, "silent"),
    outlook(4, "meets"),
    outlook(5, "retired", care="needs_care", last_heard=None),
]


@pytest.fixture
def store(engine: Engine) -> Engine:
    feed_registry(engine, [Model(ModelRef(f"m{number}", "registry")) for number in range(6)])
    with writing(engine) as conn:
        outlooks.replace(conn, ALL)
    return engine


def names(engine: Engine, choice: Choice, now: datetime = NOW) -> list[str]:
    with reading(engine) as conn:
        return [found.name for found in outlooks.listed(conn, now, choice)[0]]


def test_a_list_is_worst_first_then_by_name(store: Engine) -> None:
    found = names(store, Choice(worst_first=WORST))
    assert found[:2] == ["Renewal letters", "续保提醒"]
    assert found[2:4] == ["Branch cash", "branch staffing"]
    assert found[-1] == "Old one"


def test_a_green_that_has_expired_cannot_be_read(store: Engine) -> None:
    with reading(store) as conn:
        for now, status in ((NOW, "meets"), (NOW + DAY, "silent"), (NOW + 99 * DAY, "silent")):
            found = outlooks.one(conn, "m1", now)
            assert found is not None
            assert found.status == status
        behind = outlooks.one(conn, "m1", NOW - DAY)
        assert behind is not None
        assert behind.from_at == NOW
        assert outlooks.one(conn, "nobody", NOW) is None


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("RENEWAL", ["Renewal letters"]),
        ("émile", ["Émile 50%_off"]),
        ("ÉMILE", ["Émile 50%_off"]),
        ("续保", ["续保提醒"]),
        ("tech_4", ["branch staffing"]),
        ("ana ruiz", ["Renewal letters", "续保提醒"]),
        ("cash branch", ["Branch cash"]),
        ("50%_o", ["Émile 50%_off"]),
        ("%", ["Émile 50%_off"]),
        ("finance", ["Branch cash", "Old one", "续保提醒"]),
        ("nothing at all", []),
        ("\\", []),
        ("a\x00na", ["Renewal letters", "续保提醒"]),
    ],
)
def test_search_looks_at_name_technical_name_owner_and_unit(
    store: Engine, search: str, found: list[str]
) -> None:
    assert sorted(names(store, Choice(search=search))) == sorted(found)


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        (Choice(statuses=("below", "silent")), 2),
        (Choice(care="needs_care"), 2),
        (Choice(unit="Finance"), 3),
        (Choice(owner="Ben Li"), 2),
        (Choice(owner="Ben Li", unit="Finance"), 1),
        (Choice(), 6),
    ],
)
def test_filters_go_together(store: Engine, choice: Choice, count: int) -> None:
    with reading(store) as conn:
        found, total = outlooks.listed(conn, NOW, choice)
    assert (len(found), total) == (count, count)


def test_pages_follow_one_another(store: Engine) -> None:
    whole = names(store, Choice(worst_first=WORST))
    parts = [
        names(store, Choice(worst_first=WORST, limit=2, offset=offset)) for offset in (0, 2, 4, 6)
    ]
    assert [name for part in parts for name in part] == whole
    with reading(store) as conn:
        assert outlooks.listed(conn, NOW, Choice(limit=2))[1] == 6


def test_a_list_leaves_the_verdict_out_and_one_has_it(store: Engine) -> None:
    with reading(store) as conn:
        (listed,), _ = outlooks.listed(conn, NOW, Choice(search="renewal"))
        found = outlooks.one(conn, "m0", NOW)
    assert listed == replace(ALL[0], verdict={})
    assert found == ALL[0]


def test_counts_tell_retired_models_apart(store: Engine) -> None:
    with reading(store) as conn:
        now, later = outlooks.counts(conn, NOW), outlooks.counts(conn, NOW + DAY)
    statuses = {"below": 1, "meets": 3, "silent": 1, "retired": 1}
    assert now == Counts(statuses, {"looked_after": 4, "needs_care": 1}, 5)
    assert later.statuses == {"below": 1, "meets": 2, "silent": 2, "retired": 1}


def test_an_empty_store_counts_nothing(engine: Engine) -> None:
    with reading(engine) as conn:
        assert outlooks.counts(conn, NOW) == Counts({}, {}, 0)
        assert outlooks.listed(conn, NOW, Choice(worst_first=WORST)) == ([], 0)


def test_units_and_owners_to_choose_from(store: Engine) -> None:
    with reading(store) as conn:
        assert outlooks.units(conn) == ["Finance", "Retail"]
        assert outlooks.owners(conn) == ["Ana Ruiz", "Ben Li"]


def test_what_was_said_before_is_replaced(store: Engine) -> None:
    with writing(store) as conn:
        outlooks.replace(conn, [outlook(1, "below")])
    with reading(store) as conn:
        found = [outlooks.one(conn, "m1", NOW + days * DAY) for days in (0, 2)]
        assert [one.status for one in found if one] == ["below", "below"]
        assert outlooks.listed(conn, NOW, Choice())[1] == 6


def test_models_that_left_the_list_are_forgotten(store: Engine) -> None:
    with writing(store) as conn:
        outlooks.drop_others(conn, {"m0", "m1"})
    with reading(store) as conn:
        assert outlooks.counts(conn, NOW).total == 2


def test_those_kept_for_ranking_hold_the_first_of_any_order(engine: Engine) -> None:
    """Whatever weighs more, status or impact: the few that come first are among them."""
    draw = Random(5)
    some = [
        replace(
            outlook(0, draw.choice(["below", "silent"]), impact=draw.choice(["low", "high"])),
            slug=f"m{number:03}",
            trouble_since=draw.choice([None, NOW - draw.randrange(5) * DAY]),
            acknowledged_until=draw.choice([None, (NOW + DAY).date()]),
        )
        for number in range(200)
    ]
    feed_registry(engine, [Model(ModelRef(each.slug, "registry")) for each in some])
    with writing(engine) as conn:
        outlooks.replace(conn, some)
    with reading(engine) as conn:
        found = {each.slug for each in overview.troubles(conn, NOW, 3)}
        assert len(overview.troubles(conn, NOW, 1)) == 8
    kinds: dict[object, list[tuple[datetime, str]]] = {}
    for each in some:
        if each.trouble_since:
            kind = each.status, each.impact, each.acknowledged_until
            kinds.setdefault(kind, []).append((each.trouble_since, each.slug))
    assert found == {slug for waited in kinds.values() for _, slug in sorted(waited)[:3]}
