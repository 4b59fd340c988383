"""From what was said of columns to a mapping that can be read, or to what must be asked. Pure.

What the rows decide themselves counts. What could mean two things is asked, and the answer counts
for as long as the rows do not decide it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.connections import RowMapping
from data.results import columns
from data.results.columns import Said
from data.rows import writing_habits
from data.rows.looking import Seen
from data.rows.proposals import Choice, Known, Open, Why
from data.rows.proposing import missing, period
from data.sheets.grid import Grid

PERIODS = ("P1D", "P7D", "P14D", "P1M", "P3M", "P6M", "P1Y")
"""How long the period of a row may be, where it has one date."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The mapping as far as it is known.

    ``choices`` are how things are written, ``open`` what must be asked, ``missing`` the parts that
    no column holds. ``allowed`` are the answers to what was asked, by its key.
    """

    mapping: RowMapping
    choices: tuple[Choice, ...]
    open: tuple[Open, ...]
    missing: tuple[str, ...]
    allowed: Mapping[str, tuple[str, ...]]

    @property
    def is_ready(self) -> bool:
        return not (self.open or self.missing)


def understood(grid: Grid, told: Said, known: Known) -> Understood:
    """What a file says, or what is to be asked. Raises Rejected as ``columns.seen`` does."""
    seen = columns.seen(grid)
    found = columns.mapping(grid, told, known)
    judged: list[Choice | Open] = []
    allowed: dict[str, tuple[str, ...]] = {}
    for judge in (_dates, _decimals, _zone, _scale):
        open_or_told = judge(seen, found, known)
        if isinstance(open_or_told, Open):
            allowed[open_or_told.key] = open_or_told.allowed
        said = _answered(open_or_told, told)
        if said is not None:
            judged.append(said)
            found = _with(found, said)
    length = _length(seen, found, told)
    choices = [each for each in judged if isinstance(each, Choice)]
    if length:
        found = _with(found, length)
        choices.append(length)
    asked = tuple(each for each in judged if isinstance(each, Open))
    # How far dates are apart is known only once they can be read.
    lacks = tuple(each for each in missing(found) if not (asked and each == "period"))
    return Understood(found, tuple(choices), asked, lacks, allowed)


def _dates(seen: Seen, found: RowMapping, _known: Known) -> Choice | Open | None:
    return writing_habits.dates(seen, found)


def _decimals(seen: Seen, found: RowMapping, _known: Known) -> Choice | Open | None:
    return writing_habits.decimals(seen, found)


def _zone(seen: Seen, found: RowMapping, known: Known) -> Choice | Open | None:
    asked = writing_habits.time_zone(seen, found, known.time_zone)
    return asked and replace(asked, allowed=tuple(dict.fromkeys((known.time_zone, "UTC"))))


def _scale(seen: Seen, found: RowMapping, known: Known) -> Choice | Open | None:
    return writing_habits.scale(seen, found, known.measures)


def _length(seen: Seen, found: RowMapping, told: Said) -> Choice | None:
    """How long a row's period is, where it has one date: as far as most dates are apart, unless
    somebody said it."""
    if bool(found.start) == bool(found.end):
        return None
    said = told.answers.get("period", "")
    return period(seen, found, {"period": said} if said in PERIODS else {})


def _answered(found: Choice | Open | None, told: Said) -> Choice | Open | None:
    if not isinstance(found, Open):
        return found
    answer = told.answers.get(found.key, "")
    if answer in found.allowed:
        return Choice(found.key, (answer,), Why.TOLD, {"example": found.example})
    return found


def _with(found: RowMapping, said: Choice | Open) -> RowMapping:
    if isinstance(said, Open):
        return found
    value = "" if (said.key, said.value) == ("scale", writing_habits.SHARE) else said.value
    return replace(found, **{said.key: value})  # type: ignore[arg-type]  # all of them are texts
