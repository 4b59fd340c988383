"""What comes of setting a list against what is recorded."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.facts import FieldName, Kind, Refusal
from data.lists.entries import Entry


@dataclass(frozen=True, slots=True)
class Recorded:
    """One model as it is recorded. ``facts`` hold what counts; ``listed``: something lists it."""

    slug: str
    name: str
    registry: str
    listed: bool
    facts: Mapping[FieldName, str]

    @property
    def called(self) -> str:
        return self.facts.get(FieldName.BUSINESS_NAME, "") or self.name


class FoundBy(StrEnum):
    """By what a row was found to be about a model."""

    TECHNICAL_NAME = "technical_name"
    BUSINESS_NAME = "business_name"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a list and the record say different things of one field."""

    row: int
    slug: str
    field: FieldName
    recorded: str
    listed: str

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.row}:{self.field.value}"


@dataclass(frozen=True, slots=True)
class Matched:
    """A row about a model that is known. ``fills`` is what nobody had recorded."""

    entry: Entry
    model: Recorded
    by: FoundBy
    fills: Mapping[FieldName, str]
    differences: tuple[Difference, ...]

    @property
    def agrees(self) -> bool:
        return not (self.fills or self.differences)


@dataclass(frozen=True, slots=True)
class New:
    """A row about a model that nothing lists; it would be added as one of this kind."""

    entry: Entry
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every row once, as new, as matched or as refused; and the models no row is about."""

    new: tuple[New, ...]
    matched: tuple[Matched, ...]
    refused: tuple[Refusal, ...]
    missing: tuple[Recorded, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        return tuple(each for matched in self.matched for each in matched.differences)

    @property
    def filled(self) -> int:
        """How many facts nobody had recorded."""
        return sum(len(each.fills) for each in self.matched)

    @property
    def agreeing(self) -> int:
        """About how many models the list says what is recorded."""
        return sum(each.agrees for each in self.matched)

    @property
    def refused_rows(self) -> int:
        """How many rows cannot be taken, however many faults each has."""
        return rows_of(self.refused)

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.filled or self.differences)


def rows_of(refused: Iterable[Refusal]) -> int:
    """How many rows these refusals are of."""
    return len({re.sub(r", column [A-Z]+$", "", each.place) for each in refused})


def seal(found: Comparison) -> str:
    """What tells this comparison from any other: all that taking it in could change."""
    told = {
        "new": [[each.name, each.kind, _plain(each.entry.told)] for each in found.new],
        "filled": [[each.model.slug, _plain(each.fills)] for each in found.matched],
        "differ": [[each.key, each.slug, each.recorded, each.listed] for each in found.differences],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _plain(told: Mapping[FieldName, str]) -> dict[str, str]:
    return {field.value: said for field, said in told.items()}
