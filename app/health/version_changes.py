"""Which version is live since when and instead of which, and with which software it came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.health.happening import Happening, HappeningKind
from app.health.verdict import Input
from data.facts import Case, Library, LiveBy, LiveSpell, Version

MOST_NAMED = 3
"""As many libraries as a sentence can name; the others are counted."""
ANY = "*"
"""A library of which any version will do, as library lists mean it that name none."""


@dataclass(frozen=True, slots=True)
class LiveNow:
    """A version in use. ``version`` is empty where nobody names one, ``since`` None where unknown.

    ``since_known`` is False where it may have been in use before ``since``. ``before`` is the
    version it replaced, ``author`` who registered it: not necessarily who put it into use.
    """

    version: str
    since: datetime | None
    since_known: bool
    before: str
    live_by: LiveBy | None
    author: str


def live_now(case: Case) -> tuple[LiveNow, ...]:
    """The versions of a deployed model that are in use, the newest last; never none."""
    if not case.deployed:
        return ()
    listed = _listed(case)
    found = [
        LiveNow(
            each.version,
            each.start,
            each.start_known,
            _replaced(case.spells, each),
            each.by,
            _author(listed, each),
        )
        for each in case.spells
        if each.end is None
    ]
    return tuple(found) or (LiveNow("", None, False, "", None, ""),)


def version_changes(case: Case) -> Iterator[Happening]:
    """Every version that went live on a day we know, each with the software that came with it.

    Of the software, ``changed`` has a line for each library that differs: its name, what was asked
    for before and what is now, parted by tabs and empty where it is not on the list.
    """
    listed = _listed(case)
    for spell in case.spells:
        if not spell.start_known or not spell.version:
            continue
        before = _replaced(case.spells, spell)
        inputs: dict[str, Input] = {"version": spell.version}
        inputs |= {"before": before} if before else _beside(case.spells, spell)
        if author := _author(listed, spell):
            inputs["author"] = author
        yield Happening(HappeningKind.WENT_LIVE, spell.start, spell.start, inputs)
        if before:
            yield from _built_with(case, before, spell)


def _listed(case: Case) -> Mapping[str, Version]:
    return {each.version: each for each in case.versions}


def _author(listed: Mapping[str, Version], spell: LiveSpell) -> str:
    return listed[spell.version].author if spell.version in listed else ""


def _replaced(spells: Sequence[LiveSpell], spell: LiveSpell) -> str:
    """The version whose use ended last before this one began; empty where none did."""
    over = [
        (each.end, each.start, each.version)
        for each in spells
        if each.end is not None and each.end <= spell.start and each.version != spell.version
    ]
    return max(over)[2] if over else ""


def _beside(spells: Sequence[LiveSpell], spell: LiveSpell) -> dict[str, Input]:
    """Another version that was in use when this one began, and stayed so."""
    others = [
        each.version
        for each in spells
        if each.start < spell.start
        and (each.end is None or each.end > spell.start)
        and each.version not in ("", spell.version)
    ]
    return {"beside": others[-1]} if others else {}


def _built_with(case: Case, before: str, spell: LiveSpell) -> Iterator[Happening]:
    """What differs between the library lists of two versions; nothing where one has none."""
    known = (*case.tested_before, *case.tested_with)
    old, new = _software(known, before), _software(known, spell.version)
    differing = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    if not old or not new or not differing:
        return
    named = differing[:MOST_NAMED]
    inputs: dict[str, Input] = {
        "version": spell.version,
        "changed": "\n".join(f"{name}\t{old.get(name, '')}\t{new.get(name, '')}" for name in named),
        "others": len(differing) - len(named),
    }
    yield Happening(HappeningKind.BUILT_WITH, spell.start, spell.start, inputs)


def _software(libraries: Iterable[Library], version: str) -> dict[str, str]:
    """What a version asks for of each library; where several files do, the first by name."""
    mine = sorted((each for each in libraries if each.version == version), key=lambda one: one.file)
    found: dict[str, str] = {}
    for each in mine:
        asked = each.pinned or each.requirement.removeprefix(each.name).strip()
        found.setdefault(each.name, asked or ANY)
    return found
