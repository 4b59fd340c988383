"""The history of one measure: from its readings to the points, lines and words of a chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.health.blocks import Blocks, blocks_of
from app.health.breaches import beyond
from app.language.amounts import whole
from app.language.dates import period
from app.language.labels import Label, label
from app.language.pages import agreed_limit, axis_title, chart_told, gaps_told
from app.language.quantities import Scale, scale_for
from app.language.sentence import Sentence, Speech
from app.ui.charts import Level, Mark, Titles
from data.facts import Measured, Unit, from_moment

MOST_POINTS = 400
"""More points than this lie closer together than a pixel of a phone can part."""

GAP = 1.6
"""A step of more than this many usual ones is a gap: one result at least did not arrive."""


@dataclass(frozen=True, slots=True)
class History:
    """What a chart of one measure shows, and the same in words. Oldest point first."""

    marks: tuple[Mark, ...]
    level: Level | None
    titles: Titles
    told: tuple[Sentence, ...]
    periods: int


def history(measured: Measured, speech: Speech) -> History | None:
    """The newest part of a measure's history as it is judged; None where nothing was judged."""
    blocks = blocks_of(measured.overall, measured)
    if not len(blocks):
        return None
    agreement, measure = measured.agreement, measured.measure
    levels = [agreement.minimum] if agreement else []
    scale = scale_for(
        [float(np.median(blocks.values)), *levels],
        measure.unit,
        speech,
        measure.things,
        measure.currency,
    )
    flags = beyond(blocks, measure, agreement.minimum) if agreement else np.zeros(len(blocks), bool)
    marks = tuple(_marks(blocks, flags, scale))[-MOST_POINTS:]
    gaps = marks[-1].part - marks[0].part
    if agreement is None:
        told = gaps_told(gaps, speech)
        return History(marks, None, _titles(scale), told, len(blocks))
    told = chart_told(sum(mark.beyond for mark in marks), len(marks), gaps, speech)
    words = agreed_limit(scale.limit(agreement.minimum), measure.better, speech)
    level = Level(_drawn(agreement.minimum, scale), words)
    return History(marks, level, _titles(scale), told, len(blocks))


def _marks(blocks: Blocks, flags: np.typing.NDArray[np.bool_], scale: Scale) -> Iterator[Mark]:
    speech = scale.speech
    parts = _parts(blocks)
    for index in range(len(blocks)):
        start, end = from_moment(blocks.starts[index]), from_moment(blocks.ends[index])
        value, count = float(blocks.values[index]), blocks.counts[index]
        yield Mark(
            at=end.astimezone(speech.zone).replace(tzinfo=None),
            value=_drawn(value, scale),
            beyond=bool(flags[index]),
            part=parts[index],
            period=period(start, end, speech),
            shown=scale.full(value),
            cases=label(Label.NOT_RECORDED, speech) if np.isnan(count) else whole(count, speech),
        )


def _parts(blocks: Blocks) -> list[int]:
    """For each block, how many gaps lie before it."""
    ends = blocks.ends.astype(np.int64)
    usual = float(np.median(np.diff(ends))) if len(ends) > 1 else 0.0
    parts = [0]
    for before, after in pairwise(range(len(ends))):
        # A long block covers several periods itself; only what nothing covers is a gap.
        opening = max(int(blocks.starts[after].astype(np.int64)) - int(ends[before]), 0)
        step = min(opening + usual, float(ends[after] - ends[before]))
        parts.append(parts[-1] + (step > GAP * usual))
    return parts


def _drawn(value: float, scale: Scale) -> float:
    """A share is drawn on the base its words use; everything else as it is."""
    return value * scale.step if scale.unit is Unit.SHARE else value


def _titles(scale: Scale) -> Titles:
    speech = scale.speech
    return Titles(
        axis=axis_title(scale),
        period=label(Label.PERIOD, speech),
        value=label(Label.VALUE, speech),
        cases=label(Label.CASES, speech),
    )
