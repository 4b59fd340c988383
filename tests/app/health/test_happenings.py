"""What happened to a model follows from its facts, and nothing is made up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from app.health.happening import CHANGES, TOPICS, Happening, HappeningKind
from app.health.happenings import MOST_KEPT, happenings_of
from app.health.incidents import incidents_of
from app.health.insight import Insight, Likelihood, Risk
from app.health.version_changes import LiveNow, live_now
from data.facts import (
    Acknowledgement,
    Better,
    Case,
    DataUse,
    Fact,
    FieldName,
    Heard,
    Impact,
    Library,
    LiveBy,
    LiveSpell,
    Measured,
    Origin,
    Pause,
    Person,
    PipelineRun,
    RunEnd,
    RunsWith,
    Version,
)
from tests.app.health.case_making import (
    MONDAY,
    REF,
    after,
    agreement,
    case,
    measure,
    measured,
    series,
)

NOW = after(20)
DAY = timedelta(days=1)
K = HappeningKind


def told(of: Case, now: datetime = NOW) -> list[Happening]:
    risk = Risk(Impact.LOW, False, "", Likelihood.LOW, Likelihood.LOW, now, ())
    return list(happenings_of(of, Insight(now, (), incidents_of(of, now), risk)))


def only(kind: HappeningKind, of: Case) -> list[Happening]:
    return [each for each in told(of) if each.kind is kind]


def spell(
    version: str, start: datetime, end: datetime | None = None, *, start_known: bool = True
) -> LiveSpell:
    return LiveSpell(REF, version, start, end, start_known, LiveBy.ALIAS)


def heard(name: FieldName, value: str, start: datetime, end: datetime | None = None) -> Heard:
    return Heard(Fact(REF, name, value, Origin.READ, "registry tag"), start, end)


def test_every_kind_has_one_topic() -> None:
    listed = [kind for kinds in TOPICS.values() for kind in kinds]
    assert sorted(listed) == sorted(HappeningKind)


def test_a_version_tells_what_it_replaced_and_who_registered_it() -> None:
    spells = (spell("1", after(1), after(3)), spell("2", after(3)))
    versions = (Version(REF, "2", after(2), author="Ana Ruiz"),)
    found = only(K.WENT_LIVE, case(spells=spells, versions=versions))
    assert [(each.at, dict(each.inputs)) for each in found] == [
        (after(3), {"version": "2", "before": "1", "author": "Ana Ruiz"}),
        (after(1), {"version": "1"}),
    ]


def test_a_version_beside_one_that_stays_replaced_nothing() -> None:
    spells = (spell("1", after(1)), spell("2", after(3)))
    found = only(K.WENT_LIVE, case(spells=spells))
    assert found[0].inputs == {"version": "2", "beside": "1"}


def test_a_version_that_was_there_when_we_first_looked_did_not_go_live_that_day() -> None:
    assert not only(K.WENT_LIVE, case(spells=(spell("1", after(1), start_known=False),)))


def test_the_software_of_a_version_is_compared_with_that_of_the_one_before() -> None:
    def library(version: str, name: str, pinned: str) -> Library:
        return Library(REF, version, name, f"{name}=={pinned}" if pinned else name, pinned, "r.txt")

    before = [library("1", *each) for each in (("numpy", "1.0"), ("pandas", "2.1"), ("zlib", ""))]
    current = [library("2", *each) for each in (("numpy", "1.0"), ("pandas", "2.2"), ("six", "1"))]
    found = only(
        K.BUILT_WITH,
        case(
            spells=(spell("1", after(1), after(3)), spell("2", after(3))),
            tested_before=tuple(before),
            tested_with=tuple(current),
        ),
    )
    assert [(each.at, dict(each.inputs)) for each in found] == [
        (
            after(3),
            {"version": "2", "changed": "pandas\t2.1\t2.2\nsix\t\t1\nzlib\t*\t", "others": 0},
        )
    ]


def test_software_that_came_with_a_version_is_no_change_beside_it() -> None:
    assert K.WENT_LIVE in CHANGES
    assert K.BUILT_WITH not in CHANGES


def test_a_missing_library_list_is_no_change_of_software() -> None:
    spells = (spell("1", after(1), after(3)), spell("2", after(3)))
    here = (Library(REF, "2", "pandas", "pandas==2.2", "2.2", "r.txt"),)
    assert not only(K.BUILT_WITH, case(spells=spells, tested_with=here))


def test_what_is_known_when_a_model_is_first_heard_of_is_no_change() -> None:
    first = (heard(FieldName.OWNER, "ana", after(1)),)
    assert not only(K.OWNER, case(heard=first, heard_since=after(1)))
    assert not only(K.OWNER, case(heard=first))


def test_an_owner_named_later_is_new_and_another_one_replaces_her() -> None:
    told_later = (
        heard(FieldName.OWNER, "ana", after(2), after(5)),
        heard(FieldName.OWNER, "priya", after(5), after(7)),
    )
    found = only(K.OWNER, case(heard=told_later, heard_since=after(1)))
    assert [(each.at, dict(each.inputs)) for each in found] == [
        (after(7), {"now": "", "before": "Priya Nair"}),
        (after(5), {"now": "Priya Nair", "before": "Ana Ruiz"}),
        (after(2), {"now": "Ana Ruiz", "before": ""}),
    ]


def test_the_same_person_under_another_name_is_no_change() -> None:
    people = {name: Person("ana", "Ana Ruiz") for name in ("ana", "Ana Ruiz")}
    both = (
        heard(FieldName.OWNER, "ana", after(1), after(5)),
        heard(FieldName.OWNER, "Ana Ruiz", after(5)),
    )
    assert not only(K.OWNER, case(heard=both, heard_since=after(1), people=people))


def test_what_a_person_typed_counts_before_what_was_read() -> None:
    typed = Heard(Fact(REF, FieldName.OWNER, "priya", Origin.TYPED, "file"), after(1))
    read = heard(FieldName.OWNER, "ana", after(3))
    assert not only(K.OWNER, case(heard=(typed, read), heard_since=after(1)))


def test_installed_software_is_told_library_by_library() -> None:
    installed = (
        Heard(RunsWith(REF, "pandas", "2.1"), after(1), after(4)),
        Heard(RunsWith(REF, "numpy", "1.0"), after(1)),
        Heard(RunsWith(REF, "pandas", "3.0"), after(4)),
    )
    found = only(K.INSTALLED, case(heard=installed, heard_since=after(1)))
    assert [dict(each.inputs) for each in found] == [
        {"library": "pandas", "now": "3.0", "before": "2.1"}
    ]


def test_whoever_is_named_and_left_is_told() -> None:
    people = {"ana": Person("ana", "Ana Ruiz", left_on=date(2026, 2, 2))}
    found = only(K.LEFT, case(people=people))
    assert [(each.at, dict(each.inputs)) for each in found] == [
        (datetime(2026, 2, 2, tzinfo=UTC), {"person": "Ana Ruiz", "role": "owner"})
    ]


@pytest.mark.parametrize(
    ("better", "minimum", "kind"),
    [
        (Better.HIGHER, 0.6, K.LOOSENED),
        (Better.HIGHER, 0.8, K.TIGHTENED),
        (Better.LOWER, 0.8, K.LOOSENED),
        (Better.LOWER, 0.6, K.TIGHTENED),
        (Better.HIGHER, 0.7, K.RENEWED),
    ],
)
def test_a_limit_is_made_easier_or_harder_by_somebody(
    better: Better, minimum: float, kind: HappeningKind
) -> None:
    signed = agreement(minimum, agreed_on=date(2026, 3, 2), why="Fewer cases come")
    old = agreement(0.7, agreed_on=date(2026, 1, 12))
    one = Measured(measure(better=better), series([]), agreement=signed, earlier=(old,))
    newest, first = [each for each in told(case(one)) if each.kind in TOPICS_OF_AGREEMENTS]
    assert (newest.kind, first.kind) == (kind, K.AGREED)
    assert newest.inputs["by"] == "Ana Ruiz"
    if kind is not K.RENEWED:
        assert (newest.inputs["before"], newest.inputs["why"]) == (0.7, "Fewer cases come")


TOPICS_OF_AGREEMENTS = (K.AGREED, K.TIGHTENED, K.LOOSENED, K.RENEWED)


def runs(*ends: tuple[RunEnd, int | None]) -> tuple[PipelineRun, ...]:
    return tuple(
        PipelineRun(REF, "orders", after(number), outcome, rows)
        for number, (outcome, rows) in enumerate(ends)
    )


def test_a_pipeline_tells_when_it_began_to_fail_and_when_it_was_good_again() -> None:
    good, bad = (RunEnd.SUCCEEDED, 100), (RunEnd.FAILED, None)
    checks = (RunEnd.CHECKS_FAILED, 100)
    found = told(case(pipeline_runs=runs(good, good, bad, bad, good, checks)))
    assert [(each.kind, each.at) for each in found] == [
        (K.CHECKS_FAILED, after(5)),
        (K.PIPELINE_GOOD, after(4)),
        (K.PIPELINE_FAILED, after(2)),
    ]
    assert found[-1].inputs == {"pipeline": "orders", "times": 2}


def test_rows_that_shrank_are_told_once_until_they_are_usual_again() -> None:
    usual, few = (RunEnd.SUCCEEDED, 100), (RunEnd.SUCCEEDED, 30)
    found = told(case(pipeline_runs=runs(*[usual] * 8, few, few, usual, few)))
    assert [(each.kind, each.at) for each in found] == [
        (K.ROWS_SHRANK, after(11)),
        (K.ROWS_SHRANK, after(8)),
    ]
    assert found[0].inputs == {"pipeline": "orders", "rows": 30, "usual_rows": 100}


def test_approvals_pauses_and_who_looks_into_it() -> None:
    found = told(
        case(
            data_uses=(DataUse(REF, "Orders", "ana", date(2026, 1, 12), date(2026, 3, 1)),),
            pauses=(Pause(REF, after(3), after(5), "priya", "Moving house", still_used=True),),
            acknowledged=(Acknowledgement(REF, date(2026, 4, 1), "ana", date(2026, 4, 20)),),
            retired_on=date(2026, 5, 1),
        )
    )
    assert [each.kind for each in found] == [
        K.RETIRED,
        K.TAKEN_ON,
        K.APPROVAL_ENDED,
        K.PAUSE_OVER,
        K.PAUSED,
        K.DATA_APPROVED,
    ]
    # An approval until 1 March holds on that day.
    assert found[2].at == datetime(2026, 3, 2, tzinfo=UTC)


FELL = [0.9] * 10 + [0.5] * 4 + [0.9] * 6
"""Weeks 10 to 13 lie below; with the second of them it is noticed."""


def fallen(**other: object) -> Case:
    return case(measured(FELL, [400.0] * len(FELL)), **other)


def test_an_incident_is_told_by_its_beginning_its_noticing_and_its_end() -> None:
    found = [each for each in told(fallen()) if each.kind in TOPICS_OF_RESULTS]
    assert [(each.kind, each.at) for each in found] == [
        (K.GOOD_AGAIN, MONDAY + timedelta(weeks=16)),
        (K.NOTICED, MONDAY + timedelta(weeks=12)),
        (K.BEGAN, MONDAY + timedelta(weeks=10)),
    ]
    began = found[-1]
    assert began.known_at == MONDAY + timedelta(weeks=12)
    assert (began.inputs["what"], began.inputs["worst"], began.inputs["minimum"]) == (
        "below",
        0.5,
        0.7,
    )


TOPICS_OF_RESULTS = (K.BEGAN, K.NOTICED, K.GOOD_AGAIN)
BEGAN = MONDAY + timedelta(weeks=10)


@pytest.mark.parametrize(
    ("days", "breach"),
    [(0, ("below", 0)), (2, ("below", 2)), (14, ("below", 14)), (15, ("", None))],
)
def test_a_change_tells_how_many_days_later_results_went_wrong(
    days: int, breach: tuple[str, int | None]
) -> None:
    found = only(K.WENT_LIVE, fallen(spells=(spell("1", BEGAN - days * DAY),)))
    assert [(each.breach, each.breach_days) for each in found] == [breach]


def test_what_happened_after_results_fell_did_not_come_before_it() -> None:
    found = only(K.WENT_LIVE, fallen(spells=(spell("1", BEGAN + DAY),)))
    assert (found[0].breach, found[0].breach_days) == ("", None)


def test_only_the_newest_of_the_last_400_days_are_kept() -> None:
    long_ago = spell("0", NOW - 400 * DAY, NOW - 399 * DAY)
    spells = [spell(str(n), NOW - n * DAY, NOW - (n - 1) * DAY) for n in range(1, MOST_KEPT + 50)]
    found = told(case(spells=(long_ago, *spells)))
    assert len(found) == MOST_KEPT
    assert found[0].inputs["version"] == "1"
    assert not only(K.WENT_LIVE, case(spells=(long_ago,)))


def test_what_is_yet_to_come_has_not_happened() -> None:
    coming = Pause(REF, NOW + DAY, NOW + 2 * DAY, "ana", "Stocktaking", still_used=True)
    assert told(case(pauses=(coming,))) == []


def test_the_version_in_use_now_with_what_it_replaced() -> None:
    spells = (spell("1", after(1), after(3)), spell("2", after(3)))
    versions = (Version(REF, "2", after(2), author="Ana Ruiz"),)
    assert live_now(case(spells=spells, versions=versions)) == (
        LiveNow("2", after(3), True, "1", LiveBy.ALIAS, "Ana Ruiz"),
    )


def test_a_model_in_use_without_a_version_is_not_left_out_and_a_retired_one_is() -> None:
    nameless = case()
    assert live_now(nameless) == (LiveNow("", None, False, "", None, ""),)
    assert live_now(replace(nameless, deployed=False)) == ()


def test_quiet_weekends_are_no_shrinking() -> None:
    rows = np.where(np.arange(400) % 7 < 5, 1000, 100).tolist()
    days = [
        PipelineRun(REF, "orders", NOW - (400 - number) * DAY, RunEnd.SUCCEEDED, count)
        for number, count in enumerate(rows)
    ]
    assert only(K.ROWS_SHRANK, case(pipeline_runs=tuple(days))) == []
