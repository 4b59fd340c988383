"""How far two groups may be apart, where somebody agreed on that.

Every two groups with enough cases are compared, block by block. A gap is a breach where the score
test says that the difference is beyond the largest agreed one, after Holm's correction over the
pairs. Where no count is known the difference of the two values decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from app.health.blocks import Blocks
from app.health.breaches import OUT_OF, Episode, Flags, below_now
from app.health.families import Track, corrected
from app.health.group_tests import Group
from app.health.score import CLEAR, gap_beyond
from data.facts import Better, Measured, Moments, Numbers

Places = npt.NDArray[np.intp]
ROUNDING = 1e-9
"""0.8 - 0.7 is a little more than 0.1 to a computer, and to nobody else."""


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """One group behind another. ``at`` and ``other_at`` place the pair's periods among their
    blocks; ``breach`` and ``p_values`` have one entry per such period."""

    group: Group
    other: Group
    at: Places
    other_at: Places
    breach: Flags
    p_values: Numbers
    pairs: int

    @property
    def slow(self) -> bool:
        return self.group.pace.slow or self.other.pace.slow

    @property
    def episode(self) -> Episode | None:
        """The stretch beyond the largest agreed gap."""
        return below_now(self.breach, self.slow)

    @property
    def newest(self) -> int | None:
        """The newest of the last three periods that was beyond it."""
        recent = np.flatnonzero(self.breach[-OUT_OF:])
        return (
            len(self.breach) - len(self.breach[-OUT_OF:]) + int(recent[-1]) if len(recent) else None
        )

    def difference(self, at: int) -> float:
        """How far the two were apart in one period."""
        one = self.group.blocks.values[self.at[at]]
        return float(abs(one - self.other.blocks.values[self.other_at[at]]))


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    one: Group
    other: Group
    at: Places
    other_at: Places

    @property
    def track(self) -> tuple[Moments, Moments]:
        mine, theirs = self.one.blocks, self.other.blocks
        starts = np.minimum(mine.starts[self.at], theirs.starts[self.other_at])
        return starts, np.maximum(mine.ends[self.at], theirs.ends[self.other_at])

    @property
    def values(self) -> tuple[Numbers, Numbers]:
        return self.one.blocks.values[self.at], self.other.blocks.values[self.other_at]

    @property
    def counts(self) -> tuple[Numbers, Numbers]:
        return self.one.counts[self.at], self.other.counts[self.other_at]


def gaps_of(measured: Measured, groups: Sequence[Group]) -> list[Gap]:
    """The gaps that were beyond what was agreed in a recent period, the worst first."""
    recent = [each for each in every_gap(measured, groups) if each.newest is not None]
    return sorted(recent, key=_worst_first)


def every_gap(measured: Measured, groups: Sequence[Group]) -> list[Gap]:
    """Each of two groups behind the other, in all periods they share; none without an agreement."""
    largest = measured.agreement.largest_gap if measured.agreement else None
    if largest is None:
        return []
    pairs = [_paired(one, other) for one, other in combinations(groups, 2)]
    pairs = [each for each in pairs if len(each.at)]
    found = _tested(pairs, max(largest, 0.0))
    return [
        gap
        for pair, p_values in zip(pairs, found, strict=True)
        for gap in _directed(measured, pair, p_values, largest, len(pairs))
    ]


def _worst_first(gap: Gap) -> tuple[bool, float, str, str]:
    newest = gap.newest if gap.newest is not None else -1
    return gap.episode is None, -gap.difference(newest), gap.group.name, gap.other.name


def _paired(one: Group, other: Group) -> _Pair:
    """The periods of two groups: each time the slower one fills a block, against the other's
    newest, so that no block counts twice."""
    if len(one.blocks) > len(other.blocks):
        swapped = _paired(other, one)
        return _Pair(one, other, swapped.other_at, swapped.at)
    mine, theirs = one.blocks, other.blocks
    newest = np.searchsorted(theirs.ends, mine.ends, side="right") - 1
    fresh = np.diff(newest, prepend=-1) > 0
    at = np.flatnonzero(fresh & _recent(mine, theirs, newest))
    return _Pair(one, other, at, newest[at])


def _recent(mine: Blocks, theirs: Blocks, newest: Places) -> Flags:
    """True where their newest block is still news when mine ends."""
    length = theirs.ends - theirs.starts
    return np.asarray(mine.ends <= (theirs.ends + OUT_OF * length)[newest])


def _tested(pairs: Sequence[_Pair], largest: float) -> list[Numbers]:
    """The corrected p-values of each pair; all pairs are worked out in one go."""
    if not pairs:
        return []
    mine, theirs = (np.concatenate(each) for each in zip(*(p.values for p in pairs), strict=True))
    counts, others = (np.concatenate(each) for each in zip(*(p.counts for p in pairs), strict=True))
    more = mine >= theirs
    higher, lower = np.maximum(mine, theirs), np.minimum(mine, theirs)
    counts, others = np.where(more, counts, others), np.where(more, others, counts)
    p_values = gap_beyond(higher, counts, lower, others, largest)
    each_ends = np.cumsum([len(pair.at) for pair in pairs])[:-1]
    split = np.split(p_values, each_ends)
    return corrected([Track(*pair.track, p) for pair, p in zip(pairs, split, strict=True)])


def _directed(
    measured: Measured, pair: _Pair, p_values: Numbers, largest: float, pairs: int
) -> Iterator[Gap]:
    mine, theirs = pair.values
    room = largest + ROUNDING * max(abs(largest), 1e-3)
    beyond = np.where(np.isnan(p_values), np.abs(mine - theirs) > room, p_values < CLEAR)
    behind = mine < theirs if measured.measure.better is Better.HIGHER else mine > theirs
    ahead = (mine != theirs) & ~behind
    yield Gap(pair.one, pair.other, pair.at, pair.other_at, beyond & behind, p_values, pairs)
    yield Gap(pair.other, pair.one, pair.other_at, pair.at, beyond & ahead, p_values, pairs)
