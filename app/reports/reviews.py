"""Which models are to be reviewed, which were, and what was signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from data.store import review_sheets, reviewed
from data.store.reviewed import UNSAID, Choice, Listed, ReviewState

__all__ = ["UNSAID", "Choice", "Listed", "ReviewState", "Reviews", "Signed", "reviews"]

Signed = review_sheets.Signed
"""One review that somebody signed."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """A part of the list, how many match, and how many deployed models stand in each state."""

    rows: Sequence[Listed]
    matching: int
    counts: Mapping[ReviewState, int]

    @property
    def deployed(self) -> int:
        return sum(self.counts.values())

    @property
    def in_time(self) -> int:
        """Reviewed, and the review still holds."""
        return self.counts[ReviewState.DONE] + self.counts[ReviewState.SOON]


def reviews(conn: Connection, now: datetime, choice: Choice) -> Reviews:
    """What is to be reviewed as of ``now``."""
    rows, matching = reviewed.listed(conn, now, choice)
    return Reviews(rows, matching, reviewed.counts(conn, now, choice.day))
