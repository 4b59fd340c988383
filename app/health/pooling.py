"""The newest periods of a group taken together, so that many small weeks say something."""

import numpy as np

from app.health.blocks import JOIN_AT_MOST, Blocks
from data.facts import Numbers, Series


def sure(blocks: Blocks) -> Numbers:
    """Cases per block. Only a share has an interval; else low and high are the value itself."""
    return np.asarray(np.where(blocks.low < blocks.high, blocks.counts, np.nan))


def pooled(series: Series, blocks: Blocks, *, slow: bool) -> tuple[Numbers, Numbers]:
    """The share and the cases of the six newest periods up to the end of each block.

    Of a slow rhythm the newest period alone. NaN where no count is known.
    """
    reach = 1 if slow else JOIN_AT_MOST
    cases = np.concatenate([[0.0], np.cumsum(np.nan_to_num(series.counts))])
    hits = np.concatenate([[0.0], np.cumsum(np.nan_to_num(series.values * series.counts))])
    last = np.searchsorted(series.ends, blocks.ends, side="right")
    first = np.maximum(last - reach, 0)
    counts = np.where(np.isnan(sure(blocks)), np.nan, cases[last] - cases[first])
    found = np.where(counts > 0, counts, np.nan)
    return np.clip((hits[last] - hits[first]) / found, 0.0, 1.0), found
