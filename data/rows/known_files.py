"""Which files need not be read again: those of known content of which nothing is refused."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from data.facts import Before, LeftOut, Watermark


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
