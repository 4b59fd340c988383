"""What the page "Is it paying off?" tells, put together from a few queries over the summaries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from app.health.insight import Cost
from app.health.keeping import kpi_from_json, measure_from_json, reason_from_json
from app.health.people import name_of
from app.health.verdict import Kpi, Reason
from app.health.worth import last_month
from app.reports.people import day_of
from app.reports.today import UnitWorth
from data.facts import Case, FieldName, Measure
from data.store import changes, models, month_worths, open_costs, outlooks, payoffs, roles
from data.store.month_worths import MonthSum
from data.store.open_costs import CostSum, OpenCost
from data.store.payoffs import Chosen, Payoff
from data.store.roles import RoleName

MOST_OPEN = 40
"""Nobody reads further; what costs most stands first."""

COULD_AGREE = (RoleName.EXPERT, RoleName.OWNER)
"""Who may know what a model is worth, the likeliest first."""


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """Money of one month in one currency; ``value`` is None where nobody has full results.

    It rests on ``covered`` of ``told`` models that have an agreed worth and were told of by then.
    ``others``: those are not the ones that the newest month rests on, so the two do not compare.
    """

    month: date
    currency: str
    value: float | None
    agreed: float
    covered: int
    told: int
    others: bool = False


@dataclass(frozen=True, slots=True)
class Agrees:
    """Somebody who could agree what a model is worth: its expert, or else its owner."""

    name: str
    is_expert: bool


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is still wrong and costs something. ``counts``: a sum over models takes it."""

    slug: str
    name: str
    began: datetime
    group: str
    cost: Cost
    measure: Measure
    counts: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waiting costs: sums by currency, the dearest one by one, how many there are in all, and
    how many more of which nobody can tell what they cost."""

    sums: tuple[CostSum, ...]
    first: tuple[Open, ...]
    priced: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class ModelPayoff:
    """One model. ``agreed`` is None where no worth in money is agreed, ``value`` where results of
    the month are missing too. ``kpi`` is then its newest result in its own units, if it has any;
    ``excused`` why it need not pay off, and ``agrees`` who could agree on its worth."""

    slug: str
    name: str
    unit: str
    promised: bool
    value: float | None
    agreed: float | None
    currency: str
    kpi: Kpi | None = None
    excused: Reason | None = None
    agrees: Agrees | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything of the page; ``deployed`` counts the models in use of the chosen unit.

    ``months`` are oldest first in each currency. ``registered``: there are models nobody uses.
    """

    month: date
    deployed: int
    units: tuple[str, ...]
    worths: tuple[UnitWorth, ...]
    months: tuple[MonthMoney, ...]
    waiting: Waiting
    models: tuple[ModelPayoff, ...]
    matching: int
    registered: bool


def impact(conn: Connection, now: datetime, time_zone: str, chosen: Chosen) -> Impact:
    """Everything the page shows at ``now``, of the models that are chosen."""
    unit = chosen.unit
    found, matching, month = payoffs_listed(conn, now, time_zone, chosen)
    deployed = payoffs.deployed_count(conn, now, unit)
    return Impact(
        month=month,
        deployed=deployed,
        units=tuple(outlooks.units(conn)),
        worths=tuple(UnitWorth(*each) for each in month_worths.by_unit(conn, now, month, unit)),
        months=_months(month_worths.by_month(conn, now, month, unit), month),
        waiting=_waiting(conn, now, unit),
        models=found,
        matching=matching,
        registered=not deployed and bool(models.not_deployed(conn)),
    )


def payoffs_listed(
    conn: Connection, now: datetime, time_zone: str, chosen: Chosen
) -> tuple[tuple[ModelPayoff, ...], int, date]:
    """The chosen models, how many there are in all, and the month they are told of."""
    month = complete_month(conn, now, time_zone)
    found, matching = payoffs.listed(conn, now, month, chosen)
    return model_payoffs(conn, found, now, time_zone), matching, month


def _months(found: Sequence[MonthSum], newest: date) -> tuple[MonthMoney, ...]:
    """Each currency by itself, the one most models tell in first."""
    last = {each.currency: each.covered for each in found if each.month == newest}
    ordered = sorted(found, key=lambda each: (-last.get(each.currency, 0), each.currency))
    return tuple(_month(each, last.get(each.currency, 0)) for each in ordered)


def _month(of: MonthSum, newest: int) -> MonthMoney:
    same = of.covered == of.again == newest
    return MonthMoney(
        month=of.month,
        currency=of.currency,
        value=of.value if of.covered else None,
        agreed=of.agreed,
        covered=of.covered,
        told=of.told,
        others=bool(of.covered and newest and not same),
    )


def months_of(conn: Connection, slug: str) -> tuple[MonthMoney, ...]:
    """The months of one model, oldest first."""
    return tuple(
        MonthMoney(each.month, each.currency, each.value, each.agreed, each.value is not None, 1)
        for each in month_worths.of_model(conn, slug)
    )


def complete_month(conn: Connection, now: datetime, time_zone: str) -> date:
    """The first day of the last month that was complete when we last judged."""
    judging = changes.judging(conn)
    return last_month(judging.at if judging else now, time_zone)[0].date()


def model_payoffs(
    conn: Connection, found: Sequence[Payoff], now: datetime, time_zone: str
) -> tuple[ModelPayoff, ...]:
    """The models of a list, each with who could agree on its worth where nobody has."""
    named: dict[str, list[Named]] = defaultdict(list)
    for each in roles.of_models(conn, [one.slug for one in found if not one.promised]):
        named[each.slug].append((each.role, each.person_name, each.left_on))
    day = day_of(now, time_zone)
    return tuple(_model(one, could_agree(named[one.slug], day)) for one in found)


def agrees_of(case: Case, day: date) -> Agrees | None:
    """Who could agree what one model is worth, on a day."""
    fields = ((RoleName.EXPERT, FieldName.EXPERT), (RoleName.OWNER, FieldName.OWNER))
    named: list[Named] = []
    for role, field in fields:
        fact = case.facts.get(field)
        if fact is not None and fact.value:
            person = case.people.get(fact.value)
            left_on = person.left_on if person else None
            named.append((role, name_of(case, fact.value), left_on))
    return could_agree(named, day)


Named = tuple[RoleName, str, date | None]
"""What somebody is to a model, what they are called, and when they left."""


def could_agree(named: Iterable[Named], day: date) -> Agrees | None:
    """Who could agree what a model is worth: its expert, else its owner, if still there."""
    there = {role: name for role, name, left_on in named if left_on is None or left_on > day}
    found = next((role for role in COULD_AGREE if role in there), None)
    return Agrees(there[found], found is RoleName.EXPERT) if found else None


def _model(found: Payoff, agrees: Agrees | None) -> ModelPayoff:
    return ModelPayoff(
        slug=found.slug,
        name=found.name,
        unit=found.unit,
        promised=found.promised,
        value=found.value,
        agreed=found.agreed,
        currency=found.currency,
        kpi=kpi_from_json(found.kpi) if found.kpi else None,
        excused=reason_from_json(found.excused) if found.excused else None,
        agrees=None if found.promised else agrees,
    )


def _waiting(conn: Connection, now: datetime, unit: str) -> Waiting:
    found, priced, unpriced = open_costs.priced(conn, now, unit, MOST_OPEN)
    sums = tuple(open_costs.sums(conn, now, unit))
    return Waiting(sums, tuple(_open(each, name) for name, each in found), priced, unpriced)


def _open(kept: OpenCost, name: str) -> Open:
    """One that has a cost, ready to be told."""
    assert kept.low is not None
    assert kept.high is not None
    return Open(
        kept.slug,
        name,
        kept.began,
        kept.group_name,
        Cost(kept.low, kept.high, kept.against, kept.currency, kept.in_money),
        measure_from_json(kept.measure),
        kept.counts,
    )
