"""Everything that happened to one model lately, each with how soon results went wrong after it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.health.data_changes import data_changes
from app.health.happening import CHANGES, Happening, HappeningKind
from app.health.heard_changes import heard_changes
from app.health.insight import Insight
from app.health.limit_changes import limit_changes
from app.health.measure_changes import measure_changes
from app.health.result_changes import result_changes
from app.health.use_changes import use_changes
from app.health.version_changes import version_changes
from data.facts import Case

LOOKED_BACK = timedelta(days=400)
"""A year, and some days to see what came before it."""
MOST_KEPT = 200
"""More than this of one model nobody reads; the newest are kept."""
SOON_DAYS = 14
"""A fortnight: what went wrong later than that is seldom looked for in one change."""


def happenings_of(case: Case, insight: Insight) -> tuple[Happening, ...]:
    """The newest happenings of the last 400 days before ``insight.at``, the newest first.

    Of one moment what somebody did comes before what came of it.
    """
    now = insight.at
    found = (
        *version_changes(case),
        *heard_changes(case),
        *limit_changes(case),
        *data_changes(case, now),
        *measure_changes(case),
        *use_changes(case),
        *result_changes(case, insight),
    )
    lately = [each for each in found if now - LOOKED_BACK < each.at <= now]
    lately.sort(key=lambda each: _ORDER[each.kind])
    lately.sort(key=lambda each: each.at, reverse=True)
    began = [each for each in found if each.kind is HappeningKind.BEGAN]
    return tuple(_with_breach(each, began, case) for each in lately[:MOST_KEPT])


_ORDER = {kind: place for place, kind in enumerate(HappeningKind)}


def _with_breach(one: Happening, began: Sequence[Happening], case: Case) -> Happening:
    """The same, with what went wrong next within a fortnight, if anything did."""
    later = [each for each in began if each.at >= one.at] if one.kind in CHANGES else []
    following = min(later, key=lambda each: each.at, default=None)
    if following is None:
        return one
    days = _days(one.at, following.at, ZoneInfo(case.time_zone))
    if days > SOON_DAYS:
        return one
    return replace(one, breach=str(following.inputs["what"]), breach_days=days)


def _days(start: datetime, end: datetime, zone: ZoneInfo) -> int:
    """How many days of the calendar lie between two moments."""
    return (end.astimezone(zone).date() - start.astimezone(zone).date()).days
