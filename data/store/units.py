"""In which unit readings and limits were told, where a measure was not always in the same. Pure.

Readings are kept as numbers. One that was told while its source gave another unit is a number of
something else: nobody can know what it would be in today's unit, so nothing is judged by it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Row

from data.facts import Redefined, TraitKind
from data.store.tables import SourceKind
from data.store.traits import unit_of

Rows = Sequence[Row[Any]]
_TYPED = (SourceKind.PEOPLE, SourceKind.COMPANY_FILE)
"""What a person says of a measure holds for the readings of every source."""


@dataclass(frozen=True, slots=True)
class Apart:
    """From ``start`` until ``end`` (None: still) a source told a measure in another unit.

    ``source_id`` None means that of every source but those of ``without``.
    """

    source_id: int | None
    start: datetime
    end: datetime | None
    without: frozenset[int] = frozenset()

    def holds(self, source_id: int, at: float) -> bool:
        """Whether a reading this source told then (seconds since 1970) is one of these."""
        every = self.source_id is None and source_id not in self.without
        of_it = every or self.source_id == source_id
        ended = self.end is not None and at >= int(self.end.timestamp())
        return of_it and at >= int(self.start.timestamp()) and not ended


def readings_apart(known: Rows, closed: Rows) -> Mapping[int, tuple[Apart, ...]]:
    """By the id of the measure, which readings are in another unit than it has now.

    ``known`` are the definitions that hold, those that count for most last; ``closed`` those that
    held before. Measures that were always told in one unit are left out.
    """
    found = {}
    for measure_id, (now, rows) in _by_measure(known, closed).items():
        own = now.source_kind in _TYPED
        apart = tuple(
            Apart(None if own else each.source_id, each.known_from, each.known_to)
            for each in rows
            if unit(each) != unit(now) and _counts(each, now)
        )
        if not own:
            apart += tuple(_of_silent(now, rows))
        if apart:
            found[measure_id] = apart
    return found


def agreed_apart(now: Row[Any], rows: Rows, agreed: Row[Any]) -> bool:
    """Whether a limit was signed while its measure had another unit or direction.

    ``rows`` are the definitions by all sources, those that hold and those that held before.
    """
    # What one source says at once belongs together, whatever day it says it was signed on.
    with_it = [each for each in rows if each.run_id == agreed.run_id]
    then = with_it[-1] if with_it else _counted_at(rows, agreed.known_from)
    return (unit(then), then.better) != (unit(now), now.better)


def redefined(
    now: Row[Any], known: Rows, closed: Rows, asked: Rows, as_of: datetime
) -> tuple[Redefined, ...]:
    """How a measure was told otherwise through time until ``as_of``, by the source that counts.

    ``known`` are its definitions by all sources, ``closed`` the former ones, and ``asked`` are
    traits of how it is asked for that changed.
    """
    mine = [*(each for each in closed if each.source_id == now.source_id), now]
    changes = [change for pair in pairwise(mine) for change in _told_otherwise(*pair)]
    for before, after in pairwise(asked):
        same = (before.source_id, before.kind) == (after.source_id, after.kind)
        if same and before.value != after.value:
            changes.append(Redefined(after.known_from, after.kind, before.value, after.value))
    changes += [
        Redefined(_both_since(now, other, closed), TraitKind.UNIT, unit(other), unit(now), True)
        for other in known
        if unit(other) != unit(now) and _counts(other, now)
    ]
    return tuple(sorted((each for each in changes if each.at <= as_of), key=lambda each: each.at))


def _both_since(one: Row[Any], other: Row[Any], closed: Rows) -> datetime:
    """Since when two sources tell two units; a first load counts since it was read."""
    return max(_unit_since(one, closed), _unit_since(other, closed))


def _unit_since(row: Row[Any], closed: Rows) -> datetime:
    since: datetime = row.told_at
    for before in reversed([each for each in closed if each.source_id == row.source_id]):
        if unit(before) != unit(row):
            break
        since = before.told_at
    return since


def unit(row: Row[Any]) -> str:
    """The unit of a definition, with the currency."""
    return unit_of(row.unit.value, row.currency)


def _told_otherwise(before: Row[Any], after: Row[Any]) -> Iterator[Redefined]:
    for what, tell in _PARTS.items():
        if tell(before) != tell(after):
            yield Redefined(after.known_from, what, tell(before), tell(after))


def _meaning(row: Row[Any]) -> str:
    return "; ".join(filter(None, (row.question.value, row.kind, row.phrase, row.things)))


_PARTS = {
    TraitKind.UNIT: unit,
    TraitKind.BETTER: lambda row: row.better.value,
    TraitKind.MEANING: _meaning,
}


def _counts(row: Row[Any], now: Row[Any]) -> bool:
    """Whether this definition says in which unit readings are: a person's, else each source's."""
    if now.source_kind in _TYPED:
        return bool(row.source_id == now.source_id)
    return row.source_kind not in _TYPED


def _of_silent(now: Row[Any], rows: Rows) -> Iterator[Apart]:
    """What those sources told apart that say no unit themselves: theirs is the one that counted."""
    say = frozenset(each.source_id for each in rows)
    changes = {each.told_at for each in rows} | {each.known_to for each in rows if each.known_to}
    for start, end in pairwise([*sorted(changes), None]):
        if start is not None and unit(_counted_at(rows, start)) != unit(now):
            yield Apart(None, start, end, say)


def _counted_at(rows: Rows, at: datetime) -> Row[Any]:
    """The definition that counted at a moment; before anything was told, that told first.

    The first load of a source is kept as known long before, so here it counts since it was told.
    """
    at = max(at, min(each.told_at for each in rows))
    told = [each for each in rows if each.told_at <= at]
    held = [each for each in told if each.known_to is None or each.known_to > at]
    return max(held or told, key=_weight)


def _weight(row: Row[Any]) -> tuple[bool, bool, datetime, int]:
    """The order of ``newest_last``: what people typed goes last."""
    kind = row.source_kind
    return kind is SourceKind.PEOPLE, kind in _TYPED, row.known_from, row.id


def _by_measure(known: Rows, closed: Rows) -> dict[int, tuple[Row[Any], list[Row[Any]]]]:
    found: dict[int, tuple[Row[Any], list[Row[Any]]]] = {}
    for row in known:
        rows = found[row.measure_id][1] if row.measure_id in found else []
        found[row.measure_id] = row, [*rows, row]
    for row in closed:
        if row.measure_id in found:
            found[row.measure_id][1].append(row)
    return found


def only_of(rows: Iterable[Row[Any]], measure_id: int) -> list[Row[Any]]:
    """The rows of one measure."""
    return [each for each in rows if each.measure_id == measure_id]
