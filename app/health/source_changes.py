"""Where a source looks otherwise than it did before: columns, queries, units."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from data.facts import TraitHeld, TraitKind

TOLD_FOR = timedelta(days=92)
"""After a quarter of a year what was new is what is usual."""


@dataclass(frozen=True, slots=True)
class SourceChange:
    """From ``at`` on something looks otherwise. ``before`` is None for what is new, ``now`` for
    what is no longer there."""

    kind: TraitKind
    name: str
    at: datetime
    before: str | None
    now: str | None


def source_changes(held: Iterable[TraitHeld], now: datetime) -> tuple[SourceChange, ...]:
    """The last change of each thing about a source in the last quarter of a year, newest first
    and of one moment the gravest first.

    What was there when a source first told things of its kind is no change.
    """
    rows = sorted(held, key=lambda each: (each.trait.kind, each.trait.name, each.start))
    begun = {kind: min(each.start for each in some) for kind, some in _by_kind(rows)}
    found = []
    for _, some in groupby(rows, key=lambda each: (each.trait.kind, each.trait.name)):
        mine = list(some)
        changes = list(_changes(mine, begun[mine[0].trait.kind]))
        found += [each for each in changes[-1:] if now - TOLD_FOR < each.at <= now]
    found.sort(key=lambda each: _WORST_FIRST.index(each.kind))
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


_WORST_FIRST = (
    TraitKind.UNIT,
    TraitKind.BETTER,
    TraitKind.HOLDS,
    TraitKind.ASKED,
    TraitKind.SETTINGS,
    TraitKind.MEANING,
    TraitKind.MARKS,
    TraitKind.LABELS,
    TraitKind.SECTION,
    TraitKind.COLUMN,
)
"""Of one moment what changes what results mean comes before what may not matter."""


def _by_kind(rows: Sequence[TraitHeld]) -> Iterator[tuple[TraitKind, list[TraitHeld]]]:
    for kind, some in groupby(rows, key=lambda each: each.trait.kind):
        yield kind, list(some)


def _changes(mine: Sequence[TraitHeld], begun: datetime) -> Iterator[SourceChange]:
    """Every change of one thing, oldest first. A measure that is new is told elsewhere."""
    first, last = mine[0], mine[-1]
    if first.start > begun and first.trait.kind in WHOLE:
        yield _change(None, first)
    for before, after in pairwise(mine):
        if before.end is not None and before.end < after.start:
            yield _change(None, after)
        elif before.trait.value != after.trait.value:
            yield _change(before, after)
    if last.end is not None:
        yield SourceChange(last.trait.kind, last.trait.name, last.end, last.trait.value, None)


WHOLE = (TraitKind.COLUMN, TraitKind.SECTION)
"""Of these a source tells all there are, so that one more is a new one."""


def _change(before: TraitHeld | None, after: TraitHeld) -> SourceChange:
    was = before.trait.value if before else None
    return SourceChange(after.trait.kind, after.trait.name, after.start, was, after.trait.value)
