"""What every file in ``company/`` is written with: days, rhythms, and things that happen.

Every ``int`` that names a day counts from the day the company was first read.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import ConfigDict

STRICT = ConfigDict(extra="forbid")
"""A misspelt key in a file is an error, not a fact that silently goes missing."""

How = Literal["step", "slope", "dip", "shock", "season"]
Every = Literal["P1D", "P7D", "P1M", "P3M", "P1Y"]
Days = tuple[int, int]
"""From one day until another, which no longer belongs to it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happens to a figure, in its unit; ``data.sample.stories`` says how."""

    __pydantic_config__: ClassVar = STRICT
    how: How
    by: float
    on: int
    until: int = 0
