"""From what was seen of a table to a mapping: which column most likely holds what, and why. Pure.

Whatever a person says goes first. What the rows do not decide is not guessed: it stays open, and
a person is asked once.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from itertools import count, pairwise

from data.connections import RowMapping
from data.rows import contents, writing_habits
from data.rows.choosing_columns import Choosing
from data.rows.looking import Seen
from data.rows.new_measures import key_of, new_measures
from data.rows.proposals import COLUMN_KEYS, Choice, Known, Open, Proposal, Why

_DAY = 24 * 3600
_PERIODS = ((1, 1, "P1D"), (7, 7, "P7D"), (14, 14, "P14D"), (28, 31, "P1M"), (89, 92, "P3M"))
"""From so many days to so many apart, and the period that follows."""


def propose(seen: Seen, known: Known, told: Mapping[str, str]) -> Proposal:
    """What the columns most likely mean.

    ``told`` is what a person said: for a key of the mapping its column or value, "" to leave it
    out; ``values`` holds columns parted by commas, ``rename.X`` the registry's name for X, and
    ``measures.X.unit`` and the like what a measure means.
    """
    chosen = {each.key: each for each in Choosing(seen, known, told).all()}
    mapping = _mapped(chosen, known, told)
    said: list[Choice | Open | None] = []
    for key, judge in (("dates", writing_habits.dates), ("decimals", writing_habits.decimals)):
        said.append(_told(key, told) or judge(seen, mapping))
        mapping = _with(mapping, said[-1])
    said.append(
        _told("time_zone", told) or writing_habits.time_zone(seen, mapping, known.time_zone)
    )
    new = new_measures(seen, mapping, known.measures, told)
    scale = writing_habits.scale(seen, mapping, {**known.measures, **new})
    said.append(scale and (_told("scale", told) or scale))
    if _begins(chosen, mapping, seen):
        first = replace(chosen["end"], key="start", why=Why.FIRST_DAYS)
        chosen = {key: first if key == "end" else each for key, each in chosen.items()}
        mapping = replace(mapping, start=mapping.end, end="")
    said.append(period(seen, mapping, told))
    for each in said:
        mapping = _with(mapping, each)
    choices = [*chosen.values(), *(each for each in said if isinstance(each, Choice))]
    questions = tuple(each for each in said if isinstance(each, Open))
    trap = mapping.end if _midnights(seen, mapping) else ""
    return Proposal(tuple(choices), questions, tuple(missing(mapping)), mapping, new, trap)


def _mapped(chosen: Mapping[str, Choice], known: Known, told: Mapping[str, str]) -> RowMapping:
    """The columns as a mapping; how they are written is not in it yet."""
    columns = {key: each.value for key, each in chosen.items() if key in COLUMN_KEYS}
    named = {
        key.removeprefix("rename."): value
        for key, value in told.items()
        if key.startswith("rename.") and value
    }
    values: dict[str, str] = {}
    for column in chosen["values"].chosen if "values" in chosen else ():
        values[_unused(key_of(column, known.measures), values)] = column
    columns.setdefault("model", "")
    return RowMapping(**columns, values=values, rename=named, registry=told.get("registry", ""))


def _unused(key: str, used: Mapping[str, str]) -> str:
    numbered = (key if number == 1 else f"{key}_{number}" for number in count(1))
    return next(each for each in numbered if each not in used)


def _told(key: str, told: Mapping[str, str]) -> Choice | None:
    """What a person said of how things are written; a scale of "share" is one, too."""
    return Choice(key, (told[key],), Why.TOLD) if told.get(key) else None


def _with(mapping: RowMapping, said: Choice | Open | None) -> RowMapping:
    if not isinstance(said, Choice):
        return mapping
    value = "" if (said.key, said.value) == ("scale", writing_habits.SHARE) else said.value
    return replace(mapping, **{said.key: value})  # type: ignore[arg-type]  # all of them are texts


def _begins(chosen: Mapping[str, Choice], mapping: RowMapping, seen: Seen) -> bool:
    """Whether the one column of dates holds first days: of months, or Mondays of weeks."""
    if "end" not in chosen or chosen["end"].why is not Why.ONLY_DATES:
        return False
    days = _days(seen, mapping)
    months = _usual_length(days) in ("P1M", "P3M") and all(each.day == 1 for each in days)
    return months or (_usual_length(days) == "P7D" and all(not each.weekday() for each in days))


def period(seen: Seen, mapping: RowMapping, told: Mapping[str, str]) -> Choice | None:
    """How long the period of a row is, where it has one date: as far as most dates are apart."""
    if "period" in told:
        return _told("period", told)
    if bool(mapping.start) == bool(mapping.end):
        return None
    days = _days(seen, mapping)
    length = _usual_length(days)
    if not length:
        return None
    return Choice("period", (length,), Why.APART, {"found": _usual_gap(days) // _DAY})


def _usual_length(days: list[datetime]) -> str:
    gap = _usual_gap(days)
    fitting = (length for low, high, length in _PERIODS if low * _DAY <= gap <= high * _DAY)
    return next(fitting, "")


def _usual_gap(days: list[datetime]) -> int:
    """The seconds that most of the different dates are apart from the next; 0 for too few."""
    gaps = Counter(int((later - earlier).total_seconds()) for earlier, later in pairwise(days))
    return gaps.most_common(1)[0][0] if gaps else 0


def _days(seen: Seen, mapping: RowMapping) -> list[datetime]:
    """The different dates of the one column of dates, in order, as if all were of one zone."""
    found = set()
    for cell in seen.column(mapping.end or mapping.start):
        at = contents.moment(cell, mapping.dates)
        if at is not None:
            there = at if isinstance(at, datetime) else datetime.combine(at, time())
            found.add(there.replace(tzinfo=None))
    return sorted(found)


def _midnights(seen: Seen, mapping: RowMapping) -> bool:
    """Whether the ends of periods are times and each of them midnight."""
    found = [contents.moment(cell, mapping.dates) for cell in seen.column(mapping.end)]
    times = [at for at in found if at is not None]
    return bool(times) and all(isinstance(at, datetime) and at.time() == time() for at in times)


def missing(mapping: RowMapping) -> Iterator[str]:
    """What a mapping needs and this one has not."""
    if not mapping.model:
        yield "model"
    if not (mapping.start or mapping.end):
        yield "end"
    elif not (mapping.start and mapping.end) and not mapping.period:
        yield "period"
    if mapping.measure and not mapping.value:
        yield "value"
    if not mapping.measure and not mapping.values:
        yield "values"
