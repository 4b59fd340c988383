"""What must hold for any input whatever."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.health.judge import judge, required
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import WORST_FIRST, Status
from data.facts import (
    Case,
    DoesNotApply,
    FieldName,
    Measured,
    Pause,
    PipelineRun,
    Question,
    QuietTime,
    RunEnd,
    Series,
    Unit,
)
from tests.app.health.case_making import REF, after, agreement, case, measured
from tests.app.health.footing_making import data, listed, pipeline, runs

shares = st.floats(0, 1)
numbers = st.floats(-1e9, 1e9)
cases_counted = st.one_of(st.just(float("nan")), st.integers(0, 100_000).map(float))
weeks = st.integers(0, 40)


@st.composite
def some_measure(draw: st.DrawFn, key: str) -> Measured:
    unit = draw(st.sampled_from(list(Unit)))
    values = draw(st.lists(shares if unit is Unit.SHARE else numbers, max_size=12))
    counts = draw(st.lists(cases_counted, min_size=len(values), max_size=len(values)))
    limit = draw(shares if unit is Unit.SHARE else numbers)
    signed = agreement(
        limit,
        stop_line=draw(st.one_of(st.none(), st.just(limit * 0.9))),
        minimum_cases=draw(st.one_of(st.none(), st.integers(0, 500))),
        outcomes_after=draw(st.sampled_from(["", "P1M", "P6M"])),
    )
    one = measured(
        values,
        counts,
        agreement=draw(st.sampled_from([signed, None])),
        key=key,
        unit=unit,
        question=draw(st.sampled_from(list(Question))),
        days=draw(st.sampled_from([1, 7, 30, 91])),
    )
    looser = replace(signed, minimum=limit * 1.1, agreed_on=signed.agreed_on - timedelta(days=90))
    return replace(
        one,
        groups=draw(st.sampled_from([(), *(_groups(one.overall, number) for number in (1, 3))])),
        earlier=draw(st.sampled_from([(), (looser,)])),
    )


def _groups(overall: Series, number: int) -> tuple[Series, ...]:
    """Groups that differ from everybody together and from each other."""
    return tuple(
        replace(overall, group=name, values=overall.values * (1 - 0.2 * at))
        for at, name in enumerate(("women", "men", "over 65")[:number])
    )


@st.composite
def some_case(draw: st.DrawFn) -> Case:
    measures = [draw(some_measure(str(index))) for index in range(draw(st.integers(0, 3)))]
    begin = after(draw(weeks))
    pause = Pause(REF, begin, begin + timedelta(days=20), "ana", "Move.", True)
    impact = draw(st.sampled_from(["low", "medium", "high", None]))
    grounds = draw(st.sampled_from([{}, _sound(begin), _shaky(begin)]))
    return case(
        *measures,
        facts={FieldName.IMPACT: impact, FieldName.GROUPS: draw(st.sampled_from(["", "men; x"]))},
        pauses=draw(st.sampled_from([(), (pause,)])),
        retired_on=draw(st.sampled_from([None, after(30).date()])),
        quiet=draw(st.sampled_from([(), (QuietTime(REF, *_days(begin), "ana", "Holidays."),)])),
        does_not_apply=tuple(
            DoesNotApply(REF, question, "ana", "No people.", _days(begin)[1])
            for question in draw(st.sets(st.sampled_from(list(Question)), max_size=8))
        ),
        **grounds,
    )


def _days(begin: datetime) -> tuple[date, date]:
    return begin.date(), begin.date() + timedelta(days=30)


def _sound(begin: datetime) -> dict[str, Any]:
    return {
        "tested_with": (listed("xgboost", "2.1.3"),),
        "runs_with": (runs("xgboost", "2.1.3"),),
        "data_uses": (data(until=_days(begin)[1]),),
        "pipelines": (pipeline(),),
        "pipeline_runs": (PipelineRun(REF, "daily sales", after(0, 0), RunEnd.SUCCEEDED, 100),),
    }


def _shaky(begin: datetime) -> dict[str, Any]:
    return {
        "tested_with": (listed("xgboost", "1.1.3"), listed("torch")),
        "runs_with": (runs("xgboost", "2.1.3"),),
        "data_uses": (data(until=begin.date()), data("notes", approved_by="", approved_on=None)),
        "pipelines": (pipeline(), pipeline("other", every="")),
        "pipeline_runs": (PipelineRun(REF, "daily sales", after(0, 0), RunEnd.FAILED, 0),),
    }


@given(some_case(), weeks)
@settings(max_examples=200, deadline=None)
def test_nothing_raises_and_every_reason_keeps_its_contract(one: Case, week: int) -> None:
    verdict = judge(one, after(week))
    said = [*verdict.reasons, *verdict.care_reasons]
    said += [reason for each in verdict.answers for reason in each.reasons]
    for reason in said:
        assert set(reason.inputs) <= set(INPUTS[reason.code])
        assert set(reason.basis) <= set(BASIS.get(reason.code, ()))


@given(some_case(), weeks)
@settings(max_examples=200, deadline=None)
def test_green_rests_on_evidence_within_its_time(one: Case, week: int) -> None:
    verdict = judge(one, after(week))
    if verdict.status is Status.MEETS:
        assert verdict.holds_until is not None
        assert verdict.at < verdict.holds_until
        assert judge(one, after(week + 400)).status is not Status.MEETS


@given(some_case(), weeks, st.sampled_from(list(Question)))
@settings(max_examples=200, deadline=None)
def test_taking_the_measures_of_a_question_away_never_turns_a_model_green(
    one: Case, week: int, question: Question
) -> None:
    kept = tuple(each for each in one.measured if each.measure.question is not question)
    without = judge(replace(one, measured=kept), after(week))
    if without.status is Status.MEETS:
        gone = [each for each in judge(one, after(week)).answers if each.question is question]
        assert question not in required(one)[0] or one.does_not_apply or not gone[0].measure


@given(some_case(), weeks, st.randoms())
@settings(max_examples=100, deadline=None)
def test_the_order_in_which_things_came_does_not_matter(
    one: Case, week: int, luck: random.Random
) -> None:
    def mixed(given_: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(luck.sample(given_, len(given_)))

    measures = tuple(replace(each, groups=mixed(each.groups)) for each in one.measured)
    other = replace(
        one,
        measured=measures,
        does_not_apply=mixed(one.does_not_apply),
        tested_with=mixed(one.tested_with),
        data_uses=mixed(one.data_uses),
        pipelines=mixed(one.pipelines),
    )
    assert judge(other, after(week)) == judge(one, after(week))


@given(some_case(), weeks)
@settings(max_examples=200, deadline=None)
def test_nothing_changes_before_it_is_said_to(one: Case, week: int) -> None:
    verdict = judge(one, after(week))
    until = verdict.holds_until or after(week + 400)
    assert until > verdict.at
    later = judge(one, until - timedelta(seconds=1))
    assert (later.status, later.care) == (verdict.status, verdict.care)
    assert later.answers == verdict.answers


@given(
    st.lists(shares, min_size=1, max_size=10),
    st.lists(st.integers(1, 2000).map(float), min_size=10, max_size=10),
    st.data(),
)
@settings(max_examples=300, deadline=None)
def test_a_worse_reading_never_makes_a_better_verdict(
    values: list[float], counts: list[float], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(values) - 1))
    worse = [*values]
    worse[at] = data.draw(st.floats(0, values[at]))
    ranks = [
        WORST_FIRST.index(judge(case(measured(each, counts[: len(each)])), after(len(each))).status)
        for each in (values, worse)
    ]
    assert ranks[1] <= ranks[0]


@given(
    st.lists(shares, min_size=11, max_size=40),
    st.integers(1, 2000).map(float),
    shares,
    st.data(),
)
@settings(max_examples=300, deadline=None)
def test_a_worse_newest_reading_never_makes_a_better_verdict(
    values: list[float], count: float, minimum: float, data: st.DataObject
) -> None:
    """With a history long enough for its own pattern, too."""
    worse = [*values[:-1], data.draw(st.floats(0, values[-1]))]
    ranks = [_rank_of(each, count, minimum) for each in (values, worse)]
    assert ranks[1] <= ranks[0]


def _rank_of(values: list[float], count: float, minimum: float) -> int:
    one = measured(values, [count] * len(values), agreement=agreement(minimum))
    return WORST_FIRST.index(judge(case(one), after(len(values))).status)


@given(
    st.lists(shares, min_size=11, max_size=40),
    st.integers(1, 2000).map(float),
    shares,
    st.data(),
)
@settings(max_examples=200, deadline=None)
def test_what_is_below_stays_below_when_any_reading_gets_worse(
    values: list[float], count: float, minimum: float, data: st.DataObject
) -> None:
    """Of any reading, not of the newest only: a worse past moves the usual range, not the limit."""
    at = data.draw(st.integers(0, len(values) - 1))
    worse = [*values[:at], data.draw(st.floats(0, values[at])), *values[at + 1 :]]
    ranks = [_rank_of(each, count, minimum) for each in (values, worse)]
    if ranks[0] == WORST_FIRST.index(Status.BELOW):
        assert ranks[1] == ranks[0]


@given(some_case(), weeks, st.integers(-300, 300))
@settings(max_examples=100, deadline=None)
def test_moving_everything_by_whole_weeks_changes_no_status(
    one: Case, week: int, moved: int
) -> None:
    """Only where no month is counted: months have different lengths."""
    one = replace(
        one,
        measured=tuple(_without_months(each) for each in one.measured),
        quiet=(),
        does_not_apply=(),
        data_uses=(),
        pipeline_runs=(),
    )
    shift = timedelta(weeks=moved)
    there = replace(
        one,
        measured=tuple(_moved(each, shift) for each in one.measured),
        pauses=tuple(
            replace(each, start=each.start + shift, end=each.end + shift) for each in one.pauses
        ),
        retired_on=one.retired_on + shift if one.retired_on else None,
    )
    here, then = judge(one, after(week)), judge(there, after(week) + shift)
    assert [each.status for each in here.answers[:-1]] == [
        each.status for each in then.answers[:-1]
    ]
    assert here.status == then.status


def _without_months(one: Measured) -> Measured:
    signed = one.agreement and replace(one.agreement, outcomes_after="")
    weekly = _restep(one.overall)
    groups = tuple(_restep(each) for each in one.groups)
    return replace(one, agreement=signed, overall=weekly, groups=groups, earlier=())


def _restep(one: Series) -> Series:
    ends = one.starts[:1] + np.arange(1, len(one.ends) + 1) * np.timedelta64(7, "D")
    return replace(one, starts=ends - np.timedelta64(7, "D"), ends=ends, received=ends)


def _moved(one: Measured, shift: timedelta) -> Measured:
    by = np.timedelta64(int(shift.total_seconds()), "s")

    def move(each: Series) -> Series:
        starts, ends, received = (at + by for at in (each.starts, each.ends, each.received))
        return replace(each, starts=starts, ends=ends, received=received)

    return replace(one, overall=move(one.overall), groups=tuple(map(move, one.groups)))
