"""Which models a change of software would touch, and which software models are built with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from app.health.library_uses import WORST_FIRST, Chosen, Fit, LibraryUse, fit, goes_up, last_days
from app.health.verdict import Status
from data.facts import Impact
from data.store import live_libraries
from data.store.live_libraries import SEPARATOR, Holder


@dataclass(frozen=True, slots=True)
class Touched:
    """One model with the software, what the chosen version means to it (None: none was chosen),
    and what is to be said of it. ``ended`` are the days since which what it runs with gets no
    security repairs, by version."""

    slug: str
    model: str
    unit: str
    owner: str
    is_owned: bool
    impact: Impact
    status: Status
    use: LibraryUse
    fit: Fit | None
    ended: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Versions:
    """How many models have each version, that of most first; and since when some of them get no
    security repairs."""

    models: Mapping[str, int]
    ended: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Blast:
    """Whom a change of one piece of software touches.

    ``fits`` counts every model with it. Of those touched, ``high`` are models where a mistake
    matters a lot, and ``unowned`` have no owner; ``differing`` run with another version than they
    were tested with. ``rows`` are one page of the ``matching``. ``upwards``: no model has a newer
    version than the one chosen.
    """

    name: str
    fits: Mapping[Fit | None, int]
    high: int
    unowned: int
    differing: int
    versions: Versions
    upwards: bool
    rows: tuple[Touched, ...]
    matching: int

    @property
    def touched(self) -> int:
        return sum(count for each, count in self.fits.items() if each is not Fit.THERE)


@dataclass(frozen=True, slots=True)
class Software:
    """One piece of software and how many models are built with it."""

    name: str
    models: int
    unpinned: int
    versions: Versions


@dataclass(frozen=True, slots=True)
class Overview:
    """All software of models in use: one page of it, and how many pieces there are."""

    rows: tuple[Software, ...]
    matching: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked about one piece of software, whatever list it stands on; and one page."""

    name: str
    chosen: Chosen | None
    unit: str = ""
    fit: Fit | None = None
    limit: int = 25
    offset: int = 0


def blast(conn: Connection, now: datetime, day: date, wanted: Wanted) -> Blast:
    """Every model with this software at ``now``: where a mistake matters most first."""
    held = live_libraries.holders(conn, now, day, wanted.name, wanted.unit)
    every = sorted((_touched(each, wanted, day) for each in held), key=_place)
    touched = [each for each in every if each.fit is not Fit.THERE]
    shown = [each for each in every if each.fit is wanted.fit] if wanted.fit else touched
    counted = Counter(", ".join(each.use.exact) for each in every if each.use.exact)
    exact = {version for each in every for version in each.use.exact}
    return Blast(
        name=wanted.name,
        fits=Counter(each.fit for each in every),
        high=sum(each.impact is Impact.HIGH for each in touched),
        unowned=sum(not each.is_owned for each in touched),
        differing=sum(each.use.differs for each in every),
        versions=Versions(_most_first(counted), _ended(wanted.name, sorted(exact), day)),
        upwards=wanted.chosen is not None and goes_up(exact, wanted.chosen),
        rows=tuple(shown[wanted.offset : wanted.offset + wanted.limit]),
        matching=len(shown),
    )


def _most_first(counted: Mapping[str, int]) -> dict[str, int]:
    """Of versions that as many models have, the newer first."""
    newest = sorted(counted.items(), reverse=True)
    return dict(sorted(newest, key=lambda each: each[1], reverse=True))


def overview(
    conn: Connection, now: datetime, day: date, unit: str, limit: int, offset: int
) -> Overview:
    """The software of models in use, that of most models first."""
    found, total = live_libraries.spreads(conn, now, unit, limit, offset)
    models: dict[str, dict[str, int]] = {each.name: {} for each in found}
    for name, version, count in live_libraries.versions(conn, now, unit, list(models)):
        models[name][version.replace(SEPARATOR, ", ")] = count
    rows = tuple(
        Software(each.name, each.models, each.unpinned, _versions(each.name, models, day))
        for each in found
    )
    return Overview(rows, total)


def _versions(name: str, models: Mapping[str, Mapping[str, int]], day: date) -> Versions:
    exact = [one for each in models[name] for one in each.split(", ")]
    return Versions(models[name], _ended(name, exact, day))


def _ended(name: str, versions: Sequence[str], day: date) -> dict[str, date]:
    return {each: last for each, last in last_days(name, versions).items() if last < day}


def _touched(holder: Holder, wanted: Wanted, day: date) -> Touched:
    kept = holder.kept
    use = LibraryUse(
        kept.name,
        kept.version,
        _parted(kept.requirement),
        _parted(kept.pinned),
        _parted(kept.installed),
    )
    return Touched(
        slug=kept.slug,
        model=holder.model,
        unit=holder.unit,
        owner=holder.owner,
        is_owned=holder.is_owned,
        impact=Impact(holder.impact),
        status=Status(holder.status),
        use=use,
        fit=fit(use, wanted.chosen) if wanted.chosen else None,
        ended=_ended(kept.name, use.exact, day),
    )


def _parted(told: str) -> tuple[str, ...]:
    return tuple(told.split(SEPARATOR)) if told else ()


_IMPACTS = (Impact.HIGH, Impact.MEDIUM, Impact.LOW)


def _place(one: Touched) -> tuple[int, int, str, str]:
    severity = WORST_FIRST.index(one.fit) if one.fit else 0
    return _IMPACTS.index(one.impact), severity, one.model.casefold(), one.slug
