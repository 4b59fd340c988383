"""What Today tells of the whole fleet, put together from a few queries over the summaries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.health.decisions import Decided
from app.health.keeping import brief_from_json, reason_from_json
from app.health.urgency import STATUS_WEIGHTS, Trouble, Urgency, most_urgent_first
from app.health.verdict import Brief, Care, Reason, Status
from app.health.worth import last_month
from app.reports.decided import decided_in
from data.facts import Impact, Question
from data.store import changes, month_worths, overview

MOST_SHOWN = 3
"""What one person can take on in a morning."""
MOST_CHANGES = 60
"""More changes than this are one event, and a longer list would not tell it better."""
USUALLY_DAYS = 7
"""How many days back a reader looks who has not been here before."""


@dataclass(frozen=True, slots=True)
class Need:
    """One model that needs somebody, with the weights that put it here.

    ``decided`` is None where nobody decided about using it on.
    """

    trouble: Trouble
    weights: Urgency
    owner: str
    brief: Brief
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """The most urgent models, and how many others need what. The four counts add up."""

    first: tuple[Need, ...]
    others: int
    care: int
    waiting: int
    nothing: int


@dataclass(frozen=True, slots=True)
class News:
    """One change of status. ``before`` is None for a model that came onto the list."""

    slug: str
    name: str
    at: datetime
    before: Status | None
    after: Status
    lead: Reason


@dataclass(frozen=True, slots=True)
class Changes:
    """The newest changes since ``since``, and how many there are in all.

    ``watched_since`` is later than ``since`` where nobody wrote changes down before; ``models``
    were checked at ``at``.
    """

    since: datetime
    news: tuple[News, ...]
    total: int
    watched_since: datetime
    at: datetime
    models: int


@dataclass(frozen=True, slots=True)
class UnitWorth:
    """Money of one unit in one currency, which is empty for the company's own.

    ``value`` and ``agreed`` are over the ``covered`` models; ``promised`` have an agreed worth.
    """

    unit: str
    currency: str
    value: float
    agreed: float
    covered: int
    promised: int


@dataclass(frozen=True, slots=True)
class Today:
    """Everything of the page. ``changes`` is None where nothing was ever judged."""

    counts: Mapping[Status, int]
    needing_care: int
    deployed: int
    needs: Needs
    changes: Changes | None
    month: date
    worths: tuple[UnitWorth, ...]
    answered: Mapping[Question, int]


def today(conn: Connection, now: datetime, time_zone: str, since: datetime | None) -> Today:
    """Everything Today shows at ``now``; what changed is told from ``since`` on."""
    counted = overview.counted(conn, now)
    standing = _standing(counted)
    deployed = {both: count for both, count in standing.items() if both[0] is not Status.RETIRED}
    counts: dict[Status, int] = {}
    for (status, _), count in standing.items():
        counts[status] = counts.get(status, 0) + count
    told = _changes(conn, now, since or days_ago(USUALLY_DAYS, now, time_zone))
    month = last_month(told.at if told else now, time_zone)[0].date()
    return Today(
        counts=counts,
        needing_care=sum(n for (_, care), n in deployed.items() if care is Care.NEEDS_CARE),
        deployed=sum(deployed.values()),
        needs=_needs(conn, now, time_zone, deployed),
        changes=told,
        month=month,
        worths=tuple(UnitWorth(*each) for each in month_worths.by_unit(conn, now, month)),
        answered={each: counted.answered.get(each.value, 0) for each in Question},
    )


def days_ago(days: int, now: datetime, time_zone: str) -> datetime:
    """When the company's day so many days ago began."""
    zone = ZoneInfo(time_zone)
    day = now.astimezone(zone).date() - timedelta(days=days)
    return datetime.combine(day, time(), zone).astimezone(UTC)


Standing = Mapping[tuple[Status, Care], int]


def _standing(found: overview.Counted) -> Standing:
    return {(Status(status), Care(care)): n for (status, care), n in found.standings.items()}


def _needs(conn: Connection, now: datetime, time_zone: str, deployed: Standing) -> Needs:
    troubles = [
        Trouble(
            each.slug,
            each.name,
            Status(each.status),
            Impact(each.impact),
            each.trouble_since,
            each.acknowledged_by,
            each.acknowledged_until,
        )
        for each in overview.troubles(conn, now, MOST_SHOWN)
    ]
    ranked = most_urgent_first(troubles, now, time_zone)[:MOST_SHOWN]
    rows = overview.some(conn, now, [each.slug for each, _ in ranked])
    first = [
        Need(
            each,
            weights,
            rows[each.slug].owner,
            brief_from_json(rows[each.slug].brief),
            decided_in(rows[each.slug], now, time_zone),
        )
        for each, weights in ranked
    ]
    calm = {both: n for both, n in deployed.items() if both[0] not in STATUS_WEIGHTS}
    nothing = calm.get((Status.MEETS, Care.LOOKED_AFTER), 0)
    care = sum(n for (_, of), n in calm.items() if of is Care.NEEDS_CARE)
    return Needs(
        first=tuple(first),
        others=sum(deployed.values()) - sum(calm.values()) - len(first),
        care=care,
        waiting=sum(calm.values()) - care - nothing,
        nothing=nothing,
    )


def _changes(conn: Connection, now: datetime, since: datetime) -> Changes | None:
    judging = changes.judging(conn)
    if judging is None:
        return None
    watched = judging.watched_since or judging.at
    found, total = changes.since(conn, since, now, MOST_CHANGES)
    news = tuple(
        News(
            slug=each.slug,
            name=name,
            at=each.at,
            before=Status(each.from_status) if each.from_status else None,
            after=Status(each.to_status),
            lead=reason_from_json(each.reason),
        )
        for name, each in found
    )
    return Changes(since, news, total, watched, judging.at, judging.models or 0)
