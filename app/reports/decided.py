"""What was decided about a model in trouble: read from its row, and as cells of a list."""

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from app.health.decisions import Decided
from app.language.dates import local_day
from app.language.decisions import DecisionLabel, use_words
from app.language.labels import label
from app.language.sentence import Speech
from app.reports.exports import Cell
from data.facts import DecidedUse


class Row(Protocol):
    """What a row says of the newest decision; ``decided_at`` is None where nobody decided."""

    @property
    def decided_use(self) -> str: ...

    @property
    def decided_by(self) -> str: ...

    @property
    def decided_at(self) -> datetime | None: ...

    @property
    def decided_until(self) -> date | None: ...

    @property
    def decided_why(self) -> str: ...


def decided_in(row: Row, now: datetime, time_zone: str) -> Decided | None:
    """The decision of a row, and whether it has run out by now."""
    if row.decided_at is None or row.decided_until is None:
        return None
    return Decided(
        DecidedUse(row.decided_use),
        row.decided_by,
        row.decided_at,
        row.decided_until,
        row.decided_why,
        row.decided_until < now.astimezone(ZoneInfo(time_zone)).date(),
    )


HEADS = (
    DecisionLabel.DECIDED,
    DecisionLabel.DECIDED_BY,
    DecisionLabel.DECIDED_ON,
    DecisionLabel.DECIDED_UNTIL,
    DecisionLabel.DECIDED_WHY,
)
"""The columns of lists that tell of decisions."""


def decided_cells(decided: Decided | None, speech: Speech, *, asked: bool) -> tuple[Cell, ...]:
    """The cells below ``HEADS``. ``asked``: somebody should decide, so that a blank says so."""
    if decided is None:
        missing = label(DecisionLabel.NO_DECISION, speech) if asked else ""
        return missing, *[None] * (len(HEADS) - 1)
    return (
        use_words(decided.use, speech),
        decided.by,
        local_day(decided.at, speech),
        decided.until,
        decided.why,
    )
