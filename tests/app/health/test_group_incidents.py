"""Incidents of groups open and close by the rule that judges groups."""

from dataclasses import replace
from datetime import timedelta

from app.health.incidents import incidents_of
from app.health.insight import Incident, IncidentKind
from tests.app.health.case_making import MONDAY, after, agreement, case, measured, series

WEEK = timedelta(weeks=1)
CASES = [500.0] * 8
GOOD = [0.8] * 8


def found(groups: dict[str, list[float]], **agreed: object) -> list[Incident]:
    told = tuple(series(each, CASES, group=name) for name, each in groups.items())
    each = replace(measured(GOOD, CASES, agreement=agreement(0.7, **agreed)), groups=told)
    return list(incidents_of(case(each), after(8)))


def test_a_group_below_what_was_agreed_for_everybody_is_an_incident() -> None:
    north = [0.8, 0.8, 0.5, 0.5, 0.5, 0.8, 0.8, 0.8]
    (one,) = found({"north": north, "south": GOOD}, expected=0.8)
    assert (one.kind, one.measure, one.group) == (IncidentKind.GROUP_BELOW, "recall", "north")
    assert (one.began, one.noticed) == (MONDAY + 2 * WEEK, MONDAY + 4 * WEEK)
    assert (one.fixed, one.worst, one.minimum) == (MONDAY + 7 * WEEK, 0.5, 0.7)
    assert one.cost is not None
    assert round(one.cost.low) == 3 * 150


def test_groups_that_are_fine_have_none() -> None:
    assert found({"north": GOOD, "south": GOOD}, largest_gap=0.1) == []


def test_two_groups_too_far_apart_are_an_incident_of_the_one_behind() -> None:
    north = [*GOOD[:5], 0.75, 0.75, 0.75]
    south = [*GOOD[:5], 0.95, 0.95, 0.95]
    (one,) = found({"north": north, "south": south}, largest_gap=0.1)
    assert (one.kind, one.group, one.other) == (IncidentKind.GROUP_GAP, "north", "south")
    assert (one.began, one.noticed, one.fixed) == (MONDAY + 5 * WEEK, MONDAY + 7 * WEEK, None)
    assert one.worst is not None
    assert (round(one.worst, 9), one.minimum, one.cost) == (0.2, 0.1, None)
    assert one.rule == "largest_gap"


def test_a_group_that_is_too_small_by_now_keeps_its_past() -> None:
    north = [0.5, 0.5, 0.5, 0.8, 0.8, 0.8, 0.8, 0.8]
    few = [*CASES[:6], 1.0, 1.0]
    told = series(north, few, group="north")
    each = replace(measured(GOOD, CASES, minimum=0.7), groups=(told,))
    (one,) = incidents_of(case(each), after(8))
    assert (one.group, one.fixed) == ("north", MONDAY + 5 * WEEK)


def test_a_group_below_what_was_agreed_is_not_told_again_as_far_behind() -> None:
    north = [0.8, 0.8, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
    (one,) = found({"north": north, "south": GOOD}, largest_gap=0.1)
    assert (one.kind, one.group, one.fixed) == (IncidentKind.GROUP_BELOW, "north", None)


def test_a_group_that_stays_far_behind_after_it_was_below_is_told() -> None:
    north = [0.5, 0.5, 0.5, 0.75, 0.75, 0.75, 0.75, 0.75]
    south = [0.95] * 8
    below, gap = found({"north": north, "south": south}, largest_gap=0.1)
    assert (below.kind, below.fixed) == (IncidentKind.GROUP_BELOW, MONDAY + 5 * WEEK)
    assert (gap.kind, gap.began, gap.fixed) == (IncidentKind.GROUP_GAP, MONDAY + 4 * WEEK, None)
