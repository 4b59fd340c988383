"""The shape of the files in ``company/``: what is written down about the pretend company.

Every ``int`` that names a day counts from the day the company was first read.
"""

from dataclasses import dataclass
from typing import ClassVar

from data.facts import Better, Impact, Kind, Question, Unit
from data.sample.change_outline import STRICT, Change, Days, Every
from data.sample.ground_outline import (
    AcknowledgedOutline,
    AnsweringOutline,
    ConfirmedOutline,
    DataOutline,
    DecidedOutline,
    ExamOutline,
    ExcusedOutline,
    KeptOutline,
    PipelineOutline,
    QuietOutline,
    ReviewedOutline,
    UseOutline,
)
from data.sample.said_outline import SaidOutline


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people: its cases in a period, and how it differs from ``usual``."""

    __pydantic_config__: ClassVar = STRICT
    name: str
    cases: int
    by: float = 0.0
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed about a measure.

    ``by`` empty is the model's expert, ``review`` empty two years after it was signed.
    """

    __pydantic_config__: ClassVar = STRICT
    minimum: float
    on: int
    by: str = ""
    review: int | None = None
    expected: float | None = None
    stop_line: float | None = None
    minimum_cases: int | None = None
    largest_gap: float | None = None
    outcomes_after: str = ""
    outcomes_known_for: str = ""
    worth_low: float | None = None
    worth_high: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class MeasureOutline:
    """One measure and how it behaves when nothing happens to it.

    ``noise`` is relative: to ``usual``, or for a share p to p(1 - p), beyond what the number of
    cases explains. ``cases`` is per period (0: no count is reported); it grows evenly to
    ``grows_to`` within twelve weeks of ``start``. ``weekend`` is how much of it a Saturday or
    Sunday has. A period is reported ``delay_days`` after its end, none that begins before
    ``start``, after ``end``, or within a gap. With ``groups``, everybody is the sum of the groups.
    ``earlier`` are the terms that ``agreed`` replaced.
    """

    __pydantic_config__: ClassVar = STRICT
    key: str
    kind: str
    every: Every
    phrase: str
    usual: float
    question: Question = Question.PERFORMANCE
    unit: Unit = Unit.SHARE
    better: Better = Better.HIGHER
    things: str = ""
    noise: float = 0.03
    cases: int = 0
    grows_to: int = 0
    weekend: float = 1.0
    start: int = -364
    end: int | None = None
    gaps: tuple[Days, ...] = ()
    delay_days: float = 0.25
    changes: tuple[Change, ...] = ()
    groups: tuple[Group, ...] = ()
    agreed: Terms | None = None
    earlier: tuple[Terms, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionOutline:
    """A version: when it was made, in use since when (None: not yet), built with what."""

    __pydantic_config__: ClassVar = STRICT
    number: str
    made: int
    live: int | None = None
    stack: str = ""
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PauseOutline:
    """Watching is paused; the model stays in use."""

    __pydantic_config__: ClassVar = STRICT
    start: int
    end: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ModelOutline:
    """One model of the company. Empty means that nobody wrote it down.

    ``groups`` names those to be checked. ``data`` and ``pipelines`` name those of the company by
    their key, and ``runs`` the stack that is installed where the live version runs.
    """

    __pydantic_config__: ClassVar = STRICT
    name: str
    technical: str
    what_it_does: str
    purpose: str
    team: str
    expert: str
    versions: tuple[VersionOutline, ...]
    impact: Impact | None = None
    impact_reason: str = ""
    owner: str = ""
    backup: str = ""
    affects_people: bool = False
    kind: Kind = Kind.REGISTRY
    retired: int | None = None
    pause: PauseOutline | None = None
    groups: str = ""
    explained: str = ""
    supplier_version: str = ""
    runs: str = ""
    data: tuple[str, ...] = ()
    pipelines: tuple[str, ...] = ()
    uses: tuple[UseOutline, ...] = ()
    quiet: tuple[QuietOutline, ...] = ()
    excused: tuple[ExcusedOutline, ...] = ()
    acknowledged: tuple[AcknowledgedOutline, ...] = ()
    decided: tuple[DecidedOutline, ...] = ()
    kept: tuple[KeptOutline, ...] = ()
    confirmed: ConfirmedOutline | None = None
    reviewed: ReviewedOutline | None = None
    exams: tuple[ExamOutline, ...] = ()
    answering: AnsweringOutline | None = None
    measure: tuple[MeasureOutline, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonOutline:
    """Somebody who works there, or did until ``left``."""

    __pydantic_config__: ClassVar = STRICT
    name: str
    unit: str
    left: int | None = None


@dataclass(frozen=True, slots=True)
class UnitOutline:
    """One business unit: the file its models stand in, and the models."""

    __pydantic_config__: ClassVar = STRICT
    unit: str
    file: str
    model: tuple[ModelOutline, ...]


@dataclass(frozen=True, slots=True)
class CompanyOutline:
    """Everything the units share: people, teams with their address, graces, library lists.

    ``installed`` are the versions that run where a library list names none.
    """

    __pydantic_config__: ClassVar = STRICT
    grace: dict[Every, str]
    teams: dict[str, str]
    stacks: dict[str, tuple[str, ...]]
    installed: dict[str, str]
    data: dict[str, DataOutline]
    pipelines: dict[str, PipelineOutline]
    people: tuple[PersonOutline, ...]
    units: tuple[UnitOutline, ...]
    feedback: tuple[SaidOutline, ...] = ()
