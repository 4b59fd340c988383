"""What is usual for a measure, for its chart: ranges, where they begin anew, and marked points."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from app.health.insight import Behaviour, Flagged, Stretch
from app.language.behaviours import began_with
from app.language.quantities import Scale
from app.language.sentence import Speech
from app.ui.points import Band, Look
from data.facts import Unit

ROOM_FOR_WORDS = 0.15
"""A stretch narrower than this share of the chart is too narrow for the words that began it."""


def looks(behaviour: Behaviour | None) -> Mapping[datetime, Flagged]:
    """The marked periods by their start."""
    return {each.start: each for each in behaviour.flagged} if behaviour else {}


def look_of(flagged: Flagged | None, *, beyond: bool) -> Look:
    """How a point looks. What is beyond the agreed limit matters more than what stands out."""
    if beyond:
        return Look.BEYOND
    if flagged is None:
        return Look.USUAL
    return Look.WORSE if flagged.worse else Look.BETTER


def bands(
    behaviour: Behaviour | None, first: datetime, last: datetime, scale: Scale
) -> Iterator[Band]:
    """The usual ranges between the first and the last moment of a chart, oldest first."""
    for each in behaviour.stretches if behaviour else ():
        shown = replace(each, start=max(each.start, first), end=min(each.end, last))
        if shown.start < shown.end:
            # What began before the chart does has its line outside of it.
            begins = bool(each.why) and each.start >= first
            is_wide = shown.end - shown.start >= ROOM_FOR_WORDS * (last - first)
            told = began_with(each, scale.speech) if begins and is_wide else ""
            yield _band(shown, scale, anew=begins, told=told)


def _band(stretch: Stretch, scale: Scale, *, anew: bool, told: str) -> Band:
    low, high, step = stretch.lower, stretch.upper, 1.0
    if scale.unit is Unit.SHARE:
        low, high, step = max(low, 0.0), min(high, 1.0), float(scale.step)
    return Band(
        start=_local(stretch.start, scale.speech),
        end=_local(stretch.end, scale.speech),
        lower=low * step,
        mean=stretch.mean * step,
        upper=high * step,
        anew=anew,
        told=told,
    )


def _local(at: datetime, speech: Speech) -> datetime:
    return at.astimezone(speech.zone).replace(tzinfo=None)
