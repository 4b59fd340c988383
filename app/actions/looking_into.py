"""Saying that somebody looks into what is wrong, and on which day there will be news."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import StringConstraints

from app.actions.doing import Deed, Doing, Form, Refused, action
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
