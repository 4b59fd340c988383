"""Which model needs somebody first: the product, its promises, and since when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from app.health.judge import judge
from app.health.urgency import (
    ACKNOWLEDGED_WEIGHT,
    AGE_WEIGHTS,
    IMPACT_WEIGHTS,
    OLDEST_WEIGHT,
    STATUS_WEIGHTS,
    Trouble,
    in_use_since,
    most_urgent_first,
    trouble_since,
    urgency,
)
from app.health.verdict import Status
from data.facts import Impact, LiveSpell
from tests.app.health.case_making import MONDAY, REF, after, case, measured

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def trouble(status: Status, impact: Impact, days: float = 0, name: str = "Letters") -> Trouble:
    return Trouble(name.casefold(), name, status, impact, NOW - days * DAY)


def weights(one: Trouble) -> tuple[int, int, int, float]:
    found = urgency(one, NOW, "UTC")
    return found.status, found.impact, found.age, found.total


def test_the_sum_is_the_product_of_what_is_shown() -> None:
    assert weights(trouble(Status.BELOW, Impact.MEDIUM, 77)) == (12, 2, 3, 72)
    assert weights(trouble(Status.SILENT, Impact.HIGH, 94)) == (8, 3, 4, 96)
    assert weights(trouble(Status.UNMEASURED, Impact.LOW)) == (2, 1, 1, 2)


@pytest.mark.parametrize(
    ("days", "weight"),
    [(0, 1), (6, 1), (7, 2), (27, 2), (28, 3), (90, 3), (91, 4), (4000, 4), (-3, 1)],
)
def test_age_weighs_in_steps(days: int, weight: int) -> None:
    assert urgency(trouble(Status.BELOW, Impact.LOW, days), NOW, "UTC").age == weight


def test_days_are_those_of_the_company() -> None:
    since = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    one = replace(trouble(Status.BELOW, Impact.LOW), since=since)
    assert urgency(one, NOW, "UTC").age == 2
    assert urgency(one, NOW, "Europe/Warsaw").age == 1


def test_a_fresh_red_never_stands_behind_an_old_amber_of_the_same_impact() -> None:
    for impact in Impact:
        fresh = trouble(Status.BELOW, impact, 0, "Fresh red")
        old = trouble(Status.ATTENTION, impact, 9999, "Old amber")
        first, _ = most_urgent_first([old, fresh], NOW, "UTC")
        assert first[0] is fresh


def test_worse_never_ranks_behind_better_all_else_equal() -> None:
    for status, impact, days in product(STATUS_WEIGHTS, Impact, (0, 10, 40, 100)):
        here = urgency(trouble(status, impact, days), NOW, "UTC").total
        assert urgency(trouble(Status.BELOW, impact, days), NOW, "UTC").total >= here
        assert urgency(trouble(status, Impact.HIGH, days), NOW, "UTC").total >= here
        assert urgency(trouble(status, impact, days + 30), NOW, "UTC").total >= here


def taken(one: Trouble) -> Trouble:
    return replace(one, acknowledged_by="Ana Ruiz", acknowledged_until=date(2026, 12, 4))


def test_what_somebody_is_checking_steps_back_and_the_sum_shows_it() -> None:
    found = urgency(taken(trouble(Status.BELOW, Impact.MEDIUM, 77)), NOW, "UTC")
    assert (found.status, found.impact, found.age, found.acknowledged) == (12, 2, 3, 0.25)
    assert found.total == 18
    assert urgency(taken(trouble(Status.ATTENTION, Impact.LOW)), NOW, "UTC").total == 0.75


def test_a_red_that_is_checked_still_stands_before_an_amber_as_old() -> None:
    for impact, days in product(Impact, (0, 10, 40, 100)):
        red = taken(trouble(Status.BELOW, impact, days, "Red"))
        amber = trouble(Status.ATTENTION, impact, days, "Amber")
        open_ = trouble(Status.BELOW, impact, days, "Open red")
        ranked = [each.name for each, _ in most_urgent_first([amber, red, open_], NOW, "UTC")]
        assert ranked == ["Open red", "Red", "Amber"]


def test_equals_stand_by_worse_status_then_age_then_slug() -> None:
    amber = trouble(Status.ATTENTION, Impact.LOW, 100, "Amber")
    red = trouble(Status.BELOW, Impact.LOW, 0, "Red")
    assert urgency(amber, NOW, "UTC").total == urgency(red, NOW, "UTC").total == 12
    older = trouble(Status.BELOW, Impact.LOW, 3, "Zebra")
    same = trouble(Status.BELOW, Impact.LOW, 0, "apple")
    ranked = [each.name for each, _ in most_urgent_first([amber, red, older, same], NOW, "UTC")]
    assert ranked == ["Zebra", "apple", "Red", "Amber"]


def test_every_weight_is_a_positive_whole_number_and_grows() -> None:
    ages = [weight for _, weight in AGE_WEIGHTS] + [OLDEST_WEIGHT]
    assert ages == sorted(ages)
    assert min([*STATUS_WEIGHTS.values(), *IMPACT_WEIGHTS.values(), *ages]) > 0
    assert 0 < ACKNOWLEDGED_WEIGHT < 1
    assert STATUS_WEIGHTS[Status.BELOW] >= STATUS_WEIGHTS[Status.ATTENTION] * OLDEST_WEIGHT


def test_trouble_begins_with_the_first_period_of_the_breach() -> None:
    falling = case(measured([0.8] * 6 + [0.5] * 3, [900] * 9))
    verdict = judge(falling, after(9))
    assert verdict.status is Status.BELOW
    assert trouble_since(falling, verdict) == MONDAY + timedelta(weeks=6)


def test_silence_begins_with_what_was_last_heard() -> None:
    quiet = case(measured([0.8] * 9, [900] * 9))
    verdict = judge(quiet, after(30))
    assert verdict.status is Status.SILENT
    assert trouble_since(quiet, verdict) == MONDAY + timedelta(weeks=9)


def test_who_needs_nobody_has_no_trouble() -> None:
    fine = case(measured([0.8] * 9, [900] * 9))
    assert trouble_since(fine, judge(fine, after(9))) is None


def test_an_open_question_is_as_old_as_the_use() -> None:
    begun = MONDAY - timedelta(weeks=20)
    spell = LiveSpell(REF, "1", begun)
    unagreed = case(measured([0.8] * 9, [900] * 9, minimum=None), spells=(spell,))
    verdict = judge(unagreed, after(9))
    assert verdict.status is Status.UNAGREED
    assert trouble_since(unagreed, verdict) == begun == in_use_since(unagreed)


def test_where_nothing_is_dated_trouble_begins_now_and_never_later() -> None:
    unknown = case()
    verdict = judge(unknown, after(1))
    assert trouble_since(unknown, verdict) == after(1)
    ahead = replace(unknown, created_at=after(5))
    assert trouble_since(ahead, judge(ahead, after(1))) == after(1)
