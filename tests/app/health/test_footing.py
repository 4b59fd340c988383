"""Solid ground: every worry, then every gap; what nobody looked at is never good."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.health.footing import WORST_FIRST, judge_footing
from app.health.reasons import BASIS, INPUTS
from app.health.supplier import exact
from app.health.verdict import ReasonCode, Status
from data.facts import Answering, Case, FieldName, Impact, Kind, Question, RunEnd
from tests.app.health.case_making import MONDAY, case, measured
from tests.app.health.footing_making import (
    NOW,
    data,
    listed,
    live,
    pipeline,
    run,
    runs,
    sound,
)

LANGUAGE = {FieldName.KIND: Kind.LANGUAGE.value}


def codes(one: Case, at: datetime = NOW) -> list[ReasonCode]:
    return [each.code for each in judge_footing(one, at).reasons]


def missing(one: Case) -> str:
    found = [each for each in judge_footing(one, NOW).reasons if "missing" in each.inputs]
    return str(found[0].inputs["missing"]) if found else ""


def test_what_is_sound_is_counted() -> None:
    answer = judge_footing(sound(), NOW)
    assert (answer.question, answer.status) == (Question.FOOTING, Status.MEETS)
    assert answer.lead.code is ReasonCode.SOLID
    assert answer.lead.inputs == {"libraries": 2, "pipelines": 1, "data": 1}


def test_a_spreadsheet_nobody_looked_at_is_not_measured() -> None:
    answer = judge_footing(case(facts={FieldName.KIND: Kind.SPREADSHEET.value}), NOW)
    assert (answer.status, answer.lead.code) == (Status.UNMEASURED, ReasonCode.NOT_MEASURED)


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({"tested_with": (), "runs_with": ()}, "libraries,runs_with"),
        ({"tested_with": (listed("numpy"),)}, "libraries"),
        ({"runs_with": ()}, "runs_with"),
        ({"runs_with": (runs("pandas", "2.0.0"),)}, "runs_with"),
        ({"data_uses": ()}, ""),
        ({"data_uses": (), "facts": {FieldName.IMPACT: Impact.HIGH.value}}, "data"),
        ({"facts": {FieldName.AFFECTS_PEOPLE: "yes"}}, "explained"),
        ({"facts": {FieldName.AFFECTS_PEOPLE: "yes", FieldName.EXPLAINED: "By Ana."}}, ""),
        ({"facts": {FieldName.AFFECTS_PEOPLE: "no"}}, ""),
        ({"facts": LANGUAGE}, "supplier_version"),
        ({"facts": LANGUAGE, "tested_with": (), "runs_with": ()}, "supplier_version"),
        ({"facts": {FieldName.KIND: Kind.VENDOR.value}, "tested_with": ()}, ""),
    ],
)
def test_what_nobody_recorded(changes: dict[str, Any], gaps: str) -> None:
    one = sound(**changes)
    assert missing(one) == gaps
    assert judge_footing(one, NOW).status is (Status.UNMEASURED if gaps else Status.MEETS)


def test_worries_come_worst_first_and_then_the_gaps() -> None:
    one = sound(
        facts={FieldName.AFFECTS_PEOPLE: "yes"},
        runs_with=(runs("scikit-learn", "1.3.2"), runs("numpy", "1.26.4")),
        pipeline_runs=(run(0, RunEnd.FAILED),),
        data_uses=(data(approved_by=""),),
    )
    answer = judge_footing(one, NOW)
    assert answer.status is Status.ATTENTION
    assert [each.code for each in answer.reasons] == [
        ReasonCode.PIPELINE_FAILED,
        ReasonCode.DATA_UNAPPROVED,
        ReasonCode.LIBRARIES_DIFFER,
        ReasonCode.LIBRARY_ENDED,
        ReasonCode.FOOTING_GAPS,
    ]


def test_what_is_not_pinned_is_told_and_no_worry() -> None:
    one = sound(tested_with=(listed("scikit-learn", "1.5.2"), listed("pandas"), listed("jinja2")))
    answer = judge_footing(one, NOW)
    assert answer.status is Status.MEETS
    assert answer.reasons[1].code is ReasonCode.UNPINNED
    assert answer.reasons[1].inputs == {"library": "jinja2", "others": 1}
    assert answer.reasons[1].basis["unpinned"] == "jinja2; pandas"


@pytest.mark.parametrize(
    ("kind", "version", "status", "told"),
    [
        (Kind.LANGUAGE, "latest", Status.ATTENTION, True),
        (Kind.LANGUAGE, "gpt-4o-2024-08-06", Status.MEETS, False),
        (Kind.VENDOR, "latest", Status.MEETS, True),
        (Kind.VENDOR, "7.2.1", Status.MEETS, False),
    ],
)
def test_the_version_of_a_supplier(kind: Kind, version: str, status: Status, told: bool) -> None:
    answer = judge_footing(
        sound(facts={FieldName.KIND: kind.value, FieldName.SUPPLIER_VERSION: version}), NOW
    )
    assert answer.status is status
    assert (ReasonCode.SUPPLIER_UNPINNED in [each.code for each in answer.reasons]) is told


@pytest.mark.parametrize(
    ("version", "known"),
    [
        ("claude-3-5-sonnet-20241022", True),
        ("claude-3-5-sonnet-latest", False),
        ("Auto", False),
        ("4.x", False),
        (">=1.2", False),
        ("2.*", False),
        ("newest of all", False),
        ("unknown", False),
        ("gemini-1.5-pro-002", True),
    ],
)
def test_an_exact_version_can_mean_only_one(version: str, known: bool) -> None:
    assert exact(version) is known


@pytest.mark.parametrize(
    ("use", "code"),
    [
        ([data(until=date(2026, 3, 2))], None),
        ([data(until=date(2026, 3, 1))], ReasonCode.DATA_APPROVAL_ENDED),
        ([data(approved_by="")], ReasonCode.DATA_UNAPPROVED),
        ([data(approved_on=date(2026, 3, 3))], ReasonCode.DATA_UNAPPROVED),
        ([data(until=date(2026, 3, 1)), data()], None),
        ([data(), data("returns", approved_by="")], ReasonCode.DATA_UNAPPROVED),
    ],
)
def test_data_is_approved_by_somebody_for_a_time(use: list[Any], code: ReasonCode | None) -> None:
    expected = code or ReasonCode.SOLID
    assert codes(sound(data_uses=tuple(use))) == [expected]
    assert codes(sound(data_uses=tuple(use[::-1]))) == [expected]


def test_an_approval_that_ended_says_whose_it_was() -> None:
    reason = judge_footing(sound(data_uses=(data(until=date(2026, 3, 1)),)), NOW).lead
    assert reason.inputs == {"data": "sales", "approved_by": "Ana Ruiz", "until": date(2026, 3, 1)}


def weekly(**changes: Any) -> Case:
    """Eight weeks of results until 2 March, and version 3 live since 5 January."""
    return sound(**({"spells": (live("3", MONDAY),)} | changes)) if changes else sound()


def answered(version: str, first_week: int, last_week: int) -> Answering:
    return Answering(
        version, MONDAY + timedelta(weeks=first_week), MONDAY + timedelta(weeks=last_week)
    )


@pytest.mark.parametrize(
    ("answering", "worry"),
    [
        ((answered("3", 0, 8),), False),
        ((answered("v3", 0, 8),), False),
        ((answered("2", 0, 1),), False),
        ((answered("2", 0, 2),), True),
        ((answered("2", 0, 8), answered("3", 0, 8)), False),
        ((answered("2", 0, 8), answered("3", 0, 7)), False),
        ((answered("2", 0, 8), answered("3", 0, 6)), True),
        ((), False),
    ],
)
def test_the_version_that_answers_is_the_one_in_use(
    answering: tuple[Answering, ...], worry: bool
) -> None:
    one = weekly(answering=answering)
    assert (ReasonCode.OTHER_VERSION_ANSWERS in codes(one)) is worry
    turned = replace(one, answering=answering[::-1])
    assert codes(turned) == codes(one)


def test_a_month_that_two_versions_share_is_no_worry() -> None:
    monthly = measured([0.8], [100.0], days=31)
    one = replace(weekly(answering=(answered("2", -20, 4),)), measured=(monthly,))
    assert codes(one) == [ReasonCode.SOLID]


def test_what_is_told_of_another_version() -> None:
    reason = judge_footing(weekly(answering=(answered("2", 0, 8),)), NOW).lead
    assert reason.inputs == {
        "live_version": "3",
        "answering_version": "2",
        "last_answer": MONDAY + timedelta(weeks=8),
    }
    assert reason.basis["live_since"] == MONDAY


def test_it_holds_until_the_first_thing_ends() -> None:
    one = sound(pipelines=(), pipeline_runs=(), data_uses=(data(until=date(2026, 5, 31)),))
    assert judge_footing(one, NOW).holds_until == datetime(2026, 6, 1, tzinfo=UTC)
    ends = datetime(2027, 6, 9, tzinfo=UTC)
    assert judge_footing(replace(one, data_uses=()), NOW).holds_until == ends
    assert codes(one, ends - timedelta(days=1))[0] is ReasonCode.DATA_APPROVAL_ENDED


names = st.sampled_from(["numpy", "NumPy", "scikit_learn", "python", "pip", "torch", ""])
versions = st.sampled_from(
    ["", "1.26.4", "2.3.1", "3.9", "3.14.1", "2.1.0+cu121", "1!2", "odd", "9"]
)
days = st.dates(date(2025, 1, 1), date(2027, 6, 1))
maybe_days = st.one_of(st.none(), days, st.just(date.max), st.just(date.min))
durations = st.sampled_from(["", "P1D", "P1W", "P1M", "PT1H", "nonsense"])
some_runs = st.builds(
    run,
    st.floats(-3, 60),
    st.sampled_from(list(RunEnd)),
    st.one_of(st.none(), st.integers(0, 1000)),
    st.sampled_from(["daily sales", "stock"]),
)
some_data = st.builds(
    data,
    st.sampled_from(["sales", "stock"]),
    maybe_days,
    approved_by=st.sampled_from(["", "ana", "somebody"]),
    approved_on=maybe_days,
)
some_answering = st.builds(
    answered, st.sampled_from(["2", "3", "4"]), st.integers(0, 3), st.integers(3, 20)
)


@st.composite
def some_case(draw: st.DrawFn) -> Case:
    facts = {
        FieldName.KIND: draw(st.sampled_from([None, *(each.value for each in Kind)])),
        FieldName.IMPACT: draw(st.sampled_from([None, "low", "high"])),
        FieldName.AFFECTS_PEOPLE: draw(st.sampled_from([None, "yes", "no"])),
        FieldName.SUPPLIER_VERSION: draw(st.sampled_from([None, "latest", "4.1"])),
    }
    return case(
        measured([0.8] * draw(st.integers(0, 3))),
        facts=facts,
        tested_with=tuple(draw(st.lists(st.builds(listed, names, versions), max_size=4))),
        runs_with=tuple(draw(st.lists(st.builds(runs, names, versions), max_size=4))),
        pipelines=tuple(
            draw(st.lists(st.builds(pipeline, every=durations, grace=durations), max_size=2))
        ),
        pipeline_runs=tuple(draw(st.lists(some_runs, max_size=12))),
        data_uses=tuple(draw(st.lists(some_data, max_size=4))),
        answering=tuple(draw(st.lists(some_answering, max_size=3))),
        spells=draw(st.sampled_from([(), (live("3", MONDAY),), (live("3", NOW, NOW),)])),
        time_zone=draw(st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York"])),
    )


@given(some_case())
@settings(max_examples=200, deadline=None)
def test_nothing_raises_and_every_reason_keeps_its_contract(one: Case) -> None:
    answer = judge_footing(one, NOW)
    for reason in answer.reasons:
        assert set(reason.inputs) <= set(INPUTS[reason.code])
        assert set(reason.basis) <= set(BASIS.get(reason.code, ()))
    worries = {each.code for each in answer.reasons} & set(WORST_FIRST)
    vendor = {ReasonCode.SUPPLIER_UNPINNED}
    assert (answer.status is Status.ATTENTION) >= bool(worries - vendor)


@given(some_case())
@settings(max_examples=150, deadline=None)
def test_nothing_changes_before_it_is_said_to(one: Case) -> None:
    one = replace(one, pipeline_runs=tuple(r for r in one.pipeline_runs if r.ended_at <= NOW))
    answer = judge_footing(one, NOW)
    until = answer.holds_until or NOW + timedelta(days=4000)
    assert until > NOW
    assert judge_footing(one, until - timedelta(seconds=1)) == answer


@given(some_case())
@settings(max_examples=150, deadline=None)
def test_order_does_not_matter(one: Case) -> None:
    turned = replace(
        one,
        tested_with=one.tested_with[::-1],
        runs_with=one.runs_with[::-1],
        pipelines=one.pipelines[::-1],
        pipeline_runs=one.pipeline_runs[::-1],
        data_uses=one.data_uses[::-1],
        answering=one.answering[::-1],
    )
    assert judge_footing(turned, NOW) == judge_footing(one, NOW)
