"""Many models worse at once: one event where chance does not explain it, and none where it does."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from app.health.insight import CommonTrait, SharedEvent
from app.health.shared import YEAR, shared_events

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
WATCHED = NOW - timedelta(days=500)

Worsened = Mapping[str, Sequence[datetime]]


def ago(*days: float) -> list[datetime]:
    return [NOW - timedelta(days=each) for each in days]


def names(models: int) -> list[str]:
    return [f"model-{number:03}" for number in range(models)]


def found(worsened: Worsened, models: int = 40) -> tuple[SharedEvent, ...]:
    watched = dict.fromkeys(names(models), WATCHED)
    return shared_events(worsened, {}, watched, NOW)


def test_ten_of_forty_within_a_week_are_one_event() -> None:
    worsened = {name: ago(100 - index * 0.5) for index, name in enumerate(names(10))}
    (event,) = found(worsened)
    assert event.slugs == tuple(names(10))
    assert (event.began, event.until) == (*ago(100), *ago(95.5))
    assert event.of == 40
    assert event.expected < 1
    assert event.p_value < 1e-6


def test_the_same_ten_spread_over_the_year_are_none() -> None:
    assert not found({name: ago(20 + index * 33) for index, name in enumerate(names(10))})


def test_nothing_and_nobody_are_no_event() -> None:
    assert shared_events({}, {}, {}, NOW) == ()
    assert shared_events({}, {}, dict.fromkeys(names(5), WATCHED), NOW) == ()
    assert shared_events({"a": []}, {}, {"a": NOW}, NOW) == ()


@pytest.mark.parametrize(("worse", "events"), [(2, 0), (3, 1)])
def test_two_models_are_a_coincidence(worse: int, events: int) -> None:
    worsened = {name: ago(50) for name in names(worse)}
    assert len(found(worsened, models=60)) == events


def test_models_that_always_wobble_prove_little() -> None:
    """The same five models within one fortnight: once a surprise, once their habit."""
    calm = {name: ago(60) for name in names(5)}
    wobbly = {name: ago(*range(4, 360, 14)) for name in names(5)}
    assert found(calm)
    assert not found(wobbly)


def test_several_moments_of_one_model_count_once() -> None:
    assert not found({"model-000": ago(60, 59, 58, 57, 56, 55)})


def test_a_month_of_trouble_is_one_event() -> None:
    worsened = {name: ago(130 - index) for index, name in enumerate(names(28))}
    (event,) = found(worsened, models=200)
    assert len(event.slugs) == 28
    assert (event.began, event.until) == (*ago(130), *ago(103))


def test_two_waves_months_apart_are_two_events_oldest_first() -> None:
    worsened = {name: ago(200 if index < 10 else 50) for index, name in enumerate(names(20))}
    first, second = found(worsened, models=80)
    assert (first.slugs, second.slugs) == (tuple(names(20)[:10]), tuple(names(20)[10:]))
    assert first.until < second.began


def test_what_is_over_a_year_old_or_yet_to_come_is_left_out() -> None:
    assert not found({name: ago(YEAR + 5) for name in names(20)})
    assert not found({name: ago(-5) for name in names(20)})


def test_models_watched_only_since_do_not_count_as_having_stayed_calm() -> None:
    watched = dict.fromkeys(names(8), WATCHED) | {
        f"new-{number}": NOW - timedelta(days=10) for number in range(100)
    }
    worsened = {name: ago(100) for name in names(4)}
    (event,) = shared_events(worsened, {}, watched, NOW)
    assert event.of == 8


def test_a_model_nobody_listed_counts_as_watched_all_year() -> None:
    (event,) = found({f"other-{number}": ago(30) for number in range(6)})
    assert event.of == 46


def test_what_they_share_and_others_do_not_is_told() -> None:
    worsened = {name: ago(30) for name in names(6)}
    traits = {name: {(CommonTrait.TEAM, "everybody")} for name in names(40)}
    for name in names(6):
        traits[name] |= {(CommonTrait.DATA, "sales_daily")}
    (event,) = shared_events(worsened, traits, dict.fromkeys(names(40), WATCHED), NOW)
    assert event.common == ((CommonTrait.DATA, "sales_daily", 6),)


def test_the_chance_is_that_of_the_binomial_and_never_below_the_exact_one() -> None:
    """Against SciPy: one begins it and six others follow, anywhere in 26 fortnights."""
    worsened: dict[str, list[datetime]] = {name: ago(40) for name in names(7)}
    for place, name in enumerate(names(30)[20:]):
        worsened[name] = ago(*range(90 + 14 * place, 360, 140))
    (event,) = found(worsened)
    times = np.array([len(worsened.get(name, ())) for name in names(40)])
    usual = times.sum() / (26 * 40)
    rates = (times + 26 * usual) / (26 + 26)
    chances = 1 - np.exp(-rates)
    assert event.expected == pytest.approx(chances.sum())
    often = 26 * rates.sum()
    assert event.p_value == pytest.approx(often * stats.binom.sf(5, 40, chances.mean()))
    assert event.p_value >= often * stats.poisson_binom.sf(5, chances)


def test_a_quiet_year_hardly_ever_brings_an_event() -> None:
    """60 years of 60 models, each with its own restlessness: at most one year in twenty."""
    chance = np.random.default_rng(11)
    years = 0
    for _ in range(60):
        rates = chance.gamma(0.7, 1.0, 60)
        worsened = {
            name: ago(*chance.uniform(0, YEAR, chance.poisson(rate)))
            for name, rate in zip(names(60), rates, strict=True)
        }
        years += bool(found(worsened, models=60))
    assert years <= 3


days = st.lists(st.integers(0, YEAR + 20), max_size=6)
some = st.dictionaries(st.sampled_from(names(15)), days, max_size=15)
clusters = st.lists(
    st.tuples(st.sampled_from(names(15)), st.integers(80, 90)), min_size=0, max_size=15
)
seen = st.dictionaries(st.sampled_from(names(20)), st.integers(0, 600), min_size=3)


@given(some, clusters, seen, st.randoms(use_true_random=False), st.integers(-900, 900))
@settings(max_examples=150, deadline=None)
def test_order_and_a_common_shift_of_dates_change_nothing(
    ages: dict[str, list[int]],
    together: list[tuple[str, int]],
    since: dict[str, int],
    random: object,
    hours: int,
) -> None:
    for name, age in together:
        ages.setdefault(name, []).append(age)
    by = timedelta(hours=hours)

    def events(turned: bool, shift: timedelta) -> tuple[SharedEvent, ...]:
        step = -1 if turned else 1
        worsened = {
            name: [each + shift for each in ago(*ages[name])][::step] for name in [*ages][::step]
        }
        watched = {name: NOW + shift - timedelta(days=since[name]) for name in [*since][::step]}
        return shared_events(worsened, {}, watched, NOW + shift)

    here = events(turned=False, shift=timedelta(0))
    assert events(turned=True, shift=timedelta(0)) == here
    there = events(turned=False, shift=by)
    assert [(each.began + by, each.until + by, each.slugs) for each in here] == [
        (each.began, each.until, each.slugs) for each in there
    ]
    assert [each.p_value for each in here] == [each.p_value for each in there]
    for event in here:
        assert event.began <= event.until
        assert 3 <= len(event.slugs) <= event.of
        assert 0 <= event.p_value <= 0.05
