"""How often a limit would have alerted: the same rules over what has already happened."""

from dataclasses import replace
from datetime import datetime

from app.health.incidents import spells_of
from app.health.insight import Replay
from app.health.spells import noticed_at
from data.facts import Agreement, Case, Measured, from_moment, moment


def replay(
    case: Case, measured: Measured, agreement: Agreement, start: datetime, end: datetime
) -> Replay:
    """What this agreement would have told between ``start`` and ``end``, had it held all along.

    An alert counts on the day it would have been noticed; it may have begun before ``start``.
    """
    blocks, found = spells_of(case, replace(measured, agreement=agreement))
    told = [(noticed_at(blocks, spell), blocks.starts[spell.first]) for spell, _ in found]
    inside = sorted((noticed, began) for noticed, began in told if start <= noticed <= end)
    return Replay(
        start,
        end,
        periods=int(((blocks.ends > moment(start)) & (blocks.ends <= moment(end))).sum()),
        alerts=tuple(noticed for noticed, _ in inside),
        began=tuple(from_moment(began) for _, began in inside),
    )
