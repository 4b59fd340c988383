"""Which files need not be read again: those of known content of which nothing is refused."""

from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path

from data.facts import Before, LeftOut, Watermark
from data.problems import Code
from data.rows import matching_files

_ALL = "all files"


class KnownFiles:
    """What is known of the files of one source, and what is found this time.

    ``source`` is where a refusal stands that is of the configuration and not of a file.
    """

    def __init__(self, source: str, before: Before) -> None:
        self._known = _known(source, before)
        self._found: dict[str, str] = {}
        self._left_out = False

    def leaves_out(self, label: str, content: bytes) -> bool:
        """Whether the file called so holds what is known already."""
        digest = sha256(content).hexdigest()
        self._found[label] = digest
        known = self._known.get(label) == digest
        self._left_out |= known
        return known

    def note(self, label: str) -> None:
        """There is a file called so; it may turn out that it cannot be looked at."""
        self._found[label] = ""

    def told(self) -> Iterator[Watermark | LeftOut]:
        """What is known from now on of each file there was."""
        yield from (Watermark(label, digest) for label, digest in self._found.items())
        if self._left_out:
            yield LeftOut()


class AllFiles:
    """The files of a source that only all together tell anything: were they all the same before?

    ``largest`` is how many bytes one may have to be read; ``of_files`` are the refusals that depend
    on nothing but the files and the configuration. ``beside`` gives the file that is read along
    with one of them, or None. Raises SourceFailed where no file matches.
    """

    def __init__(
        self,
        source: str,
        pattern: str,
        largest: int,
        before: Before,
        of_files: Collection[Code],
        beside: Callable[[Path], Path | None] = lambda _path: None,
    ) -> None:
        self._found = _digest_of_all(source, pattern, largest, beside)
        refused_for = {code for _, code in before.refused}
        self.unchanged = before.watermarks.get(_ALL) == self._found and refused_for <= {*of_files}

    def told(self) -> Watermark:
        """What is known of them from now on."""
        return Watermark(_ALL, self._found)


def _digest_of_all(
    source: str, pattern: str, largest: int, beside: Callable[[Path], Path | None]
) -> str:
    found = sha256()
    along: set[Path] = set()
    for path, label in matching_files.matching(source, pattern):
        found.update(f"\0{label}\0".encode())
        found.update(_digest(path, largest))
        along.update(filter(None, [beside(path)]))
    for path in sorted(along):
        found.update(f"\0{path}\0".encode(errors="surrogateescape"))
        found.update(_digest(path, largest))
    return found.hexdigest()


def _digest(path: Path, largest: int) -> bytes:
    """A digest of a file; empty where it is refused unread, and so looked at every time."""
    try:
        if path.stat().st_size > largest:
            return b""
        with path.open("rb") as file:
            return file_digest(file, "sha256").digest()
    except OSError:
        return b""


def _known(source: str, before: Before) -> Mapping[str, str]:
    """The digest of each file of which nothing was refused.

    What was refused at the place called as the source is of the configuration, which is held
    against it every time. What was refused at any other place may be of any file: none is known.
    """
    refused: set[str] = set()
    for place, _ in before.refused:
        named = [label for label in _labels(place) if label in before.watermarks]
        if not named and place != source:
            return {}
        refused.update(named)
    return {label: at for label, at in before.watermarks.items() if label not in refused}


def _labels(place: str) -> Iterator[str]:
    """What the file of a place may be called: "a, b.csv, row 2" is in "a, b.csv", or in "a"."""
    parts = place.split(", ")
    return (", ".join(parts[:end]) for end in range(1, len(parts) + 1))
