"""What the page about risks tells: where every model stands, what is watched, and what moved."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from app.health.coverage import Cover, Watch, Worry
from app.health.insight import Likelihood, Risk
from app.health.keeping import reason_from_json, risk_from_json
from app.health.risk_moves import Direction
from data.facts import Impact
from data.store import outlooks, risks
from data.store.risks import RiskRow, Tally, Wanted

MOST_MOVED = 5
"""More than that is a list, and the list is one click away."""
_FINE = (Watch.WATCHED, Watch.DOES_NOT_APPLY)


@dataclass(frozen=True, slots=True)
class RiskOf:
    """One model. ``covers`` is empty where nobody looked yet."""

    slug: str
    name: str
    unit: str
    owner: str
    risk: Risk
    covers: tuple[Cover, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Every deployed model, counted; of a unit where one is asked for.

    Of ``assumed`` nobody recorded how much a mistake matters, of ``unknown`` nothing was worked out
    yet. For ``all_watched`` every worry is watched or does not apply.
    """

    deployed: int
    places: Mapping[tuple[Impact, Likelihood], int]
    watches: Mapping[tuple[Worry, Watch], int]
    moved: Mapping[Direction, int]
    assumed: int
    unknown: int
    all_watched: int


@dataclass(frozen=True, slots=True)
class Risks:
    """Everything of the page. ``matching`` is how many models match; ``rows`` are one page of them.

    ``moved`` are the first of those that moved lately, by which way.
    """

    standing: Standing
    moved: Mapping[Direction, tuple[RiskOf, ...]]
    rows: tuple[RiskOf, ...]
    matching: int
    units: tuple[str, ...]


def risks_of(conn: Connection, now: datetime, wanted: Wanted) -> Risks:
    """What the page shows at ``now`` of the models that are wanted."""
    tallies = risks.tallies(conn, now, wanted.unit)
    standing = _standing(tallies)
    return Risks(
        standing=standing,
        moved={
            each: _rows(conn, now, Wanted(wanted.unit, moved=each.value, limit=MOST_MOVED))
            for each in Direction
            if standing.moved.get(each)
        },
        rows=_rows(conn, now, wanted),
        matching=_matching(tallies, wanted),
        units=tuple(outlooks.units(conn)),
    )


def everything(
    conn: Connection, now: datetime, wanted: Wanted, most: int
) -> tuple[tuple[RiskOf, ...], int]:
    """All models that are wanted, at most so many, for a file; and how many there are."""
    matching = _matching(risks.tallies(conn, now, wanted.unit), wanted)
    return _rows(conn, now, replace(wanted, limit=most, offset=0)), matching


def _matching(tallies: Iterable[Tally], wanted: Wanted) -> int:
    """How many of the models counted are wanted; those not worked out yet stand in no list."""
    return sum(each.models for each in tallies if each.likelihood and _is_wanted(each, wanted))


def _is_wanted(tally: Tally, wanted: Wanted) -> bool:
    pairs = (
        (wanted.impact, tally.impact),
        (wanted.likelihood, tally.likelihood),
        (wanted.moved, tally.moved),
    )
    fits = all(not asked or asked == told for asked, told in pairs)
    return fits and (not wanted.cell or wanted.cell in tally.cells)


def _rows(conn: Connection, now: datetime, wanted: Wanted) -> tuple[RiskOf, ...]:
    return tuple(_row(each) for each in risks.listed(conn, now, wanted))


def _row(kept: RiskRow) -> RiskOf:
    risk, covers = risk_from_json(kept.risk), tuple(_covers(kept))
    return RiskOf(kept.slug, kept.name, kept.unit, kept.owner, risk, covers)


def _covers(kept: RiskRow) -> Iterable[Cover]:
    for worry, watch in _cells(kept.cells):
        why = kept.uncovered.get(worry.value)
        yield Cover(worry, watch, reason_from_json(why) if why else None)


def _cells(kept: Iterable[str]) -> list[tuple[Worry, Watch]]:
    pairs = (each.split(":") for each in kept)
    return [(Worry(worry), Watch(watch)) for worry, watch in pairs]


def _standing(tallies: Iterable[Tally]) -> Standing:
    places: Counter[tuple[Impact, Likelihood]] = Counter()
    watches: Counter[tuple[Worry, Watch]] = Counter()
    moved: Counter[Direction] = Counter()
    deployed = assumed = unknown = all_watched = 0
    for each in tallies:
        cells = _cells(each.cells)
        deployed += each.models
        assumed += each.assumed
        watches.update(dict.fromkeys(cells, each.models))
        if cells and all(watch in _FINE for _, watch in cells):
            all_watched += each.models
        if each.likelihood:
            places[Impact(each.impact), Likelihood(each.likelihood)] += each.models
        else:
            unknown += each.models
        if each.moved:
            moved[Direction(each.moved)] += each.models
    return Standing(deployed, places, watches, moved, assumed, unknown, all_watched)
