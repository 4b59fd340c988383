"""How a list stands to what is recorded: what is new, what it fills in, and where they disagree.

A model is found by its technical name, else by its business name; both are compared without case
and spaces, and never by likeness. By which it was found is told, so that a person can object.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from data.facts import FieldName, Kind, Refusal
from data.lists.comparison import Comparison, Difference, FoundBy, Matched, New, Recorded
from data.lists.entries import Entries, Entry, Mapped, place_of, refusal
from data.problems import Code, Problem
from data.sheets.grid import Grid

Alike = Callable[[str], str]
"""What a person is known by, from whatever name, address or key somebody wrote."""

PEOPLE = frozenset({FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT})


def compare(
    grid: Grid,
    mapped: Mapped,
    read: Entries,
    recorded: Sequence[Recorded],
    alike: Alike,
    otherwise: Kind | None,
) -> Comparison:
    """Set the rows of a list against what is recorded.

    ``otherwise`` is what models are that nobody knows and whose row does not say; None refuses
    such rows.
    """
    known, refusing = _Known(recorded), _Refusing(grid, mapped)
    new: dict[str, list[New]] = defaultdict(list)
    found: dict[str, list[_Found]] = defaultdict(list)
    named = {each.slug for entry in read.spoilt for each in known.find(entry)[0]}
    for entry in read.taken:
        candidates, by = known.find(entry)
        named |= {each.slug for each in candidates}
        if len(candidates) > 1:
            registries = ", ".join(sorted({each.registry for each in candidates}))
            refusing.add(entry, Code.MODEL_UNCLEAR, known=registries)
        elif candidates:
            found[candidates[0].slug].append(_Found(entry, candidates[0], by))
        elif otherwise is None and FieldName.KIND not in entry.told:
            refusing.add(entry, Code.KIND_MISSING)
        else:
            added = _new(entry, otherwise)
            new[_key(added.name)].append(added)
    return Comparison(
        tuple(_once(new.values(), refusing)),
        tuple(_matched(each, alike) for each in _once(found.values(), refusing)),
        (*read.refused, *refusing.refused),
        tuple(each for each in recorded if each.listed and each.slug not in named),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A row and the model that it is about."""

    entry: Entry
    model: Recorded
    by: FoundBy


Said = TypeVar("Said", New, _Found)


class _Known:
    """The recorded models by what they are called."""

    def __init__(self, recorded: Iterable[Recorded]) -> None:
        self._by_name: dict[str, list[Recorded]] = defaultdict(list)
        self._by_business_name: dict[str, list[Recorded]] = defaultdict(list)
        self._registries: set[str] = set()
        for each in recorded:
            self._by_name[_key(each.name)].append(each)
            self._registries.add(_key(each.registry))
            business = each.facts.get(FieldName.BUSINESS_NAME, "")
            if business:
                self._by_business_name[_key(business)].append(each)

    def find(self, entry: Entry) -> tuple[Sequence[Recorded], FoundBy]:
        """The models a row may be about: none, one, or several of which none can be chosen."""
        named = self._narrowed(self._by_name.get(_key(entry.name), []), entry)
        if entry.name and named:
            exact = [each for each in named if each.name == entry.name]
            return exact or named, FoundBy.TECHNICAL_NAME
        business = _key(entry.told.get(FieldName.BUSINESS_NAME, "") or entry.name)
        called = self._by_business_name.get(business, [])
        # Somebody may write the technical name where others have the business name.
        called = called or ([] if entry.name else self._by_name.get(business, []))
        return self._narrowed(called, entry), FoundBy.BUSINESS_NAME

    def _narrowed(self, found: Sequence[Recorded], entry: Entry) -> Sequence[Recorded]:
        """Those in the registry that the row names, where that is one of ours."""
        registry = _key(entry.registry)
        if registry and registry in self._registries:
            return [each for each in found if _key(each.registry) == registry]
        still = [each for each in found if each.listed]
        return still or found


class _Refusing:
    """Gathers rows that cannot be taken because of what other rows or the record say."""

    def __init__(self, grid: Grid, mapped: Mapped) -> None:
        self._grid, self._mapped = grid, mapped
        self._rows = {row.number: row for row in grid.rows}
        self.refused: list[Refusal] = []

    def add(self, entry: Entry, code: Code, **inputs: str) -> None:
        problem = Problem(code, {"found": entry.called, **inputs})
        row = self._rows[entry.row]
        self.refused.append(refusal(self._grid, row, self._mapped, problem, None))

    def place(self, entry: Entry) -> str:
        return place_of(self._grid, entry.row)

    def twice(self, same: Sequence[Entry]) -> None:
        """Of two rows about one model nobody can say which is right."""
        for number, entry in enumerate(same):
            self.add(entry, Code.MODEL_TWICE, other=self.place(same[0 if number else 1]))


def _once(rows: Iterable[list[Said]], refusing: _Refusing) -> list[Said]:
    """The rows about a model of which no other row is; of the others nobody knows which holds."""
    kept: list[Said] = []
    for same in rows:
        if len(same) > 1:
            refusing.twice([each.entry for each in same])
        else:
            kept += same
    return kept


def _new(entry: Entry, otherwise: Kind | None) -> New:
    kind = Kind(entry.told.get(FieldName.KIND) or otherwise or Kind.REGISTRY)
    told = {**entry.told, FieldName.KIND: kind.value}
    return New(replace(entry, told=told), entry.name or entry.called, kind)


def _matched(found: _Found, alike: Alike) -> Matched:
    entry, model = found.entry, found.model
    fills: dict[FieldName, str] = {}
    differences: list[Difference] = []
    for field, said in entry.told.items():
        recorded = _recorded(model, field)
        if not recorded:
            fills[field] = said
        elif not _same(field, said, recorded, alike):
            differences.append(Difference(entry.row, model.slug, field, recorded, said))
    return Matched(entry, model, found.by, fills, tuple(differences))


def _recorded(model: Recorded, field: FieldName) -> str:
    """What a registry lists is a model until somebody says otherwise."""
    return model.facts.get(field, Kind.REGISTRY.value if field is FieldName.KIND else "")


def _same(field: FieldName, one: str, other: str, alike: Alike) -> bool:
    if field in PEOPLE and alike(one) == alike(other):
        return True
    # One letter may be kept in two ways, and lines may end in two.
    told = (unicodedata.normalize("NFC", each).split() for each in (one, other))
    return next(told) == next(told)


def _key(name: str) -> str:
    """A name as it is compared with others: case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
