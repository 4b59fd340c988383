"""What one recipient is told: how their models stand, what changed, and what we could not check.

Pure: everything comes from the store in a few questions, and nothing here sends anything.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.health.keeping import brief_from_json, reason_from_json
from app.health.urgency import Trouble, most_urgent_first
from app.health.verdict import WORST_FIRST, Brief, Care, Status
from app.reports.decided import decided_in
from app.reports.today import Need, News
from data.facts import Impact
from data.store import changes, overview, telling
from data.store.telling import Numbered, Stand

MOST_NAMED = 20
"""Models named in one message: more is read on the pages, where they can be narrowed down."""

Slugs = Collection[str] | None
"""Which models somebody is told of; None for all of them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How far our last checking came: when it was, of how many models, and which it could not."""

    at: datetime | None
    models: int
    not_checked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fleet:
    """Every model on the list, and how our checking stands. ``behind`` says what is late."""

    stands: Mapping[str, Stand]
    checked_at: datetime | None
    not_judged: Mapping[str, str]
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The newest change of each model, the worst first; ``brief`` is how it stands now."""

    news: News
    owner: str
    brief: Brief


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes named, how many more there are, and all of them counted by what came of them."""

    named: tuple[Changed, ...]
    more: int
    counts: Mapping[Status, int]

    @property
    def total(self) -> int:
        return len(self.named) + self.more


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything somebody is told once a week."""

    counts: Mapping[Status, int]
    needing_care: int
    needs: tuple[Need, ...]
    more_needs: int
    since: datetime
    changes: Changes
    checked: Checked
    behind: tuple[str, ...]

    @property
    def deployed(self) -> int:
        return sum(count for status, count in self.counts.items() if status is not Status.RETIRED)


def fleet(conn: Connection, now: datetime, behind: Iterable[str]) -> Fleet:
    """How the fleet stands at ``now``; ``behind`` are sentences about what is late."""
    judging = changes.judging(conn)
    return Fleet(
        {each.slug: each for each in telling.everyone(conn, now)},
        judging.at if judging else None,
        dict(telling.not_judged(conn)),
        tuple(behind),
    )


def digest(
    conn: Connection, found: Fleet, slugs: Slugs, since: datetime, now: datetime, time_zone: str
) -> Digest:
    """What is to be told of these models: how they stand, and what changed since a moment."""
    stands = [each for each in found.stands.values() if _wanted(each.slug, slugs)]
    in_use = [each for each in stands if each.status != Status.RETIRED]
    needs, more = _needs(conn, in_use, now, time_zone)
    return Digest(
        counts=Counter(Status(each.status) for each in stands),
        needing_care=sum(each.care == Care.NEEDS_CARE for each in in_use),
        needs=needs,
        more_needs=more,
        since=since,
        changes=changed(conn, found, slugs, telling.changes_since(conn, since), now),
        checked=checked(found, slugs),
        behind=found.behind,
    )


def checked(found: Fleet, slugs: Slugs) -> Checked:
    """How many of these models were checked the last time, and which could not be."""
    in_use = {slug for slug, each in found.stands.items() if each.status != Status.RETIRED}
    failed = {slug: name for slug, name in found.not_judged.items() if _wanted(slug, slugs)}
    models = {slug for slug in in_use if _wanted(slug, slugs)} | set(failed)
    names = (found.stands[slug].name if slug in found.stands else failed[slug] for slug in failed)
    return Checked(found.checked_at, len(models), tuple(names))


def changed(
    conn: Connection, found: Fleet, slugs: Slugs, rows: Iterable[Numbered], now: datetime
) -> Changes:
    """The newest change of each of these models, what is worst and matters most first."""
    newest = {
        each.slug: each for each in rows if each.slug in found.stands and _wanted(each.slug, slugs)
    }
    ranked = sorted(newest.values(), key=lambda each: _place(each, found))
    counts = Counter(Status(each.to_status) for each in ranked)
    first = ranked[:MOST_NAMED]
    return Changes(_told(conn, first, found, now), len(ranked) - len(first), counts)


def _wanted(slug: str, slugs: Slugs) -> bool:
    return slugs is None or slug in slugs


_IMPACTS = ("high", "medium", "low", "")


def _place(change: Numbered, found: Fleet) -> tuple[int, int, str, str]:
    stand = found.stands[change.slug]
    worst = WORST_FIRST.index(Status(change.to_status))
    return worst, _IMPACTS.index(stand.impact), stand.name.casefold(), stand.slug


def _told(
    conn: Connection, rows: Sequence[Numbered], found: Fleet, now: datetime
) -> tuple[Changed, ...]:
    reasons = telling.reasons(conn, [each.id for each in rows])
    current = overview.some(conn, now, [each.slug for each in rows])
    return tuple(
        Changed(
            News(
                slug=each.slug,
                name=found.stands[each.slug].name,
                at=each.at,
                before=Status(each.from_status) if each.from_status else None,
                after=Status(each.to_status),
                lead=reason_from_json(reasons[each.id]),
            ),
            current[each.slug].owner,
            brief_from_json(current[each.slug].brief),
        )
        for each in rows
    )


def _needs(
    conn: Connection, stands: Iterable[Stand], now: datetime, time_zone: str
) -> tuple[tuple[Need, ...], int]:
    """The models that need somebody, ranked as Today ranks them, and how many are not named."""
    troubles = [_trouble(each, each.trouble_since) for each in stands if each.trouble_since]
    ranked = most_urgent_first(troubles, now, time_zone)
    first = ranked[:MOST_NAMED]
    rows = overview.some(conn, now, [each.slug for each, _ in first])
    needs = tuple(
        Need(
            each,
            weights,
            rows[each.slug].owner,
            brief_from_json(rows[each.slug].brief),
            decided_in(rows[each.slug], now, time_zone),
        )
        for each, weights in first
    )
    return needs, len(ranked) - len(first)


def _trouble(stand: Stand, since: datetime) -> Trouble:
    return Trouble(
        stand.slug,
        stand.name,
        Status(stand.status),
        Impact(stand.impact),
        since,
        stand.acknowledged_by,
        stand.acknowledged_until,
    )
