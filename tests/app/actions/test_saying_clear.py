"""Saying whether a sentence was clear: one vote of each person for each wording."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from app.actions.doing import Answer
from app.actions.everything import ask
from app.language.wording import key_of
from data.members import Member, Outcome, Role, Wrong
from data.store import clearness
from data.store.clearness import Unclear
from data.store.engine import reading
from tests.app.actions.people import somebody
from tests.data.feeding import NOW

WORDING = "{meets} of {total} models do what was agreed, on recent results."
READ = "31 of 46 models do what was agreed, on recent results."
TYPED = {"said": key_of(WORDING), "read": READ, "clear": "no", "remark": "By whom?", "place": "/"}


@pytest.fixture
def ana(engine: Engine) -> Member:
    return somebody(engine, NOW, [])


def say(engine: Engine, who: Member, number: int = 1, /, **typed: str) -> Answer:
    at = NOW + timedelta(minutes=number)
    key = f"{number:016}"
    return ask(engine, "say_clear", TYPED | typed, who, key=key, now=at, time_zone="UTC")


def unclear(engine: Engine, most: int = 9) -> list[Unclear]:
    with reading(engine) as conn:
        return clearness.least_clear(conn, most)


def test_a_wording_is_kept_and_not_what_stood_in_it(engine: Engine, ana: Member) -> None:
    assert say(engine, ana).outcome is Outcome.DONE
    (found,) = unclear(engine)
    assert (found.template, found.place) == (WORDING, "/")
    assert (found.unclear, found.asked) == (1, 1)
    assert found.remarks == (("Ana Ruiz", "By whom?"),)


def test_whoever_thinks_again_is_counted_once(engine: Engine, ana: Member) -> None:
    say(engine, ana)
    say(engine, ana, 2, clear="yes", remark="")
    assert unclear(engine) == []
    say(engine, ana, 3)
    assert [(each.unclear, each.asked) for each in unclear(engine)] == [(1, 1)]


def test_what_most_did_not_understand_comes_first(engine: Engine, ana: Member) -> None:
    ben = somebody(engine, NOW, [], "Ben Li")
    say(engine, ana, 1, said="", read="A heading")
    say(engine, ana, 2)
    say(engine, ben, 3, remark="Which results?")
    say(engine, ben, 4, said="", read="A heading", clear="yes")
    first, second = unclear(engine)
    assert first.remarks == (("Ben Li", "Which results?"), ("Ana Ruiz", "By whom?"))
    assert (second.template, second.unclear, second.asked) == ("A heading", 1, 2)
    assert unclear(engine, 1) == [first]


def test_a_key_of_no_wording_keeps_what_was_read(engine: Engine, ana: Member) -> None:
    say(engine, ana, said="0" * 8)
    assert unclear(engine)[0].template == READ


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"read": "  "}, {"read": Wrong.NEEDED}),
        ({"read": "x" * 501}, {"read": Wrong.TOO_LONG}),
        ({"clear": "perhaps"}, {"clear": Wrong.NOT_A_CHOICE}),
        ({"remark": "x" * 501}, {"remark": Wrong.TOO_LONG}),
        ({"place": "https://elsewhere.example"}, {"place": Wrong.NEEDED}),
        ({"place": "//elsewhere"}, {"place": Wrong.NEEDED}),
    ],
)
def test_what_is_wrong_is_named(
    engine: Engine, ana: Member, typed: dict[str, str], wrong: dict[str, Wrong]
) -> None:
    answer = say(engine, ana, **typed)
    assert (answer.outcome, answer.wrong) == (Outcome.NOT_FILLED_IN, wrong)
    assert unclear(engine) == []


def test_everybody_may(engine: Engine) -> None:
    for number, role in enumerate(Role, 1):
        assert say(engine, somebody(engine, NOW, [role], role), number).outcome is Outcome.DONE
