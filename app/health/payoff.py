"""What a model brings where no worth in money is agreed, and what waiting costs where it is bad."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.health.brief import business_measure, kpi_of
from app.health.insight import Cost, Incident
from app.health.verdict import Kpi
from app.health.worth import is_worth
from data.facts import Case, Measured, Question


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open incident. ``counts`` is True for the one that a sum over models takes of a model."""

    incident: Incident
    counts: bool = False


def own_result(case: Case) -> Kpi | None:
    """The newest result in the model's own units; None where there is none or money is agreed.

    What somebody agreed about whether it pays off goes first, else what was measured of that, else
    the business measure.
    """
    if any(is_worth(each.measure) and each.agreement for each in case.measured):
        return None
    found = sorted(filter(_of_value, case.measured), key=lambda each: each.agreement is None)
    shown = found[0] if found else business_measure(case)
    return kpi_of(shown) if shown else None


def _of_value(measured: Measured) -> bool:
    return measured.measure.question is Question.VALUE and len(measured.overall.values) > 0


def waiting(incidents: Iterable[Incident]) -> list[Waiting]:
    """The open incidents but those that cost nothing; one without a cost is one nobody can price.

    Several incidents of one model may be the same loss, told by several measures or groups. So only
    the dearest in each currency counts in a sum; the others are told beside it.
    """
    found = [each for each in incidents if each.fixed is None and _may_cost(each.cost)]
    dearest: dict[str, Incident] = {}
    for each in sorted(found, key=_price):
        if each.cost is not None and each.cost.in_money:
            dearest[each.cost.currency] = each
    return [Waiting(each, any(each is one for one in dearest.values())) for each in found]


def _may_cost(cost: Cost | None) -> bool:
    return cost is None or cost.high > 0


def _price(incident: Incident) -> tuple[float, float]:
    return (incident.cost.high, incident.cost.low) if incident.cost else (0.0, 0.0)
