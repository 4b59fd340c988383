"""The shape of what models of the pretend company stand on, and of what was agreed beside that.

Every ``int`` that names a day counts from the day the company was first read.
"""

from dataclasses import dataclass
from typing import ClassVar

from data.facts import DecidedUse, Question, ReviewOutcome, UseKind
from data.sample.change_outline import STRICT, Change, Days, Every


@dataclass(frozen=True, slots=True)
class PipelineOutline:
    """A step that brings data: it ends each period at ``hour`` with about ``rows`` rows.

    It did not run at all on the days ``missed``.
    """

    __pydantic_config__: ClassVar = STRICT
    name: str
    every: Every
    reads: str
    writes: str
    rows: int
    hour: int = 4
    missed: tuple[Days, ...] = ()
    failed: tuple[Days, ...] = ()
    checks_failed: tuple[Days, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class DataOutline:
    """Data that models use; ``until`` None: approved without an end."""

    __pydantic_config__: ClassVar = STRICT
    name: str
    by: str
    on: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class UseOutline:
    """What uses a model's answers. Empty means that nobody wrote it down."""

    __pydantic_config__: ClassVar = STRICT
    name: str
    stops: str
    kind: UseKind = UseKind.APPLICATION
    fallback: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class QuietOutline:
    """Days on which nothing is expected, both included."""

    __pydantic_config__: ClassVar = STRICT
    start: int
    end: int
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExcusedOutline:
    """A question that somebody said does not apply, and when that is looked at again."""

    __pydantic_config__: ClassVar = STRICT
    question: Question
    by: str
    reason: str
    review: int


@dataclass(frozen=True, slots=True)
class AcknowledgedOutline:
    """On day ``on`` somebody took on what is wrong, with news promised for day ``news``."""

    __pydantic_config__: ClassVar = STRICT
    on: int
    by: str
    news: int
    note: str


@dataclass(frozen=True, slots=True)
class DecidedOutline:
    """On day ``on`` somebody decided how a model in trouble is used on, up to day ``until``."""

    __pydantic_config__: ClassVar = STRICT
    on: int
    by: str
    use: DecidedUse
    until: int
    why: str


@dataclass(frozen=True, slots=True)
class KeptOutline:
    """On day ``on`` somebody decided to keep a model that nobody seemed to miss."""

    __pydantic_config__: ClassVar = STRICT
    on: int
    by: str
    until: int
    why: str


@dataclass(frozen=True, slots=True)
class ConfirmedOutline:
    """On day ``on`` somebody said that everything recorded about the model is right."""

    __pydantic_config__: ClassVar = STRICT
    on: int
    by: str


@dataclass(frozen=True, slots=True)
class ReviewedOutline:
    """On day ``on`` somebody looked at the whole model and signed what follows, up to ``until``."""

    __pydantic_config__: ClassVar = STRICT
    on: int
    by: str
    outcome: ReviewOutcome
    until: int
    why: str
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class ExamOutline:
    """One version tested on one set of data from day ``start`` to day ``end``.

    ``groups`` holds value and cases of each group; everybody is their sum. Without groups,
    ``value`` and ``cases`` are of everybody.
    """

    __pydantic_config__: ClassVar = STRICT
    version: str
    measure: str
    data: str
    start: int
    end: int
    definition: str
    value: float = 0.0
    cases: int = 0
    groups: dict[str, tuple[float, int]] | None = None


@dataclass(frozen=True, slots=True)
class AnsweringOutline:
    """From this day on, answers came from a version that the registry does not call live."""

    __pydantic_config__: ClassVar = STRICT
    version: str
    on: int
