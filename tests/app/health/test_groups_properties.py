"""What must hold of groups for any input whatever."""

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.health.groups import group_results, judge_groups
from app.health.insight import GroupStanding
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import WORST_FIRST, Answer, Status
from data.facts import Better, Case, FieldName, Measured, Question, Series, Unit
from tests.app.health.case_making import after, agreement, case, measure, series
from tests.app.health.grouping import Weeks, grouped

shares = st.floats(0, 1)
numbers = st.floats(-1e9, 1e9)
cases_counted = st.one_of(st.just(float("nan")), st.integers(0, 100_000).map(float))
weeks = st.integers(0, 30)
NAMES = ("women", "men", "over 65", "")


@st.composite
def some_series(draw: st.DrawFn, group: str, values: st.SearchStrategy[float]) -> Series:
    drawn = draw(st.lists(values, max_size=9))
    counts = draw(st.lists(cases_counted, min_size=len(drawn), max_size=len(drawn)))
    begin = after(draw(st.integers(0, 6)), 0)
    return series(drawn, counts, start=begin, days=draw(st.sampled_from([7, 28])), group=group)


@st.composite
def some_measure(draw: st.DrawFn, key: str) -> Measured:
    unit = draw(st.sampled_from([Unit.SHARE, Unit.SHARE, Unit.MONEY, Unit.DAYS]))
    values = shares if unit is Unit.SHARE else numbers
    gap = st.floats(0, 2) if unit is Unit.SHARE else st.floats(0, 1e9)
    signed = agreement(
        draw(values),
        stop_line=draw(st.one_of(st.none(), values)),
        minimum_cases=draw(st.one_of(st.none(), st.integers(0, 500))),
        largest_gap=draw(st.one_of(st.none(), gap)),
    )
    return Measured(
        measure(
            key=key,
            unit=unit,
            better=draw(st.sampled_from(Better)),
            question=draw(st.sampled_from(Question)),
        ),
        draw(some_series("", values)),
        tuple(draw(some_series(name, values)) for name in NAMES[: draw(st.integers(0, 3))]),
        draw(st.sampled_from([signed, None])),
    )


@st.composite
def some_case(draw: st.DrawFn) -> Case:
    found = [draw(some_measure(str(number))) for number in range(draw(st.integers(0, 2)))]
    names = draw(st.sampled_from(["", "women; men", "nobody", ";;"]))
    return case(*found, facts={FieldName.GROUPS: names})


@given(some_case(), weeks)
@settings(max_examples=80, deadline=None)
def test_nothing_raises_and_every_reason_keeps_its_contract(one: Case, week: int) -> None:
    answer = judge_groups(one, after(week))
    assert answer.question is Question.FAIRNESS
    for reason in answer.reasons:
        assert set(reason.inputs) <= set(INPUTS[reason.code])
        assert set(reason.basis) <= set(BASIS.get(reason.code, ()))
    for each in one.measured:
        listed = group_results(one, each, after(week))
        assert {group.group for group in each.groups if len(group.ends)} <= {
            result.group for result in listed
        }


@given(some_case(), weeks)
@settings(max_examples=60, deadline=None)
def test_green_rests_on_groups_within_their_time(one: Case, week: int) -> None:
    answer = judge_groups(one, after(week))
    if answer.status is Status.MEETS:
        assert answer.holds_until is not None
        assert after(week) < answer.holds_until
        assert judge_groups(one, after(week + 4000)).status is not Status.MEETS


@given(some_case(), weeks)
@settings(max_examples=60, deadline=None)
def test_nothing_changes_before_it_is_said_to(one: Case, week: int) -> None:
    answer = judge_groups(one, after(week))
    until = answer.holds_until or after(week + 400)
    assert until > after(week)
    assert judge_groups(one, until - timedelta(seconds=1)) == answer


@given(some_case(), weeks, st.integers(-300, 300))
@settings(max_examples=60, deadline=None)
def test_moving_everything_by_whole_weeks_changes_no_status(
    one: Case, week: int, moved: int
) -> None:
    """Periods of four weeks are told apart from months, so the moves keep no month in the way."""
    one = replace(one, measured=tuple(_weekly(each) for each in one.measured))
    shift = timedelta(weeks=moved)
    there = replace(one, measured=tuple(_moved(each, shift) for each in one.measured))
    here, then = judge_groups(one, after(week)), judge_groups(there, after(week) + shift)
    assert _codes(here) == _codes(then)


def _codes(answer: Answer) -> tuple[Status, list[str]]:
    return answer.status, [each.code.value for each in answer.reasons]


def _weekly(one: Measured) -> Measured:
    def step(each: Series) -> Series:
        ends = each.starts[:1] + np.arange(1, len(each.ends) + 1) * np.timedelta64(7, "D")
        return replace(each, starts=ends - np.timedelta64(7, "D"), ends=ends, received=ends)

    return replace(one, overall=step(one.overall), groups=tuple(map(step, one.groups)))


def _moved(one: Measured, shift: timedelta) -> Measured:
    by = np.timedelta64(int(shift.total_seconds()), "s")

    def move(each: Series) -> Series:
        starts, ends, received = (at + by for at in (each.starts, each.ends, each.received))
        return replace(each, starts=starts, ends=ends, received=received)

    return replace(one, overall=move(one.overall), groups=tuple(map(move, one.groups)))


@given(some_case(), weeks, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_groups_and_measures_does_not_matter(
    one: Case, week: int, luck: random.Random
) -> None:
    mixed = [replace(each, groups=_shuffled(each.groups, luck)) for each in one.measured]
    there = replace(one, measured=tuple(mixed))
    assert judge_groups(there, after(week)) == judge_groups(one, after(week))
    for each, other in zip(one.measured, mixed, strict=True):
        listed = group_results(one, each, after(week))
        assert group_results(there, other, after(week)) == listed


def _shuffled(groups: tuple[Series, ...], luck: random.Random) -> tuple[Series, ...]:
    found = [*groups]
    luck.shuffle(found)
    return tuple(found)


_CASES = (20.0, 40.0, 300.0, 2000.0)


@st.composite
def groups_of_weeks(draw: st.DrawFn, smallest: float = 0.0) -> dict[str, Weeks]:
    length = draw(st.integers(1, 8))
    return {
        str(number): (
            draw(st.lists(shares, min_size=length, max_size=length)),
            draw(st.sampled_from([None, *(n for n in _CASES if n >= smallest)])),
        )
        for number in range(draw(st.integers(1, 5)))
    }


@given(groups_of_weeks(), st.sampled_from([0.02, 0.3, 0.7, 0.98]), st.data())
@settings(max_examples=80, deadline=None)
def test_a_worse_reading_of_a_group_never_makes_a_better_answer(
    groups: dict[str, Weeks], minimum: float, data: st.DataObject
) -> None:
    """Whatever the limit. A gap is another matter: the better group closes it by getting worse."""
    name = data.draw(st.sampled_from(sorted(groups)))
    worse = groups | {name: _worse(groups[name], data)}
    ranks = [_rank(each, minimum) for each in (groups, worse)]
    assert ranks[1] <= ranks[0]


@given(groups_of_weeks(smallest=30), st.sampled_from([0.0, 0.05, 0.3]), st.data())
@settings(max_examples=80, deadline=None)
def test_a_worse_reading_of_the_worst_group_never_closes_a_gap(
    groups: dict[str, Weeks], gap: float, data: st.DataObject
) -> None:
    """Week by week; where weeks are joined, what is worst in a week need not be in the block."""
    length = len(groups["0"][0])
    lowest = [min(values[week] for values, _ in groups.values()) for week in range(length)]
    groups = groups | {"worst": (lowest, 300.0)}
    worse = groups | {"worst": _worse(groups["worst"], data)}
    ranks = [_rank(each, 0.0, gap) for each in (groups, worse)]
    assert ranks[1] <= ranks[0]


def _worse(group: Weeks, data: st.DataObject) -> Weeks:
    values, count = group
    at = data.draw(st.integers(0, len(values) - 1))
    lower = data.draw(st.floats(0, values[at]))
    return [*values[:at], lower, *values[at + 1 :]], count


def _rank(groups: dict[str, Weeks], minimum: float, gap: float | None = None) -> int:
    one = grouped(groups, minimum=minimum, largest_gap=gap)
    return WORST_FIRST.index(judge_groups(case(one), after(len(groups["0"][0]))).status)


@given(groups_of_weeks(), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_what_is_too_small_or_silent_is_never_told_as_meeting(
    groups: dict[str, Weeks], week: int
) -> None:
    one = grouped(groups)
    now = after(week)
    for each in group_results(case(one), one, now):
        if each.standing is GroupStanding.MEETS:
            assert each.end is not None
            # Cases of up to three newer weeks may still be too few for a block of their own.
            assert now - each.end < timedelta(weeks=5)
            assert each.count is None or each.count >= each.needed
