"""What moves a risk: what would make trouble less likely, and what changed in the last weeks.

Impact is a person's judgement and moves only with it. Likelihood counts steps, so it follows from
the same count how many of them must go. What is below what was agreed is highly likely whatever
the count, so there results come first.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.health.insight import Likelihood, Risk, RiskStep, StepCode
from app.health.risk import HIGH_FROM, MEDIUM_FROM, likelihood
from data.facts import Impact

_RANK = {each: place for place, each in enumerate(Likelihood, start=1)}
_WEIGHT = {each: place for place, each in enumerate(Impact, start=1)}


class Direction(StrEnum):
    """Whether trouble is likelier than it was, or less likely."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class WayDown:
    """What makes trouble less likely: it becomes ``to`` once ``needed`` of the ``steps`` are gone.

    ``results_first`` is True where results must meet what was agreed again before anything else
    helps; ``needed`` is 0 where nothing else has to.
    """

    to: Likelihood
    needed: int
    steps: tuple[RiskStep, ...]
    results_first: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed since ``risk.before_at``: what came and went, and if results turned bad."""

    direction: Direction
    came: tuple[RiskStep, ...]
    went: tuple[StepCode, ...]
    turned_bad: bool


def way_down(risk: Risk) -> WayDown | None:
    """The next lower likelihood and what it takes; None where it is low already."""
    if risk.likelihood is Likelihood.LOW:
        return None
    count = len(risk.steps)
    to = likelihood(count)
    if to is not Likelihood.HIGH and risk.below:
        return WayDown(to, 0, risk.steps, results_first=True)
    to, most = _LOWER[to]
    return WayDown(to, count - most, risk.steps, risk.below)


_LOWER = {
    Likelihood.HIGH: (Likelihood.MEDIUM, HIGH_FROM - 1),
    Likelihood.MEDIUM: (Likelihood.LOW, MEDIUM_FROM - 1),
}
"""The next lower likelihood, and with how many steps it is reached."""


def moved(risk: Risk) -> Moved | None:
    """Why trouble is likelier or less likely than four weeks before; None where it is neither."""
    if risk.likelihood is risk.before:
        return None
    up = _RANK[risk.likelihood] > _RANK[risk.before]
    came = tuple(each for each in risk.steps if each.since and each.since > risk.before_at)
    return Moved(Direction.UP if up else Direction.DOWN, came, risk.went, up and risk.below)


def longest(risk: Risk) -> datetime | None:
    """Since when anything has made trouble likelier; None where nobody knows, or nothing does."""
    return min((each.since for each in risk.steps if each.since), default=None)


def weight(risk: Risk) -> int:
    """By what risks are put in order; it is never shown."""
    return weighed(risk.impact, risk.likelihood)


def weighed(impact: Impact, likely: Likelihood) -> int:
    """How much a mistake matters times how likely it is.

    Even steps, because nobody measured how far apart low, medium and high are.
    """
    return _WEIGHT[impact] * _RANK[likely]
