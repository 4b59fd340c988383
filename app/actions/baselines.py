"""Saying that what is usual for results begins anew on a day, and taking that back.

It moves the usual range and never a limit that was agreed: what is below stays below.
"""

from datetime import date
from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy import select

from app.actions.doing import Deed, Doing, Form, NotAsShown, action
from data.members import Role
from data.store import said
from data.store.feedback import Said
from data.store.grounds import baselines
from data.store.history import Row
from data.store.outlooks import holds
from data.store.tables import models, outlooks

REBASING = frozenset({Role.ANALYST, Role.EXPERT, Role.MANAGER})
"""Who may say so: whoever knows how results come about."""


class TakeBackBaseline(Form):
    """What is usual no longer begins anew on this day; ``measure`` empty means for all of them."""

    model: str
    measure: Annotated[str, StringConstraints(max_length=200)] = ""
    start: date


@action("take_back_baseline", *REBASING)
def take_back_baseline(doing: Doing, form: TakeBackBaseline) -> Deed:
    """What people said here; what a source tells cannot be taken back here."""
    key = {
        "model_id": doing.model(form.model),
        "measure_key": form.measure,
        "start_on": form.start,
    }
    if not said.take_back(doing.conn, doing.now, baselines, key):
        raise NotAsShown
    told = {"measure": form.measure, "start": form.start.isoformat()}
    return Deed(form.model, {}, {name: each for name, each in told.items() if each})


def begin_anew(doing: Doing, explained: Said) -> None:
    """What is usual begins anew where something explains it, for one model or for its unit."""
    numbers = [doing.model(explained.slug)]
    if explained.unit:
        numbers = sorted({*numbers, *_of_unit(doing, explained.unit)})
    said.say(doing.conn, doing.now, baselines, *(_row(doing, explained, each) for each in numbers))


def _of_unit(doing: Doing, unit: str) -> list[int]:
    """The numbers of every model on the list that belongs to the unit."""
    query = select(models.c.id).join(outlooks, outlooks.c.slug == models.c.slug)
    return list(doing.conn.scalars(query.where(outlooks.c.unit == unit, holds(doing.now))))


def _row(doing: Doing, explained: Said, number: int) -> Row:
    return {
        "model_id": number,
        # Another model of the unit may measure something else by the same name.
        "measure_key": "" if explained.unit else explained.measure,
        "start_on": explained.start,
        "said_by": doing.who.called,
        "why": explained.text,
        "place": "",
    }
