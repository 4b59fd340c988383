"""Saying that somebody looks into what is wrong, and on which day there will be news."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import StringConstraints

from app.actions.doing import Deed, Doing, Form, NotAsShown, Refused, action
from data.members import Role, Wrong
from data.store import said
from data.store.grounds import acknowledged

LONGEST = timedelta(days=92)
"""News a quarter away is no news: what is wrong must not be out of sight for longer."""


class LookInto(Form):
    """``next_update`` is the day by which there will be news."""

    model: str
    next_update: date
    note: Annotated[str, StringConstraints(max_length=1_000)] = ""


class TakeBack(Form):
    """``on`` and ``by`` name what is taken back: said on which day, by whom."""

    model: str
    on: date
    by: str


@action("look_into", Role.ANALYST, Role.EXPERT, Role.MANAGER, Role.RISK_OFFICER)
def look_into(doing: Doing, form: LookInto) -> Deed:
    """Whoever asks looks into the model, in their own name."""
    number = doing.model(form.model)
    if form.next_update <= doing.today:
        raise Refused(next_update=Wrong.NOT_LATER)
    if form.next_update > doing.today + LONGEST:
        raise Refused(next_update=Wrong.TOO_FAR)
    row = {
        "model_id": number,
        "said_on": doing.today,
        "said_by": doing.who.called,
        "next_update": form.next_update,
        "note": form.note,
        "place": "",
    }
    said.say(doing.conn, doing.now, acknowledged, row)
    return Deed(form.model, {"next_update": form.next_update.isoformat(), "note": form.note})


@action("stop_looking_into", Role.ANALYST, Role.EXPERT, Role.MANAGER, Role.RISK_OFFICER)
def stop_looking_into(doing: Doing, form: TakeBack) -> Deed:
    """Nobody looks into it any more, as somebody had said here; others may take that back, too."""
    key = {"model_id": doing.model(form.model), "said_on": form.on, "said_by": form.by}
    if not said.take_back(doing.conn, doing.now, acknowledged, key):
        raise NotAsShown
    return Deed(form.model, {}, {"on": form.on.isoformat(), "by": form.by})
