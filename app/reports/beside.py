"""What stands beside the verdict of one model, read from what was kept."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.health.compared_groups import ComparedGroups, by_then
from app.health.insight import CommonTrait, Incident, Insight, SharedEvent
from app.health.keeping import groups_from_json, insight_from_json
from app.reports.impact import MonthMoney, months_of
from data.store import group_checks, incidents, insights, outlooks, shared_events
from data.store.incidents import KeptIncident
from data.store.shared_events import KeptEvent

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Noted:
    """An incident, and what happened to it: told anew since when and why, and who knows of it.

    ``rebuilt_at`` and ``acknowledged_at`` are None where that never happened; ``rebuilt_why`` is a
    code: agreement, rule or readings.
    """

    incident: Incident
    rebuilt_at: datetime | None = None
    rebuilt_why: str = ""
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """A shared event the model is part of. ``others`` are slug and name, by name."""

    event: SharedEvent
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The detail beside one verdict.

    ``incidents`` are those still open, then the others, each the newest first. ``withdrawn`` counts
    those that were told before and no longer follow. ``months`` are what it was worth, oldest
    first, and ``waiting`` what is still wrong and costs something. ``groups`` are the measures
    that have some.
    """

    insight: Insight
    incidents: tuple[Noted, ...]
    withdrawn: int
    together: tuple[Together, ...]
    months: tuple[MonthMoney, ...] = ()
    groups: tuple[ComparedGroups, ...] = ()


def beside(conn: Connection, slug: str, now: datetime) -> Beside | None:
    """All of one model; None where nothing was worked out of it yet."""
    kept = insights.one(conn, slug)
    if kept is None:
        return None
    try:
        insight = insight_from_json(kept)
        found = [groups_from_json(each) for each in group_checks.of_model(conn, slug)]
    except (ValueError, TypeError, KeyError):
        # Kept by another version of Rollcall; the next judging keeps it anew.
        log.warning("what stands beside a verdict could not be read", extra={"model": slug})
        return None
    history = incidents.of_model(conn, slug)
    return Beside(
        insight=insight,
        incidents=tuple(_noted(insight.incidents, history)),
        withdrawn=sum(each.withdrawn_at is not None for each in history),
        together=_together(conn, slug, now),
        months=months_of(conn, slug),
        groups=tuple(by_then(each, now) for each in found),
    )


def _noted(found: Iterable[Incident], history: Iterable[KeptIncident]) -> list[Noted]:
    kept = {_about(each.measure, each.group_name, each.other_group, each): each for each in history}
    noted = [
        _with_history(each, kept.get(_about(each.measure, each.group, each.other, each)))
        for each in found
    ]
    newest = sorted(noted, key=lambda each: each.incident.began, reverse=True)
    return sorted(newest, key=lambda each: each.incident.fixed is not None)


def _about(
    measure: str, group: str, other: str, of: Incident | KeptIncident
) -> tuple[str, str, str, datetime]:
    return measure, group, other, of.began


def _with_history(incident: Incident, kept: KeptIncident | None) -> Noted:
    if kept is None:
        return Noted(incident)
    return Noted(
        incident,
        kept.rebuilt_at,
        kept.rebuilt_why,
        kept.acknowledged_at,
        kept.acknowledged_by or "",
    )


def of_fleet(conn: Connection, now: datetime) -> tuple[Together, ...]:
    """Every shared event with all its models, the newest first."""
    return _named_events(conn, shared_events.listed(conn), "", now)


def _together(conn: Connection, slug: str, now: datetime) -> tuple[Together, ...]:
    """The shared events of one model, the newest first."""
    events = [each for each in shared_events.listed(conn) if slug in each.slugs]
    return _named_events(conn, events, slug, now)


def _named_events(
    conn: Connection, events: Sequence[KeptEvent], slug: str, now: datetime
) -> tuple[Together, ...]:
    """Events, the newest first, with the names of their models but for this one."""
    if not events:
        return ()
    others = sorted({other for each in events for other in each.slugs} - {slug})
    names = outlooks.names(conn, others, now)
    return tuple(
        Together(_event(each), _named(each.slugs, names, slug)) for each in reversed(events)
    )


def _named(slugs: Sequence[str], names: dict[str, str], slug: str) -> tuple[tuple[str, str], ...]:
    named = ((each, names.get(each, each)) for each in slugs if each != slug)
    return tuple(sorted(named, key=lambda one: one[1].casefold()))


def _event(kept: KeptEvent) -> SharedEvent:
    return SharedEvent(
        began=kept.began,
        until=kept.until,
        slugs=kept.slugs,
        of=kept.model_count,
        expected=kept.expected,
        p_value=kept.p_value,
        common=tuple((CommonTrait(code), value, count) for code, value, count in kept.common),
    )
