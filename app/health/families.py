"""Tests that are made together are corrected together, moment by moment."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.health.breaches import OUT_OF
from app.health.score import holm
from data.facts import Moments, Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """What is tested again and again: one p-value (or NaN) per block, oldest first, shape (n,)."""

    starts: Moments
    ends: Moments
    p_values: Numbers


def corrected(tracks: Sequence[Track]) -> list[Numbers]:
    """The p-values of each track after Holm's correction.

    Groups of different size fill their blocks at different moments. So each test is corrected
    together with the newest result every other track had when its block ended.
    """
    if not tracks:
        return []
    moments = np.unique(np.concatenate([each.ends for each in tracks]))
    found = holm(np.array([_as_of(each, moments) for each in tracks]))
    return [
        row[np.searchsorted(moments, each.ends)] for each, row in zip(tracks, found, strict=True)
    ]


def _as_of(track: Track, moments: Moments) -> Numbers:
    """The newest p-value at each moment; NaN before the first, and where it is no longer news."""
    if not len(track.ends):
        return np.full(len(moments), np.nan)
    newest = np.searchsorted(track.ends, moments, side="right") - 1
    news_until = track.ends + OUT_OF * (track.ends - track.starts)
    known = (newest >= 0) & (moments <= news_until[newest])
    return np.asarray(np.where(known, track.p_values[newest], np.nan))
