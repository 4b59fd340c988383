"""Who is told, on the page of sources, and the choice on the page You."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.language.deliveries import undelivered
from app.language.sentence import Speech
from app.ui import visit as visits
from app.ui.delivered import AT_ONCE, delivered
from app.ui.shown import NotTold, Telling, Wished
from app.ui.visit import Visit
from app.ui.wishing import wishing
from data.members import Member, Role
from data.notices import About, Occasion, Undelivered
from tests.data.feeding import NOW

SPEECH = Speech(now=NOW)
ANA = Member(1, "https://login", "u1", "Ana Ruiz", "ana@example.com", frozenset({Role.VIEWER}))


@pytest.fixture
def ana_is_here() -> Iterator[None]:
    here = Visit(SPEECH, "sqlite://", timedelta(minutes=15), frozenset(), member=ANA)
    token = visits._current.set(here)
    yield
    visits._current.reset(token)


def test_where_nobody_is_told_nothing_is_said() -> None:
    assert delivered(Telling(0, None, 0, ()), SPEECH) == ""


def test_that_all_were_told_is_said_with_when() -> None:
    told = str(delivered(Telling(5, NOW - timedelta(minutes=30), 0, ()), SPEECH))
    assert "people and places are told of changes, weekly, or both." in told
    assert "The last message went out today at" in told
    assert "could not" not in told


def test_who_could_not_be_told_is_named_with_the_reason() -> None:
    waiting = [
        NotTold(f"<b>Place {n}</b>", NOW - timedelta(days=2), 3, Undelivered.RECIPIENT_REFUSED)
        for n in range(AT_ONCE + 1)
    ]
    told = str(delivered(Telling(20, None, AT_ONCE + 1, tuple(waiting)), SPEECH))
    assert "could not be told" in told
    assert "The mail server refused this address." in told
    assert "Tried" in told
    assert "&lt;b&gt;Place 0" in told
    assert "<b>" not in told
    assert "and 1 more" in told


@pytest.mark.parametrize("why", [*Undelivered, None])
def test_every_reason_has_words(why: Undelivered | None) -> None:
    assert str(undelivered(why, SPEECH)).endswith(".")


def test_whoever_never_chose_sees_so_and_may_choose(ana_is_here: None) -> None:
    told = str(wishing(ANA, Wished(None, About.MINE, "", ("Retention", "Claims & Co")), SPEECH))
    assert "You have not chosen anything here yet." in told
    assert "ana@example.com" in told
    assert '<option value="nothing" selected>' in told
    assert 'data-does="choose_notices"' in told
    assert "Claims &amp; Co" in told


def test_what_was_chosen_is_shown(ana_is_here: None) -> None:
    wished = Wished(frozenset(Occasion), About.UNIT, "Retention", ("Retention",))
    both = frozenset({Occasion.CHANGES, Occasion.WEEKLY})
    told = str(wishing(ANA, Wished(both, wished.about, wished.unit, wished.units), SPEECH))
    for value in ("both", "unit", "Retention"):
        assert f'<option value="{value}" selected>' in told
    assert "not chosen" not in told


def test_without_an_address_nothing_can_be_chosen() -> None:
    nameless = Member(1, "https://login", "u1", "Ana Ruiz", "", frozenset({Role.VIEWER}))
    told = str(wishing(nameless, Wished(None, About.MINE, "", ()), SPEECH))
    assert "tells no address of yours" in told
    assert "<form" not in told
