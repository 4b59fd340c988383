"""Is somebody looking into it? Only a person can say so, for one trouble and for a time."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from app.health.days import day_after, midnight, today
from data.facts import Acknowledgement, Case


def acknowledgement_of(case: Case, since: datetime | None, now: datetime) -> Acknowledgement | None:
    """The newest that is about the trouble that began at ``since``, while its news is not overdue.

    None where there is no trouble. What was said before it began was about something else.
    """
    if since is None:
        return None
    day, began = today(case, now), today(case, since)
    said = [each for each in case.acknowledged if began <= each.on <= day <= each.next_update]
    return max(said, key=_place, default=None)


def first_acknowledged(
    case: Case, began: datetime, fixed: datetime | None
) -> Acknowledgement | None:
    """The first that was said while something was wrong; ``fixed`` is None where it still is."""
    first, last = today(case, began), today(case, fixed) if fixed else None
    said = [
        each for each in case.acknowledged if first <= each.on and (not last or each.on <= last)
    ]
    return min(said, key=_place, default=None)


def acknowledged_changes(case: Case, now: datetime) -> Iterator[datetime]:
    """The moments to come at which an acknowledgement begins to count, or no longer does."""
    zone = ZoneInfo(case.time_zone)
    for each in case.acknowledged:
        for at in (midnight(each.on, zone), day_after(case, each.next_update)):
            if at is not None and at > now:
                yield at


def _place(said: Acknowledgement) -> tuple[object, ...]:
    return said.on, said.next_update, said.by, said.note, said.place
