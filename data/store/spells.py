"""When which version of one model was in use: what we saw, with the dates people know better."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from data.facts import LiveSpell, ModelRef
from data.store.records import Record


def spells_of(record: Record, ref: ModelRef) -> tuple[LiveSpell, ...]:
    """What we saw and what was imported; where both tell of one spell, the imported dates count."""
    told = [
        _spell(row, ref, record.as_of)
        for row in record.rows["past_spells"]
        if row.start_at <= record.as_of
    ]
    seen = [_spell(row, ref, record.as_of) for row in record.rows["live_spells"]]
    spells = []
    for spell in seen:
        same = [one for one in told if _same_spell(one, spell)]
        told = [one for one in told if one not in same]
        spells.append(_refined(spell, same))
    return tuple(sorted([*spells, *told], key=lambda spell: (spell.start, spell.version)))


def _same_spell(told: LiveSpell, seen: LiveSpell) -> bool:
    begun = seen.end is None or told.start <= seen.end
    return told.version == seen.version and begun and (told.end is None or told.end >= seen.start)


def _refined(seen: LiveSpell, told: Sequence[LiveSpell]) -> LiveSpell:
    """The spell we saw with the dates somebody knows better; what is live now we see ourselves."""
    if not told:
        return seen
    start = min(one.start for one in told)
    known = any(one.start_known for one in told)
    ends = [one.end for one in told if one.end is not None]
    end = min(seen.end, max(ends, default=seen.end)) if seen.end is not None else None
    return replace(seen, start=start, start_known=known, end=end)


def _spell(row: Row[Any], ref: ModelRef, as_of: datetime) -> LiveSpell:
    end = row.end_at if row.end_at is not None and row.end_at <= as_of else None
    return LiveSpell(ref, row.version, row.start_at, end, row.start_known, row.live_by, row.detail)
