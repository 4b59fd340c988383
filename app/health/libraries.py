"""Software: what a version was tested with against what it runs with, and what has ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from app.health.days import day_after, today
from app.health.end_of_life import TABLE_ON, last_day
from app.health.findings import Findings
from app.health.verdict import Input, Reason, ReasonCode
from data.facts import Case, FieldName, Kind, Library, RunsWith

RULE = "libraries"
VERSION = 1

INSTALLERS = {"pip", "setuptools", "wheel"}
"""They put a model together and do not answer; registries list them with everything else."""

Pins = Mapping[str, tuple[str, ...]]
"""Exact versions by the normal name of the software."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One piece of software: the version tested with that comes closest to the one it runs with."""

    name: str
    tested: str
    runs: str
    place: str

    @property
    def apart(self) -> tuple[int, int]:
        """How far apart in the first and in the second number; a name that is no number is far."""
        tested, runs = release_of(self.tested), release_of(self.runs)
        if tested is None or runs is None:
            return (0, 0) if self.tested == self.runs else (1, 0)
        return abs(tested[0] - runs[0]), abs(tested[1] - runs[1])


@dataclass(frozen=True, slots=True, order=True)
class Aging:
    """Software with a last day of security repairs."""

    last_day: date
    name: str
    version: str
    place: str


def judge_libraries(case: Case, now: datetime) -> Findings:
    """What differs, what has ended, what is not pinned, and which lists nobody has."""
    tested = pins_of(case.tested_with)
    pairs = _pairs(tested, case.runs_with)
    aging = _aging(case, tested)
    differing = _differing(case, pairs)
    ended = _ended(aging, today(case, now))
    unpinned = _unpinned(case, tested)
    over = (day_after(case, each.last_day) for each in aging)
    return Findings(
        tuple(each for each in (differing, ended) if each),
        (unpinned,) if unpinned else (),
        _missing(case, tested, pairs),
        len({each.name for each in pairs}),
        tuple(each for each in over if each and each > now),
    )


def pins_of(listed: Iterable[Library]) -> Pins:
    """Every exact version that a software list names, sorted, without what only installs."""
    found: dict[str, set[str]] = {}
    for each in listed:
        if each.pinned and canonicalize_name(each.name) not in INSTALLERS:
            found.setdefault(canonicalize_name(each.name), set()).add(each.pinned)
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


@lru_cache(maxsize=4096)
def release_of(version: str) -> tuple[int, int] | None:
    """The first two numbers of a version; None where it is written in another way."""
    try:
        release = Version(version).release
    except InvalidVersion:
        return None
    return release[0], release[1] if len(release) > 1 else 0


def _pairs(tested: Pins, running: Iterable[RunsWith]) -> list[Pair]:
    """What can be compared, furthest apart first; software may run in several places."""
    found = [
        min(
            (Pair(name, pin, each.installed, each.place) for pin in tested[name]),
            key=lambda pair: (pair.apart, pair.tested != pair.runs, pair.tested),
        )
        for each in running
        if (name := canonicalize_name(each.name)) in tested
    ]
    return sorted(
        found, key=lambda each: (*(-n for n in each.apart), each.name, each.runs, each.place)
    )


def _differing(case: Case, pairs: list[Pair]) -> Reason | None:
    """A change of the last number repairs; any other may change what a model answers."""
    apart = [each for each in pairs if any(each.apart)]
    if not apart:
        return None
    worst = apart[0]
    inputs: dict[str, Input] = {
        "library": worst.name,
        "tested_with": worst.tested,
        "runs_with": worst.runs,
        "others": len({each.name for each in apart} - {worst.name}),
    }
    shown = dict.fromkeys(
        f"{each.name} {each.tested} → {each.runs}" for each in pairs if each.tested != each.runs
    )
    basis: dict[str, Input] = {
        "differing": "; ".join(shown),
        "version": _version(case),
        "place": worst.place,
    }
    return Reason(ReasonCode.LIBRARIES_DIFFER, inputs, basis, "tested_against_runs", VERSION)


def _aging(case: Case, tested: Pins) -> list[Aging]:
    """What has a last day: as it runs, and where nobody knows that, as it was tested."""
    running = {str(canonicalize_name(each.name)) for each in case.runs_with}
    asked = {
        (str(canonicalize_name(each.name)), each.installed, each.place) for each in case.runs_with
    }
    asked |= {(name, pin, "") for name in tested.keys() - running for pin in tested[name]}
    return sorted(
        Aging(day, name, version, place)
        for name, version, place in asked
        if (release := release_of(version)) and (day := last_day(name, release))
    )


def _ended(aging: list[Aging], day: date) -> Reason | None:
    over = [each for each in aging if each.last_day < day]
    if not over:
        return None
    oldest = over[0]
    inputs: dict[str, Input] = {
        "library": oldest.name,
        "installed": oldest.version,
        "ended_on": oldest.last_day,
        "others": len({each.name for each in over} - {oldest.name}),
    }
    shown = dict.fromkeys(f"{each.name} {each.version}: {each.last_day}" for each in over)
    basis: dict[str, Input] = {"ended": "; ".join(shown), "table_on": TABLE_ON}
    if oldest.place:
        basis["place"] = oldest.place
    return Reason(ReasonCode.LIBRARY_ENDED, inputs, basis, "end_of_life", VERSION)


def _unpinned(case: Case, tested: Pins) -> Reason | None:
    open_ = {
        canonicalize_name(each.name): each
        for each in sorted(case.tested_with, key=lambda each: (each.file, each.requirement))
        if canonicalize_name(each.name) not in INSTALLERS | tested.keys()
    }
    if not open_:
        return None
    first, *others = sorted(open_)
    inputs: dict[str, Input] = {"library": first, "others": len(others)}
    basis: dict[str, Input] = {
        "unpinned": "; ".join(open_[name].requirement for name in sorted(open_)),
        "version": _version(case),
        "place": open_[first].file,
    }
    return Reason(ReasonCode.UNPINNED, inputs, basis, "pinned_exactly", VERSION)


def _missing(case: Case, tested: Pins, pairs: list[Pair]) -> tuple[str, ...]:
    """Asked of what we put together ourselves: the registry's models, and all with a list."""
    kind = case.facts.get(FieldName.KIND)
    ours = kind.value == Kind.REGISTRY if kind else case.ref.registry is not None
    missing = ["libraries"] if ours and not tested else []
    if (ours or tested) and not (pairs or (case.runs_with and not tested)):
        missing.append("runs_with")
    return tuple(missing)


def _version(case: Case) -> str:
    return ", ".join(sorted({each.version for each in case.tested_with}))
