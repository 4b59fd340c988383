"""What good means: written and signed by an expert, and by a second person where it matters."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.actions.agreements import kept, typed
from app.actions.doing import Answer
from app.actions.everything import ask
from app.health.evidence import evidence_of
from app.health.limits import is_looser, out_of_order
from data.facts import Agreement, Better, Fact, FieldName, Measured, ModelRef, Origin, Unit
from data.members import Member, Outcome, Role, Wrong
from data.store import proposals
from data.store.cases import case
from data.store.engine import reading
from data.store.proposals import State
from tests.app.actions.people import somebody
from tests.data.feeding import NOW, REF, REGISTRY, TABLE, churn, feed, weekly

ZONE = "Europe/London"
TERMS = {"model": "churn", "measure": "recall", "minimum": "70", "review_by": "2027-11-01"}


def filled(engine: Engine, impact: str) -> Engine:
    told = Fact(REF, FieldName.IMPACT, impact, Origin.TYPED, "x")
    feed(engine, (REGISTRY, churn(told)), (TABLE, weekly(6)))
    return engine


@pytest.fixture
def store(engine: Engine) -> Engine:
    """A model whose mistakes matter a lot, with six results."""
    return filled(engine, "high")


def do(
    store: Engine, action: str, who: Member, *, at: timedelta = timedelta(), **given: Any
) -> Answer:
    key = f"{action} {who.account} {at} {sorted(given.items())}"[:64].ljust(16)
    return ask(store, action, given, who, key=key, now=NOW + at, time_zone=ZONE)


def recall(store: Engine) -> Measured:
    with reading(store) as conn:
        found = case(conn, "churn", NOW + timedelta(hours=1))
    assert found
    return found.measured[0]


def propose(store: Engine, who: Member, **changes: Any) -> Answer:
    seen = {"evidence": evidence_of(recall(store))}
    return do(store, "propose_agreement", who, **{**TERMS, **seen, **changes})


def waiting(store: Engine) -> list[proposals.Proposal]:
    with reading(store) as conn:
        return proposals.waiting(conn, NOW + timedelta(hours=1))


def sign(store: Engine, who: Member, **changes: Any) -> Answer:
    given = {"proposal": str(waiting(store)[0].id), "evidence": evidence_of(recall(store))}
    return do(store, "sign_agreement", who, **{**given, **changes})


def expert(store: Engine, name: str = "Ana Ruiz") -> Member:
    return somebody(store, NOW, [Role.EXPERT], name)


@pytest.mark.parametrize("impact", ["low", "medium"])
def test_where_mistakes_matter_less_one_expert_is_enough(engine: Engine, impact: str) -> None:
    store = filled(engine, impact)
    assert propose(store, expert(store)).outcome is Outcome.DONE
    signed = recall(store).agreement
    assert signed
    assert (signed.minimum, signed.agreed_by) == (0.7, "ana ruiz@example.com")
    assert (signed.agreed_on, signed.review_by) == (NOW.date(), date(2027, 11, 1))
    assert waiting(store) == []


def test_where_mistakes_matter_a_lot_it_counts_once_a_second_person_signed(store: Engine) -> None:
    propose(store, expert(store), expected="80", stop_line="50", minimum_cases="100")
    assert recall(store).agreement is None
    assert [each.proposed_name for each in waiting(store)] == ["Ana Ruiz"]
    second = somebody(store, NOW, [Role.RISK_OFFICER], "Ben Li")
    assert sign(store, second).outcome is Outcome.DONE
    signed = recall(store).agreement
    assert signed
    assert (signed.minimum, signed.expected, signed.stop_line) == (0.7, 0.8, 0.5)
    assert (signed.minimum_cases, signed.agreed_by) == (100, "ana ruiz@example.com")
    with reading(store) as conn:
        found = proposals.of_model(conn, "churn", NOW)
    assert [(each.state, each.closed_name) for each in found] == [(State.SIGNED, "Ben Li")]


def test_nobody_is_a_second_person_to_themselves_in_whatever_roles(store: Engine) -> None:
    propose(store, expert(store))
    again = somebody(store, NOW, [Role.EXPERT, Role.MANAGER, Role.RISK_OFFICER])
    assert sign(store, again).outcome is Outcome.SAME_PERSON
    number = str(waiting(store)[0].id)
    refused = do(store, "refuse_agreement", again, proposal=number, why="no")
    assert refused.outcome is Outcome.SAME_PERSON
    assert recall(store).agreement is None


def test_what_changed_since_it_was_shown_is_not_signed(store: Engine) -> None:
    shown = evidence_of(recall(store))
    feed(store, (TABLE, weekly(7, 0.2)), now=NOW + timedelta(minutes=1))
    later = timedelta(minutes=5)
    seen_before = propose(store, expert(store), evidence=shown, at=later)
    assert seen_before.outcome is Outcome.NOT_AS_SHOWN
    assert propose(store, expert(store), at=later).outcome is Outcome.DONE
    second = somebody(store, NOW, [Role.MANAGER], "Ben Li")
    assert sign(store, second, evidence=shown, at=later).outcome is Outcome.NOT_AS_SHOWN
    assert recall(store).agreement is None


def test_a_proposal_is_closed_once(store: Engine) -> None:
    propose(store, expert(store))
    second = somebody(store, NOW, [Role.MANAGER], "Ben Li")
    third = somebody(store, NOW, [Role.MANAGER], "Zoe Hart")
    number = str(waiting(store)[0].id)
    refused = do(store, "refuse_agreement", second, proposal=number, why="Far too low.")
    assert refused.outcome is Outcome.DONE
    seen = evidence_of(recall(store))
    late = do(store, "sign_agreement", third, proposal=number, evidence=seen)
    assert (late.outcome, late.by) == (Outcome.NOT_AS_SHOWN, "Ben Li")
    assert recall(store).agreement is None


def test_only_whoever_proposed_it_takes_it_back(store: Engine) -> None:
    propose(store, expert(store))
    number = str(waiting(store)[0].id)
    other = do(store, "withdraw_proposal", expert(store, "Ben Li"), proposal=number)
    assert other.wrong == {"proposal": Wrong.NOT_ALLOWED}
    assert do(store, "withdraw_proposal", expert(store), proposal=number).outcome is Outcome.DONE
    assert waiting(store) == []


@pytest.mark.parametrize(
    ("typed_in", "wrong"),
    [
        ({"minimum": ""}, {"minimum": Wrong.NOT_A_NUMBER}),
        ({"minimum": "nan"}, {"minimum": Wrong.NOT_A_NUMBER}),
        ({"minimum": "inf"}, {"minimum": Wrong.NOT_A_NUMBER}),
        ({"minimum": "170"}, {"minimum": Wrong.NOT_A_SHARE}),
        ({"minimum": "-1"}, {"minimum": Wrong.NOT_A_SHARE}),
        ({"expected": "60"}, {"expected": Wrong.WRONG_SIDE}),
        ({"stop_line": "70"}, {"stop_line": Wrong.WRONG_SIDE}),
        ({"stop_line": "80"}, {"stop_line": Wrong.WRONG_SIDE}),
        ({"worth_low": "5", "worth_high": "4"}, {"worth_high": Wrong.WRONG_SIDE}),
        ({"minimum_cases": "0"}, {"minimum_cases": Wrong.NOT_ALLOWED}),
        ({"review_by": "2026-11-23"}, {"review_by": Wrong.NOT_LATER}),
        ({"review_by": "2029-01-01"}, {"review_by": Wrong.TOO_FAR}),
        ({"outcomes_after": "soon"}, {"outcomes_after": Wrong.NOT_ALLOWED}),
        ({"measure": "none"}, {"measure": Wrong.NOT_A_CHOICE}),
        ({"model": "none"}, {"model": Wrong.NOT_A_CHOICE}),
    ],
)
def test_what_is_wrong_is_named(
    store: Engine, typed_in: dict[str, str], wrong: dict[str, Wrong]
) -> None:
    assert propose(store, expert(store), **typed_in).wrong == wrong
    assert waiting(store) == []


def test_a_limit_made_easier_needs_a_reason(engine: Engine) -> None:
    store = filled(engine, "low")
    propose(store, expert(store))
    assert propose(store, expert(store), minimum="65").wrong == {"why": Wrong.NEEDED}
    assert propose(store, expert(store), minimum="65", why=" … ").wrong == {"why": Wrong.NEEDED}
    why = "The letters now go to fewer people."
    assert propose(store, expert(store), minimum="65", why=why).outcome is Outcome.DONE
    signed = recall(store).agreement
    assert signed
    assert (signed.minimum, signed.why) == (0.65, why)
    assert propose(store, expert(store), minimum="75").outcome is Outcome.DONE


@given(value=st.floats(0, 100, allow_subnormal=False), unit=st.sampled_from(Unit))
def test_what_is_typed_is_what_is_kept(value: float, unit: Unit) -> None:
    assert typed(kept(value, unit), unit) == pytest.approx(value, abs=1e-9)


NUMBERS = st.floats(-1e6, 1e6)


@given(minimum=NUMBERS, expected=NUMBERS, stop=NUMBERS, better=st.sampled_from(Better))
def test_numbers_on_the_wrong_side_are_always_found(
    minimum: float, expected: float, stop: float, better: Better
) -> None:
    one = Agreement(ModelRef("m"), "x", minimum, "a", NOW.date(), expected=expected, stop_line=stop)
    up = better is Better.HIGHER
    wrong = set(out_of_order(one, better))
    assert ("expected" in wrong) is (expected < minimum if up else expected > minimum)
    assert ("stop_line" in wrong) is (stop >= minimum if up else stop <= minimum)


@given(now=NUMBERS, before=NUMBERS, better=st.sampled_from(Better))
def test_easier_is_easier_whichever_way_is_good(now: float, before: float, better: Better) -> None:
    def made(value: float) -> Agreement:
        return Agreement(ModelRef("m"), "x", value, "a", NOW.date())

    looser = is_looser(made(now), made(before), better)
    assert looser is (now < before if better is Better.HIGHER else now > before)
    assert not is_looser(made(now), made(now), better)
