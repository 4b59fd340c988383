"""Everything beside a verdict, and when a model got worse: once for each episode."""

from datetime import datetime, timedelta

from app.health.insight import Changing, GroupStanding, IncidentKind
from app.health.insights import insight_of, worsened
from app.health.judge import judge
from data.facts import Measured
from tests.app.health.case_making import MONDAY, after, agreement, case, measured, series

WEEK = timedelta(weeks=1)
STEADY = [0.8, 0.81, 0.79, 0.8, 0.82, 0.78, 0.8, 0.81, 0.79, 0.8, 0.8, 0.81, 0.79, 0.8]


def worse(*measures: Measured, weeks: int) -> tuple[datetime, ...]:
    one, now = case(*measures), after(weeks)
    return insight_of(one, judge(one, now), now).worsened


def test_an_insight_holds_what_was_asked_of_each_measure() -> None:
    each = measured(STEADY, [900.0] * 14)
    told = series(STEADY, [900.0] * 14, group="north")
    few = series(STEADY, [1.0] * 14, group="south")
    one = case(Measured(each.measure, each.overall, (told, few), agreement(0.7)))
    found = insight_of(one, judge(one, after(14)), after(14))
    (recall,) = found.measures
    assert (recall.measure, recall.tested) == ("recall", 1)
    assert recall.behaviour.changing is Changing.NO_CLEAR_CHANGE
    assert [group.standing for group in recall.groups] == [
        GroupStanding.TOO_FEW,
        GroupStanding.MEETS,
    ]
    assert (found.at, found.incidents, found.worsened) == (after(14), (), ())
    assert found.unnoticed_for == timedelta(weeks=1.5)


def test_a_fall_that_stands_out_and_breaks_what_was_agreed_is_one_episode() -> None:
    fall = [*STEADY, 0.5, 0.5, 0.5]
    assert worse(measured(fall, [900.0] * 17), weeks=17) == (MONDAY + 14 * WEEK,)


def test_silence_is_no_worsening() -> None:
    one = case(measured(STEADY, [900.0] * 14))
    found = insight_of(one, judge(one, after(30)), after(30))
    assert [each.kind for each in found.incidents] == [IncidentKind.SILENT]
    assert found.worsened == ()


def test_two_measures_have_episodes_of_their_own_and_old_ones_are_left_out() -> None:
    fall = [*STEADY, 0.5, 0.5, 0.5]
    later = [*STEADY, 0.8, 0.5, 0.5]
    both = measured(fall, [900.0] * 17), measured(later, [900.0] * 17, key="precision")
    assert worse(*both, weeks=17) == (MONDAY + 14 * WEEK, MONDAY + 15 * WEEK)
    assert worse(*both, weeks=17 + 53) == ()


def test_a_moment_outside_the_year_does_not_count() -> None:
    assert worsened((), (), after(1)) == ()
