"""Which model needs somebody first: a product of weights that a reader can check.

The weights are choices, not measurements, so all of them stand here with their reasons and every
page that ranks by them shows the product.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.health.verdict import WORST_FIRST, Status, Verdict
from data.facts import Case, Impact

STATUS_WEIGHTS: dict[Status, int] = {
    # Four times the amber, because age weighs at most four times as much: a fresh red never stands
    # behind an old amber of the same impact.
    Status.BELOW: 12,
    # Nobody knows whether it works. Less than a known failure, far more than a warning.
    Status.SILENT: 8,
    # Still acceptable, and a person should look soon.
    Status.ATTENTION: 3,
    # Work to do, and no sign that anything is wrong.
    Status.UNAGREED: 2,
    Status.UNMEASURED: 2,
}
"""The statuses for which somebody has to do something, with their weights."""

IMPACT_WEIGHTS: dict[Impact, int] = {Impact.LOW: 1, Impact.MEDIUM: 2, Impact.HIGH: 3}
"""How much a mistake matters; even steps, because nobody measured the distances."""

AGE_WEIGHTS: tuple[tuple[int, int], ...] = ((7, 1), (28, 2), (91, 3))
"""Less than so many days weigh so much: a week, four weeks, a quarter."""
OLDEST_WEIGHT = 4
"""A quarter and longer. Beyond that more age says nothing more about what to do first."""

ACKNOWLEDGED_WEIGHT = 0.25
"""Somebody is on it and says when there will be news. A red then weighs as much as an amber of the
same impact and age, and stands just before it; what it is called stays as it is."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A model that needs somebody; ``since`` is when that began.

    ``acknowledged_by`` is empty, ``acknowledged_until`` None, where nobody looks into it.
    """

    slug: str
    name: str
    status: Status
    impact: Impact
    since: datetime
    acknowledged_by: str = ""
    acknowledged_until: date | None = None


@dataclass(frozen=True, slots=True)
class Urgency:
    """The weights of one trouble and their product."""

    status: int
    impact: int
    age: int
    acknowledged: float = 1.0

    @property
    def total(self) -> float:
        return self.status * self.impact * self.age * self.acknowledged


def urgency(trouble: Trouble, now: datetime, time_zone: str) -> Urgency:
    """The weights of one trouble at ``now``; age is counted in days of the company's calendar."""
    zone = ZoneInfo(time_zone)
    days = (now.astimezone(zone).date() - trouble.since.astimezone(zone).date()).days
    age = next((weight for limit, weight in AGE_WEIGHTS if days < limit), OLDEST_WEIGHT)
    acknowledged = ACKNOWLEDGED_WEIGHT if trouble.acknowledged_by else 1.0
    status, impact = STATUS_WEIGHTS[trouble.status], IMPACT_WEIGHTS[trouble.impact]
    return Urgency(status, impact, age, acknowledged)


def most_urgent_first(
    troubles: Iterable[Trouble], now: datetime, time_zone: str
) -> list[tuple[Trouble, Urgency]]:
    """Every trouble with its weights; equals by the worse status, the longer time, the slug."""
    weighed = [(each, urgency(each, now, time_zone)) for each in troubles]
    return sorted(weighed, key=_place)


def _place(weighed: tuple[Trouble, Urgency]) -> tuple[float, int, datetime, str]:
    trouble, weights = weighed
    worst = WORST_FIRST.index(trouble.status)
    return -weights.total, worst, trouble.since, trouble.slug


_BEGAN = ("since", "breach_start", "last_heard", "period_start")
"""The inputs of a reason that say when it began, the one that says it best first."""


def trouble_since(case: Case, verdict: Verdict) -> datetime | None:
    """When what a verdict leads with began; None where nobody has to do anything.

    What has no beginning of its own, such as an open question, is as old as the model's use.
    """
    if verdict.status not in STATUS_WEIGHTS:
        return None
    told = verdict.lead.inputs
    if verdict.status in (Status.UNAGREED, Status.UNMEASURED):
        told = {}
    began = [told[name] for name in _BEGAN if isinstance(told.get(name), datetime)]
    since = next((each for each in began if isinstance(each, datetime)), None)
    return min(since or in_use_since(case) or verdict.at, verdict.at)


def in_use_since(case: Case) -> datetime | None:
    """When its use began, as far as anybody knows: first live, else first listed."""
    starts = [each.start for each in case.spells]
    return min(starts) if starts else case.created_at
