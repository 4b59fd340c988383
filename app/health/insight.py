"""What stands beside a verdict: the detail a reader may ask for, as plain values.

Every moment is in UTC and every value in the unit of its measure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.health.verdict import Input
from data.facts import Impact


class Changing(StrEnum):
    """Is it changing? A change that chance explains is no clear change."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    NO_CLEAR_CHANGE = "no_clear_change"
    TOO_EARLY = "too_early"


class Meeting(StrEnum):
    """Will it meet what was agreed, if nothing changes?"""

    RELIABLY = "reliably"
    SOMETIMES = "sometimes"
    NOT = "not"
    TOO_EARLY = "too_early"
    UNAGREED = "unagreed"


class SpecialCause(StrEnum):
    """The four patterns that chance hardly makes."""

    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"
    OUTER_THIRD = "outer_third"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of periods with one usual range. ``why`` says what began it (empty: the first)."""

    start: datetime
    end: datetime
    periods: int
    mean: float
    lower: float
    upper: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Flagged:
    """One period that is part of a pattern. ``worse`` is True where the change is for the worse."""

    start: datetime
    end: datetime
    value: float
    causes: tuple[SpecialCause, ...]
    worse: bool


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How a measure behaves over time. ``since`` is the start of the pattern that holds now."""

    changing: Changing
    meeting: Meeting
    since: datetime | None = None
    cause: SpecialCause | None = None
    stretches: tuple[Stretch, ...] = ()
    flagged: tuple[Flagged, ...] = ()


class GroupStanding(StrEnum):
    """Where one group stands against what was agreed."""

    MEETS = "meets"
    NEAR = "near"
    ONE_BREACH = "one_breach"
    BELOW = "below"
    UNAGREED = "unagreed"
    TOO_FEW = "too_few"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group in its newest judged period. ``low`` and ``high`` end its own 95 % interval.

    ``p_value`` is that of the test which matches the interval, after Holm's correction.
    """

    group: str
    standing: GroupStanding
    needed: int
    value: float | None = None
    count: int | None = None
    low: float | None = None
    high: float | None = None
    start: datetime | None = None
    end: datetime | None = None
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class MeasureInsight:
    """One measure: how it behaves, and its groups, worst first. ``tested`` counts the groups."""

    measure: str
    behaviour: Behaviour
    groups: tuple[GroupResult, ...] = ()
    tested: int = 0


class IncidentKind(StrEnum):
    """What went wrong."""

    BELOW = "below"
    STOPPED = "stopped"
    SILENT = "silent"
    GROUP_BELOW = "group_below"
    GROUP_GAP = "group_gap"


@dataclass(frozen=True, slots=True)
class Cost:
    """What waiting cost, as a range: in units of the measure (of a share: cases), or in money.

    ``against`` says what it was compared with: "expected" or "minimum". Where ``in_money``, an
    empty ``currency`` is the company's own.
    """

    low: float
    high: float
    against: str
    currency: str = ""
    in_money: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """From the first period that broke the rule until results were good again.

    ``began`` is the start of that period, ``noticed`` when we were first able to know, ``fixed``
    the end of the first good period (None: still open). A silence has no ``measure``. A gap says
    how far ``group`` was behind ``other``, and ``minimum`` is then the largest agreed gap.
    """

    kind: IncidentKind
    began: datetime
    noticed: datetime
    measure: str = ""
    group: str = ""
    periods: int = 0
    worst: float | None = None
    minimum: float | None = None
    fixed: datetime | None = None
    cost: Cost | None = None
    rule: str = ""
    version: int = 1
    other: str = ""


class Likelihood(StrEnum):
    """How likely it is that something goes wrong: words, never a percentage."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class StepCode(StrEnum):
    """What makes it more likely that a model goes wrong, or that nobody notices."""

    RECENT_BREACH = "recent_breach"
    WORSENING = "worsening"
    SILENCE = "silence"
    NEVER_HEARD = "never_heard"
    WORLD_SHIFTED = "world_shifted"
    LIBRARIES_DIFFER = "libraries_differ"
    LIBRARY_ENDED = "library_ended"
    UNPINNED = "unpinned"
    PIPELINE = "pipeline"
    NO_OWNER = "no_owner"
    NO_BACKUP = "no_backup"
    REVIEW_OVERDUE = "review_overdue"
    NO_AGREEMENT = "no_agreement"


@dataclass(frozen=True, slots=True)
class RiskStep:
    """One named step up. ``since`` is when it began, None where nobody knows."""

    code: StepCode
    since: datetime | None = None
    inputs: Mapping[str, Input] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Risk:
    """Impact as a person judged it, and likelihood as its steps add up.

    ``before`` is the likelihood at ``before_at``, so that a move can be told; ``went`` are the
    steps that counted then and no longer do. ``below`` alone makes it highly likely.
    """

    impact: Impact
    impact_assumed: bool
    impact_reason: str
    likelihood: Likelihood
    before: Likelihood
    before_at: datetime
    steps: tuple[RiskStep, ...]
    below: bool = False
    went: tuple[StepCode, ...] = ()


class Incomparable(StrEnum):
    """Why two versions cannot be compared on a measure."""

    NOT_TESTED = "not_tested"
    OTHER_DATA = "other_data"
    OTHER_PERIOD = "other_period"
    OTHER_DEFINITION = "other_definition"
    OTHER_SELECTION = "other_selection"


@dataclass(frozen=True, slots=True)
class Difference:
    """Candidate minus current on the same exam; ``low`` and ``high`` where counts are known.

    ``better`` is True or False where the interval leaves no doubt, else None.
    """

    measure: str
    group: str
    current: float
    candidate: float
    low: float | None = None
    high: float | None = None
    count: int | None = None
    better: bool | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A candidate version against the current one. ``refused`` maps a measure to why not."""

    current: str
    candidate: str
    differences: tuple[Difference, ...] = ()
    refused: Mapping[str, Incomparable] = field(default_factory=dict)

    @property
    def hidden_losses(self) -> tuple[Difference, ...]:
        """Groups the candidate is clearly worse for, though clearly better for everybody."""
        better = {each.measure for each in self.differences if not each.group and each.better}
        return tuple(
            each
            for each in self.differences
            if each.group and each.better is False and each.measure in better
        )


@dataclass(frozen=True, slots=True)
class Insight:
    """Everything beside the verdict of one model at one moment.

    ``unnoticed_for`` is how long a failure the day after the last evidence would stay unknown.
    ``worsened`` are the moments since a year before ``at`` at which it got worse.
    """

    at: datetime
    measures: tuple[MeasureInsight, ...]
    incidents: tuple[Incident, ...]
    risk: Risk
    comparison: Comparison | None = None
    unnoticed_for: timedelta | None = None
    worsened: tuple[datetime, ...] = ()


class CommonTrait(StrEnum):
    """What the models of a shared event may have in common."""

    UNIT = "unit"
    DATA = "data"
    LIBRARY = "library"
    TEAM = "team"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class SharedEvent:
    """More models got worse within a fortnight than chance explains.

    ``expected`` is how many would by their own history, ``p_value`` how often chance makes so
    many. ``common`` names what most of them share: trait, value, and how many of them have it.
    """

    began: datetime
    until: datetime
    slugs: tuple[str, ...]
    of: int
    expected: float
    p_value: float
    common: tuple[tuple[CommonTrait, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Replay:
    """How often a limit would have alerted, and when. Moments are when each was noticed."""

    start: datetime
    end: datetime
    periods: int
    alerts: tuple[datetime, ...]
    began: tuple[datetime, ...]
