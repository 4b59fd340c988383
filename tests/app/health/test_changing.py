"""When a status changed: between two judgings, and in the weeks before the first."""

from datetime import timedelta

from app.health.changing import LOOKED_BACK, Said, changes, looked_back
from app.health.verdict import Reason, ReasonCode, Status
from data.facts import LiveSpell
from tests.app.health.case_making import MONDAY, REF, after, case, measured

WHY = Reason(ReasonCode.NEVER_HEARD)


def said(*statuses: Status) -> list[Said]:
    return [Said(after(week), status, WHY) for week, status in enumerate(statuses)]


def test_what_stays_the_same_is_no_change() -> None:
    assert changes(said(Status.MEETS, Status.MEETS, Status.MEETS)) == []
    assert changes(said(Status.BELOW)) == []


def test_each_change_is_told_once_with_both_sides() -> None:
    told = changes(said(Status.MEETS, Status.SILENT, Status.SILENT, Status.MEETS))
    assert [(each.before, each.after, each.at) for each in told] == [
        (Status.MEETS, Status.SILENT, after(1)),
        (Status.SILENT, Status.MEETS, after(3)),
    ]


def test_a_fall_is_dated_to_the_day_its_results_were_received() -> None:
    falling = case(measured([0.8] * 10 + [0.5] * 2, [900] * 12), spells=(live(-5),))
    found = looked_back(falling, after(13, hours=20))
    assert [(each.before, each.after) for each in found] == [
        (Status.MEETS, Status.ATTENTION),
        (Status.ATTENTION, Status.BELOW),
    ]
    # The second breach is received with the end of week 12: that day, and no other.
    assert found[1].at == after(12, hours=20)
    assert found[1].lead.code is ReasonCode.MEASURE_BELOW


def test_nothing_that_came_later_is_known_earlier() -> None:
    falling = case(measured([0.8] * 10 + [0.5] * 2, [900] * 12), spells=(live(-5),))
    assert looked_back(falling, after(10, hours=20)) == []


def test_what_changed_before_the_four_weeks_is_not_told() -> None:
    falling = case(measured([0.8] * 10 + [0.5] * 9, [900] * 19), spells=(live(-5),))
    assert looked_back(falling, after(12) + LOOKED_BACK + timedelta(days=1)) == []


def test_a_model_that_came_within_the_weeks_is_told_as_new() -> None:
    young = case(measured([0.8] * 3, [900] * 3, days=7), spells=(live(0),))
    found = looked_back(young, after(3, hours=20))
    assert found[0].before is None
    assert found[0].at - MONDAY < timedelta(days=1)


def test_what_has_no_dates_at_all_has_always_been_there() -> None:
    assert looked_back(case(), after(4)) == []


def live(weeks: int) -> LiveSpell:
    return LiveSpell(REF, "1", MONDAY + timedelta(weeks=weeks))
