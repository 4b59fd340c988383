"""What a verdict is made of. A verdict is a status per question, the worst of them, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from data.facts import Question


class Status(StrEnum):
    """What the results say; the only names there are."""

    BELOW = "below"
    SILENT = "silent"
    ATTENTION = "attention"
    UNAGREED = "unagreed"
    UNMEASURED = "unmeasured"
    TOO_FEW = "too_few"
    PAUSED = "paused"
    MEETS = "meets"
    RETIRED = "retired"


WORST_FIRST: tuple[Status, ...] = (
    Status.BELOW,
    Status.SILENT,
    Status.ATTENTION,
    Status.UNAGREED,
    Status.UNMEASURED,
    Status.TOO_FEW,
    Status.PAUSED,
    Status.MEETS,
    Status.RETIRED,
)


class Care(StrEnum):
    """Who looks after it; beside the status and never mixed into it."""

    LOOKED_AFTER = "looked_after"
    NEEDS_CARE = "needs_care"


class ReasonCode(StrEnum):
    """Why an answer is what it is. ``app.health.reasons`` lists the inputs of each."""

    MEASURE_MEETS = "measure_meets"
    MEASURE_NEAR = "measure_near"
    MEASURE_ONE_BREACH = "measure_one_breach"
    MEASURE_BELOW = "measure_below"
    MEASURE_BETTER_AGAIN = "measure_better_again"
    MEASURE_STOPPED = "measure_stopped"
    MEASURE_UNAGREED = "measure_unagreed"
    MEASURE_TOO_FEW = "measure_too_few"
    MEASURE_SILENT = "measure_silent"
    MEASURE_WORSENING = "measure_worsening"
    GOALPOSTS_MOVED = "goalposts_moved"
    GROUPS_MEET = "groups_meet"
    GROUP_NEAR = "group_near"
    GROUP_ONE_BREACH = "group_one_breach"
    GROUP_BELOW = "group_below"
    GAP_ONE_BREACH = "gap_one_breach"
    GAP_TOO_LARGE = "gap_too_large"
    GROUPS_UNAGREED = "groups_unagreed"
    GROUPS_TOO_FEW = "groups_too_few"
    GROUPS_NOT_MEASURED = "groups_not_measured"
    GROUPS_SILENT = "groups_silent"
    WORLD_SAME = "world_same"
    WORLD_SHIFTED_TOLD = "world_shifted_told"
    WORLD_SHIFTED = "world_shifted"
    SOLID = "solid"
    FOOTING_GAPS = "footing_gaps"
    LIBRARIES_DIFFER = "libraries_differ"
    LIBRARY_ENDED = "library_ended"
    UNPINNED = "unpinned"
    SUPPLIER_UNPINNED = "supplier_unpinned"
    PIPELINE_LATE = "pipeline_late"
    PIPELINE_FAILED = "pipeline_failed"
    PIPELINE_CHECKS_FAILED = "pipeline_checks_failed"
    PIPELINE_SHRINKING = "pipeline_shrinking"
    DATA_UNAPPROVED = "data_unapproved"
    DATA_APPROVAL_ENDED = "data_approval_ended"
    OTHER_VERSION_ANSWERS = "other_version_answers"
    DOES_NOT_APPLY = "does_not_apply"
    QUIET = "quiet"
    NOT_MEASURED = "not_measured"
    REPORTING = "reporting"
    LATE = "late"
    SILENT = "silent"
    NEVER_HEARD = "never_heard"
    REQUIRED_UNANSWERED = "required_unanswered"
    PAUSED = "paused"
    RETIRED = "retired"
    LOOKED_AFTER = "looked_after"
    NO_OWNER = "no_owner"
    OWNER_LEFT = "owner_left"
    NO_BACKUP = "no_backup"
    BACKUP_LEFT = "backup_left"
    AGREEMENT_OVERDUE = "agreement_overdue"
    NO_EXPERT = "no_expert"
    EXPERT_LEFT = "expert_left"
    DOES_NOT_APPLY_OVERDUE = "does_not_apply_overdue"
    FACTS_UNCONFIRMED = "facts_unconfirmed"
    FEEDBACK_OVERDUE = "feedback_overdue"
    REVIEW_OVERDUE = "review_overdue"


Input = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A code, what its sentence says (inputs), and what stands behind it (basis).

    Together inputs and basis are the receipt. ``rule`` and ``version`` name how it was decided.
    """

    code: ReasonCode
    inputs: Mapping[str, Input] = field(default_factory=dict)
    basis: Mapping[str, Input] = field(default_factory=dict)
    rule: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered. ``reasons`` is never empty and the first one leads.

    ``holds_until`` is the moment from which time alone may change the answer (None: never).
    ``measure`` is the key of the measure that leads, where there is one.
    """

    question: Question
    status: Status
    reasons: tuple[Reason, ...]
    holds_until: datetime | None = None
    measure: str = ""

    @property
    def lead(self) -> Reason:
        return self.reasons[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one model at one moment.

    ``reasons`` leads with why the overall status is what it is. ``last_heard`` is the end of the
    newest period anything reported; ``judged_up_to`` the end of the newest period whose outcome
    was judged.
    """

    at: datetime
    status: Status
    reasons: tuple[Reason, ...]
    answers: tuple[Answer, ...]
    care: Care
    care_reasons: tuple[Reason, ...]
    holds_until: datetime | None
    last_heard: datetime | None
    judged_up_to: datetime | None

    @property
    def lead(self) -> Reason:
        return self.reasons[0]


@dataclass(frozen=True, slots=True)
class Kpi:
    """The one business figure a list shows for a model: newest value against what was agreed."""

    measure: str
    kind: str
    phrase: str
    unit: str
    things: str
    currency: str
    better: str
    value: float
    start: datetime
    end: datetime
    minimum: float | None
    count: int | None


@dataclass(frozen=True, slots=True)
class Brief:
    """What a list shows of a verdict. ``trend`` is oldest first; None is a missing period.

    ``impact`` is how much a mistake matters; ``impact_assumed`` where nobody recorded it.
    """

    lead: Reason
    care: tuple[Reason, ...]
    kpi: Kpi | None
    trend: tuple[float | None, ...]
    impact: str = ""
    impact_assumed: bool = False
