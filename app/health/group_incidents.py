"""Incidents of groups: below what was agreed for everybody, or further apart than was agreed."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from app.health.blocks import Blocks
from app.health.gaps import Gap, every_gap
from app.health.group_reasons import GAP_RULE, RULE, VERSION
from app.health.group_tests import Group, in_history
from app.health.insight import Incident, IncidentKind
from app.health.spells import Spell, incident, noticed_at, spells, together
from data.facts import Agreement, Case, Measured, from_moment


def group_incidents(case: Case, measured: Measured) -> Iterator[Incident]:
    """Every incident of the groups of one agreed measure."""
    agreement = measured.agreement
    if agreement is None or not measured.groups:
        return
    groups = in_history(case, measured)
    below = {group.name: _spells_below(group) for group in groups}
    for group in groups:
        yield from _below(measured, agreement, group, below[group.name])
    for gap in every_gap(measured, groups):
        yield from _apart(measured, agreement, gap, below[gap.group.name])


def _spells_below(group: Group) -> list[Spell]:
    return together(
        list(spells(group.breach, group.pace.slow)), list(spells(group.stopped, slow=True))
    )


def _below(
    measured: Measured, agreement: Agreement, group: Group, found: list[Spell]
) -> Iterator[Incident]:
    for spell in found:
        yield incident(
            IncidentKind.GROUP_BELOW,
            measured,
            agreement,
            group.blocks,
            spell,
            RULE,
            VERSION,
            group.name,
        )


def _apart(
    measured: Measured, agreement: Agreement, gap: Gap, below: list[Spell]
) -> Iterator[Incident]:
    blocks = _periods(gap)
    for spell in _not_told(gap, below):
        yield Incident(
            IncidentKind.GROUP_GAP,
            began=from_moment(blocks.starts[spell.first]),
            noticed=noticed_at(blocks, spell),
            measure=measured.measure.key,
            group=gap.group.name,
            other=gap.other.name,
            periods=spell.last - spell.first + 1,
            worst=_widest(blocks, spell),
            minimum=agreement.largest_gap,
            fixed=None if spell.good is None else from_moment(blocks.ends[spell.good]),
            rule=GAP_RULE,
            version=VERSION,
        )


def _not_told(gap: Gap, below: list[Spell]) -> Iterator[Spell]:
    """The spells of a gap, but for those noticed while its group is known to be below.

    A group that fails everybody's minimum is behind the others as well: one trouble, told once.
    What is left of the gap after that is told.
    """
    known = np.zeros(len(gap.group.blocks), dtype=bool)
    for each in below:
        known[each.noticed : each.good] = True
    told = known[gap.at]
    for spell in spells(gap.breach, gap.slow):
        if not told[spell.noticed]:
            yield spell
            continue
        left = gap.breach & ~told
        left[: spell.noticed], left[spell.last + 1 :] = False, False
        yield from spells(left, gap.slow)


def _widest(blocks: Blocks, spell: Spell) -> float:
    return float(blocks.values[spell.first : spell.last + 1].max())


def _periods(gap: Gap) -> Blocks:
    """The periods two groups share, each with how far they were apart."""
    mine, theirs = gap.group.blocks, gap.other.blocks
    values = np.abs(mine.values[gap.at] - theirs.values[gap.other_at])
    return replace(
        mine,
        starts=np.minimum(mine.starts[gap.at], theirs.starts[gap.other_at]),
        ends=np.maximum(mine.ends[gap.at], theirs.ends[gap.other_at]),
        received=np.maximum(mine.received[gap.at], theirs.received[gap.other_at]),
        values=values,
        counts=np.full(len(values), np.nan),
        low=values,
        high=values,
    )
