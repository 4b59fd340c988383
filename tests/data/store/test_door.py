"""The door: what is refused, and with which reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.facts import (
    Acknowledgement,
    Agreement,
    AnswerUse,
    Arrival,
    DataUse,
    DoesNotApply,
    ExamResult,
    Fact,
    FieldName,
    LiveSpell,
    Model,
    ModelRef,
    Origin,
    Pause,
    Pipeline,
    PipelineRun,
    Question,
    QuietTime,
    Reading,
    Rhythm,
    RunEnd,
    RunsWith,
    Unit,
    UseKind,
    Version,
)
from data.problems import Code
from data.store.door import EARLIEST, as_text, inventory_problem, reading_problem

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY = timedelta(days=1)
REF = ModelRef("churn", "registry")
GOOD = Reading(REF, "recall", NOW - DAY, NOW, 0.7, 10)
QUIET = QuietTime(REF, date(2026, 8, 3), date(2026, 8, 14), "ana", "Holidays")
CHECKING = Acknowledgement(REF, date(2026, 11, 20), "ana", date(2026, 11, 27))
USED = AnswerUse(REF, "till", UseKind.APPLICATION)
DATA = DataUse(REF, "orders", "tom", date(2026, 1, 1), date(2026, 12, 31))
RAN = PipelineRun(REF, "features", NOW - DAY, RunEnd.FAILED)
EXAM = ExamResult(REF, "2", "recall", 0.7, "abc")
AGREED = Agreement(REF, "recall", 0.6, "ana", date(2026, 1, 1))
NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001 - a moment without a zone is what is tested


@pytest.mark.parametrize(
    ("unit", "value"),
    [(Unit.SHARE, 0.0), (Unit.SHARE, 1.0), (Unit.MONEY, -5e9), (Unit.NUMBER, 9e149)],
)
def test_sensible_readings_pass(unit: Unit, value: float) -> None:
    assert reading_problem(replace(GOOD, value=value), unit, NOW) is None


@pytest.mark.parametrize(
    ("change", "unit", "code", "field"),
    [
        ({"value": -0.01}, Unit.SHARE, Code.NOT_A_SHARE, "value"),
        ({"value": 1.01}, Unit.SHARE, Code.NOT_A_SHARE, "value"),
        ({"value": -1.0}, Unit.COUNT, Code.NOT_A_COUNT, "value"),
        ({"value": float("inf")}, Unit.NUMBER, Code.NOT_FINITE, "value"),
        ({"value": float("nan")}, Unit.SHARE, Code.NOT_FINITE, "value"),
        ({"value": -1e160}, Unit.NUMBER, Code.NOT_FINITE, "value"),
        ({"count": 2**53}, Unit.SHARE, Code.NOT_A_COUNT, "count"),
        ({"end": NOW + timedelta(minutes=5, seconds=1)}, Unit.SHARE, Code.IN_THE_FUTURE, "end"),
        ({"start": EARLIEST - DAY}, Unit.SHARE, Code.OUTSIDE_TIME, "start"),
        ({"start": NAIVE}, Unit.SHARE, Code.NO_TIME_ZONE, "start"),
    ],
)
def test_nonsense_is_named(change: dict[str, object], unit: Unit, code: Code, field: str) -> None:
    problem = reading_problem(replace(GOOD, **change), unit, NOW)  # type: ignore[arg-type]  # fields by name
    assert problem is not None
    assert (problem.code, problem.inputs["field"]) == (code, field)
    assert problem.inputs["found"]


@pytest.mark.parametrize("end", [GOOD.start, GOOD.start - DAY, GOOD.start + timedelta(seconds=0.9)])
def test_a_period_needs_a_length(end: datetime) -> None:
    problem = reading_problem(replace(GOOD, end=end), Unit.SHARE, NOW)
    assert problem is not None
    assert problem.code is Code.PERIOD_BACKWARDS


@pytest.mark.parametrize(
    ("arrival", "code"),
    [
        (Model(REF, NAIVE), Code.NO_TIME_ZONE),
        (Version(REF, "1", NAIVE), Code.NO_TIME_ZONE),
        (Version(REF, ""), Code.VALUE_MISSING),
        (Model(ModelRef("", "registry")), Code.VALUE_MISSING),
        (Pause(REF, NOW, NOW, "ana", "r", still_used=True), Code.PERIOD_BACKWARDS),
        (LiveSpell(REF, "1", NOW, NOW - DAY), Code.PERIOD_BACKWARDS),
        (replace(AGREED, minimum=float("nan")), Code.NOT_FINITE),
        (replace(AGREED, stop_line=float("inf")), Code.NOT_FINITE),
        (replace(AGREED, minimum_cases=-1), Code.NOT_A_COUNT),
        (replace(AGREED, worth_low=2.0, worth_high=1.0), Code.NOT_ONE_OF),
        (replace(QUIET, end=date(2026, 8, 2)), Code.PERIOD_BACKWARDS),
        (replace(QUIET, by=" "), Code.VALUE_MISSING),
        (replace(QUIET, reason=""), Code.VALUE_MISSING),
        (DoesNotApply(REF, Question.DRIFT, "", "r", date(2027, 1, 1)), Code.VALUE_MISSING),
        (DoesNotApply(REF, Question.DRIFT, "ana", "", date(2027, 1, 1)), Code.VALUE_MISSING),
        (replace(CHECKING, by=" "), Code.VALUE_MISSING),
        (replace(CHECKING, by="x" * 1001), Code.TEXT_TOO_LONG),
        (replace(CHECKING, on=date(2026, 11, 25)), Code.IN_THE_FUTURE),
        (replace(CHECKING, next_update=CHECKING.on), Code.PERIOD_BACKWARDS),
        (replace(CHECKING, next_update=date(2027, 2, 21)), Code.TOO_FAR_AHEAD),
        (replace(DATA, name=""), Code.VALUE_MISSING),
        (replace(DATA, name="x" * 1001), Code.TEXT_TOO_LONG),
        (replace(DATA, until=date(2025, 12, 31)), Code.PERIOD_BACKWARDS),
        (replace(DATA, approved_on=date(2026, 11, 25)), Code.IN_THE_FUTURE),
        (replace(USED, name=" "), Code.VALUE_MISSING),
        (replace(USED, name="x" * 1001), Code.TEXT_TOO_LONG),
        (RunsWith(REF, "numpy", ""), Code.VALUE_MISSING),
        (RunsWith(REF, "", "2.1"), Code.VALUE_MISSING),
        (Pipeline(REF, ""), Code.VALUE_MISSING),
        (Pipeline(REF, "features", every="daily"), Code.NOT_A_DURATION),
        (Pipeline(REF, "features", grace="P900Y"), Code.NOT_A_DURATION),
        (replace(RAN, pipeline=""), Code.VALUE_MISSING),
        (replace(RAN, rows=-1), Code.NOT_A_COUNT),
        (replace(RAN, ended_at=NOW + DAY), Code.IN_THE_FUTURE),
        (replace(RAN, ended_at=EARLIEST - DAY), Code.OUTSIDE_TIME),
        (replace(RAN, ended_at=NAIVE), Code.NO_TIME_ZONE),
        (replace(EXAM, digest=""), Code.VALUE_MISSING),
        (replace(EXAM, version=""), Code.VALUE_MISSING),
        (replace(EXAM, start=NOW, end=NOW), Code.PERIOD_BACKWARDS),
        (replace(EXAM, end=NOW + DAY), Code.IN_THE_FUTURE),
        (replace(EXAM, start=EARLIEST - DAY), Code.OUTSIDE_TIME),
        (replace(EXAM, definition="x" * 2400), Code.TEXT_TOO_LONG),
    ],
)
def test_facts_the_store_cannot_keep_are_named(arrival: Arrival, code: Code) -> None:
    problem = inventory_problem(arrival, NOW)
    assert problem is not None
    assert problem.code is code


@pytest.mark.parametrize(
    "arrival",
    [
        *(Model(REF), AGREED, LiveSpell(REF, "1", NOW), Version(REF, "1")),
        *(QUIET, replace(QUIET, end=QUIET.start), DATA, replace(DATA, until=DATA.approved_on)),
        replace(QUIET, end=date(2026, 1, 5), every_year=True),
        *(DataUse(REF, "clicks"), DataUse(REF, "clicks", until=date(2020, 1, 1))),
        USED,
        *(RunsWith(REF, "numpy", "2.1"), Pipeline(REF, "features"), RAN, EXAM),
        *(Pipeline(REF, "features", "P1D", "PT6H"), replace(RAN, ended_at=NOW, rows=0)),
        *(replace(EXAM, start=NOW - DAY), replace(EXAM, start=NOW - DAY, end=NOW)),
    ],
)
def test_sensible_facts_pass(arrival: Arrival) -> None:
    assert inventory_problem(arrival, NOW) is None


@pytest.mark.parametrize("length", ["P500Y", "P9999Y", "P999999999D", "-P1D", "P0D", "soon"])
def test_no_rhythm_of_centuries(length: str) -> None:
    rhythms: list[Arrival] = [
        Rhythm(REF, length),
        Rhythm(REF, "P1D", grace=length),
        Fact(REF, FieldName.CADENCE, length, Origin.READ, "tag"),
        replace(AGREED, outcomes_after=length),
    ]
    for arrival in rhythms:
        problem = inventory_problem(arrival, NOW)
        assert problem is not None
        assert (problem.code, problem.inputs["found"]) == (Code.NOT_A_DURATION, length)


@pytest.mark.parametrize("length", ["PT1H", "P1D", "P1W", "P3M", "P1Y", "P2Y"])
def test_rhythms_of_businesses_pass(length: str) -> None:
    assert inventory_problem(Rhythm(REF, length), NOW) is None


def test_an_arrival_as_a_person_reads_it() -> None:
    assert as_text(GOOD) == {
        "model": "churn",
        "registry": "registry",
        "measure": "recall",
        "start": "2026-11-22T00:00:00+00:00",
        "end": "2026-11-23T00:00:00+00:00",
        "value": "0.7",
        "count": "10",
    }
