"""A staff list becomes people: who works here, and who left when.

Of a row that is refused, no more is kept than the columns we were asked to read.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from data.connections import StaffColumns, StaffConnection
from data.facts import Person, ReadContext, Refusal
from data.problems import Code, Problem, Rejected
from data.rows import cells, matching_files, periods, strict_csv
from data.rows.matching_files import Row, Rows

LARGEST_FILE = 64 * 2**20
"""Bytes; a row for each of 300,000 people stays below it."""

NO_END = frozenset({"9999-12-31", "99991231"})
"""What some systems write into a date of leaving that nobody has set."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One row that could be read, as it came."""

    person: Person
    row: Row


def read(connection: StaffConnection, _context: ReadContext) -> Iterator[Person | Refusal]:
    """Everybody in the files that match, and a refusal for each row that cannot be taken.

    Somebody whom several rows tell is taken where these say the same, else all of them are refused.
    Raises SourceFailed where no file matches, or none of them can be read.
    """
    columns = connection.columns
    told: dict[str, list[_Told]] = defaultdict(list)
    needed = _needed(columns)
    rows = matching_files.rows(
        connection.name, connection.path, lambda path, label: _opened(path, label, needed)
    )
    for place, row in rows:
        found = row if isinstance(row, Refusal) else _told(columns, place, row)
        if isinstance(found, Refusal):
            yield found
        else:
            told[found.person.key].append(found)
    for same in told.values():
        yield from _one_person(same)


def _needed(columns: StaffColumns) -> tuple[str, ...]:
    named = (getattr(columns, each.name) for each in fields(columns))
    return tuple(dict.fromkeys(filter(None, named)))


def _opened(path: Path, label: str, needed: Sequence[str]) -> Rows:
    content = matching_files.content(path, label, LARGEST_FILE)
    return _rows(label, strict_csv.table(label, content, needed), needed)


def _rows(label: str, table: strict_csv.Table, needed: Sequence[str]) -> Rows:
    for number, cells_of_row in table.rows():
        place = f"{label}, row {number}"
        if len(cells_of_row) == len(table.columns):
            row = dict(zip(table.columns, cells_of_row, strict=True))
            yield place, {name: row[name] for name in needed}
        else:
            inputs = {"found": len(cells_of_row), "expected": len(table.columns)}
            # Nobody can say which cell is which, and some may be nobody's business.
            yield place, Refusal(Problem(Code.FIELDS_UNEVEN, inputs), place, {})


def _told(columns: StaffColumns, place: str, row: Row) -> _Told | Refusal:
    try:
        name = cells.text(columns.name, row[columns.name])
        person = Person(
            key=cells.text(columns.person, row[columns.person]) if columns.person else name,
            name=name,
            email=_optional(columns.email, row),
            unit=_optional(columns.unit, row),
            left_on=_left_on(columns.left_on, row),
            place=place,
        )
    except Rejected as fault:
        return _refused(fault.problem, place, row)
    return _Told(person, row)


def _optional(column: str, row: Row) -> str:
    cell = row[column] if column else None
    return "" if cells.is_missing(cell) else cells.text(column, cell)


def _left_on(column: str, row: Row) -> date | None:
    cell = row[column] if column else None
    if cells.is_missing(cell) or str(cell).strip() in NO_END:
        return None
    return periods.day(column, cell)


def _one_person(rows: Sequence[_Told]) -> Iterator[Person | Refusal]:
    first, *others = rows
    if all(replace(each.person, place=first.person.place) == first.person for each in others):
        yield first.person
        return
    for number, each in enumerate(rows):
        other = rows[0 if number else 1].person.place
        problem = Problem(Code.PERSON_TWICE, {"found": each.person.key, "other": other})
        yield _refused(problem, each.person.place, each.row)


def _refused(problem: Problem, place: str, row: Row) -> Refusal:
    return Refusal(problem, place, {name: cells.shown(cell) for name, cell in row.items()})
