"""The history of one measure: from its readings to the points, lines and words of a chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan
from statistics import median

from app.health.blocks import Blocks, blocks_of
from app.health.breaches import beyond
from app.language.amounts import whole
from app.language.dates import period
from app.language.labels import Label, label
from app.language.pages import agreed_limit, axis_title, chart_told, gaps_told, line_ends
from app.language.quantities import Scale, scale_for
from app.language.sentence import Sentence, Speech
from app.ui.charts import Level, Mark, Titles
from data.facts import Measured, Unit, from_moment

MOST_POINTS = 400
"""More points than this lie closer together than a pixel of a phone can part."""

TAIL = 12
"""Steps that tell how often results come nowadays."""

GAP = 0.6
"""More than this share of a usual step with nothing in it: one result at least did not arrive."""


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
        [median(blocks.values.tolist()), *levels],
        measure.unit,
        speech,
        measure.things,
        measure.currency,
    )
    flags = [False] * len(blocks)
    if agreement:
        flags = beyond(blocks, measure, agreement.minimum).tolist()
    marks = tuple(_marks(blocks, flags, scale))
    gaps = marks[-1].part - marks[0].part
    silence = _silence(blocks, speech)
    if agreement is None:
        told = (*gaps_told(gaps, speech), *silence)
        return History(marks, None, _titles(scale), told, len(blocks))
    beyonds = sum(mark.beyond for mark in marks)
    told = (*chart_told(beyonds, len(marks), gaps, speech), *silence)
    words = agreed_limit(scale.limit(agreement.minimum), measure.better, speech)
    level = Level(_drawn(agreement.minimum, scale), words)
    return History(marks, level, _titles(scale), told, len(blocks))


def _marks(blocks: Blocks, flags: Sequence[bool], scale: Scale) -> Iterator[Mark]:
    speech = scale.speech
    parts = _parts(blocks)
    for index in range(len(blocks))[-MOST_POINTS:]:
        start, end = from_moment(blocks.starts[index]), from_moment(blocks.ends[index])
        value, count = float(blocks.values[index]), blocks.counts[index]
        yield Mark(
            at=end.astimezone(speech.zone).replace(tzinfo=None),
            value=_drawn(value, scale),
            beyond=flags[index],
            part=parts[index],
            period=period(start, end, speech),
            shown=scale.full(value),
            cases=label(Label.NOT_RECORDED, speech) if isnan(count) else whole(count, speech),
        )


def _parts(blocks: Blocks) -> list[int]:
    """For each block, how many gaps lie before it."""
    starts, ends = (
        [from_moment(at).timestamp() for at in moments] for moments in (blocks.starts, blocks.ends)
    )
    steps = [after - before for before, after in pairwise(ends)]
    usual = median(steps or [0.0])
    parts = [0]
    for before, start, step in zip(ends, starts[1:], steps, strict=False):
        # A long block covers several periods itself; only what nothing covers is a gap.
        missing = min(start - before, step - usual)
        parts.append(parts[-1] + (missing > GAP * usual))
    return parts


def _silence(blocks: Blocks, speech: Speech) -> tuple[Sentence, ...]:
    """That the line stops before today, where it stops earlier than a step would explain."""
    newest = from_moment(blocks.ends[-1])
    ends = [from_moment(at) for at in blocks.ends[-TAIL:]]
    steps = sorted(after - before for before, after in pairwise(ends))
    usual = steps[len(steps) // 2] if steps else newest - from_moment(blocks.starts[-1])
    return line_ends(newest, speech) if speech.now - newest > 2 * usual else ()


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
