"""Incidents that follow are kept; where history is told otherwise, it says so and why."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from data.facts import Model, ModelRef
from data.store.engine import reading, writing
from data.store.incidents import Following, KeptIncident, follow, of_model
from tests.data.feeding import NOW, feed_registry

WEEK = timedelta(weeks=1)
BELOW = KeptIncident("m", "below", NOW - 5 * WEEK, NOW - 3 * WEEK, "rule", 1, "recall", minimum=0.7)
LATER = NOW + WEEK


@pytest.fixture
def store(engine: Engine) -> Engine:
    feed_registry(engine, [Model(ModelRef("m", "registry"))])
    return engine


def kept(
    engine: Engine,
    *found: KeptIncident,
    at: object = NOW,
    before: object = None,
    why: str = "readings",
) -> list[KeptIncident]:
    with writing(engine) as conn:
        follow(conn, {"m": Following(found, before, why)}, at)  # type: ignore[arg-type]  # moments
    with reading(engine) as conn:
        return of_model(conn, "m")


def test_what_is_found_first_is_kept_as_it_is(store: Engine) -> None:
    (one,) = kept(store, BELOW)
    assert one == replace(BELOW, id=one.id, first_kept_at=NOW)


def test_that_it_goes_on_and_ends_is_no_other_history(store: Engine) -> None:
    (first,) = kept(store, BELOW)
    kept(store, replace(BELOW, periods=6, worst=0.4, cost_low=1.0, cost_high=2.0), before=NOW)
    (one,) = kept(store, replace(BELOW, kind="stopped", fixed=LATER), at=LATER, before=NOW)
    assert one == replace(BELOW, kind="stopped", fixed=LATER, id=first.id, first_kept_at=NOW)


def test_one_that_appears_in_the_past_says_why(store: Engine) -> None:
    kept(store)
    (one,) = kept(store, BELOW, at=LATER, before=NOW, why="agreement")
    assert (one.rebuilt_at, one.rebuilt_why, one.withdrawn_at) == (LATER, "agreement", None)


def test_one_that_is_noticed_since_is_news_and_no_other_history(store: Engine) -> None:
    kept(store)
    (one,) = kept(store, replace(BELOW, noticed=NOW + timedelta(1)), at=LATER, before=NOW)
    assert one.rebuilt_at is None


def test_one_that_no_longer_follows_is_withdrawn_and_stays(store: Engine) -> None:
    kept(store, BELOW)
    (one,) = kept(store, at=LATER, before=NOW, why="rule")
    assert (one.withdrawn_at, one.rebuilt_at, one.rebuilt_why) == (LATER, LATER, "rule")
    (same,) = kept(store, at=LATER + WEEK, before=LATER)
    assert same == one
    (back,) = kept(store, BELOW, at=LATER + WEEK, before=LATER, why="agreement")
    assert (back.withdrawn_at, back.rebuilt_at, back.rebuilt_why) == (
        None,
        LATER + WEEK,
        "agreement",
    )


def test_one_that_began_earlier_than_was_told_is_the_same_one(store: Engine) -> None:
    (first,) = kept(store, BELOW)
    earlier = replace(BELOW, began=BELOW.began - WEEK)
    (one,) = kept(store, earlier, at=LATER, before=NOW)
    assert (one.id, one.began, one.rebuilt_at) == (first.id, earlier.began, LATER)


def test_groups_measures_and_silence_are_told_apart(store: Engine) -> None:
    others = [
        replace(BELOW, group_name="north"),
        replace(BELOW, measure="precision"),
        replace(BELOW, kind="silent", measure="", minimum=None),
    ]
    assert len(kept(store, BELOW, *others)) == 4
    left = kept(store, BELOW, *others[:2], at=LATER, before=NOW)
    assert [one.kind for one in left if one.withdrawn_at] == ["silent"]


def test_two_episodes_stay_two(store: Engine) -> None:
    old = replace(BELOW, began=NOW - 30 * WEEK, noticed=NOW - 29 * WEEK, fixed=NOW - 20 * WEEK)
    assert [one.began for one in kept(store, old, BELOW)] == [old.began, BELOW.began]
    assert [one.rebuilt_at for one in kept(store, old, BELOW, before=NOW)] == [None, None]
