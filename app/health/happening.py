"""What happened to one model: a kind, when, and what a sentence about it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.health.verdict import Input


class Topic(StrEnum):
    """What a happening is about, as readers look for it. ``RESULTS`` is what came out of it all."""

    VERSION = "version"
    SOFTWARE = "software"
    PEOPLE = "people"
    AGREEMENT = "agreement"
    DATA = "data"
    USE = "use"
    RESULTS = "results"


class HappeningKind(StrEnum):
    """What happened. ``STATUS`` is what we said of a model; everything else follows from facts."""

    WENT_LIVE = "went_live"
    BUILT_WITH = "built_with"
    INSTALLED = "installed"
    SUPPLIER = "supplier"
    OWNER = "owner"
    BACKUP = "backup"
    EXPERT = "expert"
    LEFT = "left"
    IMPACT = "impact"
    AGREED = "agreed"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    RENEWED = "renewed"
    PIPELINE_FAILED = "pipeline_failed"
    CHECKS_FAILED = "checks_failed"
    PIPELINE_GOOD = "pipeline_good"
    ROWS_SHRANK = "rows_shrank"
    REDEFINED = "redefined"
    DATA_APPROVED = "data_approved"
    APPROVAL_ENDED = "approval_ended"
    PAUSED = "paused"
    PAUSE_OVER = "pause_over"
    RETIRED = "retired"
    TAKEN_ON = "taken_on"
    DECIDED = "decided"
    KEPT = "kept"
    BEGAN = "began"
    NOTICED = "noticed"
    GOOD_AGAIN = "good_again"
    STATUS = "status"


_K = HappeningKind
TOPICS: Mapping[Topic, tuple[HappeningKind, ...]] = {
    Topic.VERSION: (_K.WENT_LIVE, _K.SUPPLIER),
    Topic.SOFTWARE: (_K.BUILT_WITH, _K.INSTALLED),
    Topic.PEOPLE: (_K.OWNER, _K.BACKUP, _K.EXPERT, _K.LEFT),
    Topic.AGREEMENT: (_K.AGREED, _K.TIGHTENED, _K.LOOSENED, _K.RENEWED, _K.IMPACT),
    Topic.DATA: (
        _K.PIPELINE_FAILED,
        _K.CHECKS_FAILED,
        _K.PIPELINE_GOOD,
        _K.ROWS_SHRANK,
        _K.REDEFINED,
        _K.DATA_APPROVED,
        _K.APPROVAL_ENDED,
    ),
    Topic.USE: (_K.PAUSED, _K.PAUSE_OVER, _K.RETIRED, _K.TAKEN_ON, _K.DECIDED, _K.KEPT),
    Topic.RESULTS: (_K.BEGAN, _K.NOTICED, _K.GOOD_AGAIN, _K.STATUS),
}
CHANGES = tuple(
    kind
    for kind in HappeningKind
    if kind not in TOPICS[Topic.RESULTS] and kind is not HappeningKind.BUILT_WITH
)
"""What somebody or something did, as against what came out of it. Software that came with a
version is no change beside it."""
_TOPIC_OF = {kind: topic for topic, kinds in TOPICS.items() for kind in kinds}


def topic_of(kind: HappeningKind) -> Topic:
    """What a kind of happening is about."""
    return _TOPIC_OF[kind]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened at ``at`` and could be known from ``known_at`` on.

    ``breach_days`` are the days from it until results of the same model next went wrong, where that
    was within a fortnight, and ``breach`` is the code of what went wrong then (empty: nothing did).
    That one follows the other does not show that it was the cause.
    """

    kind: HappeningKind
    at: datetime
    known_at: datetime
    inputs: Mapping[str, Input] = field(default_factory=dict)
    breach: str = ""
    breach_days: int | None = None
