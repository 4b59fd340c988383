"""The past day that a command is asked about, as a moment."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import typer

from app.language import terminal as words
from app.language.past_days import not_over
from app.past_days import end_of
from app.session import Session


def moment_of(as_of: datetime | None, current: Session) -> datetime:
    """The end of a day in the company's zone; now where that day is today."""
    if as_of is None:
        return current.now
    zone = ZoneInfo(current.zone)
    begins = datetime.combine(as_of.date(), time(), zone)
    if begins > current.now:
        raise typer.BadParameter(words.not_yet(as_of.date().isoformat(), current.speech))
    ends = datetime.combine(as_of.date() + timedelta(days=1), time(), zone)
    return min(ends.astimezone(UTC), current.now)


def past_moment(as_of: datetime, current: Session) -> datetime:
    """The last second of a day that is over."""
    ends = end_of(as_of.date(), current.zone)
    if ends >= current.now:
        raise typer.BadParameter(not_over(as_of.date().isoformat(), current.speech))
    return ends
