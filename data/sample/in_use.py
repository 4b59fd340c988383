"""Which version of a model of the pretend company was in use when."""

from collections.abc import Sequence

from data.facts import Kind, LiveBy, LiveSpell, LiveVersion, ModelRef
from data.sample.calendar_days import at
from data.sample.outline import ModelOutline
from data.sample.record import LISTED_BY_HAND, OFFICE_HOUR
from data.sample.setting import Setting

ALIAS = "live"


def spells(setting: Setting, ref: ModelRef, outline: ModelOutline) -> list[LiveSpell]:
    """Every stretch in which a version was in use, oldest first; each ends where the next begins.

    The last one is still open, unless the model is retired.
    """
    used = [(each.live, each.number) for each in outline.versions if each.live is not None]
    starts = [at(setting.day(day), setting.zone, OFFICE_HOUR) for day, _ in used]
    over = None if outline.retired is None else at(setting.day(outline.retired), setting.zone)
    ends = [*starts[1:], over]
    return [
        LiveSpell(ref, number, start, end, by=_by(outline.kind), detail=_detail(outline.kind))
        for (_, number), start, end in zip(used, starts, ends, strict=False)
    ]


def live_now(outline: ModelOutline, spells: Sequence[LiveSpell]) -> list[LiveVersion]:
    """What the registry says is in use; it knows nothing of what was listed by hand."""
    if outline.kind in LISTED_BY_HAND:
        return []
    open_ones = [spell for spell in spells if spell.end is None]
    return [LiveVersion(spell.ref, spell.version, spell.by, spell.detail) for spell in open_ones]


def _by(kind: Kind) -> LiveBy:
    return LiveBy.IMPORTED if kind in LISTED_BY_HAND else LiveBy.ALIAS


def _detail(kind: Kind) -> str:
    return "" if kind in LISTED_BY_HAND else ALIAS
