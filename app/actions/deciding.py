"""Deciding how a model is used on while something is wrong with it, and taking that back."""

from datetime import date, datetime, timedelta

from sqlalchemy import Row, select

from app.actions.doing import Deed, Doing, Form, NotAsShown, Refused, Why, action
from data.facts import DecidedUse, Impact
from data.members import Role, Wrong
from data.store import outlooks, said
from data.store.grounds import decisions

LONGEST = timedelta(days=183)
"""Half a year: what is wrong for longer is decided about again."""
LONGEST_HIGH = timedelta(days=92)
"""A quarter, where a mistake matters much, and where nobody knows yet how much it matters."""


def longest(impact: str) -> timedelta:
    """For how long a decision may hold, by how much a mistake matters."""
    return LONGEST if impact in (Impact.LOW, Impact.MEDIUM) else LONGEST_HIGH


class Decide(Form):
    """``until`` is the last day on which it holds.

    ``seen`` is when the decision was made that the form was drawn beside; empty where none was.
    """

    model: str
    use: DecidedUse
    until: date
    why: Why
    seen: str = ""


class TakeBack(Form):
    """``seen`` is when the decision was made that is taken back."""

    model: str
    seen: str


@action("decide", Role.MANAGER, Role.RISK_OFFICER)
def decide(doing: Doing, form: Decide) -> Deed:
    """Whoever asks decides in their own name; what was decided before stays to be seen."""
    number = doing.model(form.model)
    before = _as_shown(doing, number, form.seen)
    if form.until <= doing.today:
        raise Refused(until=Wrong.NOT_LATER)
    outlook = outlooks.one(doing.conn, form.model, doing.now)
    if form.until > doing.today + longest(outlook.impact if outlook else ""):
        raise Refused(until=Wrong.TOO_FAR)
    row = {
        "model_id": number,
        "decided_at": doing.now,
        "decided_by": doing.who.called,
        "decided_use": form.use,
        "until_on": form.until,
        "why": form.why,
        "place": "",
    }
    said.say(doing.conn, doing.now, decisions, row)
    after = {"use": form.use.value, "until": form.until.isoformat(), "why": form.why}
    return Deed(form.model, after, _told(before))


@action("take_back_decision", Role.MANAGER, Role.RISK_OFFICER)
def take_back_decision(doing: Doing, form: TakeBack) -> Deed:
    """What was decided here counts no longer; what a source tells cannot be taken back here."""
    number = doing.model(form.model)
    before = _as_shown(doing, number, form.seen)
    at = before.decided_at if before else doing.now
    key = {"model_id": number, "decided_at": at}
    if not said.take_back(doing.conn, doing.now, decisions, key):
        raise NotAsShown
    return Deed(form.model, {}, _told(before))


def _as_shown(doing: Doing, number: int, seen: str) -> Row[tuple[datetime, ...]] | None:
    """The newest decision. Raises NotAsShown where it is another than the one that was shown."""
    query = (
        select(decisions)
        .where(decisions.c.model_id == number, decisions.c.known_to.is_(None))
        .order_by(decisions.c.decided_at.desc(), decisions.c.until_on.desc())
        .limit(1)
    )
    newest = doing.conn.execute(query).first()
    if newest is None:
        if seen:
            raise NotAsShown
        return None
    if newest.decided_at.isoformat() != seen:
        raise NotAsShown(newest.decided_by, newest.known_from)
    return newest


def _told(decided: Row[tuple[datetime, ...]] | None) -> dict[str, str]:
    if decided is None:
        return {}
    return {
        "by": decided.decided_by,
        "use": decided.decided_use.value,
        "until": decided.until_on.isoformat(),
        "why": decided.why,
    }
