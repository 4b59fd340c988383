"""What waiting cost: how far the results stayed behind what was expected, as a range."""

import numpy as np

from app.health.blocks import Blocks
from app.health.insight import Cost
from app.health.worth import is_worth
from data.facts import Agreement, Better, Measure, Unit

AGAINST_EXPECTED = "expected"
AGAINST_MINIMUM = "minimum"

_TOTALS = (Unit.SHARE, Unit.COUNT)
"""What adds up over periods by itself: cases (a share times its cases) and counted things.

An average of minutes does not, so without an agreed worth it has no cost.
"""


def cost_of(
    measure: Measure, agreement: Agreement, blocks: Blocks, first: int, last: int
) -> Cost | None:
    """What the blocks from ``first`` to ``last`` (both included) cost against what was expected.

    None where it cannot be told: a share without its cases, or an average without a worth.
    """
    worth = _worth(measure, agreement)
    behind = _behind(measure, agreement, blocks, slice(first, last + 1))
    if worth is None or behind is None:
        return None
    low, high, currency = worth
    against = AGAINST_MINIMUM if agreement.expected is None else AGAINST_EXPECTED
    in_money = currency is not None
    return Cost(behind * low, behind * high, against, currency or "", in_money)


def _worth(measure: Measure, agreement: Agreement) -> tuple[float, float, str | None] | None:
    """What one unit is worth, low and high, and in which money (None: in units themselves)."""
    ends = [each for each in (agreement.worth_low, agreement.worth_high) if each is not None]
    if ends:
        return min(ends), max(ends), agreement.currency or measure.currency
    if is_worth(measure):
        return 1.0, 1.0, measure.currency
    return (1.0, 1.0, None) if measure.unit in _TOTALS else None


def _behind(measure: Measure, agreement: Agreement, blocks: Blocks, which: slice) -> float | None:
    """Units by which the results stayed behind; what was better than expected counts against it."""
    hoped = agreement.minimum if agreement.expected is None else agreement.expected
    short = hoped - blocks.values[which]
    if measure.better is Better.LOWER:
        short = -short
    if measure.unit is Unit.SHARE:
        short = short * blocks.counts[which]
    total = float(short.sum())
    return max(total, 0.0) if np.isfinite(total) else None
