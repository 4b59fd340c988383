"""Groups: the rule for each, too few, not measured, silence, and how they count together."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.health.declared import declared
from app.health.groups import group_results, judge_groups
from app.health.insight import GroupStanding
from app.health.reasons import BASIS, INPUTS
from app.health.verdict import Answer, ReasonCode, Status
from data.facts import Better, Case, Measured, Question, Rhythm, Unit
from tests.app.health.case_making import REF, after, case, measured, series
from tests.app.health.grouping import grouped, watched

FINE, LOW = 0.85, 0.6
STEADY = [FINE] * 6


def judged(*measures: Measured, weeks: int = 6, groups: str = "") -> Answer:
    return checked(watched(*measures, groups=groups), after(weeks))


def checked(one: Case, now: datetime) -> Answer:
    """The answer, after making sure that every reason keeps its contract."""
    answer = judge_groups(one, now)
    assert answer.question is Question.FAIRNESS
    for reason in answer.reasons:
        assert set(reason.inputs) <= set(INPUTS[reason.code]), reason
        assert set(reason.basis) <= set(BASIS.get(reason.code, ())), reason
    return answer


def standings(one: Measured, weeks: int = 6, groups: str = "") -> dict[str, GroupStanding]:
    results = group_results(watched(one, groups=groups), one, after(weeks))
    return {each.group: each.standing for each in results}


@pytest.mark.parametrize(
    ("values", "status", "code"),
    [
        (STEADY, Status.MEETS, ReasonCode.GROUPS_MEET),
        ([FINE] * 5 + [LOW], Status.ATTENTION, ReasonCode.GROUP_ONE_BREACH),
        ([FINE] * 3 + [LOW, FINE, FINE], Status.ATTENTION, ReasonCode.GROUP_ONE_BREACH),
        ([FINE] * 2 + [LOW, FINE, FINE, FINE], Status.MEETS, ReasonCode.GROUPS_MEET),
        ([FINE] * 4 + [LOW, LOW], Status.BELOW, ReasonCode.GROUP_BELOW),
        ([FINE] * 3 + [LOW, LOW, FINE], Status.BELOW, ReasonCode.GROUP_BELOW),
    ],
)
def test_a_group_is_judged_like_everybody(
    values: list[float], status: Status, code: ReasonCode
) -> None:
    answer = judged(grouped({"over 65": (values, 1000), "under 65": (STEADY, 4000)}))
    assert (answer.status, answer.lead.code) == (status, code)
    assert answer.measure == "recall"


def test_below_is_told_by_its_newest_breach_with_what_it_rests_on() -> None:
    one = grouped({"over 65": ([FINE, FINE, LOW, LOW, LOW, FINE], 400), "others": (STEADY, 4000)})
    lead = judged(one).lead
    assert lead.inputs["group"] == "over 65"
    assert lead.inputs["value"] == LOW
    assert lead.inputs["period_end"] == after(5, 0)
    assert (lead.inputs["since"], lead.inputs["noticed"]) == (after(2, 0), after(4, 0))
    assert lead.inputs["periods"] == 3
    assert lead.basis["overall"] == 0.85
    assert (lead.basis["count"], lead.basis["tested"]) == (400, 2)
    assert lead.basis["agreed_by"] == "Ana Ruiz"
    assert 0 < float(str(lead.basis["p_value"])) < 0.025


def test_the_closest_group_tells_that_all_meet() -> None:
    one = grouped({"a": ([0.9] * 6, 500), "b": ([0.8] * 6, 500), "c": ([0.5] * 6, 2)})
    lead = judged(one).lead
    assert lead.inputs["group"] == "b"
    assert (lead.inputs["tested"], lead.inputs["too_few"]) == (2, 1)


def test_among_many_groups_one_bad_stretch_is_chance() -> None:
    """0.55 on 40 cases is clearly beyond 0.7 by itself, but not the worst of twenty."""
    alone = {"a": ([FINE] * 4 + [0.55, 0.55], 40.0), "b": (STEADY, 40.0)}
    assert judged(grouped({"a": alone["a"]})).status is Status.BELOW
    many = alone | {str(number): (STEADY, 40.0) for number in range(18)}
    assert standings(grouped(many))["a"] is GroupStanding.NEAR
    assert judged(grouped(many)).status is Status.MEETS


def test_among_many_groups_a_bad_one_is_found_by_its_weeks_together() -> None:
    groups = {str(number): ([FINE] * 7, 40.0) for number in range(19)}
    one = grouped(groups | {"a": ([FINE] + [0.55] * 6, 40.0)})
    lead = judged(one, weeks=7).lead
    assert (lead.code, lead.inputs["group"]) == (ReasonCode.GROUP_BELOW, "a")
    assert float(str(lead.basis["p_value"])) < 0.025


def test_without_counts_the_value_decides() -> None:
    one = grouped({"a": ([0.69] * 6, None), "b": (STEADY, None)})
    assert judged(one).lead.code is ReasonCode.GROUP_BELOW


def test_for_other_units_the_value_decides() -> None:
    days = {"a": ([3.0] * 5 + [5.0], 10.0), "b": ([3.0] * 6, 10.0)}
    one = grouped(days, overall=3.0, minimum=4.0, unit=Unit.DAYS, better=Better.LOWER)
    assert judged(one).lead.code is ReasonCode.GROUP_ONE_BREACH


def test_a_slow_rhythm_needs_one_breach() -> None:
    one = grouped({"a": ([FINE, FINE, LOW], 900), "b": ([FINE] * 3, 900)}, days=91)
    assert judged(one, weeks=39).lead.code is ReasonCode.GROUP_BELOW


def test_a_stop_line_stops_at_once_where_chance_does_not_explain_it() -> None:
    crossed = [FINE] * 5 + [0.4]
    clear = grouped({"a": (crossed, 200), "b": (STEADY, 200)}, stop_line=0.5)
    lead = judged(clear).lead
    assert (lead.code, lead.inputs["periods"]) == (ReasonCode.GROUP_BELOW, 1)
    assert lead.basis["stop_line"] == 0.5
    small = grouped({"a": (crossed, 35), "b": (STEADY, 35)}, stop_line=0.5)
    assert judged(small).lead.code is ReasonCode.GROUP_ONE_BREACH


class TestTooFew:
    def test_a_small_group_is_listed_and_never_green(self) -> None:
        one = grouped({"a": (STEADY, 500), "b": (STEADY, 500), "c": ([0.1] * 6, 3)})
        assert standings(one)["c"] is GroupStanding.TOO_FEW
        found = next(each for each in group_results(case(one), one, after(6)) if each.group == "c")
        assert (found.count, found.needed, found.value) == (18, 30, None)

    def test_all_too_small(self) -> None:
        answer = judged(grouped({"a": ([0.1] * 2, 3), "b": ([0.9] * 2, 7)}), weeks=2)
        assert (answer.status, answer.lead.code) == (Status.TOO_FEW, ReasonCode.GROUPS_TOO_FEW)
        assert answer.lead.inputs["group"] == "b"
        assert (answer.lead.inputs["count"], answer.lead.inputs["needed"]) == (14, 30)

    def test_one_large_enough_is_not_yet_a_comparison(self) -> None:
        answer = judged(grouped({"a": (STEADY, 500), "b": ([0.9] * 6, 3)}))
        assert (answer.status, answer.lead.code) == (Status.TOO_FEW, ReasonCode.GROUPS_MEET)

    def test_small_weeks_are_joined(self) -> None:
        one = grouped({"a": ([LOW, 0.3] * 6, 15), "b": ([FINE] * 12, 500)})
        assert judged(one, weeks=12).lead.code is ReasonCode.GROUP_BELOW

    def test_as_many_as_agreed(self) -> None:
        one = grouped({"a": (STEADY, 90), "b": (STEADY, 500)}, minimum_cases=1000)
        assert set(standings(one).values()) == {GroupStanding.TOO_FEW, GroupStanding.MEETS}


class TestNotMeasured:
    def test_nobody_measures_groups(self) -> None:
        answer = judged(measured(STEADY, [1000.0] * 6))
        assert (answer.status, answer.lead.code) == (Status.UNMEASURED, ReasonCode.NOT_MEASURED)
        assert answer.lead.inputs == {"question": "fairness"}
        assert answer.holds_until is None

    def test_one_group_alone_compares_nothing(self) -> None:
        answer = judged(grouped({"a": (STEADY, 500)}))
        assert (answer.status, answer.lead.code) == (Status.UNMEASURED, ReasonCode.NOT_MEASURED)

    def test_one_group_alone_may_still_be_below(self) -> None:
        assert judged(grouped({"a": ([LOW] * 6, 500)})).status is Status.BELOW

    def test_declared_groups_without_results(self) -> None:
        one = grouped({"Women": (STEADY, 500), "men": (STEADY, 500)})
        answer = judged(one, groups="women; Men;over 65, rural\n no name given ;;")
        assert answer.status is Status.UNMEASURED
        assert answer.lead.inputs == {
            "names": "over 65, rural; no name given",
            "missing": 2,
            "groups": 4,
        }
        assert [each.code for each in answer.reasons[1:]] == [ReasonCode.GROUPS_MEET]
        found = standings(one, groups="women; Men; over 65")
        assert found["over 65"] is GroupStanding.NOT_MEASURED
        assert "women" not in found

    def test_declared_and_nothing_measured_at_all(self) -> None:
        one = measured(STEADY, [1000.0] * 6)
        assert judged(one, groups="a; b").lead.code is ReasonCode.GROUPS_NOT_MEASURED
        assert standings(one, groups="a; b") == dict.fromkeys("ab", GroupStanding.NOT_MEASURED)

    def test_what_is_below_leads_before_what_is_missing(self) -> None:
        one = grouped({"a": ([LOW] * 6, 500), "b": (STEADY, 500)})
        answer = judged(one, groups="a; b; c")
        assert [each.code for each in answer.reasons] == [
            ReasonCode.GROUP_BELOW,
            ReasonCode.GROUPS_NOT_MEASURED,
        ]

    def test_nobody_agreed(self) -> None:
        answer = judged(grouped({"a": ([LOW] * 6, 500), "b": (STEADY, 500)}, minimum=None))
        assert (answer.status, answer.lead.code) == (Status.UNAGREED, ReasonCode.GROUPS_UNAGREED)
        assert answer.lead.inputs["groups"] == 2

    def test_names_are_declared_once(self) -> None:
        assert declared(watched(groups=" a ; A;\nb  c;")) == ["a", "b c"]
        assert declared(watched()) == []


class TestSilence:
    ONE = grouped({"a": (STEADY, 500), "b": ([FINE] * 3, 500), "c": (STEADY, 500)})

    def test_a_group_nothing_comes_of_any_more(self) -> None:
        answer = judged(self.ONE)
        assert (answer.status, answer.lead.code) == (Status.UNMEASURED, ReasonCode.GROUPS_SILENT)
        assert answer.lead.inputs["names"] == "b"
        assert (answer.lead.inputs["missing"], answer.lead.inputs["groups"]) == (1, 3)
        assert answer.lead.inputs["last_heard"] == after(3, 0)
        assert answer.lead.inputs["last_status"] == "meets"
        found = next(
            each for each in group_results(case(self.ONE), self.ONE, after(6)) if each.group == "b"
        )
        assert (found.standing, found.end) == (GroupStanding.NOT_MEASURED, after(3, 0))

    def test_silence_after_red_does_not_turn_to_unknown(self) -> None:
        one = grouped({"a": (STEADY, 500), "b": ([LOW] * 3, 500), "c": (STEADY, 500)})
        answer = judged(one)
        assert (answer.status, answer.lead.code) == (Status.SILENT, ReasonCode.GROUPS_SILENT)
        assert answer.lead.inputs["last_status"] == "below"

    def test_a_group_given_up_is_not_waited_for(self) -> None:
        assert judged(self.ONE, groups="a; c").status is Status.MEETS
        assert judged(self.ONE, groups="a; b; c").status is Status.UNMEASURED

    def test_groups_may_be_slower_than_everybody(self) -> None:
        one = grouped({"a": ([FINE] * 4, 500), "b": ([FINE] * 4, 500)}, days=91)
        one = replace(one, overall=series([FINE] * 52, [5000.0] * 52))
        one = replace(one, rhythm=Rhythm(REF, "P1W"))
        assert judged(one, weeks=55).status is Status.MEETS
        assert judged(one, weeks=80).status is Status.UNMEASURED

    def test_it_holds_until_the_first_group_is_missed(self) -> None:
        one = grouped({"a": (STEADY, 500), "b": ([FINE] * 5, 500)})
        answer = judged(one)
        assert answer.holds_until is not None
        assert after(6) < answer.holds_until < after(7)
        assert checked(case(one), answer.holds_until).lead.code is ReasonCode.GROUPS_SILENT


class TestNear:
    """Close to the limit for long, on enough cases, while everybody together is not."""

    def test_a_large_group_that_stays_close(self) -> None:
        one = grouped({"a": ([0.695] * 6, 1000), "b": (STEADY, 1000)})
        answer = judged(one)
        assert (answer.status, answer.lead.code) == (Status.ATTENTION, ReasonCode.GROUP_NEAR)

    def test_a_small_group_that_is_close_by_chance_is_listed_only(self) -> None:
        one = grouped({"a": ([FINE] * 5 + [0.69], 40), "b": (STEADY, 1000)})
        assert standings(one)["a"] is GroupStanding.NEAR
        assert judged(one).status is Status.MEETS

    def test_no_second_alarm_for_the_same_thing(self) -> None:
        one = grouped({"a": ([0.695] * 6, 1000), "b": ([0.7] * 6, 1000)}, overall=0.7)
        assert judged(one).status is Status.MEETS

    def test_without_counts_two_of_three(self) -> None:
        lasting = grouped({"a": ([FINE] * 4 + [0.71, 0.71], None), "b": (STEADY, None)})
        assert judged(lasting).lead.code is ReasonCode.GROUP_NEAR
        once = grouped({"a": ([FINE] * 5 + [0.71], None), "b": (STEADY, None)})
        assert judged(once).status is Status.MEETS


class TestSeveralMeasures:
    def test_the_worst_leads_and_all_are_told(self) -> None:
        fine = grouped({"a": (STEADY, 500), "b": (STEADY, 500)})
        bad = grouped({"a": (STEADY, 500), "b": ([LOW] * 6, 500)}, key="kept")
        answer = judged(fine, bad)
        assert (answer.status, answer.measure) == (Status.BELOW, "kept")
        assert [each.code for each in answer.reasons] == [
            ReasonCode.GROUP_BELOW,
            ReasonCode.GROUPS_MEET,
        ]

    def test_those_nobody_agreed_on_stay_silent_where_one_is_agreed(self) -> None:
        fine = grouped({"a": (STEADY, 500), "b": (STEADY, 500)})
        more = grouped({"a": (STEADY, 500), "b": ([LOW] * 6, 500)}, minimum=None, key="kept")
        assert judged(fine, more).status is Status.MEETS

    def test_other_questions_do_not_say_how_people_are_treated(self) -> None:
        shift = grouped({"a": ([LOW] * 6, 500)}, question=Question.DRIFT)
        assert judged(shift).lead.code is ReasonCode.NOT_MEASURED


def test_results_are_worst_first() -> None:
    one = grouped(
        {
            "fine": (STEADY, 900),
            "best": ([0.95] * 6, 900),
            "below": ([LOW] * 6, 900),
            "few": (STEADY, 2),
            "once": ([FINE] * 5 + [LOW], 900),
            "near": ([0.71] * 6, 900),
        }
    )
    found = [each.group for each in group_results(watched(one, groups="gone"), one, after(6))]
    assert found == ["below", "once", "near", "gone", "few", "fine", "best"]
