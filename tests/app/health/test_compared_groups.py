"""The groups of a measure beside everybody: worst first, and never green for ever."""

import json
from datetime import timedelta
from typing import Any

import pytest

from app.health.compared_groups import ComparedGroups, by_then, compared_groups, rank
from app.health.groups import WORST_STANDING
from app.health.insight import GroupStanding
from app.health.insights import insight_of
from app.health.judge import judge
from app.health.keeping import groups_from_json, groups_to_json
from app.health.verdict import ReasonCode
from tests.app.health.case_making import after
from tests.app.health.grouping import Weeks, grouped, watched

NOW = after(12)
YOUNG: Weeks = ([0.9] * 12, 400)
OLD: Weeks = ([0.5] * 12, 400)
FEW: Weeks = ([0.5] * 12, 1)


def compared(groups: dict[str, Weeks], declared: str = "", **terms: Any) -> ComparedGroups:
    case = watched(grouped(groups, **terms), groups=declared)
    (found,) = compared_groups(case, insight_of(case, judge(case, NOW), NOW))
    return found


def test_a_measure_without_groups_is_left_out() -> None:
    case = watched(grouped({}))
    assert list(compared_groups(case, insight_of(case, judge(case, NOW), NOW))) == []


def test_groups_stand_beside_everybody_and_what_was_agreed() -> None:
    found = compared({"young": YOUNG, "old": OLD})
    assert [each.group for each in found.groups] == ["old", "young"]
    assert (found.overall, found.minimum, found.tested) == (0.85, 0.7, 2)
    assert found.worst is GroupStanding.BELOW
    assert found.gap is None


def test_a_group_with_few_cases_and_one_nobody_measures_are_counted_as_such() -> None:
    found = compared({"young": YOUNG, "few": FEW}, declared="young; sole traders")
    assert found.counts[GroupStanding.TOO_FEW] == 1
    assert found.counts[GroupStanding.NOT_MEASURED] == 1
    assert found.worst is GroupStanding.NOT_MEASURED


def test_groups_too_far_apart_are_worst_though_each_meets_the_minimum() -> None:
    found = compared({"young": YOUNG, "old": ([0.75] * 12, 400)}, largest_gap=0.05)
    assert found.counts[GroupStanding.BELOW] == 0
    assert found.gap is not None
    assert found.gap.code is ReasonCode.GAP_TOO_LARGE
    assert found.worst is GroupStanding.BELOW


def test_what_is_kept_comes_back_as_it_was() -> None:
    for terms in ({}, {"largest_gap": 0.05}):
        found = compared({"young": YOUNG, "old": OLD, "few": FEW}, "sole traders", **terms)
        assert groups_from_json(json.loads(json.dumps(groups_to_json(found)))) == found


def test_what_was_said_expires_where_waiting_ends() -> None:
    found = compared({"young": YOUNG, "old": ([0.88] * 12, 400)})
    assert found.until is not None
    assert by_then(found, found.until - timedelta(seconds=1)) == found
    later = by_then(found, found.until)
    assert {each.standing for each in later.groups} == {GroupStanding.NOT_MEASURED}
    assert (later.tested, later.gap, later.is_old(found.until)) == (0, None, True)


@pytest.mark.parametrize("standing", GroupStanding)
def test_every_standing_has_a_place_and_only_meeting_is_last(standing: GroupStanding) -> None:
    assert rank(standing) <= rank(GroupStanding.MEETS)
    assert len(WORST_STANDING) == len(GroupStanding)
