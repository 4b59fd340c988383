"""The one file for what no system knows: people, agreements, rhythms, pauses, models, past use.

Its form is described in docs/company-file.md. An entry with any fault is refused as a whole, with
every fault named, and the other entries are taken.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.facts import Arrival, ReadContext, Refusal, Trait, TraitKind
from data.problems import Code, Problem, Rejected, SourceFailed, Unreadable
from data.rows import cells
from data.rows.periods import Clock, zone
from data.rows.plain_text import decoded, unreadable
from data.sources.company_file.entries import SECTIONS, Entry, as_kept, checked, unknown_key
from data.sources.company_file.facts import entered, facts_of
from data.sources.company_file.sense import Shapes, faults_between

LARGEST_FILE = 10 * 2**20
"""Bytes; a company with ten thousand models stays below a third of it."""

_FAULT_LINE = re.compile(r"at line (\d+)")


def read(path: Path, context: ReadContext) -> Iterator[Arrival]:
    """Every entry of the file as facts typed by a person, or as refusals.

    Each carries its place: "company.toml, agreements 3". Raises SourceFailed where there is no
    such file or it is not TOML, with the line.
    """
    days = zone("time_zone", context.time_zone)
    entries: list[tuple[str, Mapping[str, object], Entry]] = []
    written_down: set[str] = set()
    for place, section, written in _sections(path):
        written_down.add(section)
        found = _checked(place, section, written, Clock(days))
        if isinstance(found, Entry) and isinstance(written, dict):
            entries.append((place, written, found))
        elif not isinstance(found, Entry):
            yield from found
    models = entered(entry for *_, entry in entries)
    shapes = Shapes(entry for *_, entry in entries)
    for place, written, entry in entries:
        problems = tuple(faults_between(entry, shapes, context.now, days))
        yield from (Refusal(problem, place, as_kept(written)) for problem in problems)
        if not problems:
            yield from facts_of(entry, place, models)
    for section in filter(written_down.__contains__, SECTIONS):
        context.note(Trait(TraitKind.SECTION, section))


def _sections(path: Path) -> Iterator[tuple[str, str, object]]:
    """Every entry as it was written, with its place and the section it stands in.

    What is no list of entries, such as [people] with single brackets, comes as text.
    """
    name = cells.shown(path.name)
    for section, written in _loaded(path, name).items():
        if not isinstance(written, list):
            yield name, section, cells.shown(written)
            continue
        for number, entry in enumerate(written, start=1):
            yield f"{name}, {cells.shown(section)} {number}", section, entry


def _checked(
    place: str, section: str, written: object, clock: Clock
) -> Entry | tuple[Refusal, ...]:
    if section not in SECTIONS:
        return (Refusal(unknown_key(section, iter(SECTIONS)), place, as_kept({section: written})),)
    if not isinstance(written, dict):
        inputs = {"field": section, "found": f"[{section}]", "allowed": f"[[{section}]]"}
        return (Refusal(Problem(Code.NOT_ONE_OF, inputs), place, as_kept({section: written})),)
    return checked(section, place, written, clock)


def _loaded(path: Path, name: str) -> dict[str, object]:
    try:
        text = decoded(name, _content(path, name))
    except Rejected as fault:
        raise _failed(path, fault.problem) from None
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        # A fault without a line is one that the parser met at the end of the text.
        line = _FAULT_LINE.search(str(fault))
        at = int(line[1]) if line else text.count("\n") + 1
        raise _failed(path, unreadable(name, Unreadable.NOT_TOML, at).problem) from None


def _content(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise unreadable(name, Unreadable.TOO_LARGE)
        return path.read_bytes()
    except FileNotFoundError:
        raise Rejected(Problem(Code.FILE_MISSING, {"path": str(path)})) from None
    except OSError:
        raise unreadable(name, Unreadable.NO_ACCESS) from None


def _failed(path: Path, problem: Problem) -> SourceFailed:
    inputs = {"source": cells.shown(path.name), "address": str(path), **problem.inputs}
    return SourceFailed(Problem(problem.code, inputs))
