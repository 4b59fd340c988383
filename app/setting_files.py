"""Secrets kept in files: ``NAME_FILE`` names the file whose text is the value of ``NAME``.

Containers and systemd hand secrets over this way, where no other process can list them.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.setting_faults import Expected, Fault

ENDING = "_FILE"


def take_from_files(names: Iterable[str]) -> Iterator[Fault]:
    """Put what the files hold into the environment, for us and the processes we start.

    ``names`` are the variables that may be given so; one fault for each file that cannot be taken.
    """
    for name in sorted(set(names)):
        variable = name + ENDING
        path = os.environ.get(variable, "").strip()
        if path and name in os.environ:
            yield Fault(variable, Expected.NOT_BOTH)
        elif path:
            yield from _take(name, variable, Path(path))


def _take(name: str, variable: str, path: Path) -> Iterator[Fault]:
    try:
        os.environ[name] = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, ValueError):  # ValueError: no UTF-8, or a NUL that no variable can hold.
        # What stands there is not repeated: somebody may have put the secret itself.
        yield Fault(variable, Expected.READABLE_FILE)
    else:
        # Taken once: read again, both would be set.
        del os.environ[variable]
