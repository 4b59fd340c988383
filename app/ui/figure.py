"""The history of one measure: from its readings to the points, lines and words of a chart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import isnan
from statistics import median

from app.health.blocks import Blocks, blocks_of
from app.health.breaches import beyond
from app.health.insight import Behaviour, Flagged
from app.language.amounts import whole
from app.language.behaviours import why_marked
from app.language.dates import period
from app.language.labels import Label, label
from app.language.pages import agreed_limit, axis_title, chart_told, gaps_told, line_ends
from app.language.quantities import Scale, scale_for
from app.language.sentence import Sentence, Speech
from app.ui.points import Band, Level, Mark, Titles
from app.ui.usual import bands, look_of, looks
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
    bands: tuple[Band, ...]
    titles: Titles
    told: tuple[Sentence, ...]
    periods: int


def history(measured: Measured, behaviour: Behaviour | None, speech: Speech) -> History | None:
    """The newest part of a measure's history as it is judged; None where nothing was judged."""
    blocks = blocks_of(measured.overall, measured)
    if not len(blocks):
        return None
    scale = _scale(measured, blocks, speech)
    marks = tuple(_marks(blocks, _beyond(measured, blocks), looks(behaviour), scale))
    gaps = marks[-1].part - marks[0].part
    level, told = None, gaps_told(gaps, speech)
    if measured.agreement:
        minimum, better = measured.agreement.minimum, measured.measure.better
        level = Level(_drawn(minimum, scale), agreed_limit(scale.limit(minimum), better, speech))
        told = chart_told(sum(mark.beyond for mark in marks), len(marks), gaps, speech)
    told = (*told, *_silence(blocks, speech))
    first = from_moment(blocks.starts[-len(marks)])
    usual = tuple(bands(behaviour, first, from_moment(blocks.ends[-1]), scale))
    return History(marks, level, usual, _titles(scale), told, len(blocks))


def _scale(measured: Measured, blocks: Blocks, speech: Speech) -> Scale:
    measure, agreement = measured.measure, measured.agreement
    values = [median(blocks.values.tolist()), *([agreement.minimum] if agreement else [])]
    return scale_for(values, measure.unit, speech, measure.things, measure.currency)


def _beyond(measured: Measured, blocks: Blocks) -> list[bool]:
    if measured.agreement is None:
        return [False] * len(blocks)
    flags: list[bool] = beyond(blocks, measured.measure, measured.agreement.minimum).tolist()
    return flags


def _marks(
    blocks: Blocks, flags: Sequence[bool], flagged: Mapping[datetime, Flagged], scale: Scale
) -> Iterator[Mark]:
    speech = scale.speech
    parts = _parts(blocks)
    for index in range(len(blocks))[-MOST_POINTS:]:
        start, end = from_moment(blocks.starts[index]), from_moment(blocks.ends[index])
        value, count = float(blocks.values[index]), blocks.counts[index]
        found = flagged.get(start)
        yield Mark(
            at=end.astimezone(speech.zone).replace(tzinfo=None),
            value=_drawn(value, scale),
            look=look_of(found, beyond=flags[index]),
            part=parts[index],
            period=period(start, end, speech),
            shown=scale.full(value),
            cases=label(Label.NOT_RECORDED, speech) if isnan(count) else whole(count, speech),
            why=_why(found, flags[index], speech),
        )


def _why(found: Flagged | None, beyond_limit: bool, speech: Speech) -> str:
    """Why a point is marked; empty where it is not."""
    told = [label(Label.CLEARLY_BEYOND, speech)] if beyond_limit else []
    return "; ".join(told if found is None else [*told, why_marked(found, speech)])


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
        why=label(Label.WHY_MARKED, speech),
    )
