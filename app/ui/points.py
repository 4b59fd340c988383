"""What a chart of a measure is made of: points, levels and usual ranges, with their words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from markupsafe import Markup

from app.health.verdict import Status


class Look(StrEnum):
    """What a point stands out by; only the gravest is drawn."""

    USUAL = "usual"
    BEYOND = "beyond"
    WORSE = "worse"
    BETTER = "better"


TONES = {Look.BEYOND: Status.BELOW, Look.WORSE: Status.ATTENTION, Look.BETTER: Status.MEETS}
"""The tone of everything that stands out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One point. ``at`` is local time; ``part`` counts up at every gap; the rest is words.

    ``why`` says why it is marked, and is empty where it is not.
    """

    at: datetime
    value: float
    look: Look
    part: int
    period: str
    shown: str
    cases: str
    why: str = ""

    @property
    def beyond(self) -> bool:
        """Whether it lies clearly beyond what was agreed."""
        return self.look is Look.BEYOND


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line with its words, such as the agreed minimum."""

    value: float
    told: str


@dataclass(frozen=True, slots=True)
class Band:
    """The usual range of a stretch, in local time. ``anew`` where it begins anew; ``told`` by
    what, and empty where there is no room for it."""

    start: datetime
    end: datetime
    lower: float
    mean: float
    upper: float
    anew: bool
    told: str


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of a chart: the axis with its unit, and what the pointer shows."""

    axis: str
    period: str
    value: str
    cases: str
    why: str


@dataclass(frozen=True, slots=True)
class Month:
    """Money of one month. ``name`` stands at the axis, in lines; no ``value`` is no full results.

    ``others`` where it rests on other models than the newest month. The rest is words: ``told`` is
    the amount with what it covers, ``rests_on`` is empty where all is of one model.
    """

    name: str
    value: float | None
    agreed: float
    others: bool
    period: str
    amount: str
    told: str
    least: str
    difference: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class MonthTitles:
    """The words of a chart of months: the axis with its unit, and what the pointer shows."""

    axis: str
    month: str
    value: str
    agreed: str
    difference: str


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody explains about a day: a number on the chart, its words below.

    ``at`` is local time; ``said`` says when and who, ``href`` leads to all of it.
    """

    at: datetime
    number: int
    said: Markup
    text: str
    href: str
