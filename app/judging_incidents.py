"""What went wrong with a model, as rows that pages list over the fleet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from app.health.acknowledged import first_acknowledged
from app.health.answer_days import answer_by
from app.health.days import midnight
from app.health.insight import Incident, IncidentKind
from app.health.keeping import measure_to_json
from app.health.people import name_of
from data.facts import Acknowledgement, Case
from data.store import feedback
from data.store.incidents import KeptIncident


def kept_incident(case: Case, incident: Incident) -> KeptIncident:
    """The row that keeps one incident, with how its measure is told and who is on it."""
    cost = incident.cost
    said = first_acknowledged(case, incident.began, incident.fixed)
    return KeptIncident(
        slug=case.slug,
        kind=incident.kind.value,
        began=incident.began,
        noticed=incident.noticed,
        rule=incident.rule,
        version=incident.version,
        measure=incident.measure,
        group_name=incident.group,
        other_group=incident.other,
        periods=incident.periods,
        worst=incident.worst,
        minimum=incident.minimum,
        fixed=incident.fixed,
        cost_low=cost.low if cost else None,
        cost_high=cost.high if cost else None,
        cost_against=cost.against if cost else "",
        cost_currency=cost.currency if cost else "",
        cost_in_money=cost.in_money if cost else False,
        acknowledged_at=_said_at(case, said, incident) if said else None,
        acknowledged_by=name_of(case, said.by) if said else None,
        measured=_measured(case, incident.measure),
    )


def _said_at(case: Case, said: Acknowledgement, incident: Incident) -> datetime:
    """The day it was said, as a moment that is not before what it was about."""
    return max(midnight(said.on, ZoneInfo(case.time_zone)), incident.began)


def _measured(case: Case, key: str) -> dict[str, Any] | None:
    found = (each.measure for each in case.measured if each.measure.key == key)
    return next((measure_to_json(each) for each in found), None)


def reopen_feedback(conn: Connection, some: Iterable[Case], now: datetime) -> int:
    """Open again what people had closed about measures that are below again; returns how many."""
    due = {each.slug: answer_by(each, now) for each in some}
    return feedback.reopen(conn, due, IncidentKind.SILENT.value, now)
