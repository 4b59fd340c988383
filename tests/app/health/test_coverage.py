"""Would we notice? Only where results come, are enough, and somebody said what is too bad."""

from datetime import date
from typing import Any

import pytest

from app.health.coverage import ASKED, Cover, Watch, Worry, coverage
from app.health.judge import judge
from app.health.verdict import ReasonCode
from data.facts import Better, Case, DoesNotApply, FieldName, Measured, Person, Question, Unit
from tests.app.health.case_making import REF, after, case, measured
from tests.app.health.grouping import grouped, watched

MEN, WOMEN = "men", "women"


def uptime(values: list[float], **more: Any) -> Measured:
    kind = {"question": Question.AVAILABILITY, "key": "uptime", "kind": "availability"}
    return measured(values, **(kind | more))


def shift(values: list[float], **more: Any) -> Measured:
    kind: dict[str, Any] = {
        "question": Question.DRIFT,
        "key": "drift",
        "kind": "population_stability_index",
        "unit": Unit.NUMBER,
        "better": Better.LOWER,
        "minimum": 0.2,
    }
    return measured(values, **(kind | more))


def cover(one: Case, worry: Worry, weeks: int = 8) -> Cover:
    found = coverage(one, judge(one, after(weeks)))
    assert [each.worry for each in found] == list(Worry)
    return next(each for each in found if each.worry is worry)


def seen(one: Case, worry: Worry, weeks: int = 8) -> tuple[Watch, ReasonCode | None]:
    found = cover(one, worry, weeks)
    return found.watch, found.reason.code if found.reason else None


WATCHED = (Watch.WATCHED, None)


@pytest.mark.parametrize("values", [[0.8] * 8, [0.5] * 8, [0.8] * 7 + [0.5]])
def test_good_and_bad_results_are_watched_alike(values: list[float]) -> None:
    one = case(uptime(values, counts=[1000.0] * 8))
    assert seen(one, Worry.UNAVAILABLE) == WATCHED


def test_what_nobody_measures_is_not_watched() -> None:
    for worry in (Worry.UNAVAILABLE, Worry.GROUPS, Worry.WORLD):
        assert seen(case(), worry) == (Watch.NOT_WATCHED, ReasonCode.NOT_MEASURED)


def test_without_a_limit_nobody_would_notice() -> None:
    one = case(uptime([0.8] * 8, minimum=None))
    assert seen(one, Worry.UNAVAILABLE) == (Watch.NOT_WATCHED, ReasonCode.MEASURE_UNAGREED)
    one = case(shift([0.05] * 8, minimum=None))
    assert seen(one, Worry.WORLD) == (Watch.NOT_WATCHED, ReasonCode.MEASURE_UNAGREED)


def test_too_few_cases_say_nothing() -> None:
    one = case(uptime([0.8] * 8, counts=[1.0] * 8))
    assert seen(one, Worry.UNAVAILABLE) == (Watch.NOT_WATCHED, ReasonCode.MEASURE_TOO_FEW)


def test_what_has_stopped_is_silent() -> None:
    one = case(uptime([0.8] * 8, counts=[1000.0] * 8))
    assert seen(one, Worry.UNAVAILABLE, 40) == (Watch.SILENT, ReasonCode.MEASURE_SILENT)


def test_what_was_never_watched_does_not_fall_silent() -> None:
    one = case(uptime([0.8] * 8, minimum=None))
    assert seen(one, Worry.UNAVAILABLE, 40) == (Watch.NOT_WATCHED, ReasonCode.MEASURE_SILENT)


def test_one_of_two_measures_that_stopped_is_silent() -> None:
    more = {"key": "answers", "kind": "answer_rate"}
    one = case(
        uptime([0.8] * 40, counts=[1000.0] * 40),
        uptime([0.8] * 8, counts=[1000.0] * 8, **more),
    )
    assert seen(one, Worry.UNAVAILABLE, 40)[0] is Watch.SILENT


def test_a_shift_is_watched_whether_it_came_or_not() -> None:
    for value, code in ((0.05, ReasonCode.WORLD_SAME), (0.4, ReasonCode.WORLD_SHIFTED)):
        one = case(shift([value] * 8))
        told = {each.question: each.lead.code for each in judge(one, after(8)).answers}
        assert told[Question.DRIFT] is code
        assert seen(one, Worry.WORLD) == WATCHED


GROUPS = {MEN: ([0.85] * 8, 500.0), WOMEN: ([0.84] * 8, 500.0)}


def test_groups_that_are_compared_are_watched() -> None:
    bad = grouped({MEN: ([0.85] * 8, 500.0), WOMEN: ([0.5] * 8, 500.0)})
    for each in (grouped(GROUPS), bad):
        assert seen(watched(each), Worry.GROUPS) == WATCHED


def test_one_group_with_enough_cases_is_no_comparison() -> None:
    one = watched(grouped({MEN: ([0.85] * 8, 500.0), WOMEN: ([0.85] * 8, 1.0)}))
    assert seen(one, Worry.GROUPS) == (Watch.NOT_WATCHED, ReasonCode.GROUPS_MEET)


def test_a_group_that_nobody_measures_is_unseen_whatever_the_others_say() -> None:
    """Not even where another group is below: that one was noticed, this one would not be."""
    unseen = f"{MEN}; {WOMEN}; over 65"
    bad = grouped({MEN: ([0.85] * 8, 500.0), WOMEN: ([0.5] * 8, 500.0)})
    for measures in (grouped(GROUPS), bad):
        found = cover(watched(measures, groups=unseen), Worry.GROUPS)
        assert found.watch is Watch.NOT_WATCHED
        assert found.reason is not None
        assert found.reason.inputs["names"] == "over 65"


def test_groups_without_a_limit_are_not_watched() -> None:
    one = watched(grouped(GROUPS, minimum=None))
    assert seen(one, Worry.GROUPS) == (Watch.NOT_WATCHED, ReasonCode.GROUPS_UNAGREED)


def test_groups_that_stopped_are_silent() -> None:
    one = watched(grouped(GROUPS))
    assert seen(one, Worry.GROUPS, 40) == (Watch.SILENT, ReasonCode.GROUPS_SILENT)


def test_what_does_not_apply_says_who_said_so_and_why() -> None:
    said = DoesNotApply(REF, Question.FAIRNESS, "ana", "It sorts parcels.", date(2026, 12, 1))
    found = cover(case(does_not_apply=(said,)), Worry.GROUPS)
    assert found.watch is Watch.DOES_NOT_APPLY
    assert found.reason is not None
    assert (found.reason.inputs["by"], found.reason.inputs["reason"]) == (
        "Ana Ruiz",
        "It sorts parcels.",
    )
    assert seen(case(does_not_apply=(said,)), Worry.GROUPS, 60)[0] is Watch.NOT_WATCHED


def test_an_owner_on_a_list_of_people_would_be_missed() -> None:
    assert seen(case(), Worry.LEAVING) == WATCHED


def test_an_owner_on_no_list_could_leave_unseen() -> None:
    assert seen(case(facts={FieldName.OWNER: "jo"}), Worry.LEAVING) == (Watch.NOT_WATCHED, None)


def test_nobody_cannot_leave() -> None:
    one = case(facts={FieldName.OWNER: None})
    assert seen(one, Worry.LEAVING) == (Watch.NOT_WATCHED, ReasonCode.NO_OWNER)


def test_an_owner_who_left_was_noticed() -> None:
    people = {"ana": Person("ana", "Ana Ruiz", left_on=date(2026, 2, 20))}
    assert seen(case(people=people), Worry.LEAVING) == WATCHED


def test_a_missing_backup_says_nothing_about_the_owner() -> None:
    one = case(facts={FieldName.BACKUP_OWNER: None})
    assert seen(one, Worry.LEAVING) == WATCHED


def test_every_worry_has_a_question_of_its_own() -> None:
    assert len(set(ASKED.values())) == len(Worry)
