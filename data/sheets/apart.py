"""Reading somebody's file in a process of its own: a short file can be made to need any amount of
memory or time, and then that process ends and not the one that serves everybody.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from data import sheets
from data.problems import Code, Problem, Rejected, Unreadable
from data.rows.plain_text import unreadable
from data.sheets.grid import Grid, Row

MOST_SECONDS = 60
"""Of work; a list of five thousand rows and a hundred columns needs half of it."""

MOST_WAIT = 2 * MOST_SECONDS
"""Seconds until whoever brought it is answered, however busy the machine is."""

MOST_MEMORY = 768 * 2**20
"""Bytes beyond what the process has when it begins to read."""

_KNOWS = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH")
"""What the process may know of ours: none of our secrets."""

_ROOT = Path(__file__).parents[2]
_COMMAND = (sys.executable, "-P", "-m", "data.sheets.apart")


def read(name: str, content: bytes, wanted: Collection[str]) -> Grid:
    """As ``sheets.read``; what needs too much is told as too large. Raises Rejected."""
    asked = json.dumps([sheets.file_name(name), sorted(wanted)]).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and arguments
            _COMMAND,
            input=asked + b"\n" + content,
            capture_output=True,
            timeout=MOST_WAIT,
            check=True,
            env={name: os.environ[name] for name in _KNOWS if name in os.environ}
            | {"PYTHONPATH": str(_ROOT)},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as fault:
        raise unreadable(sheets.file_name(name), Unreadable.TOO_LARGE) from fault
    return _grid(json.loads(done.stdout))


def main() -> None:
    """Read the file that comes in, and hand on what it holds or why it cannot be read."""
    name, wanted = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    _bound()
    try:
        told = _told(sheets.read(name, content, frozenset(wanted)))
    except Rejected as fault:
        told = {"code": fault.problem.code.value, "inputs": dict(fault.problem.inputs)}
    sys.stdout.write(json.dumps(told))


def _bound() -> None:
    has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (has + MOST_MEMORY, has + MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    for never in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(never, (0, 0))


def _told(grid: Grid) -> dict[str, object]:
    rows = [(each.number, each.cells, each.unsolved, each.numbers) for each in grid.rows]
    return {"file": grid.file, "sheet": grid.sheet, "headings": grid.headings, "rows": rows}


def _grid(told: dict[str, Any]) -> Grid:
    if "code" in told:
        raise Rejected(Problem(Code(told["code"]), told["inputs"]))
    rows = (
        Row(number, tuple(cells), tuple(odd), tuple(numbers))
        for number, cells, odd, numbers in told["rows"]
    )
    return Grid(told["file"], told["sheet"], tuple(told["headings"]), tuple(rows))


if __name__ == "__main__":
    main()
