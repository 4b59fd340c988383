"""What would move a risk, and what did: held against the rule itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.health.insight import Likelihood, Risk, RiskStep, StepCode
from app.health.judge import judge
from app.health.risk import likelihood, risk_of
from app.health.risk_moves import Direction, WayDown, moved, way_down, weight
from data.facts import Case, FieldName, Impact, Person
from tests.app.health.case_making import MONDAY, after, case, measured

NOW = after(8)
CODES = tuple(StepCode)
GOOD = measured([0.8] * 8, [1000.0] * 8)


def risk(steps: int = 0, *, below: bool = False, impact: Impact = Impact.LOW) -> Risk:
    named = tuple(RiskStep(code) for code in CODES[:steps])
    found = likelihood(steps, below=below)
    return Risk(impact, False, "", found, found, MONDAY, named, below)


def risk_at(one: Case, weeks: int = 8) -> Risk:
    return risk_of(one, judge(one, after(weeks)), after(weeks))


def test_low_cannot_go_down() -> None:
    assert way_down(risk()) is None


@pytest.mark.parametrize(
    ("steps", "to", "needed"),
    [
        (1, Likelihood.LOW, 1),
        (2, Likelihood.LOW, 2),
        (3, Likelihood.MEDIUM, 1),
        (4, Likelihood.MEDIUM, 2),
        (6, Likelihood.MEDIUM, 4),
    ],
)
def test_so_many_steps_must_go(steps: int, to: Likelihood, needed: int) -> None:
    one = risk(steps)
    assert way_down(one) == WayDown(to, needed, one.steps)


@pytest.mark.parametrize(
    ("steps", "to", "needed"),
    [
        (0, Likelihood.LOW, 0),
        (1, Likelihood.MEDIUM, 0),
        (2, Likelihood.MEDIUM, 0),
        (3, Likelihood.MEDIUM, 1),
        (5, Likelihood.MEDIUM, 3),
    ],
)
def test_what_is_below_must_be_good_again_first(steps: int, to: Likelihood, needed: int) -> None:
    one = risk(steps, below=True)
    assert way_down(one) == WayDown(to, needed, one.steps, results_first=True)


@given(some.integers(0, len(CODES)), some.booleans())
def test_it_takes_exactly_what_is_said(steps: int, below: bool) -> None:
    way = way_down(risk(steps, below=below))
    if way is not None:
        assert likelihood(steps - way.needed) is way.to
        assert way.needed == 0 or likelihood(steps - way.needed + 1) is not way.to
        assert way.results_first is below


def test_nothing_moved() -> None:
    assert moved(risk_at(case(GOOD))) is None


def test_it_went_up_because_the_owner_left() -> None:
    people = {
        "ana": Person("ana", "Ana Ruiz", left_on=date(2026, 2, 20)),
        "priya": Person("priya", "Priya Nair"),
    }
    found = moved(risk_at(case(GOOD, people=people)))
    assert found is not None
    assert found.direction is Direction.UP
    assert [each.code for each in found.came] == [StepCode.NO_OWNER]
    assert (found.went, found.turned_bad) == ((), False)


def test_it_went_up_because_results_turned_bad() -> None:
    found = moved(risk_at(case(measured([0.8] * 6 + [0.5] * 2, [1000.0] * 8))))
    assert found is not None
    assert (found.direction, found.turned_bad) == (Direction.UP, True)
    assert [each.code for each in found.came] == [StepCode.RECENT_BREACH]


def test_it_went_down_because_the_breach_is_long_over() -> None:
    values = [0.8] * 4 + [0.5] * 2 + [0.8] * 20
    one = case(measured(values, [1000.0] * len(values)))
    quarter = MONDAY + timedelta(weeks=6, days=90)
    found = moved(risk_of(one, judge(one, quarter), quarter))
    assert found is not None
    assert (found.direction, found.came, found.turned_bad) == (Direction.DOWN, (), False)
    assert found.went == (StepCode.RECENT_BREACH,)


def test_what_was_there_all_along_is_no_reason_for_a_move() -> None:
    people = {"ana": Person("ana", "Ana Ruiz", left_on=date(2026, 2, 20))}
    facts = {FieldName.BACKUP_OWNER: None, FieldName.EXPERT: None}
    one = case(measured([0.8] * 8, [1000.0] * 8, minimum=None), people=people, facts=facts)
    found = moved(risk_at(one))
    assert found is not None
    assert found.direction is Direction.UP
    assert [each.code for each in found.came] == [StepCode.NO_OWNER]


def test_worse_and_likelier_weigh_more() -> None:
    least, most = risk(0), risk(3, impact=Impact.HIGH)
    assert weight(least) < weight(risk(1)) < weight(risk(1, impact=Impact.MEDIUM)) < weight(most)
