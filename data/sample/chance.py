"""Chance that can be repeated: the numbers of a period depend on that period and its series alone.

Philox is a generator that can start at any count, so a period's number is where its own draws
begin. Reading more periods, fewer, or in another order changes none of them.
"""

import hashlib
from dataclasses import dataclass

import numpy as np

from data.facts import Numbers

_DRAWS_A_PERIOD = 4
"""Philox makes four numbers a count; two of them are used."""


@dataclass(frozen=True, slots=True, eq=False)
class Chance:
    """Two independent standard normal numbers for each period, each of shape (n,)."""

    value: Numbers
    cases: Numbers


def chance(series: tuple[str, ...], first: int, length: int) -> Chance:
    """The chance of ``length`` periods of a series, from period number ``first`` on.

    ``series`` holds everything that tells this series from every other: seed, model, measure,
    group. The normal numbers are made by the method of Box and Muller (1958).
    """
    digest = hashlib.blake2b("\0".join(series).encode(), digest_size=16).digest()
    source = np.random.Philox(key=int.from_bytes(digest, "little"), counter=first)
    even = np.random.Generator(source).random((length, _DRAWS_A_PERIOD))
    radius = np.sqrt(-2.0 * np.log1p(-even[:, 0]))
    angle = 2.0 * np.pi * even[:, 1]
    return Chance(radius * np.cos(angle), radius * np.sin(angle))
