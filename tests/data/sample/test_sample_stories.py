"""The stories of the pretend company as the judgement itself finds them, beside the statuses."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.health.coverage import Watch, coverage
from app.health.exams import compared
from app.health.goalposts import moved
from app.health.groups import group_results
from app.health.incidents import incidents_of
from app.health.insight import GroupStanding, Incident, IncidentKind, Incomparable, Likelihood
from app.health.judge import judge
from app.health.risk import risk_of
from app.health.risk_moves import Direction
from app.health.risk_moves import moved as moved_by
from app.health.verdict import ReasonCode, Verdict
from data.connections import SampleConnection
from data.facts import Case, Question
from data.store.cases import cases
from data.store.engine import open_store, reading
from data.store.schema import upgrade
from data.sync import sync
from tests.data.sample.pretend import FIRST_READ, ZONE

NOW = FIRST_READ


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every model that is told, on the day the company is first read."""
    folder: Path = tmp_path_factory.mktemp("company")
    engine = open_store(f"sqlite:///{folder / 'store.db'}")
    upgrade(engine)
    sync(engine, [SampleConnection()], now=NOW, time_zone=ZONE, base=folder)
    with reading(engine) as connection:
        return {each.slug: each for each in cases(connection, NOW)}


@pytest.fixture(scope="module")
def verdicts(company: dict[str, Case]) -> dict[str, Verdict]:
    return {slug: judge(case, NOW) for slug, case in company.items()}


@pytest.fixture(scope="module")
def incidents(company: dict[str, Case]) -> dict[str, tuple[Incident, ...]]:
    return {slug: incidents_of(case, NOW) for slug, case in company.items()}


WORRIES = {
    ReasonCode.LIBRARIES_DIFFER: {"letter-reader-vision"},
    ReasonCode.LIBRARY_ENDED: {"branch-cash-forecast"},
    ReasonCode.PIPELINE_FAILED: {"branch-cash-forecast"},
    ReasonCode.PIPELINE_CHECKS_FAILED: {"refund-request-helper"},
    ReasonCode.PIPELINE_LATE: {"failed-delivery-risk"},
    ReasonCode.PIPELINE_SHRINKING: {"retail-churn-propensity"},
    ReasonCode.DATA_APPROVAL_ENDED: {"instalment-affordability"},
    ReasonCode.OTHER_VERSION_ANSWERS: {"basket-suggestions"},
    ReasonCode.UNPINNED: {
        "call-summaries",
        "clothing-size-advice",
        "course-suggestions",
        "help-chat-assistant",
        "late-payment-risk",
        "van-breakdown-warning",
    },
    ReasonCode.GROUP_BELOW: {"claims-triage"},
    ReasonCode.GAP_TOO_LARGE: {"claims-triage"},
    ReasonCode.GROUPS_MEET: {
        "card-payment-checks",
        "instalment-affordability",
        "late-payment-risk",
        "shop-rota-planner",
        "travel-cover-assistant",
    },
    ReasonCode.WORLD_SHIFTED: {"retail-churn-propensity", "seasonal-helper-return"},
    ReasonCode.WORLD_SHIFTED_TOLD: {"site-search-ranking"},
    ReasonCode.DOES_NOT_APPLY: {"invoice-field-reader"},
    ReasonCode.QUIET: {"expense-claim-check"},
    ReasonCode.GOALPOSTS_MOVED: {"markdown-pricing"},
    ReasonCode.MEASURE_WORSENING: set(),
    ReasonCode.REQUIRED_UNANSWERED: set(),
}


@pytest.mark.parametrize("code", WORRIES, ids=str)
def test_each_is_told_of_the_models_it_was_made_for(
    verdicts: dict[str, Verdict], code: ReasonCode
) -> None:
    told = {
        slug
        for slug, verdict in verdicts.items()
        for reasons in (verdict.reasons, *(each.reasons for each in verdict.answers))
        if code in {each.code for each in reasons}
    }
    assert told == WORRIES[code]


def test_models_of_high_impact_that_are_fine_have_all_eight_answers(
    company: dict[str, Case], verdicts: dict[str, Verdict]
) -> None:
    fine = {"card-payment-checks", "invoice-field-reader", "travel-cover-assistant"}
    for slug in fine:
        assert {each.question for each in verdicts[slug].answers} == set(Question)
        assert {each.status.value for each in verdicts[slug].answers} == {"meets"}, slug


def test_the_group_that_is_below_has_enough_cases_and_the_smallest_has_not(
    company: dict[str, Case],
) -> None:
    case = company["claims-triage"]
    measured = next(each for each in case.measured if each.measure.key == "urgent_found")
    standing = {each.group: each.standing for each in group_results(case, measured, NOW)}
    assert standing == {
        "customers over 65": GroupStanding.BELOW,
        "claims made by post": GroupStanding.TOO_FEW,
        "customers 18 to 34": GroupStanding.MEETS,
        "customers 35 to 64": GroupStanding.MEETS,
    }


def test_every_move_of_a_risk_and_every_way_of_watching_is_there(
    company: dict[str, Case], verdicts: dict[str, Verdict]
) -> None:
    risks = {slug: risk_of(case, verdicts[slug], NOW) for slug, case in company.items()}
    moves = {slug: change.direction for slug, risk in risks.items() if (change := moved_by(risk))}
    assert {slug for slug, way in moves.items() if way is Direction.DOWN} == {
        "weekly-offer-ranking"
    }
    assert "failed-delivery-risk" in moves
    assert {slug for slug, risk in risks.items() if risk.impact_assumed} == {"email-routing"}
    assert {risk.likelihood for risk in risks.values()} == set(Likelihood)
    watched = {
        each.watch for slug, case in company.items() for each in coverage(case, verdicts[slug])
    }
    assert watched == set(Watch)


def test_a_candidate_is_better_except_for_one_group_and_another_cannot_be_compared(
    company: dict[str, Case],
) -> None:
    late = compared(company["late-payment-risk"])
    assert late is not None
    assert (late.current, late.candidate, dict(late.refused)) == ("4", "5", {})
    assert {each.group for each in late.differences if each.better is False} == {"sole traders"}
    assert {each.group for each in late.differences if each.better} == {
        "",
        "small firms",
        "large firms",
    }
    rounds = compared(company["driver-round-planner"])
    assert rounds is not None
    assert dict(rounds.refused) == {"rounds_in_time": Incomparable.OTHER_DATA}


def test_of_two_easier_limits_the_one_with_a_why_is_no_worry(company: dict[str, Case]) -> None:
    found = {
        slug: [moved(case, each, NOW) for each in case.measured if len(each.earlier)]
        for slug, case in company.items()
    }
    told = {slug: [bool(each) for each in reasons] for slug, reasons in found.items() if reasons}
    assert told == {"markdown-pricing": [True], "duplicate-bill-finder": [False]}


def test_incidents_that_were_fixed_were_noticed_within_days_weeks_and_months(
    incidents: dict[str, tuple[Incident, ...]],
) -> None:
    took = {
        slug: min(each.noticed - each.began for each in found if each.fixed)
        for slug, found in incidents.items()
        if any(each.fixed for each in found)
    }
    assert took["parcel-eta"] < timedelta(days=3)
    # Two weeks, and the three that its results take.
    assert timedelta(days=28) < took["clothing-size-advice"] < timedelta(days=42)
    assert timedelta(days=50) < took["van-breakdown-warning"]
    assert len(took) >= 12


def test_waiting_has_a_cost_in_money_as_a_range_or_in_units(
    incidents: dict[str, tuple[Incident, ...]],
) -> None:
    costs = {
        (slug, each.measure): each.cost
        for slug, found in incidents.items()
        for each in found
        if each.cost
    }
    letters = costs["retail-churn-propensity", "leavers_found"]
    assert (letters.currency, letters.in_money) == ("GBP", True)
    assert 20_000 < letters.low < letters.high < 100_000
    repairs = costs["repair-cost-estimator", "close_to_bill"]
    assert (repairs.in_money, repairs.low) == (False, repairs.high)
    assert repairs.low > 100


def test_nothing_but_the_silent_one_is_an_open_silence(
    incidents: dict[str, tuple[Incident, ...]],
) -> None:
    silent = {
        slug
        for slug, found in incidents.items()
        for each in found
        if each.kind is IncidentKind.SILENT and each.fixed is None
    }
    assert silent - {"catalogue-mailing-list"} == {"branch-cash-forecast"}
