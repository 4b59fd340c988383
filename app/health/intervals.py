"""How sure a share is: Wilson's 95 % interval.

Source: Wilson (1927); the form in Brown, Cai and DasGupta (2001), Statistical Science 16(2).
"""

import numpy as np

from data.facts import Numbers

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution, so that 95 % lies between the two ends."""


def wilson(shares: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """The low and high end of each share (0 to 1) resting on ``counts`` cases.

    All three are float64 of one shape. Where the count is NaN or 0, both ends are NaN: nothing is
    known about how sure the share is.
    """
    n = np.where(counts > 0, counts, np.nan)
    spread = Z_95**2 / n
    centre = (shares + spread / 2) / (1 + spread)
    half = Z_95 * np.sqrt(shares * (1 - shares) / n + spread / (4 * n)) / (1 + spread)
    # None of the cases, or all of them: that end is the share itself, without a rounding error.
    low = np.where((shares <= 0) & (counts > 0), 0.0, np.clip(centre - half, 0.0, 1.0))
    high = np.where((shares >= 1) & (counts > 0), 1.0, np.clip(centre + half, 0.0, 1.0))
    return low, high
