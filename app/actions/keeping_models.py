"""Deciding to keep a model that nobody seems to miss, and why, until somebody asks again."""

from datetime import date, timedelta

from app.actions.doing import Deed, Doing, Form, Refused, Why, action
from data.members import Role, Wrong
from data.store import said
from data.store.grounds import keepings

LONGEST = timedelta(days=366)
"""A year: whether anybody would miss a model is asked at least that often."""


class KeepModel(Form):
    """``until`` is the last day before it is asked again."""

    model: str
    until: date
    why: Why


@action("keep_model", Role.EXPERT, Role.MANAGER)
def keep_model(doing: Doing, form: KeepModel) -> Deed:
    """Whoever asks decides to keep it, in their own name."""
    number = doing.model(form.model)
    if form.until <= doing.today:
        raise Refused(until=Wrong.NOT_LATER)
    if form.until > doing.today + LONGEST:
        raise Refused(until=Wrong.TOO_FAR)
    row = {
        "model_id": number,
        "kept_at": doing.now,
        "kept_by": doing.who.called,
        "until_on": form.until,
        "why": form.why,
        "place": "",
    }
    said.say(doing.conn, doing.now, keepings, row)
    return Deed(form.model, {"until": form.until.isoformat(), "why": form.why})
