"""What went wrong and when: from the first period that broke a rule until results were good again.

History is rebuilt with what is agreed today, from the readings known today. Who keeps incidents
says where that changed what was told before.
"""

from collections.abc import Iterator
from datetime import datetime

from app.health.agreed import RULE, VERSION
from app.health.blocks import Blocks, blocks_of
from app.health.breaches import Flags, beyond, crossed
from app.health.group_incidents import group_incidents
from app.health.insight import Incident, IncidentKind
from app.health.rhythms import pace_of
from app.health.silences import silences_of
from app.health.spells import Spell, incident, spells, together
from data.facts import Case, Measured, Question


def incidents_of(case: Case, now: datetime) -> tuple[Incident, ...]:
    """Every incident of a model in all that is known of it, oldest first.

    That the world differs from what was learned is told as such; by itself it is no loss.
    """
    found = [*silences_of(case, now)]
    for measured in case.measured:
        if measured.measure.question is Question.DRIFT:
            continue
        found += [*_of_measure(case, measured), *group_incidents(case, measured)]
    return tuple(sorted(found, key=lambda each: (each.began, each.kind, each.measure, each.group)))


def spells_of(case: Case, measured: Measured) -> tuple[Blocks, list[tuple[Spell, IncidentKind]]]:
    """The blocks of an agreed measure, and its spells below what was agreed, oldest first."""
    agreement, pace = measured.agreement, pace_of(case, measured)
    blocks = blocks_of(measured.overall, measured)
    if agreement is None or pace is None:
        return blocks, []
    stopped = crossed(blocks, measured.measure, agreement)
    below = list(spells(beyond(blocks, measured.measure, agreement.minimum), pace.slow))
    found = together(below, list(spells(stopped, slow=True)))
    return blocks, [(each, _kind(each, stopped)) for each in found]


def _kind(spell: Spell, stopped: Flags) -> IncidentKind:
    at_once = stopped[spell.first : spell.last + 1].any()
    return IncidentKind.STOPPED if at_once else IncidentKind.BELOW


def _of_measure(case: Case, measured: Measured) -> Iterator[Incident]:
    if measured.agreement is None:
        return
    blocks, found = spells_of(case, measured)
    for spell, kind in found:
        yield incident(kind, measured, measured.agreement, blocks, spell, RULE, VERSION)
