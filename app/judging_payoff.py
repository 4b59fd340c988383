"""Whether a model pays off, as rows that pages add up."""

from collections.abc import Iterator

from app.health.insight import Insight
from app.health.keeping import kpi_to_json, measure_to_json, reason_to_json
from app.health.payoff import Waiting, own_result, waiting
from app.health.verdict import Reason, ReasonCode, Verdict
from app.health.worth import worths_of
from data.facts import Case, Measure, Question
from data.store.month_worths import MonthWorth
from data.store.open_costs import OpenCost
from data.store.own_results import OwnResult


def payoff_of(
    case: Case, verdict: Verdict, insight: Insight
) -> Iterator[MonthWorth | OpenCost | OwnResult]:
    """Its worth month by month or the result in its own units, and what waiting costs."""
    months = worths_of(case, verdict.at)
    for each in months:
        yield MonthWorth(case.slug, each.month, each.value, each.agreed, each.currency)
    if not months:
        yield _own(case, verdict)
    measures = {each.measure.key: each.measure for each in case.measured}
    for open_ in waiting(insight.incidents):
        yield _open(case.slug, open_, measures.get(open_.incident.measure))


def _own(case: Case, verdict: Verdict) -> OwnResult:
    kpi, excused = own_result(case), _excused(verdict)
    return OwnResult(
        case.slug,
        kpi_to_json(kpi) if kpi else {},
        reason_to_json(excused) if excused else {},
    )


def _excused(verdict: Verdict) -> Reason | None:
    """That somebody said this model need not pay off."""
    leads = (each.lead for each in verdict.answers if each.question is Question.VALUE)
    return next((each for each in leads if each.code is ReasonCode.DOES_NOT_APPLY), None)


def _open(slug: str, open_: Waiting, measure: Measure | None) -> OpenCost:
    incident, cost = open_.incident, open_.incident.cost
    return OpenCost(
        slug=slug,
        kind=incident.kind.value,
        began=incident.began,
        measure=measure_to_json(measure) if measure else {},
        group_name=incident.group,
        low=cost.low if cost else None,
        high=cost.high if cost else None,
        against=cost.against if cost else "",
        currency=cost.currency if cost else "",
        in_money=cost.in_money if cost else False,
        counts=open_.counts,
    )
