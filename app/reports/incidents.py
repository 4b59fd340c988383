"""What went wrong over the fleet and how fast it was noticed, from a few queries over summaries."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.health.decisions import Decided
from app.health.insight import Cost, Incident, IncidentKind
from app.health.keeping import measure_from_json
from app.health.noticing import Month, Span, by_month, first_month, usual_days
from app.reports.beside import Noted
from app.reports.decided import decided_in
from data.facts import Measure
from data.store import incident_list
from data.store.incident_list import Choice, Listed
from data.store.incidents import KeptIncident

MOST_UNNOTICED = 6
"""What one takes in at a glance; all of them have a list of their own."""


@dataclass(frozen=True, slots=True)
class WentWrong:
    """One incident of one model. ``measure`` is None for a silence; ``owner`` may be empty.

    ``owner_left`` is True where the owner is no longer with the company; ``decided`` is None where
    it is over, or where nobody decided about using the model on.
    """

    slug: str
    name: str
    owner: str
    owner_left: bool
    unit: str
    noted: Noted
    measure: Measure | None
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """How many days a failure of one model would stay unknown; None: nothing was ever heard."""

    slug: str
    name: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Noticing:
    """How it went over the last twelve months, in the unit asked for or everywhere.

    ``silent`` models fell silent since they were last judged, so that no incident tells of it.
    ``usual_days`` is None where too few of ``began`` are known to tell. ``rebuilt`` were told
    otherwise before, and of ``heard`` of the ``deployed`` models there were ever results.
    """

    open: int
    silent: int
    began: int
    usual_days: int | None
    months: tuple[Month, ...]
    rebuilt: int
    deployed: int
    heard: int
    longest: tuple[Unnoticed, ...]


@dataclass(frozen=True, slots=True)
class Incidents:
    """Everything of the page: a part of what matches, and how it went."""

    rows: tuple[WentWrong, ...]
    matching: int
    noticing: Noticing


def incidents(conn: Connection, now: datetime, time_zone: str, choice: Choice) -> Incidents:
    """What the page shows under this choice; only the unit narrows how it went."""
    rows, matching = listed(conn, now, time_zone, choice)
    return Incidents(rows, matching, noticing(conn, now, time_zone, choice.unit))


def listed(
    conn: Connection, now: datetime, time_zone: str, choice: Choice
) -> tuple[tuple[WentWrong, ...], int]:
    """What matches, as much of it as is asked for, and how many match in all."""
    found, matching = incident_list.listed(conn, now, choice)
    return tuple(_went_wrong(each, now, time_zone) for each in found), matching


def noticing(conn: Connection, now: datetime, time_zone: str, unit: str) -> Noticing:
    """How fast what went wrong in a unit was noticed; empty means everywhere."""
    first = first_month(now, time_zone)
    spans = [Span(*each) for each in incident_list.spans(conn, now, first, unit)]
    began = [each for each in spans if each.began >= first]
    deployed, heard = incident_list.heard(conn, now, unit)
    return Noticing(
        open=sum(each.fixed is None for each in spans),
        silent=incident_list.gone_silent(conn, now, IncidentKind.SILENT.value, unit),
        began=len(began),
        usual_days=usual_days(began, time_zone),
        months=by_month(spans, now, time_zone),
        rebuilt=incident_list.rebuilt(conn, now, unit),
        deployed=deployed,
        heard=heard,
        longest=unnoticed(conn, now, unit, MOST_UNNOTICED),
    )


def unnoticed(
    conn: Connection, now: datetime, unit: str, limit: int, offset: int = 0
) -> tuple[Unnoticed, ...]:
    """The models of which a failure would stay unknown longest."""
    found = incident_list.unnoticed(conn, now, unit, limit, offset)
    return tuple(Unnoticed(*each) for each in found)


def _went_wrong(listed: Listed, now: datetime, time_zone: str) -> WentWrong:
    """An incident as it was kept, with the words of its measure."""
    kept = listed.incident
    measure = measure_from_json(kept.measured) if kept.measured else None
    noted = Noted(
        _incident(kept),
        kept.rebuilt_at,
        kept.rebuilt_why,
        kept.acknowledged_at,
        kept.acknowledged_by or "",
    )
    today = now.astimezone(ZoneInfo(time_zone)).date()
    left = listed.owner_left_on is not None and listed.owner_left_on <= today
    decided = decided_in(listed, now, time_zone) if kept.fixed is None else None
    return WentWrong(
        kept.slug, listed.name, listed.owner, left, listed.unit, noted, measure, decided
    )


def _incident(kept: KeptIncident) -> Incident:
    return Incident(
        kind=IncidentKind(kept.kind),
        began=kept.began,
        noticed=kept.noticed,
        measure=kept.measure,
        group=kept.group_name,
        periods=kept.periods,
        worst=kept.worst,
        minimum=kept.minimum,
        fixed=kept.fixed,
        cost=_cost(kept),
        rule=kept.rule,
        version=kept.version,
        other=kept.other_group,
    )


def _cost(kept: KeptIncident) -> Cost | None:
    low, high = kept.cost_low, kept.cost_high
    if low is None or high is None:
        return None
    return Cost(low, high, kept.cost_against, kept.cost_currency, kept.cost_in_money)
