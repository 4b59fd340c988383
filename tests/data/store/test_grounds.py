"""What a model stands on: told by a source, found in the case, as of any moment."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from data.facts import (
    Acknowledgement,
    Answering,
    AnswerUse,
    Arrival,
    DataUse,
    DecidedUse,
    Decision,
    DoesNotApply,
    ExamResult,
    FieldName,
    Keeping,
    Library,
    LiveBy,
    LiveVersion,
    Model,
    ModelRef,
    Person,
    Pipeline,
    PipelineRun,
    Question,
    QuietTime,
    Review,
    ReviewOutcome,
    RunEnd,
    RunsWith,
    UseKind,
    Version,
)
from data.problems import Code, Problem
from data.store import sources
from data.store.engine import reading
from data.store.grounds import pipeline_runs
from data.store.histories import agreements
from tests.data.feeding import (
    FILES,
    MADE,
    NOW,
    REF,
    REGISTRY,
    WEEK,
    agreement,
    case_of,
    churn,
    feed,
    feed_registry,
    typed,
    weekly,
)

DAY = timedelta(days=1)
TODAY = NOW.date()

QUIET = QuietTime(
    REF, date(2025, 12, 20), date(2026, 1, 5), "ana", "Nobody buys", measure="recall", place="a"
)
YEARLY = QuietTime(REF, date(2026, 12, 20), date(2026, 1, 5), "ana", "New Year", every_year=True)
NOT_ASKED = DoesNotApply(REF, Question.FAIRNESS, "ana", "No people", date(2027, 1, 1), "b")
CHECKING = Acknowledgement(REF, TODAY - 3 * DAY, "ana", TODAY + 11 * DAY, "Asking", "b")
DECIDED = Decision(
    REF, NOW - 3 * DAY, "tom", DecidedUse.SECOND_CHECK, TODAY + 30 * DAY, "Ana reads on", "b"
)
KEPT = Keeping(REF, NOW - 2 * DAY, "tom", TODAY + 90 * DAY, "For the flood", "b")
REVIEWED = Review(
    REF,
    NOW - 2 * DAY,
    "tom",
    ReviewOutcome.CONDITIONS,
    TODAY + 90 * DAY,
    "It helps",
    "Ana reads on",
    "b",
)
DATA = DataUse(REF, "orders", "tom", TODAY - 90 * DAY, TODAY + 90 * DAY, "c")
USED = AnswerUse(REF, "Call list", UseKind.PROCESS, "Nobody calls", "We ring all", "tom", "c")
INSTALLED = RunsWith(REF, "numpy", "2.1.0", "d")
FEATURES = Pipeline(REF, "features", "P1D", "PT6H", "orders; visits", "features", "e")
RAN = PipelineRun(REF, "features", NOW - DAY, RunEnd.CHECKS_FAILED, 1200, "f")
EXAM = ExamResult(
    REF,
    "2",
    "recall",
    0.71,
    "abc",
    NOW - 9 * WEEK,
    NOW - WEEK,
    "at 0.5",
    "adults",
    400,
    "over 65",
    "g",
)
ALL = (
    QUIET,
    YEARLY,
    NOT_ASKED,
    CHECKING,
    DECIDED,
    KEPT,
    REVIEWED,
    DATA,
    USED,
    INSTALLED,
    FEATURES,
    RAN,
    EXAM,
)


def people() -> list[Arrival]:
    return [Person("ana", "Ana Ruiz"), Person("tom", "Tom Field")]


def told(engine: Engine, *more: Arrival, now: datetime = NOW) -> None:
    report = feed_registry(engine, churn(*more), now)
    assert (report.problem, report.refused) == (None, 0)


def test_what_a_source_tells_is_in_the_case(engine: Engine) -> None:
    told(engine, *ALL, *people())
    case = case_of(engine)
    assert case.quiet == (QUIET, YEARLY)
    assert case.does_not_apply == (NOT_ASKED,)
    assert case.acknowledged == (CHECKING,)
    assert (case.decisions, case.keepings) == ((DECIDED,), (KEPT,))
    assert case.reviews == (REVIEWED,)
    assert case.data_uses == (DATA,)
    assert case.uses == (USED,)
    assert case.runs_with == (INSTALLED,)
    assert case.pipelines == (FEATURES,)
    assert case.pipeline_runs == (RAN,)
    assert case.exams == (EXAM,)
    assert set(case.people) == {"ana", "tom"}


def test_a_case_without_any_of_it_says_nothing(engine: Engine) -> None:
    told(engine)
    case = case_of(engine)
    assert not (case.quiet + case.does_not_apply + case.data_uses + case.runs_with)
    assert not (case.pipelines + case.pipeline_runs + case.exams + case.tested_with)
    assert (case.answering, case.acknowledged, case.uses) == ((), (), ())


def test_what_is_withdrawn_was_known_before(engine: Engine) -> None:
    told(engine, *ALL, now=NOW - DAY / 2)
    told(engine, now=NOW)
    now, before = case_of(engine), case_of(engine, as_of=NOW - DAY / 4)
    assert (now.quiet, now.data_uses, now.exams, now.runs_with) == ((), (), (), ())
    assert (now.uses, before.uses) == ((), (USED,))
    assert before.quiet == (QUIET, YEARLY)
    assert (before.data_uses, before.runs_with) == ((DATA,), (INSTALLED,))
    assert (before.does_not_apply, before.pipelines) == ((NOT_ASKED,), (FEATURES,))


def test_of_a_forgotten_model_the_last_stays(engine: Engine) -> None:
    told(engine, *ALL, now=NOW - DAY / 2)
    other = [Model(ModelRef("other", "registry"), MADE)]
    assert feed_registry(engine, other, NOW).problem is None
    assert case_of(engine).data_uses == (DATA,)


def test_a_correction_replaces(engine: Engine) -> None:
    told(engine, INSTALLED, now=NOW - DAY)
    told(engine, replace(INSTALLED, installed="2.2.0"))
    assert [one.installed for one in case_of(engine).runs_with] == ["2.2.0"]
    assert case_of(engine, as_of=NOW - DAY / 2).runs_with == (INSTALLED,)


def test_of_two_sources_the_later_counts(engine: Engine) -> None:
    later = replace(INSTALLED, installed="2.2.0")
    feed(engine, (REGISTRY, churn(INSTALLED)), now=NOW - DAY)
    feed(engine, (FILES, [later]))
    assert case_of(engine).runs_with == (later,)


def test_whom_to_tell_is_somebody_known_or_an_address(engine: Engine) -> None:
    other = AnswerUse(REF, "Till", UseKind.APPLICATION, contact="till@example.com")
    told(engine, USED, other, *people())
    case = case_of(engine)
    assert case.uses == (USED, other)
    assert set(case.people) == {"tom"}


def test_a_field_of_the_new_ones_is_kept(engine: Engine) -> None:
    fields = (FieldName.GROUPS, FieldName.EXPLAINED, FieldName.SUPPLIER_VERSION)
    told(engine, *(typed(name, "age; region") for name in fields))
    assert set(fields) <= set(case_of(engine).facts)


def test_what_was_acknowledged_is_told_from_that_day_on_and_stays(engine: Engine) -> None:
    later = replace(CHECKING, on=TODAY, next_update=TODAY + 30 * DAY)
    told(engine, CHECKING, later)
    assert case_of(engine).acknowledged == (CHECKING, later)
    assert case_of(engine, as_of=NOW - 2 * DAY).acknowledged == (CHECKING,)
    assert case_of(engine, as_of=NOW - 4 * DAY).acknowledged == ()


def test_what_was_decided_is_told_from_that_moment_on_and_stays(engine: Engine) -> None:
    later = replace(DECIDED, at=NOW - DAY, use=DecidedUse.FALLBACK)
    told(engine, DECIDED, later, *people())
    case = case_of(engine)
    assert case.decisions == (DECIDED, later)
    assert set(case.people) == {"tom"}
    assert case_of(engine, as_of=NOW - 2 * DAY).decisions == (DECIDED,)
    assert case_of(engine, as_of=NOW - 4 * DAY).decisions == ()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(DECIDED, why=" "), Code.VALUE_MISSING),
        (replace(DECIDED, by=""), Code.VALUE_MISSING),
        (replace(DECIDED, at=NOW + DAY), Code.IN_THE_FUTURE),
        (replace(DECIDED, until=TODAY - 4 * DAY), Code.PERIOD_BACKWARDS),
        (replace(DECIDED, at=DECIDED.at.replace(tzinfo=None)), Code.NO_TIME_ZONE),
        (replace(REVIEWED, by=""), Code.VALUE_MISSING),
        (replace(REVIEWED, why=" "), Code.VALUE_MISSING),
        (replace(REVIEWED, at=NOW + DAY), Code.IN_THE_FUTURE),
        (replace(REVIEWED, until=TODAY - 4 * DAY), Code.PERIOD_BACKWARDS),
        (replace(KEPT, why=""), Code.VALUE_MISSING),
        (replace(KEPT, until=TODAY - 4 * DAY), Code.PERIOD_BACKWARDS),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    engine: Engine, wrong: Arrival, code: Code
) -> None:
    report = feed_registry(engine, churn(wrong), NOW)
    assert (report.problem, report.refused) == (None, 1)
    with reading(engine) as conn:
        source = sources.source_states(conn)[0].id
        (refused,) = sources.refused(conn, source, 10)
    assert refused.problem.code is code
    case = case_of(engine)
    assert (case.decisions, case.keepings, case.reviews) == ((), (), ())


def test_two_people_may_say_so_on_one_day(engine: Engine) -> None:
    other = replace(CHECKING, by="tom", next_update=TODAY + 12 * DAY)
    told(engine, CHECKING, other, *people())
    case = case_of(engine)
    assert case.acknowledged == (CHECKING, other)
    assert set(case.people) == {"ana", "tom"}


def runs(number: int, end: datetime = NOW - DAY) -> Iterator[Arrival]:
    for back in range(number):
        yield replace(RAN, ended_at=end - back * DAY, rows=1000 + back)


def test_runs_that_were_told_of_stay(engine: Engine) -> None:
    told(engine, FEATURES, *runs(10), now=NOW - DAY / 2)
    told(engine, FEATURES, *runs(3))
    told(engine, FEATURES, *runs(3))
    found = case_of(engine).pipeline_runs
    assert [run.ended_at for run in found] == [NOW - back * DAY for back in range(10, 0, -1)]
    with reading(engine) as conn:
        assert conn.scalar(select(func.count()).select_from(pipeline_runs)) == 10


def test_a_run_is_corrected_where_it_is_told_again(engine: Engine) -> None:
    told(engine, FEATURES, *runs(3), now=NOW - DAY / 2)
    right = replace(RAN, outcome=RunEnd.SUCCEEDED)
    told(engine, FEATURES, right)
    assert len(case_of(engine).pipeline_runs) == 3
    assert case_of(engine).pipeline_runs[-1] == right
    assert case_of(engine, as_of=NOW - DAY / 4).pipeline_runs[-1].outcome is RAN.outcome


def test_runs_of_years_ago_are_left_out_of_the_case(engine: Engine) -> None:
    old = replace(RAN, ended_at=NOW - 401 * DAY)
    told(engine, FEATURES, RAN, old)
    assert case_of(engine).pipeline_runs == (RAN,)
    assert case_of(engine, as_of=NOW - 300 * DAY).pipeline_runs == (old,)


def test_a_run_may_come_before_its_pipeline(engine: Engine) -> None:
    told(engine, RAN, FEATURES)
    assert case_of(engine).pipeline_runs == (RAN,)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (
            replace(RAN, pipeline="feature"),
            Problem(Code.UNKNOWN_KEY, {"key": "feature", "nearest": "features"}),
        ),
        (
            replace(QUIET, measure="recal"),
            Problem(Code.UNKNOWN_MEASURE, {"found": "recal", "known": "recall"}),
        ),
        (
            replace(EXAM, measure="f1"),
            Problem(Code.UNKNOWN_MEASURE, {"found": "f1", "known": "recall"}),
        ),
        (
            replace(EXAM, value=71.0),
            Problem(Code.NOT_A_SHARE, {"field": "value", "found": "71.0"}),
        ),
        (
            replace(EXAM, value=float("nan")),
            Problem(Code.NOT_FINITE, {"field": "value", "found": "nan"}),
        ),
        (replace(EXAM, count=-1), Problem(Code.NOT_A_COUNT, {"field": "count", "found": "-1"})),
        (
            replace(DATA, ref=ModelRef("chrun")),
            Problem(Code.UNKNOWN_MODEL, {"found": "chrun", "nearest": "churn"}),
        ),
    ],
    ids=lambda value: getattr(value, "code", ""),
)
def test_what_cannot_be_placed_is_refused_and_kept(
    engine: Engine, wrong: Any, problem: Problem
) -> None:
    report = feed_registry(engine, churn(FEATURES, wrong))
    assert (report.refused, report.problem) == (1, None)
    with reading(engine) as conn:
        (kept,) = sources.refusals(conn, REGISTRY.name, 10)
    assert kept.problem == problem


def library(version: str, pinned: str) -> Library:
    return Library(REF, version, "numpy", f"numpy=={pinned}", pinned, "requirements.txt")


def test_the_libraries_are_those_of_the_live_version(engine: Engine) -> None:
    lists = [library("1", "1.9"), library("2", "2.1")]
    told(engine, *lists, Version(REF, "2", MADE + WEEK), now=NOW - DAY)
    second: list[Arrival] = [
        Version(REF, "2", MADE + WEEK),
        LiveVersion(REF, "2", LiveBy.ALIAS, "champion"),
    ]
    told(engine, *lists, *second, now=NOW - DAY / 2)
    feed_registry(engine, [each for each in churn(*lists, *second) if not _live(each, "1")])
    assert case_of(engine).tested_with == (lists[1],)
    assert case_of(engine, as_of=NOW - DAY * 3 / 4).tested_with == (lists[0],)


def _live(arrival: Arrival, version: str) -> bool:
    return isinstance(arrival, LiveVersion) and arrival.version == version


def test_versions_come_oldest_first(engine: Engine) -> None:
    versions = [
        Version(REF, "10", MADE + 2 * WEEK),
        Version(REF, "9", MADE + 2 * WEEK),
        Version(REF, "3", MADE + 9 * WEEK),
    ]
    told(engine, *versions)
    assert [one.version for one in case_of(engine).versions] == ["1", "9", "10", "3"]
    then = case_of(engine, as_of=MADE + 3 * WEEK).versions
    assert [one.version for one in then] == ["1", "9", "10"]


def test_versions_that_answered_are_known_by_the_readings(engine: Engine) -> None:
    told(
        engine,
        *weekly(3, version="2"),
        *weekly(2, version="1", end=NOW - 3 * WEEK),
        *weekly(1, version="1", group="over 65", end=NOW - 9 * WEEK),
        *weekly(1, end=NOW - 20 * WEEK),
    )
    assert case_of(engine).answering == (
        Answering("1", NOW - 10 * WEEK, NOW - 3 * WEEK),
        Answering("2", NOW - 3 * WEEK, NOW),
    )
    before = case_of(engine, as_of=NOW - 3 * WEEK).answering
    assert before == (Answering("1", NOW - 10 * WEEK, NOW - 3 * WEEK),)


OLD = agreement(0.6, NOW - 300 * DAY, why="We began with this")
NEW = agreement(0.5, NOW - 20 * DAY, why="Too hard")


def test_a_replaced_agreement_is_an_earlier_one(engine: Engine) -> None:
    told(engine, OLD, NEW)
    (recall,) = case_of(engine).measured
    assert (recall.agreement, recall.earlier) == (NEW, (OLD,))
    (before,) = case_of(engine, as_of=NOW - 30 * DAY).measured
    assert (before.agreement, before.earlier) == (OLD, ())


def test_an_agreement_the_file_dropped_is_still_found(engine: Engine) -> None:
    told(engine, OLD, now=NOW - 40 * DAY)
    told(engine, NEW)
    (recall,) = case_of(engine).measured
    assert (recall.agreement, recall.earlier) == (NEW, (OLD,))


def test_a_corrected_agreement_is_no_earlier_one(engine: Engine) -> None:
    told(engine, replace(OLD, minimum=0.9), now=NOW - 40 * DAY)
    told(engine, OLD, now=NOW - 39 * DAY)
    told(engine, OLD, replace(NEW, minimum=0.4), now=NOW - 2 * DAY)
    told(engine, NEW)
    (recall,) = case_of(engine).measured
    assert (recall.agreement, recall.earlier) == (NEW, (OLD,))
    with reading(engine) as conn:
        assert conn.scalar(select(func.count()).select_from(agreements)) == 4


def test_without_an_agreement_there_is_no_earlier_one(engine: Engine) -> None:
    told(engine, OLD, now=NOW - 40 * DAY)
    told(engine)
    (recall,) = case_of(engine).measured
    assert (recall.agreement, recall.earlier) == (None, ())
