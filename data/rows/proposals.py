"""A proposal: what the columns of a table most likely mean, why, and what a person must say."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto

from data.connections import MeasureShape, RowMapping

COLUMN_KEYS = ("model", "start", "end", "measure", "value", "count", "group", "version")
"""The keys of a mapping that name one column each."""


class Why(StrEnum):
    """Why something is proposed; the words for each are in ``app.language``."""

    TOLD = auto()
    NAME = auto()
    KNOWN_MODELS = auto()  # found, of
    ONLY_TEXT = auto()
    KNOWN_MEASURES = auto()
    ONLY_DATES = auto()
    ONLY_NUMBERS = auto()
    HOLDS_NUMBERS = auto()
    FIRST_DAYS = auto()
    APART = auto()  # found (days)
    SEEN_SO = auto()  # example
    RANGE = auto()  # example (the largest)


@dataclass(frozen=True, slots=True)
class Choice:
    """One key of the mapping, what is proposed for it, and why; several columns for ``values``."""

    key: str
    chosen: tuple[str, ...]
    why: Why
    inputs: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def value(self) -> str:
        return ", ".join(self.chosen)


@dataclass(frozen=True, slots=True)
class Open:
    """What the rows do not decide: the key to answer, a cell that shows it, the answers."""

    key: str
    example: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beforehand: names of models, measures of the configuration, whose zone."""

    models: Collection[str] = ()
    measures: Mapping[str, MeasureShape] = field(default_factory=dict)
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The mapping as far as it could be told.

    ``open`` is to be asked, ``missing`` are keys that a person must name. ``new``
    are the measures that the configuration does not describe yet. ``midnights`` is the column of
    ends in which every time is midnight: most likely days are meant, and would be left out.
    """

    choices: tuple[Choice, ...]
    open: tuple[Open, ...]
    missing: tuple[str, ...]
    mapping: RowMapping
    new: Mapping[str, MeasureShape]
    midnights: str = ""
