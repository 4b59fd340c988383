"""Pausing the watching of a model, with a reason and an end, and ending a pause before its time.

A pause ends by itself, and it never hides that a model is below what was agreed.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.actions.doing import Deed, Doing, Form, NotAsShown, Refused, Why, action
from data.members import Role, Wrong
from data.store import said
from data.store.histories import pauses

LONGEST = timedelta(days=92)
"""A quarter: what nobody watches for longer is not paused, it is forgotten."""


class PauseIt(Form):
    """``last_day`` is the last day without watching."""

    model: str
    last_day: date
    reason: Why
    still_used: Literal["yes", "no"]


class EndPause(Form):
    """``start`` is when the pause began that ends now."""

    model: str
    start: datetime


@action("pause", Role.MANAGER, Role.RISK_OFFICER)
def pause(doing: Doing, form: PauseIt) -> Deed:
    """Nobody is asked to act on the model until the day after ``last_day`` begins."""
    number = doing.model(form.model)
    if form.last_day < doing.today:
        raise Refused(last_day=Wrong.NOT_LATER)
    if form.last_day > doing.today + LONGEST:
        raise Refused(last_day=Wrong.TOO_FAR)
    row = {
        "model_id": number,
        "start_at": doing.now,
        "end_at": _over(form.last_day, doing.time_zone),
        "paused_by": doing.who.called,
        "reason": form.reason,
        "still_used": form.still_used == "yes",
        "place": "",
    }
    said.say(doing.conn, doing.now, pauses, row)
    after = {
        "last_day": form.last_day.isoformat(),
        "reason": form.reason,
        "still_used": form.still_used,
    }
    return Deed(form.model, after)


@action("end_pause", Role.MANAGER, Role.RISK_OFFICER)
def end_pause(doing: Doing, form: EndPause) -> Deed:
    """The pause ends now; that there was one stays. One that a source tells of is ended there."""
    number = doing.model(form.model)
    if form.start.tzinfo is None:
        raise Refused(start=Wrong.NOT_A_CHOICE)
    query = select(pauses).where(
        pauses.c.model_id == number,
        pauses.c.start_at == form.start,
        pauses.c.end_at > doing.now,
        pauses.c.known_to.is_(None),
        said.is_said_here(pauses),
    )
    found = doing.conn.execute(query).mappings().first()
    if found is None:
        raise NotAsShown
    names = ("model_id", "start_at", "paused_by", "reason", "still_used", "place")
    row = {name: found[name] for name in names} | {"end_at": doing.now}
    said.say(doing.conn, doing.now, pauses, row)
    before = {"reason": found["reason"], "end": found["end_at"].isoformat()}
    return Deed(form.model, {"end": doing.now.isoformat()}, before)


def _over(day: date, zone: str) -> datetime:
    """When a day of the company is over."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
