"""A source that lists far fewer models waits for a person, whose word holds until it is read."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from app.actions.everything import ACTIONS, ask
from app.language.sentence import Speech
from app.ui import sources as page
from app.ui import visit as visits
from app.ui.loading.sourcing import all_sources
from app.ui.visit import Visit
from data.facts import Arrival, Model, ModelRef
from data.members import Member, Outcome, Role
from data.store import models, record
from data.store.engine import reading
from tests.app.actions.people import somebody
from tests.data.feeding import MADE, NOW, feed_registry

LATER = NOW + timedelta(hours=1)
SPEECH = Speech(now=LATER)


def inventory(count: int) -> list[Arrival]:
    return [Model(ModelRef(f"model {number}", "registry"), MADE) for number in range(count)]


@pytest.fixture
def shrunken(engine: Engine) -> Engine:
    """A registry that listed ten models, and lists five."""
    feed_registry(engine, inventory(10))
    assert feed_registry(engine, inventory(5), now=LATER).problem
    return engine


def confirm(engine: Engine, models: int = 5, role: Role = Role.MANAGER, key: str = "k") -> Outcome:
    who = somebody(engine, NOW, [role])
    typed = {"source": "1", "models": str(models)}
    return ask(
        engine, "confirm_fewer", typed, who, key=key * 24, now=LATER, time_zone="UTC"
    ).outcome


def listed(engine: Engine) -> int:
    with reading(engine) as conn:
        return len(models.not_deployed(conn))


def drawn(engine: Engine, role: Role) -> str:
    """The card of the source, to somebody in this role."""
    who = Member(1, "https://login", "u1", "Ana Ruiz", "ana@example.com", frozenset({role}))
    url = engine.url.render_as_string(hide_password=False)
    here = Visit(SPEECH, url, timedelta(minutes=15), frozenset({"registry"}), member=who)
    token = visits._current.set(here)
    try:
        return str(page.card(all_sources(here)[0], SPEECH))
    finally:
        visits._current.reset(token)


def test_what_was_confirmed_is_taken_in_by_the_next_sync(shrunken: Engine) -> None:
    assert (listed(shrunken), confirm(shrunken)) == (10, Outcome.DONE)
    assert feed_registry(shrunken, inventory(5), now=LATER).problem is None
    assert listed(shrunken) == 5
    with reading(shrunken) as conn:
        (entry,), _ = record.newest(conn, record.Choice())
    assert entry.said
    assert entry.said["after"] == {"source": "registry", "models": 5}
    assert entry.said["before"] == {"models": 10}


def test_a_word_holds_once_and_for_about_as_many(shrunken: Engine) -> None:
    confirm(shrunken)
    assert feed_registry(shrunken, inventory(3), now=LATER).problem
    assert confirm(shrunken, models=5, key="l") is Outcome.NOT_AS_SHOWN
    assert confirm(shrunken, models=3, key="m") is Outcome.DONE
    assert feed_registry(shrunken, inventory(0), now=LATER).problem
    assert feed_registry(shrunken, inventory(3), now=LATER).problem is None
    assert feed_registry(shrunken, inventory(10), now=LATER).problem is None
    assert feed_registry(shrunken, inventory(3), now=LATER).problem


def test_where_nothing_waits_nothing_is_confirmed(engine: Engine) -> None:
    feed_registry(engine, inventory(10))
    assert confirm(engine) is Outcome.NOT_AS_SHOWN


def test_the_number_that_was_shown_is_what_is_confirmed(shrunken: Engine) -> None:
    assert confirm(shrunken, models=4) is Outcome.NOT_AS_SHOWN
    assert confirm(shrunken) is Outcome.DONE
    assert confirm(shrunken, key="m") is Outcome.NOT_AS_SHOWN


@pytest.mark.parametrize("role", Role)
def test_managers_and_administrators_may(role: Role) -> None:
    may = role in {Role.MANAGER, Role.ADMINISTRATOR}
    assert (role in ACTIONS["confirm_fewer"].allowed) is may


def test_the_page_has_the_button_until_it_is_pressed(shrunken: Engine) -> None:
    assert 'data-does="confirm_fewer"' in drawn(shrunken, Role.MANAGER)
    shown = drawn(shrunken, Role.ANALYST)
    assert "confirm_fewer" not in shown
    assert "an administrator confirms it on the page Sources" in shown
    confirm(shrunken)
    after = drawn(shrunken, Role.MANAGER)
    assert "confirm_fewer" not in after
    assert "It was confirmed that this is right. The next check takes it in." in after


def test_that_a_source_brought_nothing_new_is_said(engine: Engine) -> None:
    feed_registry(engine, inventory(2))
    assert "2 values read, 2 kept, none refused" in drawn(engine, Role.VIEWER)
    feed_registry(engine, [], now=LATER)
    told = "Nothing new since it was read today, 09:30: 2 values read, 2 kept, none refused"
    assert told in drawn(engine, Role.VIEWER)


def test_a_number_that_no_database_keeps_is_no_source(shrunken: Engine) -> None:
    who = somebody(shrunken, NOW, [Role.MANAGER])
    typed = {"source": "9" * 25, "models": "5"}
    answer = ask(shrunken, "confirm_fewer", typed, who, key="k" * 24, now=LATER, time_zone="UTC")
    assert answer.outcome is Outcome.NOT_FILLED_IN
