"""What a table or a file looks like, going by its newest rows: its columns and what they hold."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from data.connections import RowMapping
from data.facts import Holds, Refusal, Trait, TraitKind
from data.rows import contents
from data.rows.readings import Row, columns

NEWEST_ROWS = 200
"""Enough to tell what a column holds now; more would tell what it held last year."""

Rows = Iterator[tuple[str, Row | Refusal]]
Note = Callable[[Trait], None]


def noted(rows: Rows, mapping: RowMapping, note: Note, newest: str = "") -> Rows:
    """The same rows, and at their end a note of what the last of them look like.

    ``newest`` begins the place of the rows that count, where others were written before them. Rows
    that broke off are not noted, nor are those of which none came.
    """
    last: deque[Row] = deque(maxlen=NEWEST_ROWS)
    for place, row in rows:
        if not isinstance(row, Refusal) and place.startswith(newest):
            last.append(row)
        yield place, row
    if last:
        note_columns(last[-1], note)
    for column in columns(mapping):
        held = holds([row.get(column) for row in last])
        if held is not None:
            note(Trait(TraitKind.HOLDS, column, held.value))


def note_columns(names: Iterable[str], note: Note) -> None:
    """Note every column there is; those without a name in a file's first row have none."""
    for name in filter(None, names):
        note(Trait(TraitKind.COLUMN, name))


def note_asked(mapping: RowMapping, note: Note) -> None:
    """Note which column each measure is taken from, where each has one of its own."""
    for key, column in mapping.values.items():
        told = f"{column}, {mapping.scale}" if mapping.scale else column
        note(Trait(TraitKind.ASKED, key, told))


def holds(cells: Sequence[object]) -> Holds | None:
    """What most of the filled cells are; None where all are empty."""
    found = contents.column("", cells)
    if not found.filled:
        return None
    if found.is_numbers:
        return Holds.NUMBERS
    if not found.is_dates:
        return Holds.TEXT
    if 2 * found.naive >= found.dates:
        return Holds.LOCAL_TIMES
    return Holds.TIMES if 2 * found.zoned >= found.dates else Holds.DAYS
