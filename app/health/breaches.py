"""Which blocks lie clearly beyond what was agreed, and since when that is so."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.health.blocks import Blocks
from data.facts import Agreement, Better, Measure, Unit

BREACHES = 2
OUT_OF = 3
"""Two of the last three: one odd period is not yet news, and waiting for three is too long."""
NEAR_SHARE = 0.05
"""Within a twentieth of the agreed minimum (for a share: of the way to its nearer end) is near."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Episode:
    """An unbroken stretch below what was agreed, as positions among the blocks.

    ``first`` is the first breach, ``noticed`` the block with which the rule was met, ``last`` the
    newest breach.
    """

    first: int
    noticed: int
    last: int


def near_band(measure: Measure, minimum: float) -> float:
    """How close to the minimum counts as near, in the measure's unit."""
    room = min(minimum, 1 - minimum) if measure.unit is Unit.SHARE else abs(minimum)
    return NEAR_SHARE * max(room, 0.0)


def beyond(blocks: Blocks, measure: Measure, limit: float) -> Flags:
    """True where the whole interval lies on the bad side of the limit, shape (n,)."""
    if measure.better is Better.HIGHER:
        return np.asarray(blocks.high < limit)
    return np.asarray(blocks.low > limit)


def crossed(blocks: Blocks, measure: Measure, agreement: Agreement) -> Flags:
    """True where the value itself is past the agreed stop line, shape (n,)."""
    line = agreement.stop_line
    if line is None:
        return np.zeros(len(blocks), dtype=bool)
    if measure.better is Better.HIGHER:
        return np.asarray(blocks.values < line)
    return np.asarray(blocks.values > line)


def is_near(value: float, measure: Measure, minimum: float) -> bool:
    """True where a value is on the bad side of the minimum, or within the near band of it."""
    band = near_band(measure, minimum)
    if measure.better is Better.HIGHER:
        return bool(value < minimum + band)
    return bool(value > minimum - band)


def below_now(breach: Flags, slow: bool) -> Episode | None:
    """The stretch below that reaches to the newest block, or None where there is none.

    For a slow rhythm (a quarter or longer) one breach is enough, and one good block ends it.
    """
    needed, window = (1, 1) if slow else (BREACHES, OUT_OF)
    sums = np.convolve(breach, np.ones(window, dtype=int))[: len(breach)]
    met = sums >= needed
    if not len(met) or not met[-1]:
        return None
    broken = np.flatnonzero(~met)
    noticed = int(broken[-1]) + 1 if len(broken) else 0
    opening = range(max(0, noticed - window + 1), noticed + 1)
    first = next(index for index in opening if breach[index])
    return Episode(first, noticed, int(np.flatnonzero(breach)[-1]))
