"""The largest agreed gap between groups: two of three, all pairs, chance taken out."""

from typing import Any

import pytest

from app.health.gaps import gaps_of
from app.health.group_tests import look_at
from app.health.groups import judge_groups
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import Answer, ReasonCode, Status
from data.facts import Better, Measured, Unit
from tests.app.health.case_making import after, case
from tests.app.health.grouping import Weeks, grouped

HIGH, LOW = [0.9] * 6, [0.75] * 6


def judged(one: Measured, weeks: int = 6) -> Answer:
    answer = judge_groups(case(one), after(weeks))
    for reason in answer.reasons:
        assert set(reason.inputs) <= set(INPUTS[reason.code])
        assert set(reason.basis) <= set(BASIS.get(reason.code, ()))
    return answer


def apart(a: Weeks, b: Weeks, gap: float = 0.05, **more: Any) -> Measured:
    return grouped({"a": a, "b": b}, largest_gap=gap, **more)


@pytest.mark.parametrize(
    ("values", "status", "code"),
    [
        (HIGH, Status.MEETS, ReasonCode.GROUPS_MEET),
        (LOW, Status.BELOW, ReasonCode.GAP_TOO_LARGE),
        ([0.9] * 5 + [0.75], Status.ATTENTION, ReasonCode.GAP_ONE_BREACH),
        ([0.9] * 4 + [0.75, 0.9], Status.ATTENTION, ReasonCode.GAP_ONE_BREACH),
        ([0.9] * 3 + [0.75, 0.75, 0.9], Status.BELOW, ReasonCode.GAP_TOO_LARGE),
    ],
)
def test_two_of_three(values: list[float], status: Status, code: ReasonCode) -> None:
    answer = judged(apart((values, 2000), (HIGH, 2000)))
    assert (answer.status, answer.lead.code) == (status, code)


def test_it_tells_who_is_behind_whom_since_when() -> None:
    lead = judged(apart((HIGH, 2000), ([0.9, 0.9, 0.75, 0.75, 0.74, 0.9], 1000))).lead
    told = {name: lead.inputs[name] for name in ("group", "value", "other_group", "other_value")}
    assert told == {"group": "b", "value": 0.74, "other_group": "a", "other_value": 0.9}
    assert (lead.inputs["since"], lead.inputs["noticed"]) == (after(2, 0), after(4, 0))
    assert (lead.inputs["period_start"], lead.inputs["period_end"]) == (after(4, 0), after(5, 0))
    assert lead.inputs["largest_gap"] == 0.05
    assert (lead.basis["count"], lead.basis["other_count"]) == (1000, 2000)
    assert lead.basis["tested"] == 1


def test_lower_may_be_better() -> None:
    one = apart(([0.1] * 6, 2000), ([0.25] * 6, 2000), better=Better.LOWER, minimum=0.5)
    assert judged(one).lead.inputs["group"] == "b"


def test_a_gap_that_may_be_chance_is_none() -> None:
    assert judged(apart((LOW, 40), (HIGH, 40))).status is Status.MEETS


def test_exactly_the_agreed_gap_is_within_it() -> None:
    assert judged(apart(([0.8] * 6, None), ([0.9] * 6, None), gap=0.1)).status is Status.MEETS
    beyond = judged(apart(([0.79] * 6, None), ([0.9] * 6, None), gap=0.1))
    assert beyond.lead.code is ReasonCode.GAP_TOO_LARGE
    assert beyond.lead.basis["count"] is None


def test_without_an_agreed_gap_none_is_too_large() -> None:
    assert judged(grouped({"a": (LOW, 2000), "b": (HIGH, 2000)})).status is Status.MEETS


def test_for_other_units_the_values_decide() -> None:
    days = {"a": ([3.0] * 6, None), "b": ([9.0] * 6, None)}
    one = grouped(
        days, overall=4.0, minimum=20.0, largest_gap=5.0, unit=Unit.DAYS, better=Better.LOWER
    )
    lead = judged(one).lead
    assert (lead.code, lead.inputs["group"]) == (ReasonCode.GAP_TOO_LARGE, "b")


def test_a_group_that_is_too_small_is_not_compared() -> None:
    one = grouped({"a": (HIGH, 500), "b": (HIGH, 500), "c": ([0.0] * 6, 4)}, largest_gap=0.05)
    assert judged(one).status is Status.MEETS


def test_the_more_pairs_the_clearer_it_must_be() -> None:
    two: dict[str, Weeks] = {"a": ([0.86] * 6, 300), "b": ([0.95] * 6, 300)}
    assert judged(grouped(two, largest_gap=0.04)).status is Status.BELOW
    many = two | {str(number): ([0.91] * 6, 300) for number in range(8)}
    assert judged(grouped(many, largest_gap=0.04)).status is Status.MEETS


def test_the_worst_gap_is_told() -> None:
    one = grouped({"a": (HIGH, 3000), "b": (LOW, 3000), "c": ([0.8] * 6, 3000)}, largest_gap=0.05)
    found = gaps_of(one, look_at(case(one), one))
    assert [(each.group.name, each.other.name) for each in found] == [("b", "a"), ("c", "a")]
    assert len(judged(one).reasons) == 1


def test_one_odd_block_of_a_small_group_counts_once() -> None:
    """Three weeks make one block of b; against three weeks of a it is still one piece of news."""
    weeks = [0.95] * 9 + [0.6] * 3
    one = apart(([0.95] * 12, 3000), (weeks, 12))
    assert judged(one, weeks=12).lead.code is ReasonCode.GAP_ONE_BREACH


def test_a_group_below_leads_before_the_gap() -> None:
    answer = judged(apart(([0.4] * 6, 2000), (HIGH, 2000)))
    assert [each.code for each in answer.reasons] == [
        ReasonCode.GROUP_BELOW,
        ReasonCode.GAP_TOO_LARGE,
    ]
