"""Naming views: one name for each, an address of ours, and one's own to take away."""

import pytest
from sqlalchemy import Engine

from app.actions.doing import Answer
from app.actions.everything import ask
from app.actions.naming_views import MOST
from data.members import Member, Outcome, Role, Wrong
from data.store import views
from data.store.engine import reading
from data.store.views import NamedView
from tests.app.actions.people import somebody
from tests.data.feeding import NOW


@pytest.fixture
def ana(engine: Engine) -> Member:
    return somebody(engine, NOW, [])


def do(engine: Engine, action: str, who: Member, number: int = 1, **typed: str) -> Answer:
    return ask(engine, action, typed, who, key=f"{number:016}", now=NOW, time_zone="UTC")


def named(engine: Engine) -> list[NamedView]:
    with reading(engine) as conn:
        return views.every(conn)


def test_a_view_is_found_by_its_name(engine: Engine, ana: Member) -> None:
    do(engine, "name_view", ana, 1, name="Late in Retail", address="/models?unit=Retail")
    do(engine, "name_view", ana, 2, name="All of it", address="/")
    assert [(each.name, each.address, each.by) for each in named(engine)] == [
        ("All of it", "/", "Ana Ruiz"),
        ("Late in Retail", "/models?unit=Retail", "Ana Ruiz"),
    ]


def test_no_two_views_share_a_name(engine: Engine, ana: Member) -> None:
    do(engine, "name_view", ana, 1, name="Straße", address="/")
    answer = do(engine, "name_view", ana, 2, name="STRASSE", address="/models")
    assert answer.wrong == {"name": Wrong.TAKEN}
    assert len(named(engine)) == 1


def test_nobody_fills_the_list_alone(engine: Engine, ana: Member) -> None:
    for number in range(MOST):
        do(engine, "name_view", ana, number, name=f"View {number}", address="/")
    answer = do(engine, "name_view", ana, MOST, name="One more", address="/")
    assert answer.wrong == {"name": Wrong.TOO_MANY}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "//elsewhere.example",
        "https://elsewhere.example/",
        "javascript:alert(1)",
        "/models?q=a b",
        "/models#x",
        "/do/decide",
        "/models?" + "x" * 2_000,
    ],
)
def test_only_pages_of_ours_are_named(engine: Engine, ana: Member, address: str) -> None:
    answer = do(engine, "name_view", ana, name="Elsewhere", address=address)
    assert answer.outcome is Outcome.NOT_FILLED_IN
    assert set(answer.wrong) == {"address"}
    assert named(engine) == []


@pytest.mark.parametrize(
    ("role", "outcome"),
    [
        (Role.MANAGER, Outcome.DONE),
        (Role.ADMINISTRATOR, Outcome.DONE),
        (Role.EXPERT, Outcome.ANOTHERS),
        (Role.VIEWER, Outcome.ANOTHERS),
    ],
)
def test_others_names_are_for_few_to_take_away(
    engine: Engine, ana: Member, role: Role, outcome: Outcome
) -> None:
    do(engine, "name_view", ana, 1, name="Mine", address="/")
    (found,) = named(engine)
    ben = somebody(engine, NOW, [role], "Ben Li")
    assert do(engine, "forget_view", ben, 2, view=str(found.id)).outcome is outcome
    assert bool(named(engine)) is (outcome is Outcome.ANOTHERS)


def test_ones_own_name_is_taken_away_once(engine: Engine, ana: Member) -> None:
    do(engine, "name_view", ana, 1, name="Mine", address="/")
    (found,) = named(engine)
    assert do(engine, "forget_view", ana, 2, view=str(found.id)).outcome is Outcome.DONE
    answer = do(engine, "forget_view", ana, 3, view=str(found.id))
    assert answer.wrong == {"view": Wrong.NOT_A_CHOICE}
