"""What a change of one piece of software would mean to each model that is built with it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from app.health.end_of_life import last_day
from app.health.libraries import INSTALLERS, release_of
from data.facts import Case

Chosen = Version
"""A version somebody asks about."""


class Fit(StrEnum):
    """What a chosen version means to one model.

    ``EXCLUDED``: its list leaves a range open and the version lies outside. ``PINNED``: its list
    names another version exactly. ``LISTED``: its list names this version, and it runs with
    another. ``OPEN``: its list allows it and names none. ``UNLISTED``: it runs with the software,
    which stands on no list. ``UNREADABLE``: nobody can say what its list allows. ``THERE``: it
    is built and runs with this version already.
    """

    EXCLUDED = "excluded"
    PINNED = "pinned"
    LISTED = "listed"
    UNLISTED = "unlisted"
    UNREADABLE = "unreadable"
    OPEN = "open"
    THERE = "there"


WORST_FIRST = tuple(Fit)
"""What somebody decided against, what was tested with another version, what nobody can know, and
what may come by itself."""


@dataclass(frozen=True, slots=True)
class LibraryUse:
    """One piece of software of a live model, under its normal name.

    ``requirements`` are the lines of its list, none where it stands on none; ``pinned`` the exact
    versions those name; ``installed`` the exact versions where it runs, none where nobody told us.
    """

    name: str
    version: str
    requirements: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    installed: tuple[str, ...] = ()

    @property
    def exact(self) -> tuple[str, ...]:
        """The versions it runs with; where nobody told us, those it was tested with."""
        return self.installed or self.pinned

    @property
    def differs(self) -> bool:
        """Whether it runs with another version than it was tested with, repairs aside."""
        tested = {release_of(each) or each for each in self.pinned}
        running = {release_of(each) or each for each in self.installed}
        return bool(tested and running - tested)


def uses_of(case: Case) -> list[LibraryUse]:
    """All software of the live version by name, without what only installs."""
    listed: dict[str, list[tuple[str, str]]] = {}
    for each in case.tested_with:
        listed.setdefault(canonicalize_name(each.name), []).append((each.requirement, each.pinned))
    running: dict[str, set[str]] = {}
    for place in case.runs_with:
        running.setdefault(canonicalize_name(place.name), set()).add(place.installed)
    version = ", ".join(sorted({each.version for each in case.tested_with}))
    return [
        LibraryUse(
            name,
            version,
            tuple(sorted({requirement for requirement, _ in listed.get(name, ())})),
            tuple(sorted({pinned for _, pinned in listed.get(name, ()) if pinned})),
            tuple(sorted(running.get(name, ()))),
        )
        for name in sorted(listed.keys() | running.keys())
        if name not in INSTALLERS
    ]


@lru_cache(maxsize=256)
def chosen_version(text: str) -> Chosen | None:
    """The version somebody typed: 3, 3.1, 3.x; None where it is none."""
    try:
        return Version(re.sub(r"\.[x*]$", "", text.strip()))
    except InvalidVersion:
        return None


def fit(use: LibraryUse, chosen: Chosen) -> Fit:
    """What a version means to one model. A version in one or two numbers stands for all that
    begin with it."""
    if use.exact and all(_begins(each, chosen) for each in (*use.pinned, *use.installed)):
        return Fit.THERE
    if not use.requirements:
        return Fit.UNLISTED
    if use.pinned:
        named = all(_begins(each, chosen) for each in use.pinned)
        return Fit.LISTED if named else Fit.PINNED
    allowed = [allows(each, chosen) for each in use.requirements]
    if False in allowed:
        return Fit.EXCLUDED
    return Fit.UNREADABLE if None in allowed else Fit.OPEN


def _begins(version: str, chosen: Chosen) -> bool:
    try:
        release = Version(version).release
    except InvalidVersion:
        return False
    return release[: len(chosen.release)] == chosen.release


def goes_up(versions: Iterable[str], chosen: Chosen) -> bool:
    """Whether none of these versions is newer than the one chosen."""
    depth = len(chosen.release)
    known = (chosen_version(each) for each in versions)
    return not any(each.release[:depth] > chosen.release for each in known if each)


def normal_name(text: str) -> str:
    """The name by which software is compared, however somebody writes it."""
    return str(canonicalize_name(text.strip()))


def allows(requirement: str, chosen: Chosen) -> bool | None:
    """Whether a line of a software list allows any version that begins like the one chosen; None
    where the line cannot be read."""
    specifier = _specifier(requirement)
    if specifier is None:
        return None
    tried = [str(chosen)]
    if len(chosen.release) < _WHOLE:
        # The last of its line stands for all that come after the first.
        tried.append(f"{chosen}.{_LAST}")
    return any(specifier.contains(each, prereleases=True) for each in tried)


_WHOLE = 3
_LAST = 9999
_CONDA = re.compile(r"[\w.-]+=(?P<begins>\d[\d.]*?)(\.\*)?")


@lru_cache(maxsize=4096)
def _specifier(requirement: str) -> SpecifierSet | None:
    """What a line allows. With one equals sign conda means "begins with"."""
    try:
        if conda := _CONDA.fullmatch(requirement.replace(" ", "")):
            return SpecifierSet(f"=={conda['begins']}.*")
        return Requirement(requirement).specifier
    except (InvalidRequirement, InvalidSpecifier):
        return None


def last_days(name: str, versions: Sequence[str]) -> dict[str, date]:
    """Until when these versions get security repairs, of those whose makers say so."""
    known = ((each, release_of(each)) for each in versions)
    found = ((each, last_day(name, release)) for each, release in known if release)
    return {each: day for each, day in found if day}
