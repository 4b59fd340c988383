"""Deciding to keep a model that nobody seems to miss, and why, until somebody asks again."""

from datetime import date, timedelta

from sqlalchemy import select

from app.actions.doing import Deed, Doing, Form, NotAsShown, Refused, Why, action
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


class TakeBack(Form):
    """``seen`` is when it was decided that is taken back."""

    model: str
    seen: str


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


@action("take_back_keeping", Role.MANAGER)
def take_back_keeping(doing: Doing, form: TakeBack) -> Deed:
    """What was decided here counts no longer, and the model is asked about again at once.

    What a source tells cannot be taken back here.
    """
    number = doing.model(form.model)
    query = (
        select(keepings)
        .where(keepings.c.model_id == number, keepings.c.known_to.is_(None))
        .order_by(keepings.c.kept_at.desc(), keepings.c.until_on.desc())
    )
    newest = doing.conn.execute(query.limit(1)).first()
    if newest is None:
        raise NotAsShown
    if newest.kept_at.isoformat() != form.seen:
        raise NotAsShown(newest.kept_by, newest.known_from)
    key = {"model_id": number, "kept_at": newest.kept_at}
    if not said.take_back(doing.conn, doing.now, keepings, key):
        raise NotAsShown
    before = {"by": newest.kept_by, "until": newest.until_on.isoformat(), "why": newest.why}
    return Deed(form.model, {}, before)
