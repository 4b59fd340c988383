"""Which files need not be read again: those of known content of which nothing is refused.

Two files may say different things of one period, and only both together show it. So where what was
read says otherwise than what is known, the files that were left out are read after all.
"""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from data.facts import Before, ReadContext, Watermark
from data.rows import matching_files
from data.rows.matching_files import Rows


class KnownFiles:
    """The files of one source: what is known of them, and what is found this time.

    ``pattern`` is where they lie, ``largest`` how many bytes one may have, ``opened`` what gives
    the rows of a file of some content by its label, raising Rejected.
    """

    def __init__(
        self, source: str, pattern: str, largest: int, opened: Callable[[str, bytes], Rows]
    ) -> None:
        self.source, self.pattern, self.largest = source, pattern, largest
        self.opened = opened
        self._known: Mapping[str, str] = {}
        self._found: dict[str, str] = {}
        self._left_out: set[str] = set()

    def rows(self, context: ReadContext) -> Rows:
        """Every row of the files that have to be read; see ``matching_files.rows``."""
        self._known = _known(self.source, context.before())
        yield from matching_files.rows(self.source, self.pattern, self._unless_known)
        if self._left_out and context.differs():
            yield from matching_files.rows(self.source, self.pattern, self._where_left_out)

    def watermarks(self) -> Iterator[Watermark]:
        """What is known from now on of each file there was, broken ones too."""
        return (Watermark(label, digest) for label, digest in self._found.items())

    def _unless_known(self, path: Path, label: str) -> Rows:
        content = self._content(path, label)
        if self._found[label] != self._known.get(label):
            return self.opened(label, content)
        self._left_out.add(label)
        return iter(())

    def _where_left_out(self, path: Path, label: str) -> Rows:
        if label not in self._left_out:
            return iter(())
        return self.opened(label, self._content(path, label))

    def _content(self, path: Path, label: str) -> bytes:
        self._found[label] = ""
        content = matching_files.content(path, label, self.largest)
        self._found[label] = sha256(content).hexdigest()
        return content


def _known(source: str, before: Before) -> Mapping[str, str]:
    """The digest of each file that was read whole and of which nothing was refused.

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
