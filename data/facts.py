"""The vocabulary every room shares: what a model, a reading, a person and an agreement are.

Sources make these, the store keeps them, health judges them. Everything is frozen, every
moment is in UTC, and nothing here has an opinion.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from difflib import get_close_matches
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from data.problems import Code, Problem

LONGEST_NAME = 1_000
"""Bytes of UTF-8. PostgreSQL indexes no more than 2,700 bytes a row, and names come in pairs."""


class Question(StrEnum):
    """The eight questions asked of every model; yes is always the good answer."""

    AVAILABILITY = "availability"
    FRESHNESS = "freshness"
    PERFORMANCE = "performance"
    FAIRNESS = "fairness"
    DRIFT = "drift"
    VALUE = "value"
    FOOTING = "footing"
    OWNERSHIP = "ownership"


class Better(StrEnum):
    """Which way a measure is good."""

    HIGHER = "higher"
    LOWER = "lower"


class Unit(StrEnum):
    """What one number of a measure counts. A share is kept as 0 to 1, never as a percentage."""

    SHARE = "share"
    MONEY = "money"
    COUNT = "count"
    NUMBER = "number"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


_OTHER_UNITS: Mapping[Unit, tuple[str, ...]] = {
    Unit.SHARE: ("%", "pct", "percent", "percentage", "ratio", "fraction", "rate", "proportion"),
    Unit.MONEY: ("eur", "euro", "gbp", "pounds", "usd", "dollars", "chf", "€", "£", "$"),
    Unit.COUNT: ("integer", "int", "cases", "pieces", "items"),
    Unit.NUMBER: ("float", "none", "unitless", "decimal", "score", "index"),
    Unit.SECONDS: ("s", "sec", "secs"),
    Unit.MINUTES: ("min", "mins"),
    Unit.HOURS: ("h", "hr", "hrs"),
    Unit.DAYS: ("d",),
}


def unit_meant(word: str) -> Unit | None:
    """The unit that somebody most likely means who wrote another word for one; None if unsure."""
    plain = word.strip().rstrip(".").casefold()
    known = {
        other: unit for unit, others in _OTHER_UNITS.items() for other in (unit.value, *others)
    }
    near = get_close_matches(plain, known, n=1, cutoff=0.75)
    return known[near[0]] if near else None


class Kind(StrEnum):
    """What sort of thing answers; all of them count as models."""

    REGISTRY = "registry"
    VENDOR = "vendor"
    LANGUAGE = "language"
    SPREADSHEET = "spreadsheet"
    RULES = "rules"


class Impact(StrEnum):
    """How much it matters when the model is wrong; a person's judgement."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Origin(StrEnum):
    """How a value came to us. Typed by a person goes before read from a system."""

    READ = "read"
    TYPED = "typed"
    ASSUMED = "assumed"


class FieldName(StrEnum):
    """The business facts of a model, named as in the registry tag behind ``rollcall.``."""

    BUSINESS_NAME = "business_name"
    WHAT_IT_DOES = "what_it_does"
    PURPOSE = "purpose"
    OWNER = "owner"
    BACKUP_OWNER = "backup_owner"
    TEAM = "team"
    CONTACT = "contact"
    EXPERT = "expert"
    UNIT = "unit"
    IMPACT = "impact"
    IMPACT_REASON = "impact_reason"
    AFFECTS_PEOPLE = "affects_people"
    MEASURE = "measure"
    CADENCE = "cadence"
    KIND = "kind"
    GROUPS = "groups"
    EXPLAINED = "explained"
    SUPPLIER_VERSION = "supplier_version"


WATCHED = (
    FieldName.OWNER,
    FieldName.BACKUP_OWNER,
    FieldName.EXPERT,
    FieldName.IMPACT,
    FieldName.SUPPLIER_VERSION,
)
"""The facts whose earlier values are told: who answers, how much it matters, what answers."""


@dataclass(frozen=True, slots=True)
class ModelRef:
    """How a source names a model. ``registry`` is None where a source knows only the name."""

    name: str
    registry: str | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A model as its registry lists it."""

    ref: ModelRef
    created_at: datetime | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One numbered version of a model."""

    ref: ModelRef
    version: str
    created_at: datetime | None = None
    description: str = ""
    author: str = ""
    run_id: str = ""


class LiveBy(StrEnum):
    """What told us that a version is in use."""

    ALIAS = "alias"
    STAGE = "stage"
    TAG = "tag"
    READINGS = "readings"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class LiveVersion:
    """A source says that this version is in use now."""

    ref: ModelRef
    version: str
    by: LiveBy
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LiveSpell:
    """A version was in use from ``start`` until ``end`` (None: still is).

    ``start_known`` is False where we first looked after it had begun.
    """

    ref: ModelRef
    version: str
    start: datetime
    end: datetime | None = None
    start_known: bool = True
    by: LiveBy = LiveBy.IMPORTED
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One business fact of a model, with where it came from."""

    ref: ModelRef
    name: FieldName
    value: str
    origin: Origin
    place: str


@dataclass(frozen=True, slots=True)
class Library:
    """One line of the library list of a version. ``pinned`` is the exact version or empty."""

    ref: ModelRef
    version: str
    name: str
    requirement: str
    pinned: str
    file: str


@dataclass(frozen=True, slots=True)
class Measure:
    """Something counted about a model, in the company's words.

    ``kind`` is the field's standard term (recall, accuracy, mean_absolute_error, worth …) and
    chooses our default wording. ``phrase`` replaces that wording and holds ``{value}`` once:
    "finds {value} of the customers who leave". ``things`` names what a COUNT or NUMBER counts.
    """

    ref: ModelRef
    key: str
    question: Question
    kind: str
    unit: Unit
    better: Better
    phrase: str = ""
    things: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a measure over one period. ``group`` is empty for everybody together.

    ``count`` is how many cases the value rests on, where that is known. ``columns`` names the
    columns of the data that a value about all of them was found in, the most of it first.
    """

    ref: ModelRef
    measure: str
    start: datetime
    end: datetime
    value: float
    count: int | None = None
    group: str = ""
    version: str = ""
    place: str = ""
    columns: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody signed as good enough for one measure of one model.

    Values are in the measure's unit. ``outcomes_after`` is an ISO 8601 duration: how long it
    takes until what really happened is known. Worth is per unit of the measure, as a range.
    """

    ref: ModelRef
    measure: str
    minimum: float
    agreed_by: str
    agreed_on: date
    expected: float | None = None
    stop_line: float | None = None
    minimum_cases: int | None = None
    largest_gap: float | None = None
    outcomes_after: str = ""
    outcomes_known_for: str = ""
    worth_low: float | None = None
    worth_high: float | None = None
    currency: str = ""
    review_by: date | None = None
    why: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a measure should report; ISO 8601 durations. ``measure`` empty means all."""

    ref: ModelRef
    every: str
    grace: str = ""
    measure: str = ""
    origin: Origin = Origin.TYPED
    place: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Watching is paused, by a person, for a reason, until an end."""

    ref: ModelRef
    start: datetime
    end: datetime
    by: str
    reason: str
    still_used: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class QuietTime:
    """Days on which nothing is expected, as agreed: from ``start`` to ``end``, both included.

    ``measure`` empty means all of them. ``every_year`` repeats the days each year; they may then
    reach over New Year, and only month and day count.
    """

    ref: ModelRef
    start: date
    end: date
    by: str
    reason: str
    every_year: bool = False
    measure: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class DoesNotApply:
    """A person said that a question does not apply to a model, why, and until when that holds."""

    ref: ModelRef
    question: Question
    by: str
    reason: str
    review_by: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A person is looking into what is wrong, and says on which day there will be news."""

    ref: ModelRef
    on: date
    by: str
    next_update: date
    note: str = ""
    place: str = ""


class FeedbackKind(StrEnum):
    """What somebody wants to say about a model."""

    WRONG = "wrong"
    EXPLAINS = "explains"
    QUESTION = "question"
    GOOD = "good"


class FeedbackState(StrEnum):
    """How far feedback has come. It is closed once whoever raised it agrees to the answer."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class FeedbackDue:
    """Feedback that waits for an answer: by whom (empty: nobody is asked) and until which day."""

    ref: ModelRef
    kind: FeedbackKind
    raised_on: date
    raised_by: str
    due_on: date
    answerer: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackTold:
    """Feedback of a pretend company with what became of it; nobody's account stands behind it.

    ``unit`` names the unit of whose models it is said, all of them. ``answerer`` is asked from the
    first day. What has no moment has not happened.
    """

    ref: ModelRef
    kind: FeedbackKind
    text: str
    raised_by: str
    raised_at: datetime
    measure: Measure | None = None
    group: str = ""
    start: date | None = None
    end: date | None = None
    unit: str = ""
    answerer: str = ""
    due_on: date | None = None
    answer: str = ""
    changed: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    theme: str = ""


class DecidedUse(StrEnum):
    """What was decided about using a model in which something is wrong."""

    KEEP = "keep"
    SECOND_CHECK = "second_check"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person decided how a model is used on while something is wrong, why, and until when.

    ``until`` is the last day on which it holds.
    """

    ref: ModelRef
    at: datetime
    by: str
    use: DecidedUse
    until: date
    why: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Keeping:
    """A person decided to keep a model that nobody seemed to miss; asked again after ``until``."""

    ref: ModelRef
    at: datetime
    by: str
    until: date
    why: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A person said that what is usual begins anew on a day, and why.

    ``measure`` empty means every measure of the model.
    """

    ref: ModelRef
    start: date
    by: str
    why: str
    measure: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person said on a day that everything recorded about a model is right."""

    ref: ModelRef
    on: date
    by: str
    place: str = ""


class ReviewOutcome(StrEnum):
    """What a person decided who looked at a model as it stands."""

    GO_ON = "go_on"
    CONDITIONS = "conditions"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Review:
    """A person looked at a model as it stood and signed what follows from it.

    ``until`` is the last day on which it holds, and by which ``conditions`` are to be met; they are
    empty where there are none.
    """

    ref: ModelRef
    at: datetime
    by: str
    outcome: ReviewOutcome
    until: date
    why: str
    conditions: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class DataUse:
    """Data a model uses, and who approved that. ``until`` None: without an end."""

    ref: ModelRef
    name: str
    approved_by: str = ""
    approved_on: date | None = None
    until: date | None = None
    place: str = ""


class UseKind(StrEnum):
    """What it is that uses a model's answers."""

    APPLICATION = "application"
    PROCESS = "process"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class AnswerUse:
    """What uses a model's answers: what stops without them, and what people do then, in words.

    ``contact`` is a person or an address. Empty means that nobody wrote it down.
    """

    ref: ModelRef
    name: str
    kind: UseKind
    stops: str = ""
    fallback: str = ""
    contact: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class RunsWith:
    """The exact version of a library that is installed where the live version runs."""

    ref: ModelRef
    name: str
    installed: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A step that makes data a model needs. ``every`` and ``grace`` are ISO 8601 durations.

    ``reads`` and ``writes`` name data in words, separated by semicolons.
    """

    ref: ModelRef
    name: str
    every: str = ""
    grace: str = ""
    reads: str = ""
    writes: str = ""
    place: str = ""


class RunEnd(StrEnum):
    """How a run of a pipeline ended."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CHECKS_FAILED = "checks_failed"


@dataclass(frozen=True, slots=True)
class PipelineRun:
    """One run of a pipeline. ``rows`` is how many rows it wrote, where that is known."""

    ref: ModelRef
    pipeline: str
    ended_at: datetime
    outcome: RunEnd
    rows: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ExamResult:
    """How one version did on one test: the same exam only where everything but version is equal.

    ``digest`` names the exact data, ``definition`` how the measure was counted, ``selection``
    which cases of the data counted (empty: all). ``group`` is empty for everybody together.
    """

    ref: ModelRef
    version: str
    measure: str
    value: float
    digest: str
    start: datetime | None = None
    end: datetime | None = None
    definition: str = ""
    selection: str = ""
    count: int | None = None
    group: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Retirement:
    """A model is no longer used since this day."""

    ref: ModelRef
    on: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may own a model. ``key`` is what tags and files call this person."""

    key: str
    name: str
    email: str = ""
    unit: str = ""
    left_on: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row we did not take, kept as it came, with the reason and where it stood."""

    problem: Problem
    place: str
    row: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far a part of a source has been read, for the source to go on from the next time.

    ``about`` names the part, such as a file; ``read_until`` is what only the source understands.
    """

    about: str
    read_until: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A source told only of what may be new. Where any of that is said otherwise than before, what
    was left out may say it too, so the source is read once more, whole."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A source says nothing else than the last time: all it told stays, refusals too."""


class TraitKind(StrEnum):
    """What a trait tells of a source, or of how it tells a measure."""

    COLUMN = "column"
    HOLDS = "holds"
    LABELS = "labels"
    SECTION = "section"
    MARKS = "marks"
    ASKED = "asked"
    SETTINGS = "settings"
    UNIT = "unit"
    BETTER = "better"
    MEANING = "meaning"


class Holds(StrEnum):
    """What a column holds, going by its newest rows."""

    NUMBERS = "numbers"
    DAYS = "days"
    TIMES = "times"
    LOCAL_TIMES = "local_times"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing about what a source looks like, to be held against the next time it is read.

    ``name`` is which column, section or measure it is about. ``value`` is what a column
    holds (of Holds), what a measure is asked for by, its unit, and so on; empty for what is there
    or is not.
    """

    kind: TraitKind
    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class TraitHeld:
    """A source looked like this from ``start`` until ``end`` (None: it still does)."""

    trait: Trait
    start: datetime
    end: datetime | None = None


def _unnoted(_trait: Trait) -> None:
    """Where nobody keeps what sources look like."""


Arrival = (
    Model
    | Version
    | LiveVersion
    | LiveSpell
    | Fact
    | Library
    | Measure
    | Reading
    | Agreement
    | Rhythm
    | Pause
    | QuietTime
    | DoesNotApply
    | Acknowledgement
    | Decision
    | Keeping
    | Baseline
    | Confirmation
    | Review
    | DataUse
    | AnswerUse
    | RunsWith
    | Pipeline
    | PipelineRun
    | ExamResult
    | Retirement
    | Person
    | Refusal
    | Watermark
    | LeftOut
    | Unchanged
)
"""Everything a source may hand over, in any order."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a source left behind the last time it was read as it is read now.

    ``watermarks`` are how far each part was read; none where all of it is to be read. ``refused``
    is where each row stood that was refused, and why: those rows are to be read again.
    """

    watermarks: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[tuple[str, Code]] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a source is told about the moment it is read.

    ``now`` is the moment of this sync; ``first_read_at`` is when this source was first read with
    success (equal to ``now`` on the first time). ``time_zone`` is the company's IANA zone.
    ``known_until`` tells, by the key of each measure, when the newest period ends that this source
    has told; a source that asks for one period after the other goes on from there.
    ``before`` tells a source that hands over watermarks what they were the last time.
    ``note`` takes what the source looks like. What is not noted is as it was the last time, but for
    columns and sections: whoever notes one of them notes all there are.
    """

    now: datetime
    first_read_at: datetime
    time_zone: str = "UTC"
    known_until: Callable[[], Mapping[str, datetime]] = dict
    before: Callable[[], Before] = Before
    note: Callable[[Trait], None] = _unnoted


Moments = npt.NDArray[np.datetime64]
Numbers = npt.NDArray[np.float64]


def moment(at: datetime) -> np.datetime64:
    """A UTC moment as NumPy keeps it in a Series: whole seconds, no zone."""
    return np.datetime64(at.astimezone(UTC).replace(tzinfo=None), "s")


def from_moment(at: np.datetime64) -> datetime:
    """The UTC datetime of a Series moment."""
    return datetime.fromtimestamp(int(at.astype("datetime64[s]").astype(np.int64)), UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """The readings of one measure and one group, oldest first, one entry per period.

    ``starts``, ``ends`` and ``received`` are datetime64[s] in UTC, shape (n,). ``values`` is
    float64 (n,). ``counts`` is float64 (n,) with NaN where no count came.
    """

    group: str
    starts: Moments
    ends: Moments
    received: Moments
    values: Numbers
    counts: Numbers


@dataclass(frozen=True, slots=True)
class Answering:
    """A version that answered, by the readings that name it: first start and last end of those."""

    version: str
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Redefined:
    """From ``at`` on a measure was told otherwise: ``what`` of it, as it was and as it became.

    ``still`` where another source goes on telling it as it was.
    """

    at: datetime
    what: TraitKind
    before: str
    now: str
    still: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of a model with its readings and what was agreed about it.

    ``place`` is where the newest reading of ``overall`` came from, and ``columns`` the columns of
    the data it was found in. ``earlier`` holds the agreements that ``agreement`` replaced, oldest
    first. ``redefined`` is how it was told otherwise through time, oldest first. Readings told in
    another unit than the one it has now are left out, and so is what was agreed in another unit or
    for another direction: ``agreed_otherwise`` is the newest such agreement where none holds.
    """

    measure: Measure
    overall: Series
    groups: tuple[Series, ...] = ()
    agreement: Agreement | None = None
    rhythm: Rhythm | None = None
    place: str = ""
    earlier: tuple[Agreement, ...] = ()
    columns: str = ""
    redefined: tuple[Redefined, ...] = ()
    agreed_otherwise: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a source told of a model from ``start`` until ``end`` (None: it still does)."""

    said: Fact | RunsWith
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known about one model at one moment: what health judges.

    ``facts`` holds the value that counts (typed before read), ``otherwise`` what others say that is
    not the same. ``people`` holds those named in
    the facts or agreements, by the key used there; a key without an entry is a name nobody
    listed. ``tested_with`` are the libraries of the live version, ``tested_before`` those of the
    versions that were live lately. ``versions`` are oldest first. ``heard`` holds what sources tell
    and lately told of whatever ``WATCHED`` names and of installed software; ``heard_since`` is when
    one of them first told of the model.
    """

    slug: str
    ref: ModelRef
    facts: Mapping[FieldName, Fact]
    measured: tuple[Measured, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    rhythm: Rhythm | None = None
    pauses: tuple[Pause, ...] = ()
    spells: tuple[LiveSpell, ...] = ()
    retired_on: date | None = None
    created_at: datetime | None = None
    deployed: bool = True
    quiet: tuple[QuietTime, ...] = ()
    does_not_apply: tuple[DoesNotApply, ...] = ()
    data_uses: tuple[DataUse, ...] = ()
    uses: tuple[AnswerUse, ...] = ()
    tested_with: tuple[Library, ...] = ()
    runs_with: tuple[RunsWith, ...] = ()
    pipelines: tuple[Pipeline, ...] = ()
    pipeline_runs: tuple[PipelineRun, ...] = ()
    exams: tuple[ExamResult, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    keepings: tuple[Keeping, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    reviews: tuple[Review, ...] = ()
    otherwise: tuple[Fact, ...] = ()
    feedback_due: tuple[FeedbackDue, ...] = ()
    versions: tuple[Version, ...] = ()
    answering: tuple[Answering, ...] = ()
    tested_before: tuple[Library, ...] = ()
    heard: tuple[Heard, ...] = ()
    heard_since: datetime | None = None
    time_zone: str = "UTC"
