"""What was seen of a table or of files before anybody said what their columns mean."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """The first rows with all their columns; ``whole`` where there are no more than these."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, object], ...]
    whole: bool

    def column(self, name: str) -> tuple[object, ...]:
        """The cells of one column, one for each row."""
        return tuple(row.get(name) for row in self.rows)
