"""Where what sources tell of a model differs from what they told before.

What is there when a model is first heard of is no change: nobody knows since when it has been so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from app.health.days import midnight
from app.health.happening import Happening, HappeningKind
from app.health.people import name_of
from app.health.verdict import Input
from data.facts import Case, Fact, FieldName, Heard, Origin, RunsWith

_FIELDS: Mapping[FieldName, HappeningKind] = {
    FieldName.OWNER: HappeningKind.OWNER,
    FieldName.BACKUP_OWNER: HappeningKind.BACKUP,
    FieldName.EXPERT: HappeningKind.EXPERT,
    FieldName.IMPACT: HappeningKind.IMPACT,
    FieldName.SUPPLIER_VERSION: HappeningKind.SUPPLIER,
}
PEOPLE = (FieldName.OWNER, FieldName.BACKUP_OWNER, FieldName.EXPERT)


def heard_changes(case: Case) -> Iterator[Happening]:
    """Every change of a watched fact and of installed software, and everybody who left."""
    for field, kind in _FIELDS.items():
        told = [each for each in case.heard if _field(each) is field]
        yield from _changes(case, kind, told, {})
    software = {each.said.name for each in case.heard if isinstance(each.said, RunsWith)}
    for library in sorted(software):
        told = [each for each in case.heard if _library(each) == library]
        yield from _changes(case, HappeningKind.INSTALLED, told, {"library": library})
    yield from _left(case)


def _field(heard: Heard) -> FieldName | None:
    return heard.said.name if isinstance(heard.said, Fact) else None


def _library(heard: Heard) -> str:
    return heard.said.name if isinstance(heard.said, RunsWith) else ""


def _changes(
    case: Case, kind: HappeningKind, told: Sequence[Heard], more: Mapping[str, Input]
) -> Iterator[Happening]:
    values = [(at, _holding(case, told, at)) for at in _edges(told)]
    for (_, before), (at, now) in pairwise([(None, ""), *values]):
        new = not before and (case.heard_since is None or at is None or at <= case.heard_since)
        if at is not None and before != now and not new:
            yield Happening(kind, at, at, {**more, "now": now, "before": before})


def _edges(told: Iterable[Heard]) -> list[datetime]:
    """The moments at which anything began or ceased to be told."""
    edges = {each.start for each in told} | {each.end for each in told if each.end is not None}
    return sorted(edges)


def _holding(case: Case, told: Iterable[Heard], at: datetime) -> str:
    """What counted from this moment on: typed by a person before read, then the newest."""
    held = [each for each in told if each.start <= at and (each.end is None or each.end > at)]
    held.sort(key=lambda each: (_typed(each), each.start))
    return _value(case, held[-1]) if held else ""


def _typed(heard: Heard) -> bool:
    return isinstance(heard.said, Fact) and heard.said.origin is Origin.TYPED


def _value(case: Case, heard: Heard) -> str:
    if isinstance(heard.said, RunsWith):
        return heard.said.installed
    return name_of(case, heard.said.value) if heard.said.name in PEOPLE else heard.said.value


def _left(case: Case) -> Iterator[Happening]:
    """Whoever is named for it and left the company."""
    for field in PEOPLE:
        fact = case.facts.get(field)
        person = case.people.get(fact.value) if fact else None
        if person is not None and person.left_on is not None:
            at = midnight(person.left_on, ZoneInfo(case.time_zone))
            inputs: dict[str, Input] = {"person": person.name, "role": _FIELDS[field].value}
            yield Happening(HappeningKind.LEFT, at, at, inputs)
