"""What sources tell of one model, and told before: since when, and until when."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from data.facts import WATCHED, Fact, FieldName, Heard, ModelRef, RunsWith
from data.store.records import Record

_PEOPLE = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT)


def heard_of(record: Record, ref: ModelRef) -> tuple[Heard, ...]:
    """Everything of the watched facts and of installed software, in the order it was heard."""
    return tuple(sorted(_heard(record, ref), key=lambda one: one.start))


def _heard(record: Record, ref: ModelRef) -> Iterator[Heard]:
    for row in (*record.rows["facts"], *record.rows["earlier_facts"]):
        if row.name in WATCHED:
            yield Heard(fact_of(row, ref), row.known_from, _end(row, record))
    for row in (*record.rows["runs_with"], *record.rows["earlier_runs_with"]):
        said = RunsWith(ref, row.name, row.installed, row.place)
        yield Heard(said, row.known_from, _end(row, record))


def _end(row: Row[Any], record: Record) -> datetime | None:
    """On a past day nobody knew yet that it would end."""
    until: datetime | None = row.known_to
    return until if until is not None and until <= record.as_of else None


def fact_of(row: Row[Any], ref: ModelRef) -> Fact:
    """One row of the facts."""
    return Fact(ref, row.name, row.value, row.origin, row.place)


def named_in(heard: Iterable[Heard]) -> Iterator[str]:
    """How people are called in it."""
    for each in heard:
        if isinstance(each.said, Fact) and each.said.name in _PEOPLE:
            yield each.said.value
