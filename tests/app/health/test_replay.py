"""How often a limit would have alerted, from the same functions that judge."""

from datetime import timedelta

import pytest

from app.health.insight import Replay
from app.health.replay import replay
from tests.app.health.case_making import MONDAY, agreement, case, measured

WEEK = timedelta(weeks=1)
VALUES = [0.8, 0.65, 0.65, 0.8, 0.8, 0.8, 0.5, 0.5, 0.8, 0.8]


def replayed(minimum: float, start: int = 0, end: int = 10, **more: object) -> Replay:
    each = measured(VALUES, [1000.0] * len(VALUES), minimum=None)
    signed = agreement(minimum, **more)
    return replay(case(each), each, signed, MONDAY + start * WEEK, MONDAY + end * WEEK)


def test_a_limit_alerts_as_often_as_it_would_have() -> None:
    found = replayed(0.7)
    assert found.periods == 10
    assert found.alerts == (MONDAY + 3 * WEEK, MONDAY + 8 * WEEK)
    assert found.began == (MONDAY + WEEK, MONDAY + 6 * WEEK)


@pytest.mark.parametrize(("minimum", "alerts"), [(0.4, 0), (0.6, 1), (0.7, 2), (0.9, 1)])
def test_another_limit_alerts_otherwise(minimum: float, alerts: int) -> None:
    assert len(replayed(minimum).alerts) == alerts


def test_a_stop_line_counts_too() -> None:
    assert replayed(0.4, stop_line=0.6).alerts == (MONDAY + 7 * WEEK,)


def test_only_what_would_have_been_noticed_in_the_time_asked_about_counts() -> None:
    found = replayed(0.7, start=4)
    assert (found.periods, found.alerts) == (6, (MONDAY + 8 * WEEK,))
    assert replayed(0.7, start=4, end=7).alerts == ()


def test_a_measure_nobody_has_reported_alerts_never() -> None:
    each = measured([], minimum=None)
    found = replay(case(each), each, agreement(0.7), MONDAY, MONDAY + WEEK)
    assert found == Replay(MONDAY, MONDAY + WEEK, 0, (), ())
