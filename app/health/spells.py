"""Unbroken stretches in which a rule is met, and the incident each of them is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from app.health.blocks import Blocks
from app.health.breaches import BREACHES, OUT_OF, Episode, Flags
from app.health.cost import cost_of
from app.health.insight import Incident, IncidentKind
from data.facts import Agreement, Better, Measured, from_moment


@dataclass(frozen=True, slots=True)
class Spell:
    """One unbroken stretch in which a rule is met, as positions among the blocks.

    ``first`` and ``last`` are its first and newest breach, ``noticed`` the block with which the
    rule was met, ``good`` the first block after which it no longer was (None: it still is).
    """

    first: int
    noticed: int
    last: int
    good: int | None


def spells(breach: Flags, slow: bool) -> Iterator[Spell]:
    """Every stretch in which two of three blocks are breaches (slow: one), oldest first."""
    if not breach.any():
        return
    needed, window = (1, 1) if slow else (BREACHES, OUT_OF)
    met = np.convolve(breach, np.ones(window, dtype=int))[: len(breach)] >= needed
    edges = np.flatnonzero(np.diff(met.astype(np.int8), prepend=0, append=0))
    for noticed, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        opening = max(0, noticed - window + 1)
        breaches = opening + np.flatnonzero(breach[opening:end])
        good = end if end < len(breach) else None
        yield Spell(int(breaches[0]), noticed, int(breaches[-1]), good)


def together(below: list[Spell], stopped: list[Spell]) -> list[Spell]:
    """Spells that share a breach are one: a stop line crossed meanwhile is no second one."""
    found: list[Spell] = []
    for spell in sorted([*below, *stopped], key=lambda each: (each.noticed, each.first)):
        before = found[-1] if found else None
        if before is None or (before.good is not None and spell.first >= before.good):
            found.append(spell)
            continue
        goods = before.good, spell.good
        good = None if None in goods else max(each for each in goods if each is not None)
        first = min(before.first, spell.first)
        found[-1] = Spell(first, before.noticed, max(before.last, spell.last), good)
    return found


def open_now(breach: Flags, stopped: Flags, slow: bool) -> Episode | None:
    """The stretch that reaches to the newest block, as its incident tells it; None without one."""
    found = together(list(spells(breach, slow)), list(spells(stopped, slow=True)))
    if not found or found[-1].good is not None:
        return None
    return Episode(found[-1].first, found[-1].noticed, found[-1].last)


def incident(
    kind: IncidentKind,
    measured: Measured,
    agreement: Agreement,
    blocks: Blocks,
    spell: Spell,
    rule: str,
    version: int,
    group: str = "",
) -> Incident:
    """The incident of one spell of a measure, or of one of its groups."""
    within = slice(spell.first, spell.last + 1)
    higher = measured.measure.better is Better.HIGHER
    values = blocks.values[within]
    return Incident(
        kind=kind,
        began=from_moment(blocks.starts[spell.first]),
        noticed=noticed_at(blocks, spell),
        measure=measured.measure.key,
        group=group,
        periods=spell.last - spell.first + 1,
        worst=float(values.min() if higher else values.max()),
        minimum=agreement.minimum,
        fixed=None if spell.good is None else from_moment(blocks.ends[spell.good]),
        cost=cost_of(measured.measure, agreement, blocks, spell.first, spell.last),
        rule=rule,
        version=version,
    )


def noticed_at(blocks: Blocks, spell: Spell) -> datetime:
    """When what met the rule had come; what lies before the breach did not make it known."""
    return from_moment(blocks.received[spell.first : spell.noticed + 1].max())
