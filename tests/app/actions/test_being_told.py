"""Choosing what one is told: for oneself alone, checked, and on the record."""

from typing import Any

import pytest
from sqlalchemy import Engine

from app.actions.doing import Answer
from app.actions.everything import ask
from data.members import Member, Outcome, Role, Wrong
from data.notices import About, Occasion
from data.store import notices, record, wishes
from data.store.engine import reading, writing
from data.store.wishes import Wish, account_key
from tests.app.actions.people import somebody
from tests.app.notices.company import FINE, ZONE, judged, model
from tests.data.feeding import NOW

CHANGES, WEEKLY = Occasion.CHANGES, Occasion.WEEKLY


@pytest.fixture
def ana(engine: Engine) -> Member:
    judged(engine, model("churn", FINE, unit="Retention"))
    return somebody(engine, NOW, [Role.VIEWER])


def choose(engine: Engine, who: Member, key: str = "0123456789abcdef", **typed: Any) -> Answer:
    asked = {"when": "both", "about": "mine", "unit": ""} | typed
    return ask(engine, "choose_notices", asked, who, key=key, now=NOW, time_zone=ZONE)


def wish(engine: Engine, who: Member) -> Wish | None:
    with reading(engine) as conn:
        return wishes.wish_of(conn, who.account)


@pytest.mark.parametrize(
    ("when", "occasions"),
    [
        ("nothing", set()),
        ("changes", {CHANGES}),
        ("weekly", {WEEKLY}),
        ("both", {CHANGES, WEEKLY}),
    ],
)
def test_every_choice_is_kept(
    engine: Engine, ana: Member, when: str, occasions: set[Occasion]
) -> None:
    assert choose(engine, ana, when=when).outcome is Outcome.DONE
    assert wish(engine, ana) == Wish(ana.account, frozenset(occasions), About.MINE)


def test_the_newest_choice_counts_and_the_record_has_both(engine: Engine, ana: Member) -> None:
    choose(engine, ana)
    choose(engine, ana, "f" * 16, when="weekly", about="unit", unit="Retention")
    assert wish(engine, ana) == Wish(ana.account, frozenset({WEEKLY}), About.UNIT, "Retention")
    with reading(engine) as conn:
        (entry, _), _ = record.newest(conn, record.Choice(action="choose_notices"))
    assert entry.said
    assert entry.said["before"] == {"when": "both", "about": "mine"}
    assert entry.said["after"] == {"when": "weekly", "about": "unit", "unit": "Retention"}


def test_it_is_nobody_elses_business(engine: Engine, ana: Member) -> None:
    ben = somebody(engine, NOW, [Role.ADMINISTRATOR], "Ben Li")
    choose(engine, ben, when="nothing")
    assert wish(engine, ana) is None
    assert choose(engine, ben, "f" * 16, account=str(ana.account)).outcome is Outcome.NOT_FILLED_IN


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"when": "daily"}, {"when": Wrong.NOT_A_CHOICE}),
        ({"when": ""}, {"when": Wrong.NOT_A_CHOICE}),
        ({"about": "others"}, {"about": Wrong.NOT_A_CHOICE}),
        ({"about": "unit"}, {"unit": Wrong.NEEDED}),
        ({"about": "unit", "unit": "Nowhere"}, {"unit": Wrong.NOT_A_CHOICE}),
    ],
)
def test_what_cannot_be_chosen_is_told(
    engine: Engine, ana: Member, typed: dict[str, str], wrong: dict[str, Wrong]
) -> None:
    assert choose(engine, ana, **typed).wrong == wrong
    assert wish(engine, ana) is None


def test_a_unit_left_over_from_another_choice_is_not_kept(engine: Engine, ana: Member) -> None:
    choose(engine, ana, about="everything", unit="Retention")
    assert wish(engine, ana) == Wish(ana.account, frozenset({CHANGES, WEEKLY}), About.EVERYTHING)


def test_whoever_chooses_anew_begins_anew(engine: Engine, ana: Member) -> None:
    with writing(engine) as conn:
        notices.keep_only(conn, {account_key(ana.account), "to:Heads"}, NOW)
    choose(engine, ana)
    with reading(engine) as conn:
        assert set(notices.known(conn)) == {"to:Heads"}
