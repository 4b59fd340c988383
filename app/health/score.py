"""Score tests of shares, the ones that match Wilson's interval, corrected for how many there are.

All arguments are float64 arrays of one shape (or broadcast to one); p-values are one-sided. Where
a count is NaN or 0 the p-value is NaN: nothing is known about how sure the share is.

Sources: Wilson (1927); Miettinen and Nurminen (1985), Statistics in Medicine 4; Newcombe (1998),
Statistics in Medicine 17; Holm (1979), Scandinavian Journal of Statistics 6.
"""

import numpy as np
from scipy.special import ndtr

from app.health.intervals import wilson
from data.facts import Better, Numbers

CLEAR = 0.025
"""One-sided, so that a share is clearly beyond a limit exactly where its whole 95 % interval is."""


def share_beyond(shares: Numbers, counts: Numbers, limit: float, better: Better) -> Numbers:
    """How often chance puts a share this far on the bad side of a limit that it just meets."""
    away = limit - shares if better is Better.HIGHER else shares - limit
    variance = np.maximum(limit * (1 - limit), 0.0) / _known(counts)
    return _above(away, variance)


def gap_beyond(
    higher: Numbers, higher_counts: Numbers, lower: Numbers, lower_counts: Numbers, margin: float
) -> Numbers:
    """How often chance puts two independent shares so far beyond a difference of ``margin``."""
    n1, n0 = _known(higher_counts), _known(lower_counts)
    if margin >= 1:
        return np.where(np.isnan(n1 + n0), np.nan, 1.0)
    fitted = _fitted(higher * n1, n1, lower * n0, n0, margin)
    other = np.clip(fitted + margin, 0.0, 1.0)
    variance = other * (1 - other) / n1 + fitted * (1 - fitted) / n0
    small_sample = (n1 + n0) / np.maximum(n1 + n0 - 1, 1.0)
    return _above(higher - lower - margin, variance * small_sample)


def newcombe(
    shares: Numbers, counts: Numbers, others: Numbers, other_counts: Numbers
) -> tuple[Numbers, Numbers]:
    """The low and high end of the 95 % interval of ``shares - others``, both independent."""
    low, high = wilson(shares, counts)
    other_low, other_high = wilson(others, other_counts)
    difference = shares - others
    down = np.hypot(shares - low, other_high - others)
    up = np.hypot(others - other_low, high - shares)
    return difference - down, difference + up


def holm(p_values: Numbers) -> Numbers:
    """The p-values of each column (tests, moments), corrected by Holm's step-down rule.

    NaN is no test: it stays NaN and does not count.
    """
    order = np.argsort(p_values, axis=0)
    ranked = np.take_along_axis(p_values, order, axis=0)
    tested = np.sum(~np.isnan(p_values), axis=0)
    factors = tested - np.arange(len(p_values))[:, np.newaxis]
    stepped = np.minimum(np.maximum.accumulate(ranked * factors, axis=0), 1.0)
    corrected = np.empty_like(p_values)
    np.put_along_axis(corrected, order, stepped, axis=0)
    return corrected


def _known(counts: Numbers) -> Numbers:
    return np.where(counts > 0, counts, np.nan)


def _above(away: Numbers, variance: Numbers) -> Numbers:
    """The upper tail. Without any variance every distance is beyond chance, and none is not."""
    certain = np.where(away > 0, np.inf, np.where(away < 0, -np.inf, 0.0))
    spread = np.sqrt(np.where(variance > 0, variance, 1.0))
    z = np.where(variance > 0, away / spread, certain)
    return np.asarray(np.where(np.isnan(variance), np.nan, ndtr(-z)))


def _fitted(hits1: Numbers, n1: Numbers, hits0: Numbers, n0: Numbers, margin: float) -> Numbers:
    """The likeliest lower share if the two differ by exactly ``margin``.

    The root of the cubic in the appendix of Miettinen and Nurminen, in closed form.
    """
    cases, hits = n1 + n0, hits1 + hits0
    if margin == 0:
        return np.asarray(hits / cases)
    square = ((n1 + 2 * n0) * margin - cases - hits) / (3 * cases)
    linear = ((hits0 * margin - cases - 2 * hits0) * margin + hits) / (3 * cases)
    constant = hits0 * margin * (1 - margin) / cases
    turn = square**3 - 1.5 * linear * square + constant / 2
    reach = np.copysign(np.sqrt(np.maximum(square**2 - linear, 0.0)), turn)
    ratio = np.divide(turn, reach**3, out=np.ones_like(turn), where=np.abs(reach) > 0)
    angle = (np.pi + np.arccos(np.clip(ratio, -1.0, 1.0))) / 3
    return np.asarray(np.clip(2 * reach * np.cos(angle) - square, 0.0, 1.0 - margin))
