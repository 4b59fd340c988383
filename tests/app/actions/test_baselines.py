"""What is usual begins anew where somebody who knows says why, and a limit never moves by it."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from app.actions.doing import Answer
from app.actions.everything import ask
from app.health.behaviour import behaviour_of
from app.health.insight import Behaviour, Changing
from app.judging import judge_all
from data.facts import Baseline, FieldName, LiveBy, LiveVersion, Model, ModelRef
from data.members import Member, Outcome, Role, Wrong
from data.store.engine import reading
from data.store.outlooks import one
from tests.app.actions.people import somebody
from tests.data.feeding import NOW, REF, agreement, case_of, churn, feed_registry, read_tag, weekly

ZONE = "Europe/London"
OTHER = ModelRef("second", "registry")
WHY = "The terms of the contract changed."
FIRST = (NOW - timedelta(weeks=16)).date()
SAID = {"model": "churn", "kind": "explains", "text": WHY, "start": FIRST.isoformat()}


@pytest.fixture
def store(engine: Engine) -> Engine:
    """Results that fell for good sixteen weeks ago, still within what was agreed."""
    fallen = [
        *weekly(30, 0.8, NOW - timedelta(weeks=16)),
        *weekly(16, 0.7),
    ]
    units = [read_tag(FieldName.UNIT, "Retail", each) for each in (REF, OTHER)]
    other = (Model(OTHER), LiveVersion(OTHER, "1", LiveBy.ALIAS, "champion"))
    told = churn(*fallen, agreement(0.5, NOW - timedelta(weeks=50)), *other, *units)
    feed_registry(engine, told)
    judge_all(engine, now=NOW, time_zone=ZONE)
    return engine


@pytest.fixture
def ana(store: Engine) -> Member:
    return somebody(store, NOW, [Role.ANALYST])


def do(store: Engine, action: str, who: Member, **typed: object) -> Answer:
    key = f"{action} {sorted(typed.items())}"[-64:]
    return ask(store, action, typed, who, key=key, now=NOW, time_zone=ZONE)


def behaviour(store: Engine) -> Behaviour:
    case = case_of(store)
    return behaviour_of(case, case.measured[0])


def test_the_usual_range_begins_anew_on_the_day(store: Engine, ana: Member) -> None:
    assert behaviour(store).changing is Changing.WORSENING
    before = one_status(store)
    assert do(store, "raise_feedback", ana, **SAID, rebases="yes").outcome is Outcome.DONE
    found = behaviour(store)
    assert found.changing is Changing.NO_CLEAR_CHANGE
    assert [each.why for each in found.stretches] == ["", f"said:{WHY}"]
    assert found.stretches[-1].mean == pytest.approx(0.7)
    judge_all(store, now=NOW, time_zone=ZONE)
    assert one_status(store) == before


def one_status(store: Engine) -> str:
    with reading(store) as conn:
        found = one(conn, "churn", NOW)
    assert found
    return found.status


def test_without_the_tick_it_only_explains(store: Engine, ana: Member) -> None:
    do(store, "raise_feedback", ana, **SAID)
    assert case_of(store).baselines == ()


def test_it_holds_for_the_measure_it_is_said_of(store: Engine, ana: Member) -> None:
    key = case_of(store).measured[0].measure.key
    do(store, "raise_feedback", ana, **SAID, rebases="yes", measure=key)
    (said,) = case_of(store).baselines
    assert said == Baseline(REF, FIRST, ana.called, WHY, key)
    assert len(behaviour(store).stretches) == 2


def test_a_whole_unit_begins_anew(store: Engine, ana: Member) -> None:
    do(store, "raise_feedback", ana, **SAID, rebases="yes", whole_unit="yes")
    for slug in ("churn", "second"):
        assert [each.start for each in case_of(store, slug).baselines] == [FIRST]


def test_too_few_results_since_leave_the_range_before(store: Engine, ana: Member) -> None:
    late = (NOW - timedelta(weeks=5)).date().isoformat()
    do(store, "raise_feedback", ana, **{**SAID, "start": late}, rebases="yes")
    assert len(case_of(store).baselines) == 1
    assert [each.why for each in behaviour(store).stretches] == [""]


def test_it_can_be_taken_back_once(store: Engine, ana: Member) -> None:
    do(store, "raise_feedback", ana, **SAID, rebases="yes")
    back = {"model": "churn", "start": FIRST.isoformat()}
    assert do(store, "take_back_baseline", ana, **back).outcome is Outcome.DONE
    assert case_of(store).baselines == ()
    again = do(store, "take_back_baseline", ana, **back, measure="")
    assert again.outcome is Outcome.NOT_AS_SHOWN


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"kind": "wrong"}, {"rebases": Wrong.NOT_ALLOWED}),
        ({"start": ""}, {"start": Wrong.NEEDED}),
        ({"rebases": "perhaps"}, {"rebases": Wrong.NOT_A_CHOICE}),
    ],
)
def test_what_cannot_be_is_named(
    store: Engine, ana: Member, typed: dict[str, str], wrong: dict[str, Wrong]
) -> None:
    answer = do(store, "raise_feedback", ana, **{**SAID, "rebases": "yes", **typed})
    assert answer.wrong == wrong
    assert case_of(store).baselines == ()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RISK_OFFICER, Role.ADMINISTRATOR])
def test_others_explain_and_move_nothing(store: Engine, role: Role) -> None:
    who = somebody(store, NOW, [role], "Ben Li")
    answer = do(store, "raise_feedback", who, **SAID, rebases="yes")
    assert answer.wrong == {"rebases": Wrong.NOT_ALLOWED}
    assert do(store, "raise_feedback", who, **SAID).outcome is Outcome.DONE
