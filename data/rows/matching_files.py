"""The files a pattern means, each taken or refused as a whole before any row of it is taken."""

import glob
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from data.facts import Refusal
from data.problems import Code, Problem, Rejected, SourceFailed, Unreadable
from data.rows import cells
from data.rows.plain_text import unreadable

Held = TypeVar("Held")
Row = Mapping[str, object]
Rows = Iterator[tuple[str, Row | Refusal]]
"""Each row, or its refusal, with its place."""


def rows(
    source: str, pattern: str, opened: Callable[[Path, str], Iterator[tuple[str, Held]]]
) -> Iterator[tuple[str, Held | Refusal]]:
    """Every row of every file that matches, oldest name first.

    ``opened`` gives what a file it has found whole holds, else raises Rejected. One broken file
    among several is refused and the others are read. Raises SourceFailed where no file matches, or
    none of them can be read.
    """
    found = matching(source, pattern)
    faults: list[tuple[str, Problem]] = []
    for path, label in found:
        try:
            inside = opened(path, label)
        except Rejected as fault:
            faults.append((label, _of_source(source, pattern, fault.problem)))
            continue
        yield from inside
    if len(faults) == len(found):
        raise SourceFailed(faults[0][1])
    for label, problem in faults:
        yield label, Refusal(problem, label, {})


def newest(pattern: str) -> str:
    """What the last of the files that match is called, empty where none does."""
    found = _found(pattern)
    return found[-1][1] if found else ""


def content(path: Path, label: str, largest: int) -> bytes:
    """What stands in a file of at most so many bytes; raises Rejected."""
    try:
        if path.stat().st_size > largest:
            raise unreadable(label, Unreadable.TOO_LARGE)
        return path.read_bytes()
    except OSError:
        raise unreadable(label, Unreadable.NO_ACCESS) from None


def folder_of(pattern: str) -> Path:
    """The folder that every match lies below: the part of the pattern that is fixed."""
    fixed = Path(pattern).parent
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    return fixed


def matching(source: str, pattern: str) -> list[tuple[Path, str]]:
    """The files with what they are called; raises SourceFailed where none matches."""
    found = _found(pattern)
    if not found:
        missing = Problem(Code.FILE_MISSING, {"path": pattern})
        raise SourceFailed(_of_source(source, pattern, missing))
    return found


def _found(pattern: str) -> list[tuple[Path, str]]:
    """The files with what they are called: their path below the part of the pattern that is fixed,
    so that two files of one name in two folders stay apart."""
    fixed = folder_of(pattern)
    paths = sorted(map(Path, glob.glob(pattern, recursive=True)))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    return [(path, cells.shown(str(path.relative_to(fixed)))) for path in paths if path.is_file()]


def _of_source(source: str, pattern: str, problem: Problem) -> Problem:
    return Problem(problem.code, {"source": source, "address": pattern, **problem.inputs})
